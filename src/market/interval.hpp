// The interval of a series of bars: seconds, minutes, hours or days. A day is a session day of its
// exchange, not 24 hours.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/timestamp.hpp"

namespace muhurat::market {

class Interval {
 public:
  constexpr Interval() = default;
  static constexpr Interval seconds(std::uint32_t count) { return Interval{count}; }
  static constexpr Interval minutes(std::uint32_t count) { return Interval{count * 60}; }
  static constexpr Interval hours(std::uint32_t count) { return Interval{count * 3600}; }
  static constexpr Interval days(std::uint32_t count) { return Interval{count * 86'400}; }

  constexpr std::uint32_t to_seconds() const { return seconds_; }
  constexpr bool is_daily() const { return seconds_ >= 86'400; }
  constexpr Duration length() const { return Duration::seconds(seconds_); }  // nominal for days

  friend constexpr auto operator<=>(Interval, Interval) = default;

 private:
  constexpr explicit Interval(std::uint32_t seconds) : seconds_{seconds} {}
  std::uint32_t seconds_ = 0;
};

std::string to_text(Interval interval);  // "1d", "1h", "5m", "30s"
// Accepts what to_text writes, 1 s to 7 days; seconds_ is 0 where the text is something else.
Interval parse_interval(std::string_view text);

}  // namespace muhurat::market
