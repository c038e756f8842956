// When a bar of whole days begins and is known, by its calendar.
#pragma once

#include "core/date.hpp"
#include "core/timestamp.hpp"
#include "market/calendar.hpp"

namespace muhurat::store {

struct DaySpan {
  Timestamp start, end;
  bool is_on_calendar;  // false: the calendar calls every date of it closed, and it has regular
                        // hours
};

// From the first open of `first` to the last close of `last`.
inline DaySpan day_span(const market::Calendar& calendar, Date first, Date last) {
  const auto sessions = calendar.sessions(first, last);
  if (!sessions.empty()) return {sessions.front().open, sessions.back().close, true};
  return {calendar.regular_session(first).open, calendar.regular_session(last).close, false};
}

}  // namespace muhurat::store
