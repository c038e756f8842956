#include "store/series/verify.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/text.hpp"
#include "store/series/day_span.hpp"
#include "store/series/jump.hpp"

namespace muhurat::store {
namespace {

constexpr std::size_t damage_told_max = 20;

std::vector<Timestamp> starts_of(const SeriesBars& bars) {
  std::vector<Timestamp> starts;
  starts.reserve(bars.size());
  for (const SeriesBars::Part& part : bars.parts()) {
    for (std::size_t row = part.first; row < part.last; ++row) {
      starts.push_back(Timestamp::from_ns(part.partition.start_ns(row)));
    }
  }
  return starts;
}

bool has_sound_prices(const market::Bar& bar) {
  return bar.low.is_positive() && bar.low <= bar.open && bar.open <= bar.high &&
         bar.low <= bar.close && bar.close <= bar.high && bar.volume >= 0 && bar.open_interest >= 0;
}

void check_rows(const SeriesBars& bars, SeriesCheck& check) {
  Timestamp end = Timestamp::min();
  Price close;  // of the bar before
  const auto tell = [&](const market::Bar& bar, std::string_view what) {
    if (check.damage.size() >= damage_told_max) return;
    check.damage.push_back(fmt::format("the bar of {} {}", to_text(bar.available_time), what));
  };
  for (const SeriesBars::Part& part : bars.parts()) {
    for (std::size_t row = part.first; row < part.last; ++row) {
      const market::Bar bar = part.partition.bar(row);
      if (bar.start() < end) tell(bar, "begins before the one before it ends");
      if (!has_sound_prices(bar)) tell(bar, "has prices that do not agree");
      end = bar.available_time;
      if (close.is_positive() && is_jump(close, bar.close)) ++check.jumps;
      close = bar.close;
    }
  }
}

void check_calendar(const std::vector<Timestamp>& starts, const market::Calendar& calendar,
                    market::Interval interval, SeriesCheck& check) {
  std::vector<market::Session> sessions;
  Date date = Date::min();
  for (const Timestamp start : starts) {
    const Date today = calendar.zone().date_of(start);
    if (today != date) sessions = calendar.sessions(today, today);
    date = today;
    const bool is_inside = std::ranges::any_of(
        sessions, [&](const market::Session& session) { return session.contains(start); });
    if (sessions.empty()) {
      ++check.off_calendar;
    } else if (!is_inside && !interval.is_daily()) {
      ++check.outside_session;
    }
  }
}

// Of bars of several days the file told on which day they begin.
void check_placement(const SeriesBars& bars, const market::Calendar& calendar, SeriesCheck& check) {
  for (const SeriesBars::Part& part : bars.parts()) {
    for (std::size_t row = part.first; row < part.last; ++row) {
      const Timestamp start = Timestamp::from_ns(part.partition.start_ns(row));
      const Date date = calendar.zone().date_of(start);
      const DaySpan span = day_span(calendar, date, date);
      const bool is_as_placed = span.start == start && span.end.ns() == part.partition.times()[row];
      check.placed_otherwise += is_as_placed ? 0 : 1;
    }
  }
}

}  // namespace

std::vector<std::string> damage_told(const SeriesStore& store, const SeriesName& name,
                                     const ProblemError& error) {
  if (error.problem().exit_code != ExitCode::Input) throw ProblemError{error};
  std::vector<Problem> problems = store.damage(name);
  if (problems.empty()) problems.push_back(error.problem());
  std::vector<std::string> told;
  for (const Problem& each : problems) {
    told.push_back(
        fmt::format("{}: expected {}, found {}", each.headline, each.expected, each.found));
    if (!each.what_to_do.empty()) told.back() += fmt::format("; {}", each.what_to_do);
  }
  return told;
}

SeriesCheck verify(const SeriesStore& store, const SeriesName& name,
                   const market::Calendar& calendar) {
  SeriesCheck check;
  check.name = name;
  try {
    const SeriesBars bars = store.read_all(name);
    const std::vector<Timestamp> starts = starts_of(bars);
    check.bars = starts.size();
    check_rows(bars, check);
    check_calendar(starts, calendar, name.interval, check);
    if (name.interval == market::Interval::days(1)) check_placement(bars, calendar, check);
    check.gaps = find_gaps(starts, name.interval, calendar);
  } catch (const ProblemError& error) {
    check.damage = damage_told(store, name, error);
  }
  return check;
}

std::optional<std::vector<Gap>> stored_gaps(const SeriesStore& store, const SeriesName& name,
                                            const market::Calendar& calendar) {
  return find_gaps(starts_of(store.read_all(name)), name.interval, calendar);
}

}  // namespace muhurat::store
