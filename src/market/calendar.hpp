// When an exchange's segment trades: regular hours, holidays and special sessions, all dated data
// from the tables in market/tables (compiled in; a file of the same name in DATA/reference/
// replaces one).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "market/session.hpp"
#include "market/zone.hpp"

namespace muhurat::market {

// The sessions of one exchange and segment.
class Calendar {
 public:
  virtual ~Calendar() = default;
  // Every session with from <= date <= to, by open time.
  virtual std::vector<Session> sessions(Date from, Date to) const = 0;
  // The regular window of a date, whether the calendar calls it open or not: for kept records on
  // closed dates and for bars of a day whose real hours are not sourced.
  virtual Session regular_session(Date date) const = 0;
  virtual const Zone& zone() const = 0;
  virtual bool is_always_open() const = 0;
};

struct SegmentKey {
  std::string_view exchange;
  std::string_view segment;  // empty: the exchange's main one
  bool has_derivatives;      // of an instrument: it decides the hours from 2026-08-03 on
};

// Owns the tables; hands out one Calendar per exchange and segment.
class CalendarBook {
 public:
  // The compiled-in tables, each replaced by the file of the same name in `reference` if it is
  // there (holidays.csv, sessions.csv, hours.csv). Throws ProblemError naming file, line and
  // column.
  explicit CalendarBook(const std::filesystem::path& reference = {});
  ~CalendarBook();

  // An exchange that the tables do not know trades 24x7 in `zone_of_24x7`. Throws ProblemError for
  // a segment that a known exchange has not. The reference stays valid as long as the book.
  const Calendar& calendar(SegmentKey key, const Zone& zone_of_24x7) const;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace muhurat::market
