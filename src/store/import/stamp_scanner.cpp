#include "store/import/stamp_scanner.hpp"

#include <array>
#include <string>

namespace muhurat::store {
namespace {

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

}  // namespace

std::optional<Date> scan_date(StampScanner& scanner, const StampFormat& format) {
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

std::optional<Duration> scan_clock(StampScanner& scanner, bool& has_seconds) {
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

std::optional<Duration> scan_half_day(StampScanner& scanner, Duration clock) {
  (void)scanner.take(' ');
  const std::string_view letters = scanner.take_letters();
  const bool is_half = letters.size() == 2 && (letters[1] | 0x20) == 'm';
  const char half = is_half ? static_cast<char>(letters[0] | 0x20) : '\0';
  const Duration noon = Duration::hours(12);
  const bool is_hour_of_half = clock >= Duration::hours(1) && clock < Duration::hours(13);
  if (!is_hour_of_half || (half != 'a' && half != 'p')) return std::nullopt;
  const Duration since_half = clock < noon ? clock : clock - noon;
  return half == 'p' ? noon + since_half : since_half;
}

std::optional<int> scan_offset(StampScanner& scanner) {
  if (scanner.take('Z') || scanner.take('z')) return 0;
  const bool is_east = scanner.take('+');
  if (!is_east && !scanner.take('-')) return std::nullopt;
  const int hours = scanner.digits(2);
  (void)scanner.take(':');
  const int minutes = scanner.digits(2);
  if (hours > 14 || minutes > 59) scanner.fail();
  return (hours * 3600 + minutes * 60) * (is_east ? 1 : -1);
}

}  // namespace muhurat::store
