// A time zone: local dates and times of day to and from UTC. date/tz is known in zone.cpp only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/timestamp.hpp"

namespace muhurat::market {

class Zone {
 public:
  // An IANA name (Asia/Kolkata, UTC) or a fixed offset (+05:30). Throws std::invalid_argument that
  // names the zone and the nearest known one.
  explicit Zone(std::string_view name);

  const std::string& name() const { return name_; }
  // Seconds to add to UTC to get local time at that moment.
  std::int32_t offset_seconds(Timestamp time) const;
  Date date_of(Timestamp time) const;
  Duration time_of_day(Timestamp time) const;  // since local midnight
  // A local time that occurs twice is the earlier; one that is skipped is the moment of the change.
  Timestamp to_utc(Date date, Duration time_of_day) const;

 private:
  std::string name_;
  const void* zone_ = nullptr;  // date::time_zone; null: fixed offset
  std::int32_t fixed_offset_seconds_ = 0;
};

}  // namespace muhurat::market
