// Where a run's records come from.
#pragma once

#include <cstddef>
#include <span>

#include "market/record.hpp"

namespace muhurat::sdk {

class DataFeed {
 public:
  virtual ~DataFeed() = default;
  // The next record in the engine's order (available time, instrument, interval short to long,
  // source sequence); false at the end.
  virtual bool next(market::Record& record) = 0;
  // The next records at once: written into `buffer`, or lying in memory of the feed's own, where
  // they stay as they are until the next call. Empty at the end.
  virtual std::span<const market::Record> next_block(std::span<market::Record> buffer) {
    std::size_t count = 0;
    while (count < buffer.size() && next(buffer[count])) ++count;
    return buffer.first(count);
  }
};

}  // namespace muhurat::sdk
