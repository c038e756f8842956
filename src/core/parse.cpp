#include "core/parse.hpp"

#include <algorithm>
#include <optional>

#include "core/decimal.hpp"

namespace muhurat {
inline namespace core {
namespace {

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

}  // namespace core
}  // namespace muhurat
