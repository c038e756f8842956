#include "core/clock.hpp"

#include <chrono>

namespace muhurat {
inline namespace core {
namespace {

template <class Point>
std::int64_t ns_of(Point point) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(point.time_since_epoch()).count();
}

}  // namespace

Timestamp RealClock::now() const {
  return Timestamp::from_ns(ns_of(std::chrono::system_clock::now()));
}

Duration Stopwatch::monotonic() {
  return Duration::nanoseconds(ns_of(std::chrono::steady_clock::now()));
}

}  // namespace core
}  // namespace muhurat
