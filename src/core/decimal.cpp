#include "core/decimal.hpp"

#include <algorithm>
#include <limits>

namespace muhurat {
inline namespace core {
namespace {

using decimal_details::is_digit;

struct Shape {  // a text cut at its sign and point; `is_decimal` says whether the cut pieces are
                // digits
  bool negative = false;
  bool is_decimal = false;
  std::string_view whole;
  std::string_view fraction;
};

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

Shape shape_of(std::string_view text) {
  Shape shape;
  shape.negative = text.starts_with('-');
  if (shape.negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  shape.whole = text.substr(0, point);
  if (point != std::string_view::npos) shape.fraction = text.substr(point + 1);
  const bool has_dangling_point = point != std::string_view::npos && shape.fraction.empty();
  shape.is_decimal = !shape.whole.empty() && !has_dangling_point && all_digits(shape.whole) &&
                     all_digits(shape.fraction);
  return shape;
}

bool append_digit(uint128& value, unsigned digit) {
  return !__builtin_mul_overflow(value, uint128{10}, &value) &&
         !__builtin_add_overflow(value, uint128{digit}, &value);
}

std::optional<uint128> magnitude_of(const Shape& shape, int decimals) {
  uint128 value = 0;
  for (const char c : shape.whole) {
    if (!append_digit(value, static_cast<unsigned>(c - '0'))) return std::nullopt;
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(decimals); ++i) {
    const bool given = i < shape.fraction.size();
    if (!append_digit(value, given ? static_cast<unsigned>(shape.fraction[i] - '0') : 0)) {
      return std::nullopt;
    }
  }
  return value;
}

}  // namespace

std::optional<int128> parse_decimal_128(std::string_view text, int decimals) {
  const Shape shape = shape_of(text);
  if (!shape.is_decimal || shape.fraction.size() > static_cast<std::size_t>(decimals)) {
    return std::nullopt;
  }
  const auto magnitude = magnitude_of(shape, decimals);
  const uint128 largest = (uint128{1} << 127) - (shape.negative ? 0 : 1);
  if (!magnitude || *magnitude > largest) return std::nullopt;
  return static_cast<int128>(shape.negative ? uint128{0} - *magnitude : *magnitude);
}

std::optional<std::int64_t> decimal_details::parse_long(std::string_view text, int decimals) {
  const auto wide = parse_decimal_128(text, decimals);
  if (!wide || *wide < std::numeric_limits<std::int64_t>::min() ||
      *wide > std::numeric_limits<std::int64_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*wide);
}

DecimalFault decimal_fault(std::string_view text, int decimals) {
  const Shape shape = shape_of(text);
  if (!shape.is_decimal) return DecimalFault::NotADecimal;
  if (shape.fraction.size() > static_cast<std::size_t>(decimals)) {
    return DecimalFault::TooManyDecimals;
  }
  return DecimalFault::OutOfRange;
}

void append_decimal(std::string& text, int128 raw, int decimals) {
  constexpr std::size_t longest = 48;  // 39 digits of 128 bits, a point, a sign
  char buffer[longest];
  char* at = buffer + longest;
  uint128 rest = raw < 0 ? uint128{0} - static_cast<uint128>(raw) : static_cast<uint128>(raw);
  bool wrote_fraction = false;
  for (int i = 0; i < decimals; ++i, rest /= 10) {
    const char digit = static_cast<char>('0' + static_cast<int>(rest % 10));
    wrote_fraction = wrote_fraction || digit != '0';
    if (wrote_fraction) *--at = digit;
  }
  if (wrote_fraction) *--at = '.';
  do {
    *--at = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  if (raw < 0) *--at = '-';
  text.append(at, static_cast<std::size_t>(buffer + longest - at));
}

}  // namespace core
}  // namespace muhurat
