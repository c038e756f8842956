// What a stored series is called: its instrument and its interval.
#pragma once

#include <compare>
#include <string>

#include "market/interval.hpp"

namespace muhurat::store {

struct SeriesName {
  std::string instrument;  // NSE:INFY
  market::Interval interval;

  friend auto operator<=>(const SeriesName&, const SeriesName&) = default;
};

inline std::string to_text(const SeriesName& name) {  // NSE:INFY 1d
  return name.instrument + " " + market::to_text(name.interval);
}

}  // namespace muhurat::store
