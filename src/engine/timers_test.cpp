#include "engine/timers.hpp"

#include <gtest/gtest.h>

#include "core/text.hpp"

namespace muhurat::engine {
namespace {

// Two instruments: one with a split day on the 3rd, one that closes later on the 2nd.
market::RunTables tables_of() {
  const auto at = [](int day, int hour) {
    return Timestamp::from_seconds(std::int64_t{Date::from_civil(2026, 1, day).days()} * 86'400) +
           Duration::hours(hour);
  };
  const auto session = [&](int day, int open, int close) {
    return market::Session{Date::from_civil(2026, 1, day), at(day, open), at(day, close)};
  };
  market::RunTables tables;
  tables.instruments.resize(2);
  tables.sessions = {{session(2, 4, 10), session(3, 4, 5), session(3, 6, 8)},
                     {session(2, 4, 10), session(2, 11, 18)}};
  return tables;
}

std::string draw(Timers& timers, int count) {
  std::string drawn;
  for (int i = 0; i < count && timers.next_time() != Timestamp::max(); ++i) {
    const Timers::Fired fired = timers.take();
    drawn += std::to_string(fired.timer.value()) + " " + to_text(fired.time) + "\n";
  }
  return drawn;
}

TEST(SessionCloses, AreOneForEachMomentAndSayWhichEndsADate) {
  std::string drawn;
  for (const SessionClose& close : session_closes_of(tables_of())) {
    drawn += to_text(close.time) + (close.ends_date ? " ends the date\n" : "\n");
  }
  EXPECT_EQ(drawn,
            "2026-01-02T10:00:00Z\n2026-01-02T18:00:00Z ends the date\n"
            "2026-01-03T05:00:00Z\n2026-01-03T08:00:00Z ends the date\n");
}

TEST(SessionCloses, AreSampledWhereNoOtherSessionIsOn) {
  market::RunTables tables = tables_of();
  const auto later = [](market::Session session, std::int64_t open, std::int64_t close) {
    session.open = session.open + Duration::hours(open);
    session.close = session.close + Duration::hours(close);
    return session;
  };
  // A third instrument that trades longer than the first, over the pause of the split day too.
  tables.instruments.emplace_back();
  tables.sessions.push_back(
      {later(tables.sessions[0][0], -1, 4), later(tables.sessions[0][1], -1, 4)});
  std::string drawn;
  for (const SessionClose& close : session_closes_of(tables)) {
    drawn += to_text(close.time) + (close.is_sampled ? " sampled\n" : "\n");
  }
  EXPECT_EQ(drawn,
            "2026-01-02T10:00:00Z\n2026-01-02T14:00:00Z\n2026-01-02T18:00:00Z sampled\n"
            "2026-01-03T05:00:00Z\n2026-01-03T08:00:00Z\n2026-01-03T09:00:00Z sampled\n");
}

TEST(SessionCloses, OfTwoThatNeverPauseAreSampledOnceADate) {
  market::RunTables tables;
  const Date first = Date::from_civil(2026, 1, 2);
  for (const int hours : {0, 5}) {  // midnights of two zones
    std::vector<market::Session> sessions;
    for (int day = 0; day < 3; ++day) {
      const Timestamp open = Timestamp::from_seconds(std::int64_t{first.days()} * 86'400) +
                             Duration::hours(24 * day + hours);
      sessions.push_back({first + day, open, open + Duration::hours(24)});
    }
    tables.instruments.emplace_back();
    tables.sessions.push_back(sessions);
  }
  std::string drawn;
  for (const SessionClose& close : session_closes_of(tables)) {
    if (close.is_sampled) drawn += to_text(close.date) + " " + to_text(close.time) + "\n";
  }
  EXPECT_EQ(drawn,
            "2026-01-02 2026-01-03T05:00:00Z\n2026-01-03 2026-01-04T05:00:00Z\n"
            "2026-01-04 2026-01-05T05:00:00Z\n");
}

TEST(Timers, ByTimeOfDayFireOnceADateInTheZone) {
  const auto closes = session_closes_of(tables_of());
  const market::Zone zone{"Asia/Kolkata"};
  Timers timers{closes, &zone};
  timers.at_time_of_day(Duration::hours(10));
  timers.start_after(Timestamp::min());
  EXPECT_EQ(draw(timers, 9), "0 2026-01-02T04:30:00Z\n0 2026-01-03T04:30:00Z\n");
}

TEST(Timers, BeforeTheCloseFireForEachSession) {
  const auto closes = session_closes_of(tables_of());
  Timers timers{closes, nullptr};
  timers.before_close(Duration::minutes(15));
  timers.start_after(closes.front().time);
  EXPECT_EQ(draw(timers, 9),
            "0 2026-01-02T17:45:00Z\n0 2026-01-03T04:45:00Z\n0 2026-01-03T07:45:00Z\n");
}

TEST(Timers, FireInTheOrderOfTimeAndThenOfTheirNumber) {
  const auto closes = session_closes_of(tables_of());
  Timers timers{closes, nullptr};
  timers.before_close(Duration::hours(1));
  timers.at_time_of_day(Duration::hours(9));
  timers.at_time_of_day(Duration::hours(4));
  timers.start_after(Timestamp::min());
  EXPECT_EQ(draw(timers, 4),
            "2 2026-01-02T04:00:00Z\n0 2026-01-02T09:00:00Z\n1 2026-01-02T09:00:00Z\n"
            "0 2026-01-02T17:00:00Z\n");
}

}  // namespace
}  // namespace muhurat::engine
