// Whether two bars say the same of the market, whatever they say of their time.
#pragma once

#include "market/record.hpp"

namespace muhurat::store {

inline bool has_equal_values(const market::Bar& a, const market::Bar& b) {
  return a.open == b.open && a.high == b.high && a.low == b.low && a.close == b.close &&
         a.volume == b.volume && a.open_interest == b.open_interest;
}

}  // namespace muhurat::store
