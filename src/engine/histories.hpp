// Past bars and registered indicators of each series that somebody watches.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
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
  bool keeps(SeriesId series) const { return watched_[series.index()].kept > 0; }
  sdk::History of(SeriesId series) const;
  // How many bars before the run's start a series wants to see.
  std::size_t warm_up_bars(SeriesId series) const;

  bool is_watched(SeriesId series) const { return watched_[series.index()].is_watched; }
  // Those added that have lines to draw, as they were added.
  std::vector<sdk::DrawnIndicator> take_drawn() { return std::move(drawn_); }
  // Of a watched series.
  void update(const market::Bar& bar);

 private:
  struct Watched {
    bool is_watched = false;
    std::vector<market::Bar> ring;  // a power of two, or empty
    std::size_t next = 0;
    std::size_t kept = 0;  // as asked for
    std::vector<std::unique_ptr<sdk::RegisteredIndicator>> indicators;
  };
  std::vector<Watched> watched_;
  std::vector<sdk::DrawnIndicator> drawn_;
};

}  // namespace muhurat::engine
