// Prices that nobody ever paid: five generated instruments to try things out with, under symbols
// that no exchange lists. They have what makes prices hard (regimes, gaps, jumps, holidays, an
// intraday smile of volume, names that move together), and are a pure function of the seed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "market/calendar.hpp"
#include "market/instrument.hpp"
#include "market/interval.hpp"
#include "market/record.hpp"

namespace muhurat::market {

struct DemoSeries {
  Instrument instrument;
  Interval interval;
  std::vector<Bar> bars;  // in order; their SeriesId is not set
};

inline constexpr std::uint64_t demo_seed = 48;
inline constexpr Date demo_first_day = Date::from_civil(2016, 1, 1);
inline constexpr Date demo_first_minute_day = Date::from_civil(2025, 10, 1);
inline constexpr Date demo_last_day = Date::from_civil(2025, 12, 31);

// What the name of a generated instrument begins with; whatever shows its prices must say so.
inline constexpr std::string_view demo_label = "generated sample data";

// Days of the whole period and minutes of its last three months, by instrument, days first. The
// minutes of a day add up to its daily bar. The calendar says when the exchange (NSE, EQ) was open.
std::vector<DemoSeries> generate_demo(std::uint64_t seed, const Calendar& calendar);

}  // namespace muhurat::market
