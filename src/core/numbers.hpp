// Price, Quantity, Money and Rate: everything that becomes cash or a position is one of these,
// exact and in decimal. Price × Quantity is Money by one multiplication; Money × Rate rounds once,
// by a rule that the call names. Estimates (indicators, forecasts, statistics) are plain doubles.
#pragma once

#include "core/fixed.hpp"

namespace muhurat {
inline namespace core {

using Price = Fixed<struct PriceTag, 8>;        // currency per unit
using Quantity = Fixed<struct QuantityTag, 8>;  // units of an instrument; negative is short or sold
using Rate = Fixed<struct RateTag, 12>;         // a plain ratio: 0.001 is 0.1 %

// How a product of Money and Rate, or an amount booked on a note, is rounded.
enum class Rounding {
  HalfUp,
  TowardZero,
  Up
};  // HalfUp: halves away from zero; Up: away from zero

// An amount of one currency: 128 bits, sixteen decimals, ±1.7 × 10²². Sums are checked.
class Money {
 public:
  static constexpr int decimals = 16;
  static constexpr std::int64_t one = power_of_ten(16);

  constexpr Money() = default;
  constexpr explicit Money(std::int64_t whole) : raw_{static_cast<int128>(whole) * one} {}
  static constexpr Money from_raw(int128 raw) {
    Money value;
    value.raw_ = raw;
    return value;
  }
  constexpr int128 raw() const { return raw_; }
  constexpr double to_double() const {
    return static_cast<double>(raw_) / static_cast<double>(one);
  }
  constexpr bool is_zero() const { return raw_ == 0; }
  constexpr bool is_positive() const { return raw_ > 0; }
  constexpr bool is_negative() const { return raw_ < 0; }

  constexpr Money& operator+=(Money other) {
    CHECK(!__builtin_add_overflow(raw_, other.raw_, &raw_));
    return *this;
  }
  constexpr Money& operator-=(Money other) {
    CHECK(!__builtin_sub_overflow(raw_, other.raw_, &raw_));
    return *this;
  }
  friend constexpr Money operator+(Money a, Money b) { return a += b; }
  friend constexpr Money operator-(Money a, Money b) { return a -= b; }
  friend constexpr Money operator-(Money a) { return Money{} - a; }
  friend constexpr Money operator*(Money a, std::int64_t times) {
    CHECK(!__builtin_mul_overflow(a.raw_, static_cast<int128>(times), &a.raw_));
    return a;
  }
  friend constexpr auto operator<=>(Money, Money) = default;

 private:
  int128 raw_ = 0;
};

constexpr Money abs(Money value) {
  return value.is_negative() ? -value : value;
}

// Exact: eight decimals times eight decimals are sixteen.
constexpr Money operator*(Price price, Quantity quantity) {
  return Money::from_raw(static_cast<int128>(price.raw()) * quantity.raw());
}
constexpr Money operator*(Quantity quantity, Price price) {
  return price * quantity;
}

// Rounded once to sixteen decimals (a 192-bit intermediate; CHECKs the range of the result).
Money multiply(Money amount, Rate rate, Rounding rounding);
// Rounded to a multiple of `unit` (> 0), e.g. Money{1} for whole rupees, one hundredth for paise.
Money round_to(Money amount, Money unit, Rounding rounding);
// Money ÷ Price: how many units the amount buys, cut toward zero to eight decimals. price > 0.
Quantity divide(Money amount, Price price);
// Money ÷ Quantity: an average price, rounded half up to eight decimals. quantity ≠ 0.
Price divide(Money amount, Quantity quantity);
// The price times a rate, rounded half up to eight decimals.
Price multiply(Price price, Rate rate);

}  // namespace core
}  // namespace muhurat
