#include "core/numbers.hpp"

namespace muhurat {
inline namespace core {
namespace {

struct Unsigned192 {  // high × 2^64 + low
  uint128 high;
  std::uint64_t low;
};

constexpr uint128 magnitude(int128 value) {
  return value < 0 ? uint128{0} - static_cast<uint128>(value) : static_cast<uint128>(value);
}

constexpr Unsigned192 multiply_wide(uint128 a, std::uint64_t b) {
  const uint128 low = static_cast<uint128>(static_cast<std::uint64_t>(a)) * b;
  const uint128 high = (a >> 64) * b + (low >> 64);
  return {high, static_cast<std::uint64_t>(low)};
}

struct Division {
  uint128 quotient;
  std::uint64_t remainder;
};

// Long division, 64 bits a step. CHECKs that the quotient has at most 127 bits.
Division divide_wide(Unsigned192 value, std::uint64_t divisor) {
  const uint128 top = value.high / divisor;
  CHECK((top >> 63) == 0);
  const uint128 rest = ((value.high % divisor) << 64) | value.low;
  return {(top << 64) + rest / divisor, static_cast<std::uint64_t>(rest % divisor)};
}

bool rounds_up(Rounding rounding, uint128 remainder, uint128 divisor) {
  switch (rounding) {
    case Rounding::HalfUp: return remainder >= divisor - remainder;
    case Rounding::TowardZero: return false;
    case Rounding::Up: return remainder != 0;
  }
  return false;
}

int128 with_sign(uint128 value, bool negative) {
  CHECK((value >> 127) == 0);
  return negative ? -static_cast<int128>(value) : static_cast<int128>(value);
}

std::int64_t narrow(int128 value) {
  CHECK(value >= std::numeric_limits<std::int64_t>::min() &&
        value <= std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(value);
}

}  // namespace

Money multiply(Money amount, Rate rate, Rounding rounding) {
  const bool negative = amount.is_negative() != rate.is_negative();
  const auto factor = static_cast<std::uint64_t>(magnitude(rate.raw()));
  constexpr auto divisor = static_cast<std::uint64_t>(Rate::one);
  auto [quotient, remainder] = divide_wide(multiply_wide(magnitude(amount.raw()), factor), divisor);
  if (rounds_up(rounding, remainder, divisor)) ++quotient;
  return Money::from_raw(with_sign(quotient, negative));
}

Money round_to(Money amount, Money unit, Rounding rounding) {
  CHECK(unit.is_positive());
  const uint128 divisor = magnitude(unit.raw());
  const uint128 value = magnitude(amount.raw());
  uint128 count = value / divisor;
  const uint128 rest = value % divisor;
  if (rest != 0 && rounds_up(rounding, rest, divisor)) ++count;
  uint128 rounded = 0;
  CHECK(!__builtin_mul_overflow(count, divisor, &rounded));
  return Money::from_raw(with_sign(rounded, amount.is_negative()));
}

Quantity divide(Money amount, Price price) {
  CHECK(price.is_positive());
  return Quantity::from_raw(narrow(amount.raw() / price.raw()));
}

Price divide(Money amount, Quantity quantity) {
  CHECK(!quantity.is_zero());
  const uint128 divisor = magnitude(quantity.raw());
  const uint128 value = magnitude(amount.raw());
  uint128 quotient = value / divisor;
  if (rounds_up(Rounding::HalfUp, value % divisor, divisor)) ++quotient;
  const bool negative = amount.is_negative() != quantity.is_negative();
  return Price::from_raw(narrow(with_sign(quotient, negative)));
}

Price multiply(Price price, Rate rate) {
  const int128 product = static_cast<int128>(price.raw()) * rate.raw();
  uint128 quotient = magnitude(product) / Rate::one;
  const uint128 rest = magnitude(product) % Rate::one;
  if (rounds_up(Rounding::HalfUp, rest, Rate::one)) ++quotient;
  return Price::from_raw(narrow(with_sign(quotient, product < 0)));
}

}  // namespace core
}  // namespace muhurat
