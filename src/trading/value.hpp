// What a quantity is worth at a price.
#pragma once

#include <cstdint>

#include "core/numbers.hpp"

namespace muhurat::trading {

// Exact. Most multipliers are 1, and a checked product of 128 bits takes its time.
constexpr Money value_of(Price price, Quantity quantity, std::int64_t multiplier) {
  const Money value = price * quantity;
  return multiplier == 1 ? value : value * multiplier;
}

}  // namespace muhurat::trading
