// Fixed-point numbers of 64 bits: what Price, Quantity and Rate are made of. Each tag is a type of
// its own, so a price is never added to a quantity. Sums are checked; nothing rounds silently.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

#include "core/check.hpp"
#include "core/int128.hpp"

namespace muhurat {
inline namespace core {

consteval std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// A decimal number with `Decimals` digits after the point, kept as raw = value × 10^Decimals.
template <class Tag, int Decimals>
class Fixed {
 public:
  static constexpr int decimals = Decimals;
  static constexpr std::int64_t one = power_of_ten(Decimals);  // raw of 1

  constexpr Fixed() = default;
  // A whole number of units, e.g. Price{1500}.
  constexpr explicit Fixed(std::int64_t whole) {
    CHECK(!__builtin_mul_overflow(whole, one, &raw_));
  }
  static constexpr Fixed from_raw(std::int64_t raw) {
    Fixed value;
    value.raw_ = raw;
    return value;
  }
  // The nearest representable number (ties away from zero); CHECKs that it is finite and in range.
  // For estimates that become a price or a quantity; exact text goes through core/parse.hpp.
  static constexpr Fixed from_double(double value) {
    const double scaled = value * static_cast<double>(one);
    CHECK(scaled > -9.2e18 && scaled < 9.2e18);
    return from_raw(static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5));
  }
  static constexpr Fixed max() { return from_raw(std::numeric_limits<std::int64_t>::max()); }

  constexpr std::int64_t raw() const { return raw_; }
  // The nearest double: for estimates only, never for cash.
  constexpr double to_double() const {
    return static_cast<double>(raw_) / static_cast<double>(one);
  }
  constexpr bool is_zero() const { return raw_ == 0; }
  constexpr bool is_positive() const { return raw_ > 0; }
  constexpr bool is_negative() const { return raw_ < 0; }
  constexpr bool is_multiple_of(Fixed step) const { return raw_ % step.raw_ == 0; }

  // The multiple of `step` (> 0) at or below, and at or above.
  constexpr Fixed floor_to(Fixed step) const {
    CHECK(step.raw_ > 0);
    std::int64_t rest = raw_ % step.raw_;
    if (rest < 0) rest += step.raw_;
    return *this - from_raw(rest);
  }
  constexpr Fixed ceil_to(Fixed step) const {
    const Fixed below = floor_to(step);
    return below.raw_ == raw_ ? below : below + step;
  }
  // The multiple of `step` towards zero: how quantities are cut to the lot.
  constexpr Fixed truncate_to(Fixed step) const {
    CHECK(step.raw_ > 0);
    return from_raw(raw_ - raw_ % step.raw_);
  }

  constexpr Fixed& operator+=(Fixed other) {
    CHECK(!__builtin_add_overflow(raw_, other.raw_, &raw_));
    return *this;
  }
  constexpr Fixed& operator-=(Fixed other) {
    CHECK(!__builtin_sub_overflow(raw_, other.raw_, &raw_));
    return *this;
  }
  friend constexpr Fixed operator+(Fixed a, Fixed b) { return a += b; }
  friend constexpr Fixed operator-(Fixed a, Fixed b) { return a -= b; }
  friend constexpr Fixed operator-(Fixed a) { return Fixed{} - a; }
  friend constexpr Fixed operator*(Fixed a, std::int64_t times) {
    CHECK(!__builtin_mul_overflow(a.raw_, times, &a.raw_));
    return a;
  }
  friend constexpr auto operator<=>(Fixed, Fixed) = default;

 private:
  std::int64_t raw_ = 0;
};

template <class Tag, int Decimals>
constexpr Fixed<Tag, Decimals> abs(Fixed<Tag, Decimals> value) {
  return value.is_negative() ? -value : value;
}

}  // namespace core
}  // namespace muhurat
