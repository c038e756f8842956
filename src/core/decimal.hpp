// Decimal digits in and out, exact and without a locale: what parse and text are made of, and what
// the importer calls once per cell. A decimal is [-]digits[.digits]; anything else is no decimal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/int128.hpp"

namespace muhurat {
inline namespace core {

namespace decimal_details {

constexpr bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') < 10;
}

std::optional<std::int64_t> parse_long(std::string_view text, int decimals);

// Eighteen digits never overflow 63 bits, so one loop without checks serves nearly every cell.
inline std::optional<std::int64_t> parse_short(std::string_view text, int decimals) {
  constexpr std::ptrdiff_t safe_digits = 18;
  const bool negative = !text.empty() && text.front() == '-';
  const char* at = text.data() + (negative ? 1 : 0);
  const char* const end = text.data() + text.size();
  if (end - at > safe_digits + 1) return std::nullopt;
  const char* const first = at;
  std::uint64_t value = 0;
  while (at != end && is_digit(*at)) value = value * 10 + static_cast<std::uint64_t>(*at++ - '0');
  std::ptrdiff_t digits = at - first;
  if (digits == 0) return std::nullopt;
  std::ptrdiff_t missing = decimals;
  if (at != end) {
    if (*at++ != '.' || at == end || end - at > missing) return std::nullopt;
    digits += end - at;
    missing -= end - at;
    for (; at != end; ++at) {
      if (!is_digit(*at)) return std::nullopt;
      value = value * 10 + static_cast<std::uint64_t>(*at - '0');
    }
  }
  if (digits + missing > safe_digits) return std::nullopt;
  for (; missing > 0; --missing) value *= 10;
  const auto raw = static_cast<std::int64_t>(value);
  return negative ? -raw : raw;
}

}  // namespace decimal_details

// raw = value × 10^decimals with 0 ≤ decimals ≤ 18. Empty if the text is no decimal, has more
// digits after the point than `decimals`, or does not fit.
inline std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals) {
  const auto raw = decimal_details::parse_short(text, decimals);
  return raw ? raw : decimal_details::parse_long(text, decimals);
}
std::optional<int128> parse_decimal_128(std::string_view text, int decimals);

enum class DecimalFault { NotADecimal, TooManyDecimals, OutOfRange };
// Why a text was refused, for the message. To be asked only after parsing with these `decimals`
// failed.
DecimalFault decimal_fault(std::string_view text, int decimals);

// Canonical: no exponent, no trailing zeros after the point, no point without digits, no "-0".
void append_decimal(std::string& text, int128 raw, int decimals);

}  // namespace core
}  // namespace muhurat
