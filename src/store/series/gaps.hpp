// Where a series lacks bars that its calendar expects between its first and its last.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "market/calendar.hpp"
#include "market/interval.hpp"

namespace muhurat::store {

// How many bars of a time span there are, a shorter last one included.
std::uint64_t bars_in(Duration span, market::Interval interval);

struct Gap {
  Date first, last;           // dates on which it begins and ends
  bool is_whole_days = true;  // no bar at all on any of them
  std::uint64_t missing = 0;  // bars
  Timestamp from, to;         // of the hole
};
// "2019-03-04, a trading day by the calendar"
std::string describe(const Gap& gap, const market::Zone& zone);

// `starts` are those of the series' bars, in order. Of days: the trading dates without a bar.
// Within a day: sessions without a bar, and holes of at least a quarter of an hour in one whose
// hours are known (a minute without a trade is no gap). Empty: not judged, because the exchange has
// no calendar and the series no bar on a weekend that would say that it trades every day.
std::optional<std::vector<Gap>> find_gaps(std::span<const Timestamp> starts,
                                          market::Interval interval,
                                          const market::Calendar& calendar);

}  // namespace muhurat::store
