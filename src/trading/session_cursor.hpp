// Which session of an instrument a moment belongs to, and the terms in force on its date. Time goes
// forward nearly always, so a cursor looks at the next session only.
#pragma once

#include <span>

#include "core/date.hpp"
#include "core/timestamp.hpp"
#include "market/instrument.hpp"
#include "market/run_tables.hpp"
#include "market/session.hpp"

namespace muhurat::trading {

class SessionCursor {
 public:
  SessionCursor(const market::RunTables& tables, InstrumentId instrument);

  // The session that an order written at `time` belongs to: the first whose close lies after it.
  // Null: there is none any more.
  const market::Session* session_for(Timestamp time) {
    if (time < from_ || time >= until_) seek(time);
    return session_;
  }
  // The terms in force in that session.
  const market::InstrumentTerms& terms_for(Timestamp time) {
    if (time < from_ || time >= until_) seek(time);
    return *terms_;
  }
  // The date of the session in which something happened: the last that had opened.
  Date date_of(Timestamp time);

 private:
  void seek(Timestamp time);

  const market::Instrument* instrument_;
  std::span<const market::Session> sessions_;
  const market::Session* session_ = nullptr;
  const market::InstrumentTerms* terms_ = nullptr;
  Timestamp from_ = Timestamp::max();  // what is kept holds in [from, until)
  Timestamp until_ = Timestamp::min();
};

}  // namespace muhurat::trading
