// What a run is judged by. A missed hard threshold rejects, a missed soft one asks for a review.
#pragma once

#include <string>
#include <vector>

namespace muhurat::sdk {

struct Threshold {
  // Usual is the metric's own: at most of a drawdown or of costs, at least of the others.
  enum class Kind { Usual, AtLeast, AtMost };
  std::string
      metric;  // an id of docs/reference/metrics.md; "week." before it: of the weekly evaluation
  Kind kind = Kind::Usual;
  double limit = 0;  // ratios as ratios: 0.12 is 12 %
  bool hard = false;
};
using Thresholds = std::vector<Threshold>;

}  // namespace muhurat::sdk
