#include "store/import/csv_stamps.hpp"

#include <array>

namespace muhurat::store {
namespace {

constexpr bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') < 10;
}

// Takes what it is asked for off the front of a text; once something is missing it stays failed.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_{text} {}

  int digits(std::size_t width) {
    if (text_.size() < width) return fail();
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (!is_digit(text_[i])) return fail();
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(width);
    return value;
  }
  int one_or_two_digits() {
    const bool has_two = text_.size() >= 2 && is_digit(text_[1]);
    return digits(has_two ? 2 : 1);
  }
  char any_of(std::string_view wanted) {
    if (text_.empty() || wanted.find(text_.front()) == std::string_view::npos) {
      fail();
      return '\0';
    }
    const char found = text_.front();
    text_.remove_prefix(1);
    return found;
  }
  bool take(char wanted) {
    if (!text_.starts_with(wanted)) return false;
    text_.remove_prefix(1);
    return true;
  }
  std::string_view take_letters() {
    std::size_t size = 0;
    while (size < text_.size() && ((text_[size] | 0x20) >= 'a' && (text_[size] | 0x20) <= 'z')) {
      ++size;
    }
    const std::string_view letters = text_.substr(0, size);
    text_.remove_prefix(size);
    return letters;
  }
  bool is_at_end() const { return text_.empty(); }
  bool has_failed() const { return has_failed_; }
  bool is_done() const { return !has_failed_ && text_.empty(); }
  std::string_view rest() const { return text_; }
  int fail() {
    has_failed_ = true;
    return -1;
  }

 private:
  std::string_view text_;
  bool has_failed_ = false;
};

std::optional<Date> day_of(int year, int month, int day) {
  constexpr int year_min = 1900;
  constexpr int year_max = 2100;  // so that two moments of a file are never too far apart
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < year_min || year > year_max) {
    return std::nullopt;
  }
  const Date date = Date::from_civil(year, month, day);
  if (date.civil() != YearMonthDay{year, month, day}) return std::nullopt;
  return date;
}

int month_of(std::string_view letters) {
  constexpr std::array<std::string_view, 12> months = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (letters.size() < 3) return 0;
  std::string lower;
  for (const char c : letters) lower += static_cast<char>(c | 0x20);
  for (std::size_t i = 0; i < months.size(); ++i) {
    const bool is_short = lower.size() == 3 || lower == "sept";
    if (lower == months[i] || (is_short && months[i].starts_with(lower))) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

std::optional<Date> scan_date(Scanner& scanner, const StampFormat& format) {
  const std::string_view separator{&format.separator, 1};
  int year = 0;
  int month = 0;
  int day = 0;
  switch (format.date) {
    case DateFormat::YearFirst:
      year = scanner.digits(4);
      scanner.any_of(separator);
      month = scanner.one_or_two_digits();
      scanner.any_of(separator);
      day = scanner.one_or_two_digits();
      break;
    case DateFormat::Compact:
      year = scanner.digits(4);
      month = scanner.digits(2);
      day = scanner.digits(2);
      break;
    case DateFormat::DayFirst:
    case DateFormat::DayOrMonth:
      day = scanner.one_or_two_digits();
      scanner.any_of(separator);
      month = scanner.one_or_two_digits();
      scanner.any_of(separator);
      year = scanner.digits(4);
      break;
    case DateFormat::MonthFirst:
      month = scanner.one_or_two_digits();
      scanner.any_of(separator);
      day = scanner.one_or_two_digits();
      scanner.any_of(separator);
      year = scanner.digits(4);
      break;
    case DateFormat::MonthName:
      day = scanner.one_or_two_digits();
      scanner.any_of(separator);
      month = month_of(scanner.take_letters());
      scanner.any_of(separator);
      year = scanner.digits(4);
      break;
    default: return std::nullopt;
  }
  return scanner.has_failed() ? std::nullopt : day_of(year, month, day);
}

// hh:mm[:ss[.fraction]]; 24:00 is the end of a day.
std::optional<Duration> scan_clock(Scanner& scanner, bool& has_seconds) {
  const int hour = scanner.one_or_two_digits();
  scanner.any_of(":");
  const int minute = scanner.digits(2);
  int second = 0;
  std::int64_t fraction = 0;
  has_seconds = scanner.take(':');
  if (has_seconds) {
    second = scanner.digits(2);
    if (scanner.take('.')) {
      std::int64_t unit = 100'000'000;
      std::size_t count = 0;
      for (; count < 9 && !scanner.is_at_end() && is_digit(scanner.rest().front()); ++count) {
        fraction += unit * scanner.digits(1);
        unit /= 10;
      }
      if (count == 0) scanner.fail();
    }
  }
  const int seconds = (hour * 60 + minute) * 60 + second;
  if (scanner.has_failed() || minute > 59 || second > 59 || seconds > 86'400) return std::nullopt;
  return Duration::seconds(seconds) + Duration::nanoseconds(fraction);
}

// Z, +05:30 or +0530, in seconds; empty where there is none.
std::optional<int> scan_offset(Scanner& scanner) {
  if (scanner.take('Z') || scanner.take('z')) return 0;
  const bool is_east = scanner.take('+');
  if (!is_east && !scanner.take('-')) return std::nullopt;
  const int hours = scanner.digits(2);
  (void)scanner.take(':');
  const int minutes = scanner.digits(2);
  if (hours > 14 || minutes > 59) scanner.fail();
  return (hours * 3600 + minutes * 60) * (is_east ? 1 : -1);
}

std::optional<std::int64_t> parse_digits(std::string_view cell, std::size_t least,
                                         std::size_t most) {
  if (cell.size() < least || cell.size() > most) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : cell) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<LocalStamp> parse_epoch(std::string_view cell, DateFormat format) {
  const bool is_seconds = format == DateFormat::EpochSeconds;
  constexpr std::int64_t seconds_max = 4'102'444'800;  // 2100-01-01
  const auto count = is_seconds ? parse_digits(cell, 9, 10) : parse_digits(cell, 12, 13);
  if (!count || *count / (is_seconds ? 1 : 1000) > seconds_max) return std::nullopt;
  return LocalStamp{{}, {}, Timestamp::from_ns(*count * (is_seconds ? 1'000'000'000 : 1'000'000))};
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
  }
  if (format.time != TimeFormat::None && !text.empty()) text += format.is_time_apart ? ", " : " ";
  switch (format.time) {
    case TimeFormat::None: break;
    case TimeFormat::Clock: text += format.has_seconds ? "hh:mm:ss" : "hh:mm"; break;
    case TimeFormat::HourMinute: text += "hhmm"; break;
    case TimeFormat::HourSecond: text += "hhmmss"; break;
    case TimeFormat::DayMillis: text += "milliseconds since midnight"; break;
  }
  return text + (format.has_offset ? "+hh:mm" : "");
}

std::optional<StampFormat> detect_date(std::string_view cell) {
  StampFormat epoch;
  epoch.date = parse_digits(cell, 9, 10)    ? DateFormat::EpochSeconds
               : parse_digits(cell, 12, 13) ? DateFormat::EpochMillis
                                            : DateFormat::None;
  if (epoch.date != DateFormat::None) return epoch;
  auto format = detect_date_part(cell);
  if (!format) return std::nullopt;
  Scanner scanner{cell};
  if (!scan_date(scanner, *format)) return std::nullopt;
  if (scanner.is_at_end()) return format;
  scanner.any_of(" T");
  format->time = TimeFormat::Clock;
  if (!scan_clock(scanner, format->has_seconds)) return std::nullopt;
  if (!scanner.is_at_end()) format->has_offset = scan_offset(scanner).has_value();
  return scanner.is_done() ? format : std::nullopt;
}

std::optional<TimeFormat> detect_time(std::string_view cell) {
  if (cell.find(':') != std::string_view::npos) {
    return parse_time_cell(cell, TimeFormat::Clock) ? std::optional{TimeFormat::Clock}
                                                    : std::nullopt;
  }
  for (const TimeFormat format :
       {TimeFormat::HourMinute, TimeFormat::HourSecond, TimeFormat::DayMillis}) {
    if (parse_time_cell(cell, format)) return format;
  }
  return std::nullopt;
}

DateFormat tell_day_from_month(std::string_view cell) {
  Scanner scanner{cell};
  const int first = scanner.one_or_two_digits();
  scanner.any_of("-/. ");
  const int second = scanner.one_or_two_digits();
  if (scanner.has_failed()) return DateFormat::DayOrMonth;
  if (first > 12 && second <= 12) return DateFormat::DayFirst;
  if (second > 12 && first <= 12) return DateFormat::MonthFirst;
  return DateFormat::DayOrMonth;
}

std::optional<LocalStamp> parse_date_cell(std::string_view cell, const StampFormat& format) {
  if (format.date == DateFormat::EpochSeconds || format.date == DateFormat::EpochMillis) {
    return parse_epoch(cell, format.date);
  }
  Scanner scanner{cell};
  const auto date = scan_date(scanner, format);
  if (!date) return std::nullopt;
  LocalStamp stamp{*date, {}, std::nullopt};
  if (format.time != TimeFormat::Clock || format.is_time_apart) {
    return scanner.is_done() ? std::optional{stamp} : std::nullopt;
  }
  scanner.any_of(" T");
  bool has_seconds = false;
  const auto time = scan_clock(scanner, has_seconds);
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
    case TimeFormat::Clock: {
      Scanner scanner{cell};
      bool has_seconds = false;
      const auto time = scan_clock(scanner, has_seconds);
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
