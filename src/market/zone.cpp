#include "market/zone.hpp"

#include <date/tz.h>

#include <chrono>
#include <stdexcept>
#include <vector>

#include "core/nearest.hpp"

namespace muhurat::market {
namespace {

using Seconds = std::chrono::seconds;

const date::time_zone& zone_of(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}

// Rounds toward the past, so that times before 1970 keep their second and day.
constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  const std::int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

// "+05:30" or "-03:00" in seconds; false where the text is something else.
bool parse_offset(std::string_view text, std::int32_t& seconds) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return false;
  for (const std::size_t i : {1, 2, 4, 5}) {
    if (text[i] < '0' || text[i] > '9') return false;
  }
  const int hours = (text[1] - '0') * 10 + (text[2] - '0');
  const int minutes = (text[4] - '0') * 10 + (text[5] - '0');
  if (hours > 14 || minutes > 59) return false;
  seconds = (hours * 60 + minutes) * 60 * (text[0] == '-' ? -1 : 1);
  return true;
}

[[noreturn]] void refuse(std::string_view name) {
  std::vector<std::string> names;
  for (const date::time_zone& zone : date::get_tzdb().zones) names.push_back(zone.name());
  const auto meant = nearest(name, names);
  throw std::invalid_argument{"there is no time zone \"" + std::string{name} + "\"" +
                              (meant ? "; the nearest is " + *meant : "")};
}

}  // namespace

Zone::Zone(std::string_view name) : name_{name} {
  if (parse_offset(name, fixed_offset_seconds_)) return;
  if (name == "UTC") return;
  try {
    zone_ = date::locate_zone(name);
    (void)zone_of(zone_).get_info(date::sys_seconds{});  // reads the zone's file now, not mid-run
  } catch (const std::runtime_error&) {
    refuse(name);
  }
}

std::int32_t Zone::offset_seconds(Timestamp time) const {
  if (zone_ == nullptr) return fixed_offset_seconds_;
  const date::sys_seconds second{Seconds{floor_divide(time.ns(), 1'000'000'000)}};
  return static_cast<std::int32_t>(zone_of(zone_).get_info(second).offset.count());
}

Date Zone::date_of(Timestamp time) const {
  const std::int64_t local = floor_divide(time.ns(), 1'000'000'000) + offset_seconds(time);
  return Date::from_days(static_cast<std::int32_t>(floor_divide(local, 86'400)));
}

Duration Zone::time_of_day(Timestamp time) const {
  const Timestamp local = time + Duration::seconds(offset_seconds(time));
  constexpr std::int64_t day_ns = 86'400'000'000'000;
  return Duration::nanoseconds(local.ns() - floor_divide(local.ns(), day_ns) * day_ns);
}

Timestamp Zone::to_utc(Date date, Duration time_of_day) const {
  const Timestamp local = Timestamp::from_seconds(std::int64_t{date.days()} * 86'400) + time_of_day;
  if (zone_ == nullptr) return local - Duration::seconds(fixed_offset_seconds_);
  const date::local_seconds second{Seconds{floor_divide(local.ns(), 1'000'000'000)}};
  const date::local_info info = zone_of(zone_).get_info(second);
  if (info.result == date::local_info::nonexistent) {
    return Timestamp::from_seconds(info.second.begin.time_since_epoch().count());
  }
  return local - Duration::seconds(info.first.offset.count());  // of two, the earlier
}

}  // namespace muhurat::market
