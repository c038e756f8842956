// What all indicators ask of their arguments: a period within bounds, a ratio above zero, and
// inputs that are values at all.
#pragma once

#include <concepts>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace muhurat::sdk {

inline constexpr double not_ready = std::numeric_limits<double>::quiet_NaN();
inline constexpr int period_most = 100'000;  // as in TA-Lib

// NaN and infinity are no values: an indicator leaves them out and stands as before.
constexpr bool is_value(double x) {
  return x - x == 0;
}

// Throws std::invalid_argument unless least ≤ period ≤ 100,000.
template <std::integral Integer>
std::size_t checked_period(const char* name, Integer period, int least = 1) {
  if (std::cmp_less(period, least) || std::cmp_greater(period, period_most)) {
    throw std::invalid_argument(std::string{name} + ": expected " + std::to_string(least) + " to " +
                                std::to_string(period_most) + ", found " + std::to_string(period));
  }
  return static_cast<std::size_t>(period);
}

// Throws std::invalid_argument unless 0 < ratio < infinity.
inline double checked_ratio(double ratio) {
  if (!(ratio > 0) || !is_value(ratio)) {
    throw std::invalid_argument("rescale: expected a ratio above 0, found " +
                                std::to_string(ratio));
  }
  return ratio;
}

}  // namespace muhurat::sdk
