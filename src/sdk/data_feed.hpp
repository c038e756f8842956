// Where a run's records come from.
#pragma once

#include "market/record.hpp"

namespace muhurat::sdk {

class DataFeed {
 public:
  virtual ~DataFeed() = default;
  // The next record in the engine's order (available time, instrument, interval short to long,
  // source sequence); false at the end.
  virtual bool next(market::Record& record) = 0;
};

}  // namespace muhurat::sdk
