// A close so far from the one before that it may be a split or a slip: worth a look, and kept.
#pragma once

#include "core/numbers.hpp"

namespace muhurat::store {

// More than a fifth.
constexpr bool is_jump(Price before, Price close) {
  return abs(close - before).raw() > before.raw() / 5;
}

}  // namespace muhurat::store
