#include "trading/session_cursor.hpp"

#include <algorithm>

namespace muhurat::trading {
namespace {

constexpr std::int64_t ns_per_day = 86'400'000'000'000;

// Without any session (a table that is empty) a day is a day in UTC.
Date utc_date(Timestamp time) {
  const std::int64_t days = time.ns() / ns_per_day - (time.ns() % ns_per_day < 0 ? 1 : 0);
  return Date::from_days(static_cast<std::int32_t>(days));
}

}  // namespace

SessionCursor::SessionCursor(const market::RunTables& tables, InstrumentId instrument)
    : instrument_{&tables.instruments[instrument.index()]} {
  if (instrument.index() < tables.sessions.size()) {
    sessions_ = tables.sessions[instrument.index()];
  }
}

void SessionCursor::seek(Timestamp time) {
  const auto closes_after = [](Timestamp at, const market::Session& session) {
    return at < session.close;
  };
  const auto found = std::upper_bound(sessions_.begin(), sessions_.end(), time, closes_after);
  from_ = found == sessions_.begin() ? Timestamp::min() : std::prev(found)->close;
  if (found != sessions_.end()) {
    session_ = &*found;
    until_ = found->close;
    terms_ = &instrument_->terms_on(found->date);
  } else {
    session_ = nullptr;
    until_ = Timestamp::max();
    terms_ = sessions_.empty() ? &instrument_->terms_on(utc_date(time))
                               : &instrument_->terms_on(sessions_.back().date);
    if (sessions_.empty()) until_ = time;  // the date decides, so it is looked up each time
  }
}

Date SessionCursor::date_of(Timestamp time) {
  if (sessions_.empty()) return utc_date(time);
  // Most things happen in the session that the cursor stands at, or at the close of the one before.
  if (time < from_ || time >= until_) seek(time);
  if (session_ != nullptr && session_->open <= time) return session_->date;
  const auto opened = [](Timestamp at, const market::Session& session) {
    return at < session.open;
  };
  const auto after = std::upper_bound(sessions_.begin(), sessions_.end(), time, opened);
  return after == sessions_.begin() ? after->date : std::prev(after)->date;
}

}  // namespace muhurat::trading
