#include "store/series/gaps.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"

namespace muhurat::store {
namespace {

using market::Session;

constexpr Duration hole_min = Duration::minutes(15);

std::string clock_text(Timestamp time, const market::Zone& zone) {
  const std::int64_t minutes = zone.time_of_day(time).ns() / 60'000'000'000;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

class GapFinder {
 public:
  GapFinder(std::span<const Timestamp> starts, market::Interval interval)
      : starts_{starts}, interval_{interval} {}

  // One gap for each run of trading dates that have no bar. A bar of several days covers its dates.
  std::vector<Gap> of_days(const std::vector<Session>& sessions, const market::Zone& zone) {
    const int days = static_cast<int>(interval_.to_seconds() / 86'400);
    std::size_t next = 0;
    bool is_open = false;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
      const Date date = sessions[i].date;
      if (i > 0 && sessions[i - 1].date == date) continue;
      while (next < starts_.size() && zone.date_of(starts_[next]) + (days - 1) < date) ++next;
      const bool is_covered = next < starts_.size() && zone.date_of(starts_[next]) <= date;
      if (!is_covered && is_open)
        extend(sessions[i], 1);
      else if (!is_covered)
        add_session(sessions[i], 1);
      is_open = !is_covered;
    }
    return std::move(gaps_);
  }

  std::vector<Gap> within_days(const std::vector<Session>& sessions) {
    std::size_t next = 0;
    bool is_open = false;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
      const Session& session = sessions[i];
      while (next < starts_.size() && starts_[next] < session.open) ++next;
      const std::size_t first = next;
      while (next < starts_.size() && starts_[next] < session.close) ++next;
      if (first == next) {
        const bool has_begun = first > 0 && first < starts_.size();  // between first and last bar
        const std::uint64_t missing = bars_in(session.close - session.open, interval_);
        if (has_begun && is_open)
          extend(session, missing);
        else if (has_begun)
          add_session(session, missing);
        is_open = has_begun;
        continue;
      }
      is_open = false;
      const bool has_known_hours = session.kind != market::SessionKind::Estimated &&
                                   session.kind != market::SessionKind::BeyondCalendar;
      if (has_known_hours) find_holes(session, first, next);
    }
    return std::move(gaps_);
  }

 private:
  void add_session(const Session& session, std::uint64_t missing) {
    gaps_.push_back({.first = session.date,
                     .last = session.date,
                     .is_whole_days = true,
                     .missing = missing,
                     .from = session.open,
                     .to = session.close});
  }
  void extend(const Session& session, std::uint64_t missing) {
    gaps_.back().last = session.date;
    gaps_.back().to = session.close;
    gaps_.back().missing += missing;
  }

  void add_hole(const Session& session, Timestamp from, Timestamp to) {
    if (to - from < std::max(hole_min, interval_.length())) return;
    gaps_.push_back({.first = session.date,
                     .last = session.date,
                     .is_whole_days = false,
                     .missing = bars_in(to - from, interval_),
                     .from = from,
                     .to = to});
  }

  // The series may begin after the open of its first session and end before the close of its last.
  void find_holes(const Session& session, std::size_t first, std::size_t last) {
    Timestamp expected = first == 0 ? starts_.front() : session.open;
    for (std::size_t i = first; i < last; ++i) {
      add_hole(session, expected, starts_[i]);
      expected = starts_[i] + interval_.length();
    }
    if (last < starts_.size()) add_hole(session, expected, session.close);
  }

  std::span<const Timestamp> starts_;
  market::Interval interval_;
  std::vector<Gap> gaps_;
};

bool has_weekend(std::span<const Timestamp> starts, const market::Zone& zone) {
  return std::ranges::any_of(starts,
                             [&](Timestamp start) { return zone.date_of(start).is_weekend(); });
}

}  // namespace

std::uint64_t bars_in(Duration span, market::Interval interval) {
  const std::int64_t length = interval.length().ns();
  return static_cast<std::uint64_t>((span.ns() + length - 1) / length);
}

std::string describe(const Gap& gap, const market::Zone& zone) {
  if (!gap.is_whole_days) {
    return fmt::format("{} {} to {}, {} bars missing", to_text(gap.first),
                       clock_text(gap.from, zone), clock_text(gap.to, zone), gap.missing);
  }
  if (gap.first == gap.last) {
    return fmt::format("{}, a trading day by the calendar", to_text(gap.first));
  }
  return fmt::format("{} to {}, trading days by the calendar", to_text(gap.first),
                     to_text(gap.last));
}

std::optional<std::vector<Gap>> find_gaps(std::span<const Timestamp> starts,
                                          market::Interval interval,
                                          const market::Calendar& calendar) {
  if (starts.empty()) return std::vector<Gap>{};
  const market::Zone& zone = calendar.zone();
  if (calendar.is_always_open() && !has_weekend(starts, zone)) return std::nullopt;
  const auto sessions =
      calendar.sessions(zone.date_of(starts.front()), zone.date_of(starts.back()));
  GapFinder finder{starts, interval};
  return interval.is_daily() ? finder.of_days(sessions, zone) : finder.within_days(sessions);
}

}  // namespace muhurat::store
