// What falls on a part of a quantity: charges and slippage of an order on the lots and round trips
// that it filled.
#pragma once

#include <numeric>

#include "core/int128.hpp"
#include "core/numbers.hpp"

namespace muhurat::trading {

// part ÷ whole of an amount, cut toward zero; the pieces of a whole that is taken apart like this,
// the last being what is left, sum up exactly.
inline Money share_of(Money amount, Quantity part, Quantity whole) {
  if (part == whole || amount.is_zero()) return amount;
  int128 product = 0;
  if (!__builtin_mul_overflow(amount.raw(), static_cast<int128>(part.raw()), &product)) {
    return Money::from_raw(product / whole.raw());
  }
  const std::int64_t common = std::gcd(part.raw(), whole.raw());
  return Money::from_raw((amount * (part.raw() / common)).raw() / (whole.raw() / common));
}

}  // namespace muhurat::trading
