#include "core/random.hpp"

#include "core/math.hpp"

namespace muhurat {
inline namespace core {

double Random::normal_at(std::uint64_t index) const {
  // The middle of a cell, so that 0 and 1 are never asked for: ±8.2 is the farthest there is.
  return normal_quantile((static_cast<double>(at(index) >> 12) + 0.5) * 0x1p-52);
}

}  // namespace core
}  // namespace muhurat
