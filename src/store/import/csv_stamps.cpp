#include "store/import/csv_stamps.hpp"

#include <array>
#include <limits>

#include "store/import/stamp_scanner.hpp"

namespace muhurat::store {
namespace {

std::optional<std::int64_t> parse_digits(std::string_view cell, std::size_t least,
                                         std::size_t most) {
  if (cell.size() < least || cell.size() > most) return std::nullopt;  // at most 19: no overflow
  std::uint64_t value = 0;
  for (const char c : cell) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (value > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

struct EpochUnit {
  DateFormat format;
  std::size_t digits_max;  // one less before 2001
  std::int64_t ns;
};
constexpr std::array<EpochUnit, 4> epoch_units = {{{DateFormat::EpochSeconds, 10, 1'000'000'000},
                                                   {DateFormat::EpochMillis, 13, 1'000'000},
                                                   {DateFormat::EpochMicros, 16, 1'000},
                                                   {DateFormat::EpochNanos, 19, 1}}};

DateFormat detect_epoch(std::string_view cell) {
  for (const EpochUnit& unit : epoch_units) {
    if (parse_digits(cell, unit.digits_max - 1, unit.digits_max)) return unit.format;
  }
  return DateFormat::None;
}

std::optional<LocalStamp> parse_epoch(std::string_view cell, DateFormat format) {
  constexpr std::int64_t seconds_max = 4'102'444'800;  // 2100-01-01
  for (const EpochUnit& unit : epoch_units) {
    if (unit.format != format) continue;
    const auto count = parse_digits(cell, unit.digits_max - 1, unit.digits_max);
    if (!count || *count > seconds_max * (1'000'000'000 / unit.ns)) return std::nullopt;
    return LocalStamp{{}, {}, Timestamp::from_ns(*count * unit.ns)};
  }
  return std::nullopt;
}

// The format of the date at the front; the time behind it is left to the caller.
std::optional<StampFormat> detect_date_part(std::string_view cell) {
  StampFormat format;
  std::size_t digits = 0;
  while (digits < cell.size() && is_digit(cell[digits])) ++digits;
  if (digits == 8 && (cell.size() == 8 || cell[8] == ' ' || cell[8] == 'T')) {
    format.date = DateFormat::Compact;
    return format;
  }
  if (digits == 0 || digits + 1 >= cell.size()) return std::nullopt;
  format.separator = cell[digits];
  if (std::string_view{"-/. "}.find(format.separator) == std::string_view::npos) {
    return std::nullopt;
  }
  if (digits == 4) {
    format.date = DateFormat::YearFirst;
  } else if (digits <= 2 && !is_digit(cell[digits + 1])) {
    format.date = DateFormat::MonthName;
  } else if (digits <= 2) {
    format.date = tell_day_from_month(cell);
  } else {
    return std::nullopt;
  }
  return format;
}

}  // namespace

std::string to_text(const StampFormat& format) {
  const char s = format.separator;
  const auto join = [s](const char* a, const char* b, const char* c) {
    return std::string{a} + s + b + s + c;
  };
  std::string text;
  switch (format.date) {
    case DateFormat::None: break;
    case DateFormat::YearFirst: text = join("yyyy", "mm", "dd"); break;
    case DateFormat::Compact: text = "yyyymmdd"; break;
    case DateFormat::DayFirst: text = join("dd", "mm", "yyyy"); break;
    case DateFormat::MonthFirst: text = join("mm", "dd", "yyyy"); break;
    case DateFormat::DayOrMonth:
      text = join("dd", "mm", "yyyy") + " or " + join("mm", "dd", "yyyy");
      break;
    case DateFormat::MonthName: text = join("dd", "Mon", "yyyy"); break;
    case DateFormat::EpochSeconds: return "seconds since 1970";
    case DateFormat::EpochMillis: return "milliseconds since 1970";
    case DateFormat::EpochMicros: return "microseconds since 1970";
    case DateFormat::EpochNanos: return "nanoseconds since 1970";
  }
  if (format.time != TimeFormat::None && !text.empty()) text += format.is_time_apart ? ", " : " ";
  switch (format.time) {
    case TimeFormat::None: break;
    case TimeFormat::Clock: text += format.has_seconds ? "hh:mm:ss" : "hh:mm"; break;
    case TimeFormat::HalfDays: text += format.has_seconds ? "hh:mm:ss am" : "hh:mm am"; break;
    case TimeFormat::HourMinute: text += "hhmm"; break;
    case TimeFormat::HourSecond: text += "hhmmss"; break;
    case TimeFormat::DayMillis: text += "milliseconds since midnight"; break;
  }
  return text + (format.has_offset ? "+hh:mm" : "");
}

std::optional<StampFormat> detect_date(std::string_view cell) {
  StampFormat epoch;
  epoch.date = detect_epoch(cell);
  if (epoch.date != DateFormat::None) return epoch;
  auto format = detect_date_part(cell);
  if (!format) return std::nullopt;
  StampScanner scanner{cell};
  if (!scan_date(scanner, *format)) return std::nullopt;
  if (scanner.is_at_end()) return format;
  scanner.any_of(" T");
  format->time = TimeFormat::Clock;
  const auto clock = scan_clock(scanner, format->has_seconds);
  if (!clock) return std::nullopt;
  if (scanner.is_at_end()) return format;
  if (std::string_view{" aApP"}.find(scanner.rest().front()) != std::string_view::npos) {
    format->time = TimeFormat::HalfDays;
    return scan_half_day(scanner, *clock) && scanner.is_done() ? format : std::nullopt;
  }
  format->has_offset = scan_offset(scanner).has_value();
  return scanner.is_done() ? format : std::nullopt;
}

std::optional<TimeFormat> detect_time(std::string_view cell) {
  if (cell.find(':') != std::string_view::npos) {
    for (const TimeFormat format : {TimeFormat::Clock, TimeFormat::HalfDays}) {
      if (parse_time_cell(cell, format)) return format;
    }
    return std::nullopt;
  }
  for (const TimeFormat format :
       {TimeFormat::HourMinute, TimeFormat::HourSecond, TimeFormat::DayMillis}) {
    if (parse_time_cell(cell, format)) return format;
  }
  return std::nullopt;
}

DateFormat tell_day_from_month(std::string_view cell) {
  StampScanner scanner{cell};
  const int first = scanner.one_or_two_digits();
  scanner.any_of("-/. ");
  const int second = scanner.one_or_two_digits();
  if (scanner.has_failed()) return DateFormat::DayOrMonth;
  if (first > 12 && second <= 12) return DateFormat::DayFirst;
  if (second > 12 && first <= 12) return DateFormat::MonthFirst;
  return DateFormat::DayOrMonth;
}

std::optional<LocalStamp> parse_date_cell(std::string_view cell, const StampFormat& format) {
  if (counts_from_1970(format.date)) return parse_epoch(cell, format.date);
  StampScanner scanner{cell};
  const auto date = scan_date(scanner, format);
  if (!date) return std::nullopt;
  LocalStamp stamp{*date, {}, std::nullopt};
  const bool has_time = format.time == TimeFormat::Clock || format.time == TimeFormat::HalfDays;
  if (!has_time || format.is_time_apart) {
    return scanner.is_done() ? std::optional{stamp} : std::nullopt;
  }
  scanner.any_of(" T");
  bool has_seconds = false;
  auto time = scan_clock(scanner, has_seconds);
  if (time && format.time == TimeFormat::HalfDays) time = scan_half_day(scanner, *time);
  if (!time) return std::nullopt;
  stamp.time_of_day = *time;
  if (format.has_offset) {
    const auto offset = scan_offset(scanner);
    if (!offset) return std::nullopt;
    stamp.moment = Timestamp::from_seconds(std::int64_t{date->days()} * 86'400) + *time -
                   Duration::seconds(*offset);
  }
  return scanner.is_done() ? std::optional{stamp} : std::nullopt;
}

std::optional<Duration> parse_time_cell(std::string_view cell, TimeFormat format) {
  const auto whole = [&](std::size_t width) { return parse_digits(cell, width, width); };
  switch (format) {
    case TimeFormat::None: return std::nullopt;
    case TimeFormat::Clock:
    case TimeFormat::HalfDays: {
      StampScanner scanner{cell};
      bool has_seconds = false;
      auto time = scan_clock(scanner, has_seconds);
      if (time && format == TimeFormat::HalfDays) time = scan_half_day(scanner, *time);
      return scanner.is_done() ? time : std::nullopt;
    }
    case TimeFormat::HourMinute: {
      const auto value = whole(4);
      if (!value || *value % 100 > 59 || *value > 2400) return std::nullopt;
      return Duration::minutes(*value / 100 * 60 + *value % 100);
    }
    case TimeFormat::HourSecond: {
      const auto value = whole(6);
      if (!value || *value % 100 > 59 || *value / 100 % 100 > 59 || *value > 240'000) {
        return std::nullopt;
      }
      return Duration::seconds(*value / 10'000 * 3600 + *value / 100 % 100 * 60 + *value % 100);
    }
    case TimeFormat::DayMillis: {
      const auto value = parse_digits(cell, 1, 8);
      if (!value || *value > 86'400'000) return std::nullopt;
      return Duration::milliseconds(*value);
    }
  }
  return std::nullopt;
}

Timestamp LocalClock::to_utc(Date date, Duration time_of_day) {
  if (date != date_) {
    date_ = date;
    midnight_ = zone_.to_utc(date, Duration{});
    is_even_ = zone_.to_utc(date + 1, Duration{}) - midnight_ == Duration::days(1);
  }
  return is_even_ ? midnight_ + time_of_day : zone_.to_utc(date, time_of_day);
}

}  // namespace muhurat::store
