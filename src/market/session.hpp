// A session: one `normal` window of trading on one date, half-open [open, close). A split day has
// two.
#pragma once

#include <cstdint>

#include "core/date.hpp"
#include "core/timestamp.hpp"

namespace muhurat::market {

// Why a session is what it is; shown in the report where it is not Regular.
enum class SessionKind : std::uint8_t {
  Regular,
  Special,      // Muhurat, budget Saturday, drill, make-up: its real hours are known
  Estimated,    // open by the tables, but its hours are not sourced: the regular hours of that date
  OffCalendar,  // the calendar calls the date closed, but kept records lie on it: regular hours
  BeyondCalendar,  // after the last dated year: weekdays and the last known hours
  AlwaysOpen       // 24x7: a session is the date in the run's zone
};

struct Session {
  Date date;  // in the exchange's zone
  Timestamp open;
  Timestamp close;
  SessionKind kind = SessionKind::Regular;

  constexpr bool contains(Timestamp time) const { return open <= time && time < close; }
};

}  // namespace muhurat::market
