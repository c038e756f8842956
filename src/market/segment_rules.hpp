// What the calendar tables say about one exchange and segment: its closures, its special windows
// and its regular hours, by date. The calendar computes days from these.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/timestamp.hpp"
#include "market/calendar.hpp"
#include "market/csv_table.hpp"

namespace muhurat::market {

struct CalendarTables {
  CsvTable holidays, sessions, hours;
};
// Throws ProblemError.
CalendarTables read_calendar_tables(const std::filesystem::path& reference);

enum class Closed { Full, Morning, Evening };

struct Closure {
  Date date;
  Closed closed = Closed::Full;
};

// A `normal` window of a date that is not an ordinary weekday session. Times of day in India time;
// absent where they are not sourced.
struct SpecialWindow {
  Date date;
  std::optional<Duration> open, close;
  bool is_sourced = true;  // false: the row says that its times are assumed
};

struct RegularHours {
  Date from, to;  // inclusive
  std::optional<Duration> open, close;
  bool is_sourced = true;
};

struct SegmentRules {
  std::vector<Closure> closures;       // by date
  std::vector<SpecialWindow> windows;  // by date, then open
  std::vector<RegularHours> hours;     // by from
  Date first_dated = Date::max();      // the first day of the years that the closures cover,
  Date last_dated = Date::min();       // and the last
};

// Empty `hours`: the tables do not know this exchange and segment.
SegmentRules read_segment_rules(const CalendarTables& tables, const SegmentKey& key);
bool is_known_exchange(const CalendarTables& tables, std::string_view exchange);

}  // namespace muhurat::market
