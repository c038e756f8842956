#include "market/calendar.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include "core/error.hpp"
#include "market/segment_rules.hpp"

namespace muhurat::market {
namespace {

// On a half holiday of the commodity exchanges the evening begins, or the morning ends, at 17:00.
// source: the tables' README, "How to compute a day", 2
constexpr Duration half_holiday = Duration::hours(17);

struct DayHours {
  Duration open, close;
  bool is_sourced;
};

class ExchangeCalendar final : public Calendar {
 public:
  ExchangeCalendar(SegmentRules rules, const Zone& zone) : rules_{std::move(rules)}, zone_{zone} {}

  std::vector<Session> sessions(Date from, Date to) const override {
    std::vector<Session> found;
    for (Date date = from; date <= to; date = date + 1) add_day(date, found);
    return found;
  }

  Session regular_session(Date date) const override {
    std::vector<Session> open;
    add_day(date, open);
    const DayHours hours = regular_hours(date);
    return session(date, hours,
                   open.empty() ? SessionKind::OffCalendar : regular_kind(date, hours));
  }

  const Zone& zone() const override { return zone_; }
  bool is_always_open() const override { return false; }

 private:
  Session session(Date date, DayHours hours, SessionKind kind) const {
    return {date, zone_.to_utc(date, hours.open), zone_.to_utc(date, hours.close), kind};
  }

  SessionKind regular_kind(Date date, DayHours hours) const {
    if (date > rules_.last_dated) return SessionKind::BeyondCalendar;
    return hours.is_sourced && date >= rules_.first_dated ? SessionKind::Regular
                                                          : SessionKind::Estimated;
  }

  void add_day(Date date, std::vector<Session>& found) const {
    const auto windows = std::ranges::equal_range(rules_.windows, date, {}, &SpecialWindow::date);
    if (!windows.empty()) {
      for (const SpecialWindow& window : windows) add_window(window, found);
      return;
    }
    if (date.is_weekend()) return;
    DayHours hours = regular_hours(date);
    SessionKind kind = regular_kind(date, hours);
    const auto closure = std::ranges::lower_bound(rules_.closures, date, {}, &Closure::date);
    if (closure != rules_.closures.end() && closure->date == date) {
      if (closure->closed == Closed::Full) return;
      (closure->closed == Closed::Morning ? hours.open : hours.close) = half_holiday;
      if (kind == SessionKind::Regular) kind = SessionKind::Special;
    }
    if (hours.open < hours.close) found.push_back(session(date, hours, kind));
  }

  // A window without its times has the regular ones of its date.
  void add_window(const SpecialWindow& window, std::vector<Session>& found) const {
    DayHours hours = regular_hours(window.date);
    const bool is_known = window.is_sourced && window.open && (window.close || hours.is_sourced);
    hours.open = window.open.value_or(hours.open);
    hours.close = window.close.value_or(hours.close);
    const Session added =
        session(window.date, hours, is_known ? SessionKind::Special : SessionKind::Estimated);
    const bool is_repeated =
        !found.empty() && found.back().date == added.date && added.open < found.back().close;
    if (added.open < added.close && !is_repeated) found.push_back(added);
  }

  // The row in force; where there is none, or it has no times, the last known one before, else the
  // first known one after, as an estimate.
  DayHours regular_hours(Date date) const {
    const auto end = std::ranges::upper_bound(rules_.hours, date, {}, &RegularHours::from);
    const RegularHours* in_force = nullptr;
    for (auto row = rules_.hours.begin(); row != end; ++row) {
      if (date <= row->to) in_force = &*row;
    }
    if (in_force != nullptr && in_force->open && in_force->close) {
      return {*in_force->open, *in_force->close, in_force->is_sourced};
    }
    if (in_force != nullptr) {  // a row whose times are not sourced: hours that came to stay
      for (auto row = end; row != rules_.hours.end(); ++row) {
        if (row->open && row->close) return {*row->open, *row->close, false};
      }
    }
    for (auto row = end; row != rules_.hours.begin();) {
      --row;
      if (row->open && row->close) return {*row->open, *row->close, false};
    }
    const RegularHours& first = rules_.hours.front();
    return {first.open.value_or(Duration{}), first.close.value_or(Duration::hours(24)), false};
  }

  SegmentRules rules_;
  const Zone& zone_;
};

class AlwaysOpenCalendar final : public Calendar {
 public:
  explicit AlwaysOpenCalendar(const Zone& zone) : zone_{zone} {}

  std::vector<Session> sessions(Date from, Date to) const override {
    std::vector<Session> found;
    for (Date date = from; date <= to; date = date + 1) found.push_back(regular_session(date));
    return found;
  }
  Session regular_session(Date date) const override {
    return {date, zone_.to_utc(date, Duration{}), zone_.to_utc(date + 1, Duration{}),
            SessionKind::AlwaysOpen};
  }
  const Zone& zone() const override { return zone_; }
  bool is_always_open() const override { return true; }

 private:
  Zone zone_;
};

// What an instrument trades in when its segment is not named.
std::string_view main_segment(std::string_view exchange) {
  return exchange == "MCX" ? "COM" : "EQ";
}

}  // namespace

struct CalendarBook::Tables {
  explicit Tables(const std::filesystem::path& reference)
      : tables{read_calendar_tables(reference)} {}

  using Key = std::tuple<std::string, std::string, bool>;
  CalendarTables tables;
  Zone india{"Asia/Kolkata"};
  std::mutex mutex;  // guards the two maps, which only grow
  std::map<Key, ExchangeCalendar> exchanges;
  std::map<std::string, AlwaysOpenCalendar, std::less<>> always_open;
};

CalendarBook::CalendarBook(const std::filesystem::path& reference)
    : tables_{std::make_unique<Tables>(reference)} {
  // Every row is read once now, so that a table that cannot be read is told before any work.
  (void)read_segment_rules(tables_->tables,
                           {.exchange = "NSE", .segment = "EQ", .has_derivatives = false});
}

CalendarBook::~CalendarBook() = default;

const Calendar& CalendarBook::calendar(SegmentKey key, const Zone& zone_of_24x7) const {
  const std::scoped_lock lock{tables_->mutex};
  if (!is_known_exchange(tables_->tables, key.exchange)) {
    return tables_->always_open.try_emplace(zone_of_24x7.name(), zone_of_24x7).first->second;
  }
  if (key.segment.empty()) key.segment = main_segment(key.exchange);
  Tables::Key stored{key.exchange, key.segment, key.has_derivatives};
  const auto found = tables_->exchanges.find(stored);
  if (found != tables_->exchanges.end()) return found->second;
  SegmentRules rules = read_segment_rules(tables_->tables, key);
  if (rules.hours.empty()) {
    throw ProblemError{{.headline = "the calendar has no segment " + std::string{key.segment} +
                                    " of " + std::string{key.exchange},
                        .expected = key.exchange == "MCX" ? "COM" : "EQ, FO, CD, COM or IRD",
                        .found = std::string{key.segment}}};
  }
  return tables_->exchanges.try_emplace(std::move(stored), std::move(rules), tables_->india)
      .first->second;
}

}  // namespace muhurat::market
