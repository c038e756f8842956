// What an indicator of prices shows on a chart over them: an average, a band, a channel.
#pragma once

#include <cstddef>

namespace muhurat::sdk {

struct PriceLine {
  const char* name;  // "SMA"; the period is told behind it
  std::size_t period;
  double value;  // NaN before ready
};

}  // namespace muhurat::sdk
