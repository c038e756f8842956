#include "trading/session_cursor.hpp"

#include <gtest/gtest.h>

#include "trading/trading_floor_test.hpp"

namespace muhurat::trading {
namespace {

constexpr Duration instant = Duration::nanoseconds(1);

int day_of(const market::Session* session) {
  return session == nullptr ? -1 : static_cast<int>(session->date.days() - 1'700'000'000 / 86'400);
}

TEST(SessionCursor, AnOrderBelongsToTheSessionThatClosesNext) {
  const market::RunTables tables = tables_for_test();
  SessionCursor cursor{tables, acme};
  EXPECT_EQ(day_of(cursor.session_for(at_hour(1))), 0);
  EXPECT_EQ(day_of(cursor.session_for(at_hour(4))), 0);
  EXPECT_EQ(day_of(cursor.session_for(at_hour(10) - instant)), 0);
  EXPECT_EQ(day_of(cursor.session_for(at_hour(10))), 1);
  EXPECT_EQ(day_of(cursor.session_for(at_hour(5, 7))), 7);
  EXPECT_EQ(day_of(cursor.session_for(at_hour(5, 2))), 2);
  EXPECT_EQ(day_of(cursor.session_for(at_hour(10, 9))), -1);
}

TEST(SessionCursor, AFillLiesInTheSessionThatOpenedLast) {
  const market::RunTables tables = tables_for_test();
  SessionCursor cursor{tables, acme};
  const Date first = tables.sessions[0][0].date;
  EXPECT_EQ(cursor.date_of(at_hour(4)), first);
  EXPECT_EQ(cursor.date_of(at_hour(10)), first);
  EXPECT_EQ(cursor.date_of(at_hour(4, 1) - instant), first);
  EXPECT_EQ(cursor.date_of(at_hour(4, 1)), first + 1);
  EXPECT_EQ(cursor.date_of(at_hour(0)), first);
  EXPECT_EQ(cursor.date_of(at_hour(23, 12)), first + 9);
}

TEST(SessionCursor, TermsAreThoseOfTheSessionsDate) {
  market::RunTables tables = tables_for_test();
  market::InstrumentTerms later = tables.instruments[0].terms[0];
  later.valid_from = tables.sessions[0][1].date;
  later.lot = Quantity{5};
  tables.instruments[0].terms.push_back(later);
  SessionCursor cursor{tables, acme};
  EXPECT_EQ(cursor.terms_for(at_hour(10) - instant).lot, Quantity{1});
  EXPECT_EQ(cursor.terms_for(at_hour(10)).lot, Quantity{5});
  EXPECT_EQ(cursor.terms_for(at_hour(23, 20)).lot, Quantity{5});
}

TEST(SessionCursor, WithoutSessionsADayIsADayInUtc) {
  market::RunTables tables = tables_for_test();
  tables.sessions.clear();
  SessionCursor cursor{tables, acme};
  EXPECT_EQ(cursor.session_for(at_hour(5)), nullptr);
  EXPECT_EQ(cursor.date_of(at_hour(23)) + 1, cursor.date_of(at_hour(0, 1)));
  EXPECT_EQ(cursor.terms_for(at_hour(5)).lot, Quantity{1});
}

}  // namespace
}  // namespace muhurat::trading
