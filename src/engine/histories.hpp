// Past bars and registered indicators of each series. A series that nobody watches costs one look.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/ids.hpp"
#include "market/record.hpp"
#include "sdk/context.hpp"
#include "sdk/history.hpp"

namespace muhurat::engine {

class Histories {
 public:
  explicit Histories(std::size_t series) : watched_(series) {}

  // Keeps at least the newest `bars` of a series.
  void keep(SeriesId series, std::size_t bars);
  void add(SeriesId series, std::unique_ptr<sdk::RegisteredIndicator> indicator);
  sdk::History of(SeriesId series) const;
  // How many bars before the run's start a series wants to see.
  std::size_t warm_up_bars(SeriesId series) const;

  void update(const market::Bar& bar) {
    Watched& watched = watched_[bar.series.index()];
    if (watched.is_watched) update(watched, bar);
  }

 private:
  struct Watched {
    bool is_watched = false;
    std::vector<market::Bar> ring;  // a power of two, or empty
    std::size_t next = 0;
    std::size_t kept = 0;  // as asked for
    std::vector<std::unique_ptr<sdk::RegisteredIndicator>> indicators;
  };
  static void update(Watched& watched, const market::Bar& bar);
  std::vector<Watched> watched_;
};

}  // namespace muhurat::engine
