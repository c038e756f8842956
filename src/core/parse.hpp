// Exact text in: decimals and dates from outside bytes. Everything that is not wholly a
// number of the type (spaces, exponents, too many digits, out of range) is refused with what was
// expected.
#pragma once

#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/numbers.hpp"
#include "core/result.hpp"

namespace muhurat {
inline namespace core {

struct ParseError {
  std::string expected;  // "a price with at most 8 decimals"
  std::string found;     // the text, shortened
};

Result<Price, ParseError> parse_price(std::string_view text);
Result<Quantity, ParseError> parse_quantity(std::string_view text);
Result<Rate, ParseError> parse_rate(std::string_view text);
Result<Money, ParseError> parse_money(std::string_view text);
Result<Date, ParseError> parse_date(std::string_view text);  // yyyy-mm-dd

}  // namespace core
}  // namespace muhurat
