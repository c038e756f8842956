#include "cli/backtest/market_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "cli/command.hpp"
#include "core/format.hpp"
#include "core/nearest.hpp"
#include "core/shell_word.hpp"
#include "core/text.hpp"

namespace muhurat::cli {
namespace {

using market::Session;
using market::SessionKind;

// Sessions known before the first day, so that its ISO week is known whole, and beyond the last
// one: where late orders would belong.
constexpr int days_before = 6;
constexpr int days_ahead = 14;

Problem no_such_instrument(const std::vector<std::string>& keys, const OptionText& named,
                           const std::string& folder) {
  Problem problem{
      .headline = "instrument " + named.value + " is not in the data folder",
      .expected = keys.empty()
                      ? "an instrument; " + folder + " has none yet"
                      : fmt::format("one of {} {} in {} (muhurat data list)", keys.size(),
                                    keys.size() == 1 ? "instrument" : "instruments", folder),
      .found = named.value + ", from " + named.where,
      .exit_code = ExitCode::Input};
  if (const auto near = nearest(named.value, keys)) problem.nearest = *near;
  problem.what_to_do = keys.empty()
                           ? "muhurat import csv prices.csv --instrument " +
                                 shell_word(named.value) + " --interval 1d, or muhurat demo"
                           : "muhurat data list";
  return problem;
}

std::string joined(const std::vector<market::Interval>& intervals) {
  std::string text;
  for (const market::Interval each : intervals) {
    text += (text.empty() ? "" : ", ") + market::to_text(each);
  }
  return text;
}

std::vector<market::Interval> stored_intervals(const DataBook& book, const std::string& key) {
  std::vector<market::Interval> intervals;
  for (const store::SeriesName& name : book.names()) {
    if (name.instrument == key) intervals.push_back(name.interval);
  }
  std::sort(intervals.begin(), intervals.end());
  return intervals;
}

// Of several intervals --interval names the one whose bars match orders.
void check_named_interval(const RunOptions& options, std::span<const market::Interval> chosen) {
  if (!options.interval || std::ranges::find(chosen, *options.interval) != chosen.end()) return;
  throw ProblemError{
      {.headline = "the strategy does not read " + market::to_text(*options.interval) + " bars",
       .expected = "one of its intervals(), " + joined({chosen.begin(), chosen.end()}),
       .found = "--interval " + market::to_text(*options.interval),
       .exit_code = ExitCode::Usage}};
}

std::vector<market::Interval> choose_intervals(const DataBook& book, const std::string& key,
                                               const RunOptions& options,
                                               std::span<const market::Interval> wanted) {
  const std::vector<market::Interval> stored = stored_intervals(book, key);
  std::vector<market::Interval> chosen{wanted.begin(), wanted.end()};
  if (options.interval && wanted.size() <= 1) chosen = {*options.interval};
  if (chosen.empty() && stored.size() == 1) chosen = stored;
  if (chosen.empty()) {
    throw ProblemError{{.headline = key + " is stored in more than one interval",
                        .expected = "--interval, one of " + joined(stored),
                        .found = stored.empty() ? "no bars stored" : "none named",
                        .what_to_do = stored.empty()
                                          ? "muhurat import csv --help"
                                          : "add --interval " + market::to_text(stored.back()),
                        .exit_code = stored.empty() ? ExitCode::Input : ExitCode::Usage}};
  }
  check_named_interval(options, chosen);
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  for (const market::Interval each : chosen) {
    if (std::find(stored.begin(), stored.end(), each) != stored.end()) continue;
    throw ProblemError{
        {.headline = fmt::format("no {} bars of {} are stored", market::to_text(each), key),
         .expected = stored.empty() ? "imported bars" : "one of " + joined(stored),
         .found = market::to_text(each),
         .what_to_do = "muhurat import csv prices.csv --instrument " + shell_word(key) +
                       " --interval " + market::to_text(each)}};
  }
  return chosen;
}

// The run's instruments in the byte order of their keys, each once.
std::vector<market::Instrument> choose_instruments(const DataBook& book,
                                                   const RunOptions& options) {
  std::map<std::string, market::Instrument> chosen;
  for (const OptionText& named : options.instruments) {
    const market::Instrument& instrument = book.instrument(named);
    chosen.emplace(instrument.key(), instrument);
  }
  if (chosen.empty()) {
    const std::vector<std::string> keys = book.instruments().keys();
    throw ProblemError{{.headline = "no instrument is named",
                        .expected = "--instrument EXCHANGE:SYMBOL, once or several times",
                        .found = "none",
                        .nearest = keys.empty() ? "" : keys.front(),
                        .what_to_do = "muhurat data list",
                        .exit_code = ExitCode::Usage}};
  }
  std::vector<market::Instrument> instruments;
  for (auto& [key, instrument] : chosen) {
    instruments.push_back(instrument);
    instruments.back().id = InstrumentId{static_cast<std::uint32_t>(instruments.size() - 1)};
  }
  return instruments;
}

// Kept bars on dates that the calendar calls closed: each such date is a session of its own.
class ClosedDates {
 public:
  ClosedDates(const market::Calendar& calendar, std::vector<Session>& sessions)
      : calendar_{calendar}, sessions_{sessions} {}

  // Of the bars that start before `until`.
  void add_from(const store::SeriesBars& bars, Timestamp until) {
    std::map<Date, Session> found;
    std::size_t next = 0;
    for (const auto& part : bars.parts()) {
      for (std::size_t row = part.first; row < part.last; ++row) {
        const Timestamp start = Timestamp::from_ns(part.partition.start_ns(row));
        if (start >= until) break;
        while (next < sessions_.size() && sessions_[next].close <= start) ++next;
        if (next < sessions_.size() && sessions_[next].open <= start) continue;
        note(start, found);
      }
    }
    for (const auto& [date, session] : found) sessions_.push_back(session);
    std::sort(sessions_.begin(), sessions_.end(),
              [](const Session& a, const Session& b) { return a.open < b.open; });
  }

 private:
  void note(Timestamp start, std::map<Date, Session>& found) {
    const Date date = calendar_.zone().date_of(start);
    const bool is_open = std::any_of(sessions_.begin(), sessions_.end(),
                                     [&](const Session& each) { return each.date == date; });
    if (is_open || found.contains(date)) return;
    Session session = calendar_.regular_session(date);
    session.kind = SessionKind::OffCalendar;
    found.emplace(date, session);
  }

  const market::Calendar& calendar_;
  std::vector<Session>& sessions_;
};

struct Period {
  Date from, to;
};

// What the sessions of the period rest on.
void note_session_kinds(const std::vector<Session>& sessions, const std::string& key,
                        const Period& period, std::vector<std::string>& notes) {
  std::int64_t closed = 0;  // dates: each of them is one session
  std::int64_t estimated = 0;
  std::int64_t beyond = 0;
  for (const Session& each : sessions) {
    if (each.date < period.from) continue;
    if (each.date > period.to) break;
    closed += each.kind == SessionKind::OffCalendar ? 1 : 0;
    estimated += each.kind == SessionKind::Estimated ? 1 : 0;
    beyond += each.kind == SessionKind::BeyondCalendar ? 1 : 0;
  }
  const Formatter formatter;
  if (closed > 0) {
    notes.push_back(fmt::format("{}: bars on {} that the calendar calls closed are kept", key,
                                formatter.counted(closed, "date")));
  }
  if (estimated > 0) {
    notes.push_back(fmt::format("{}: hours of {} are not sourced, regular hours taken", key,
                                formatter.counted(estimated, "session")));
  }
  if (beyond > 0) {
    notes.push_back(fmt::format("{}: {} after the last dated year of the calendar", key,
                                formatter.counted(beyond, "session")));
  }
}

// Taken from the bars one after the other, so that no bar is judged by what came after it.
Timestamp first_volume(const store::SeriesStore& store, const store::SeriesSummary& stored) {
  if (!stored.has_volume) return Timestamp::max();
  const store::SeriesBars bars = store.read_all(stored.name);
  for (const auto& part : bars.parts()) {
    for (std::size_t row = part.first; row < part.last; ++row) {
      const market::Bar bar = part.partition.bar(row);
      if (bar.volume > 0) return bar.available_time;
    }
  }
  return Timestamp::max();
}

void add_series(const DataBook& book, const market::Instrument& instrument,
                const std::vector<market::Interval>& intervals, market::Interval matching,
                MarketData& data) {
  for (const market::Interval interval : intervals) {  // short to long
    const store::SeriesName name{instrument.key(), interval};
    const auto summary = book.store().find(name);
    CHECK(summary.has_value());
    const SeriesId id{static_cast<std::uint32_t>(data.tables.series.size())};
    data.tables.series.push_back({.id = id,
                                  .instrument = instrument.id,
                                  .interval = interval,
                                  .is_matching = interval == matching,
                                  .has_volume = summary->has_volume,
                                  .volume_from = first_volume(book.store(), *summary)});
    data.series.push_back({name, id});
    data.stored.push_back(*summary);
  }
}

[[noreturn]] void refuse_empty_period(const store::SeriesSummary& stored,
                                      const RunOptions& options) {
  throw ProblemError{
      {.headline = "no bars of " + store::to_text(stored.name) + " lie in the period",
       .expected =
           "a period with bars, within " + to_text(stored.from) + " to " + to_text(stored.to),
       .found = (options.from ? to_text(*options.from) : "the start") + " to " +
                (options.to ? to_text(*options.to) : "the end"),
       .what_to_do = "change --from or --to, or import more (muhurat data list)"}};
}

// Dates, times of day and midnights of a run are those of its exchange with a calendar, else of its
// first instrument (docs/adr/0018).
void choose_zone(MarketData& data) {
  const auto has_calendar = [](const market::Calendar* each) { return !each->is_always_open(); };
  const auto chosen = std::ranges::find_if(data.calendars, has_calendar);
  const std::size_t index = chosen == data.calendars.end()
                                ? 0
                                : static_cast<std::size_t>(chosen - data.calendars.begin());
  const auto& instruments = data.tables.instruments;
  data.zone = data.calendars[index]->zone();
  bool is_one = true;
  for (std::size_t i = 0; i < data.calendars.size(); ++i) {
    const std::string& zone = data.calendars[i]->zone().name();
    if (zone == data.zone.name()) continue;
    is_one = false;
    if (!has_calendar(data.calendars[i])) continue;
    throw ProblemError{{.headline = "a run over calendars of two time zones",
                        .expected = "exchanges whose dates begin together",
                        .found = instruments[index].key() + " in " + data.zone.name() + ", " +
                                 instruments[i].key() + " in " + zone,
                        .what_to_do = "run them one zone at a time"}};
  }
  if (is_one) return;
  data.assumptions.push_back(fmt::format("dates and times of day are those of {}, in {}",
                                         instruments[index].key(), data.zone.name()));
}

const store::SeriesSummary& matching_series_of(const MarketData& data, InstrumentId instrument) {
  const auto is_of_it = [&](const market::Series& series) {
    return series.instrument == instrument && series.is_matching;
  };
  return data.stored[std::ranges::find_if(data.tables.series, is_of_it)->id.index()];
}

// Nothing can fill before the first bar of a matching series; coarser bars before it are warm-up.
std::optional<Date> run_start(MarketData& data, const RunOptions& options) {
  Date matching = Date::max();
  Date informing = Date::max();
  const store::SeriesSummary* first = nullptr;
  for (std::size_t i = 0; i < data.stored.size(); ++i) {
    const store::SeriesSummary& stored = data.stored[i];
    if (!data.tables.series[i].is_matching) {
      informing = std::min(informing, stored.from);
    } else if (stored.from < matching) {
      matching = stored.from;
      first = &stored;
    }
  }
  const Date asked = options.from.value_or(informing);
  if (informing >= matching || asked >= matching) return options.from;
  data.assumptions.push_back(
      fmt::format("the run begins on {}, with the first bar of {}: coarser "
                  "bars before it are warm-up",
                  to_text(matching), store::to_text(first->name)));
  return matching;
}

void check_not_empty(const MarketData& data, const RunOptions& options) {
  for (const store::SeriesSummary& each : data.stored) {
    const bool after = options.from && *options.from > each.to;
    const bool before = options.to && *options.to < each.from;
    if (after || before) refuse_empty_period(each, options);
  }
}

}  // namespace

store::DataFolder open_data_folder(const std::filesystem::path& root, store::Access access) {
  store::DataFolder folder{root, access};
  if (folder.has_completed_import()) {
    print_note("note: an import that was cut short is complete now\n");
  }
  return folder;
}

DataBook::DataBook(const std::filesystem::path& root, const Choose& choose)
    : folder_{open_data_folder(root, store::Access::Read)},
      hold_{folder_.hold()},
      store_{folder_},
      names_{store_.names()},
      segments_{folder_.reference()},
      instruments_{folder_.instruments_file(), segments_},
      calendars_{folder_.reference()} {
  if (choose) store_.open(choose(*this));
  hold_ = store::FolderHold::nothing();
}

const market::Instrument& DataBook::instrument(const OptionText& named) const {
  if (const market::Instrument* found = instruments_.find(named.value)) return *found;
  throw ProblemError{no_such_instrument(instruments_.keys(), named, folder_.root().string())};
}

const market::Calendar& DataBook::calendar_of(const market::Instrument& instrument, Date date,
                                              const market::Zone& zone_of_24x7) const {
  return calendars_.calendar({.exchange = instrument.exchange,
                              .segment = instrument.segment,
                              .has_derivatives = instrument.terms_on(date).has_derivatives},
                             zone_of_24x7);
}

void check_one_currency(const market::Instrument& one, const market::Instrument& other) {
  if (one.currency == other.currency) return;
  throw ProblemError{
      {.headline = "a run over two currencies",
       .expected = "instruments and benchmark of one currency",
       .found = one.key() + " in " + one.currency + ", " + other.key() + " in " + other.currency,
       .what_to_do = "run them one currency at a time"}};
}

std::vector<store::SeriesName> series_of_run(const DataBook& book, const RunOptions& options,
                                             std::span<const market::Interval> wanted) {
  std::vector<store::SeriesName> names;
  std::optional<market::Interval> matching = options.interval;
  const auto add = [&](const std::string& key, const RunOptions& of_it,
                       std::span<const market::Interval> intervals) {
    for (const market::Interval each : choose_intervals(book, key, of_it, intervals)) {
      matching = matching.value_or(each);
      names.push_back({key, each});
    }
  };
  for (const market::Instrument& each : choose_instruments(book, options)) {
    add(each.key(), options, wanted);
  }
  if (options.benchmark) {
    RunOptions of_benchmark = options;
    of_benchmark.interval = matching;
    add(book.instrument(*options.benchmark).key(), of_benchmark, {});
  }
  return names;
}

MarketData find_market_data(const DataBook& book, const RunOptions& options,
                            std::span<const market::Interval> wanted) {
  MarketData data;
  data.tables.instruments = choose_instruments(book, options);
  for (const market::Instrument& each : data.tables.instruments) {
    check_one_currency(data.tables.instruments.front(), each);
  }
  for (const market::Instrument& instrument : data.tables.instruments) {
    const auto intervals = choose_intervals(book, instrument.key(), options, wanted);
    add_series(book, instrument, intervals, options.interval.value_or(intervals.front()), data);
  }
  check_not_empty(data, options);
  Date first = Date::max();
  Date last = Date::min();
  for (const store::SeriesSummary& each : data.stored) {
    first = std::min(first, each.from);
    last = std::max(last, each.to);
  }
  if (options.to) last = std::min(last, *options.to);
  const std::optional<Date> from = run_start(data, options);
  for (const market::Instrument& instrument : data.tables.instruments) {
    const market::Zone zone{matching_series_of(data, instrument.id).zone};
    data.calendars.push_back(&book.calendar_of(instrument, last, zone));
  }
  choose_zone(data);
  for (const market::Instrument& instrument : data.tables.instruments) {
    // Its hours; an instrument that trades 24x7 has the dates of the run.
    const market::Calendar& calendar = book.calendar_of(instrument, last, data.zone);
    data.is_always_open = data.is_always_open || calendar.is_always_open();
    std::vector<Session> sessions = calendar.sessions(first - days_before, last + days_ahead);
    ClosedDates{calendar, sessions}.add_from(
        book.store().read_all(matching_series_of(data, instrument.id).name),
        calendar.zone().to_utc(last + 1, Duration{}));
    const Period period{std::max(first, from.value_or(first)), last};
    note_session_kinds(sessions, instrument.key(), period, data.assumptions);
    data.tables.sessions.push_back(std::move(sessions));
  }
  data.from = from ? data.zone.to_utc(*from, Duration{}) : Timestamp::min();
  data.to = options.to ? data.zone.to_utc(*options.to + 1, Duration{}) : Timestamp::max();
  return data;
}

void check_has_records(const MarketData& data, const RunOptions& options,
                       std::span<const market::Record> records) {
  if (records.empty()) refuse_empty_period(data.stored.front(), options);
}

}  // namespace muhurat::cli
