// Moments and spans of time. A Timestamp is nanoseconds since the Unix epoch, UTC; zones exist only
// at the edges (market/zone.hpp reads them, the screens write them).
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

#include "core/check.hpp"

namespace muhurat {
inline namespace core {

class Duration {
 public:
  constexpr Duration() = default;
  static constexpr Duration nanoseconds(std::int64_t count) { return Duration{count}; }
  static constexpr Duration milliseconds(std::int64_t count) { return Duration{count * 1'000'000}; }
  static constexpr Duration seconds(std::int64_t count) { return Duration{count * 1'000'000'000}; }
  static constexpr Duration minutes(std::int64_t count) { return seconds(count * 60); }
  static constexpr Duration hours(std::int64_t count) { return minutes(count * 60); }
  static constexpr Duration days(std::int64_t count) { return hours(count * 24); }

  constexpr std::int64_t ns() const { return ns_; }
  constexpr double to_seconds() const { return static_cast<double>(ns_) / 1e9; }

  friend constexpr Duration operator+(Duration a, Duration b) { return Duration{a.ns_ + b.ns_}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return Duration{a.ns_ - b.ns_}; }
  friend constexpr Duration operator*(Duration a, std::int64_t times) {
    return Duration{a.ns_ * times};
  }
  friend constexpr auto operator<=>(Duration, Duration) = default;

 private:
  constexpr explicit Duration(std::int64_t ns) : ns_{ns} {}
  std::int64_t ns_ = 0;
};

class Timestamp {
 public:
  constexpr Timestamp() = default;
  static constexpr Timestamp from_ns(std::int64_t ns) {
    Timestamp time;
    time.ns_ = ns;
    return time;
  }
  static constexpr Timestamp from_seconds(std::int64_t seconds) {
    return from_ns(seconds * 1'000'000'000);
  }
  static constexpr Timestamp min() { return from_ns(std::numeric_limits<std::int64_t>::min()); }
  static constexpr Timestamp max() { return from_ns(std::numeric_limits<std::int64_t>::max()); }

  constexpr std::int64_t ns() const { return ns_; }

  friend constexpr Timestamp operator+(Timestamp t, Duration d) { return from_ns(t.ns_ + d.ns()); }
  friend constexpr Timestamp operator-(Timestamp t, Duration d) { return from_ns(t.ns_ - d.ns()); }
  friend constexpr Duration operator-(Timestamp a, Timestamp b) {
    return Duration::nanoseconds(a.ns_ - b.ns_);
  }
  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;

 private:
  std::int64_t ns_ = 0;
};

}  // namespace core
}  // namespace muhurat
