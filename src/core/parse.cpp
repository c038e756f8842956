#include "core/parse.hpp"

#include <algorithm>
#include <optional>

#include "core/decimal.hpp"

namespace muhurat {
inline namespace core {
namespace {

constexpr std::int64_t ns_per_second = 1'000'000'000;

// What was found, as people can read it: control bytes and bytes beyond ASCII become '?', long
// texts are cut.
std::string shortened(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (text.empty()) return "nothing";
  std::string shown{text.substr(0, longest)};
  std::replace_if(shown.begin(), shown.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  if (text.size() > longest) shown += "...";
  return shown;
}

std::string expected_text(const char* what, int decimals, DecimalFault fault) {
  std::string expected = what;
  expected += " with at most " + std::to_string(decimals) + " decimals";
  if (fault == DecimalFault::NotADecimal) expected += ", such as 1015.7";
  if (fault == DecimalFault::OutOfRange) {
    const bool is_wide = decimals == Money::decimals;
    expected += ", at most ";
    append_decimal(expected,
                   is_wide ? static_cast<int128>((uint128{1} << 127) - 1)
                           : int128{std::numeric_limits<std::int64_t>::max()},
                   decimals);
  }
  return expected;
}

template <class Number, class Raw>
Result<Number, ParseError> number_or_error(const std::optional<Raw>& raw, std::string_view text,
                                           const char* what) {
  if (raw) return Number::from_raw(*raw);
  const DecimalFault fault = decimal_fault(text, Number::decimals);
  return failure(ParseError{expected_text(what, Number::decimals, fault), shortened(text)});
}

// Takes exactly `width` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, width)) {
    if (!decimal_details::is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

bool take_either(std::string_view& text, char upper, char lower) {
  return take(text, upper) || take(text, lower);
}

std::optional<Date> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
  const Date date = Date::from_civil(*year, *month, *day);
  // 30 February is a day of March to the arithmetic, and no date to a reader.
  if (date.civil() != YearMonthDay{*year, *month, *day}) return std::nullopt;
  return date;
}

std::optional<std::int64_t> take_seconds_of_day(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || !take(text, ':')) return std::nullopt;
  const auto second = take_digits(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return *hour * 3600 + *minute * 60 + *second;
}

// The digits after the point of a second, in nanoseconds; none is 0.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return 0;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits < 1 || digits > 9) return std::nullopt;
  std::int64_t fraction = *take_digits(text, digits);
  for (std::size_t i = digits; i < 9; ++i) fraction *= 10;
  return fraction;
}

// "Z" or ±hh:mm, in seconds east of Greenwich.
std::optional<std::int64_t> take_offset(std::string_view& text) {
  if (take_either(text, 'Z', 'z')) return 0;
  const bool west = text.starts_with('-');
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!hours || !take(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t seconds = *hours * 3600 + *minutes * 60;
  return west ? -seconds : seconds;
}

std::optional<Timestamp> timestamp_of(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take_either(text, 'T', 't')) return std::nullopt;
  const auto second = take_seconds_of_day(text);
  if (!second) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  const int128 ns = (int128{date->days()} * 86'400 + *second - *offset) * ns_per_second + *fraction;
  if (ns < Timestamp::min().ns() || ns > Timestamp::max().ns()) return std::nullopt;
  return Timestamp::from_ns(static_cast<std::int64_t>(ns));
}

}  // namespace

Result<Price, ParseError> parse_price(std::string_view text) {
  return number_or_error<Price>(parse_decimal(text, Price::decimals), text, "a price");
}

Result<Quantity, ParseError> parse_quantity(std::string_view text) {
  return number_or_error<Quantity>(parse_decimal(text, Quantity::decimals), text, "a quantity");
}

Result<Rate, ParseError> parse_rate(std::string_view text) {
  return number_or_error<Rate>(parse_decimal(text, Rate::decimals), text, "a ratio");
}

Result<Money, ParseError> parse_money(std::string_view text) {
  return number_or_error<Money>(parse_decimal_128(text, Money::decimals), text, "an amount");
}

Result<Date, ParseError> parse_date(std::string_view text) {
  std::string_view rest = text;
  const auto date = take_date(rest);
  if (date && rest.empty()) return *date;
  return failure(ParseError{"a date of the calendar as yyyy-mm-dd", shortened(text)});
}

Result<Timestamp, ParseError> parse_timestamp(std::string_view text) {
  if (const auto time = timestamp_of(text)) return *time;
  return failure(ParseError{"a time between 1677 and 2262 as yyyy-mm-ddThh:mm:ssZ or with +hh:mm",
                            shortened(text)});
}

}  // namespace core
}  // namespace muhurat
