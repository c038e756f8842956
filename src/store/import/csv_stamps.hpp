// The dates and times of a CSV file: their one format, found from the first rows, and the reading
// of each row by it. A file that changes its format, or whose days and months cannot be told apart,
// is refused; a single cell that is no date is that row's fault.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/timestamp.hpp"
#include "market/zone.hpp"

namespace muhurat::store {

enum class DateFormat : std::uint8_t {
  None,          // the date is given for the whole file
  YearFirst,     // 2026-03-20, 2026/03/20, 2026.03.20
  Compact,       // 20260320
  DayFirst,      // 20-03-2026
  MonthFirst,    // 03/20/2026
  DayOrMonth,    // one of the two above; the rows will tell
  MonthName,     // 20-Mar-2026
  EpochSeconds,  // 1773990900; the finer ones have 3, 6 and 9 digits more
  EpochMillis,
  EpochMicros,
  EpochNanos
};
constexpr bool counts_from_1970(DateFormat format) {
  return format >= DateFormat::EpochSeconds;
}
enum class TimeFormat : std::uint8_t {
  None,
  Clock,       // 09:15, 09:15:00, 09:15:00.250
  HalfDays,    // 9:15 am, 03:30:00 PM
  HourMinute,  // 0915
  HourSecond,  // 091500
  DayMillis    // 33300000: milliseconds since midnight
};

// What the date cells, and the time cells where they are apart, look like.
struct StampFormat {
  DateFormat date = DateFormat::None;
  char separator = '-';
  TimeFormat time = TimeFormat::None;
  bool is_time_apart = false;  // in a column of its own
  bool has_seconds = false;
  bool has_offset = false;  // Z or +05:30 behind the time

  friend bool operator==(const StampFormat&, const StampFormat&) = default;
};
std::string to_text(const StampFormat& format);  // "yyyy-mm-dd hh:mm"

struct LocalStamp {
  Date date;
  Duration time_of_day;
  std::optional<Timestamp> moment;  // where the cell itself says its offset, or counts from 1970
};

// The format of one date cell (which may hold a time behind the date) or time cell; empty if it is
// none.
std::optional<StampFormat> detect_date(std::string_view cell);
std::optional<TimeFormat> detect_time(std::string_view cell);
// Which of day and month comes first in a DayOrMonth cell; DayOrMonth if it cannot tell.
DateFormat tell_day_from_month(std::string_view cell);

// Read by the format; empty if the cell is not of it, or is no day of the calendar.
std::optional<LocalStamp> parse_date_cell(std::string_view cell, const StampFormat& format);
std::optional<Duration> parse_time_cell(std::string_view cell, TimeFormat format);

// Local dates and times of day to UTC. Rows come by date, so the offset is looked up once a date
// where it is the same all day.
class LocalClock {
 public:
  explicit LocalClock(const market::Zone& zone) : zone_{zone} {}
  Timestamp to_utc(Date date, Duration time_of_day);

 private:
  const market::Zone& zone_;
  Date date_ = Date::min();
  Timestamp midnight_;
  bool is_even_ = false;  // one offset all day
};

}  // namespace muhurat::store
