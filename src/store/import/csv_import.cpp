#include "store/import/csv_import.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/clock.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "store/import/month_ends.hpp"
#include "store/import/quarantine.hpp"

namespace muhurat::store {
namespace {

constexpr std::size_t quarantined_shown_max = 5;

std::vector<Timestamp> starts_of(const std::vector<market::Bar>& bars) {
  std::vector<Timestamp> starts;
  starts.reserve(bars.size());
  for (const market::Bar& bar : bars) starts.push_back(bar.start());
  return starts;
}

// The smallest step between rows, where it is a multiple of the interval: perhaps another was
// meant.
void remark_on_interval(const std::vector<market::Bar>& bars, market::Interval interval,
                        std::vector<std::string>& remarks) {
  constexpr std::size_t bars_min = 20;
  if (interval.is_daily() || bars.size() < bars_min) return;
  Duration smallest = Duration::days(1);
  for (std::size_t i = 1; i < bars.size(); ++i) {
    smallest = std::min(smallest, bars[i].start() - bars[i - 1].start());
  }
  if (smallest > interval.length() && smallest < Duration::days(1)) {
    remarks.push_back(fmt::format("no two rows are closer than {} s: is {} the right interval?",
                                  smallest.to_seconds(), market::to_text(interval)));
  }
}

[[noreturn]] void refuse_all_rows(const CsvRequest& request, const CsvRows& rows) {
  const QuarantinedRow& first = rows.quarantined.front();
  throw ProblemError{{.headline = rows.rows_read == 1
                                      ? request.file.string() + ": its one row cannot be taken"
                                      : fmt::format("{}: none of its {} rows can be taken",
                                                    request.file.string(), rows.rows_read),
                      .expected = "rows with a date and four prices",
                      .found = fmt::format("line {}: {}", first.place.line, reason_of(first)),
                      .kept = "nothing was imported"}};
}

MappedFile open_file(const std::filesystem::path& file) {
  if (std::filesystem::is_regular_file(file)) return MappedFile{file};
  const bool is_there = std::filesystem::exists(file);
  throw ProblemError{
      {.headline = fmt::format("{} is {}", file.string(), is_there ? "not a file" : "not there"),
       .expected = "a CSV file of bars",
       .found = is_there ? "a folder or a device" : "",
       .kept = "nothing was imported"}};
}

// One import, step by step.
class Import {
 public:
  Import(const CsvRequest& request, const DataFolder& folder, const market::CalendarBook& calendars,
         const market::SegmentTable& segments)
      : request_{request},
        folder_{folder},
        segments_{segments},
        instruments_{folder.instruments_file(), segments},
        known_{instruments_.find(key())},
        calendar_{calendars.calendar({.exchange = request.instrument.exchange,
                                      .segment = segment(),
                                      .has_derivatives = has_derivatives()},
                                     zone_of_24x7())},
        file_{open_file(request.file)},
        text_{file_.text(), request.file.string()} {}

  CsvImport run() {
    const Stopwatch watch;
    check_known();
    const market::Zone zone = request_.zone.value_or(calendar_.zone());
    rows_ = read_rows(text_, request_, zone, calendar_.zone());
    result_.notes = set_bar_times(rows_, request_, request_.file.string(), calendar_);
    if (rows_.bars.empty()) refuse_all_rows(request_, rows_);
    if (result_.notes.is_like_closes) {
      result_.remarks.push_back(
          "stamps look like the bar's close: remove these bars and import them with --stamp close");
    }
    remark_on_interval(rows_.bars, request_.interval, result_.remarks);
    find_instrument();
    note_changed_terms();
    store();
    count_prices_off_tick();
    tell(zone);
    result_.elapsed = watch.elapsed();
    return std::move(result_);
  }

 private:
  std::string segment() const {
    return known_ != nullptr ? known_->segment : request_.wishes.segment.value_or("");
  }
  bool has_derivatives() const { return known_ != nullptr && known_->terms.back().has_derivatives; }

  // Where the exchange has no calendar: the zone that the instrument is stored in, else the file's.
  market::Zone zone_of_24x7() const {
    const auto stored = SeriesStore{folder_}.zone_of(key());
    if (stored) return market::Zone{*stored};
    return request_.zone.value_or(market::Zone{"UTC"});
  }
  std::string key() const {
    return request_.instrument.exchange + ":" + request_.instrument.symbol;
  }

  void find_instrument() {
    if (known_ != nullptr) {
      result_.instrument = *known_;
      market::apply_wishes(result_.instrument.terms, request_.wishes);
      return;
    }
    MonthEnds ends{calendar_.zone()};
    ends.add(rows_.bars, request_.interval);
    auto made =
        market::new_instrument(request_.instrument, request_.wishes, ends.closes(), segments_);
    if (!made) throw ProblemError{made.error()};
    result_.instrument = std::move(*made);
    result_.is_new_instrument = true;
  }

  // The calendar of another segment would be right for these rows and wrong for those stored, and
  // so would another currency.
  void check_known() const {
    if (known_ == nullptr) return;
    check_same("segment", request_.wishes.segment, known_->segment);
    check_same("currency", request_.wishes.currency, known_->currency);
  }

  void check_same(std::string_view what, const std::optional<std::string>& wish,
                  const std::string& known) const {
    if (!wish || *wish == known) return;
    throw ProblemError{
        {.headline = fmt::format("{} is known in the {} {}", key(), what, known),
         .expected = fmt::format("no --{}, or that one", what),
         .found = fmt::format("--{} {}", what, *wish),
         .kept = "nothing was imported",
         .what_to_do = fmt::format("if it is wrong, correct it in {} and import all bars again",
                                   folder_.instruments_file().string()),
         .exit_code = ExitCode::Usage}};
  }

  // What somebody asked for on a known instrument takes effect, and is told.
  void note_changed_terms() {
    if (known_ == nullptr) return;
    const auto note = [&](const char* name, auto term, const auto& wish) {
      if (!wish) return;
      std::vector<std::string> before;
      for (const market::InstrumentTerms& each : known_->terms) {
        const std::string text = to_text(each.*term);
        if (std::ranges::find(before, text) == before.end()) before.push_back(text);
      }
      const std::string now = to_text(*wish);
      if (before.size() == 1 && before.front() == now) return;
      result_.changed_terms.push_back({name, fmt::format("{}", fmt::join(before, ", ")), now});
    };
    note("tick", &market::InstrumentTerms::tick, request_.wishes.tick);
    note("lot", &market::InstrumentTerms::lot, request_.wishes.lot);
  }

  // Of all that is stored now.
  void count_prices_off_tick() {
    const bool is_changed = std::ranges::any_of(
        result_.changed_terms, [](const ChangedTerm& each) { return each.name == "tick"; });
    if (is_changed) result_.prices_off_tick = count_off(*request_.wishes.tick);
  }

  std::uint64_t count_off(Price tick) const {
    std::uint64_t count = 0;
    const SeriesStore store{folder_};
    for (const SeriesName& name : store.names()) {
      if (name.instrument != key()) continue;
      try {
        for (const market::Record& each : store.read_all(name).records({})) {
          for (const Price price : {each.bar.open, each.bar.high, each.bar.low, each.bar.close}) {
            count += price.is_multiple_of(tick) ? 0 : 1;
          }
        }
      } catch (const ProblemError&) {  // a damaged year elsewhere is no matter of this import
      }
    }
    return count;
  }

  // Terms that came from the prices of earlier imports follow those of this one, as if all had come
  // in one file. Terms that somebody wrote or asked for otherwise stay as they are.
  void follow_prices(const SeriesStore& store, const MergeResult& merged) {
    if (result_.is_new_instrument) return;
    market::Instrument& instrument = result_.instrument;
    const bool has_derivatives = instrument.terms.back().has_derivatives;
    const auto terms_by = [&](const MonthEnds& ends) {
      auto terms = market::terms_by_prices(instrument, request_.wishes, ends.closes(), segments_);
      for (market::InstrumentTerms& each : terms) each.has_derivatives = has_derivatives;
      return terms;
    };
    const auto same = [](const market::InstrumentTerms& a, const market::InstrumentTerms& b) {
      return a.valid_from == b.valid_from && a.tick == b.tick && a.lot == b.lot &&
             a.has_derivatives == b.has_derivatives;
    };
    MonthEnds ends = stored_month_ends(store);
    if (ends.is_empty() || !std::ranges::equal(instrument.terms, terms_by(ends), same)) return;
    const bool are_all_in = merged.conflicts.empty() && merged.overlaps.empty();
    ends.add(are_all_in ? rows_.bars : rows_without(merged), request_.interval);
    instrument.terms = terms_by(ends);
  }

  MonthEnds stored_month_ends(const SeriesStore& store) const {
    MonthEnds ends{calendar_.zone()};
    try {
      for (const SeriesName& name : store.names()) {
        if (name.instrument == key()) ends.add(store.month_ends(name), name.interval);
      }
    } catch (const ProblemError& error) {  // a damaged year elsewhere tells no prices
      if (error.problem().exit_code != ExitCode::Input) throw;
      return MonthEnds{calendar_.zone()};
    }
    return ends;
  }

  // Without those that stayed out.
  std::vector<market::Bar> rows_without(const MergeResult& merged) const {
    std::vector<bool> stayed_out(rows_.bars.size());
    for (const std::size_t row : merged.conflicts) stayed_out[row] = true;
    for (const std::size_t row : merged.overlaps) stayed_out[row] = true;
    std::vector<market::Bar> bars;
    for (std::size_t row = 0; row < rows_.bars.size(); ++row) {
      if (!stayed_out[row]) bars.push_back(rows_.bars[row]);
    }
    return bars;
  }

  bool changes_instrument() const {
    const market::Instrument& now = result_.instrument;
    const auto same = [](const market::InstrumentTerms& a, const market::InstrumentTerms& b) {
      return a.valid_from == b.valid_from && a.tick == b.tick && a.lot == b.lot;
    };
    return known_ == nullptr || !std::ranges::equal(now.terms, known_->terms, same);
  }

  // Everything is on the disk before anything of it counts.
  void store() {
    SeriesStore store{folder_};
    result_.series = {result_.instrument.key(), request_.interval};
    const MergeOptions options{
        .on_conflict = request_.replaces ? OnConflict::Replace : OnConflict::Keep,
        .time_given = request_.stamp == Stamp::Open ? TimeGiven::Start : TimeGiven::End,
        .calendar = &calendar_};
    StagedMerge merge = store.stage(result_.series, calendar_.zone(), rows_.bars, options);
    follow_prices(store, merge.result());
    for (const std::size_t row : merge.result().conflicts) set_aside(row, Fault::Conflict);
    for (const std::size_t row : merge.result().overlaps) set_aside(row, Fault::StoredOverlap);
    std::ranges::sort(rows_.quarantined, {},
                      [](const QuarantinedRow& row) { return row.place.line; });
    const bool is_changed = changes_instrument();
    if (is_changed) instruments_.put(result_.instrument);
    if (!rows_.quarantined.empty()) write_quarantine();
    // The instrument first, so that nobody finds bars of an instrument that is not known.
    std::vector<FileRename> renames;
    if (is_changed) {
      renames.push_back({folder_.instruments_file(), folder_.instruments_file()});
      renames.back().from += ".new";
    }
    try {
      for (const FileRename& each : renames) instruments_.write_to(each.from);
      merge.publish(renames);
    } catch (const ProblemError&) {
      std::error_code ignored;
      for (const FileRename& each : renames) std::filesystem::remove(each.from, ignored);
      if (is_quarantine_new_) std::filesystem::remove(result_.quarantine_file, ignored);
      throw;
    }
    result_.stored = merge.result().added;
    result_.replaced = merge.result().replaced;
    result_.placed_anew = merge.result().placed_anew;
    result_.there_before = merge.result().there_before;
  }

  void set_aside(std::size_t row, Fault fault) {
    rows_.quarantined.push_back({rows_.places[row], fault, Role::Date, 0});
  }

  void write_quarantine() {
    const Date today = calendar_.zone().date_of(request_.now);
    const std::string text = quarantine_text(text_, rows_.quarantined);
    const QuarantineFile file = quarantine_file(folder_.quarantine(), request_.file, today, text);
    if (!file.is_there) write_file(file.path, text);
    result_.quarantine_file = file.path;
    is_quarantine_new_ = !file.is_there;
  }

  void tell(const market::Zone& zone) {
    result_.file = request_.file.string();
    result_.delimiter = name_of_delimiter(rows_.delimiter);
    result_.date_format = to_text(rows_.format);
    result_.zone = zone.name();
    result_.exchange_zone = calendar_.zone().name();
    result_.stamp = request_.stamp;
    result_.rows_read = rows_.rows_read;
    result_.quarantined = rows_.quarantined.size();
    result_.prices_rounded = rows_.prices_rounded;
    const std::size_t shown = std::min(rows_.quarantined.size(), quarantined_shown_max);
    for (std::size_t i = 0; i < shown; ++i) {
      result_.first_quarantined.push_back(
          {rows_.quarantined[i].place.line, reason_of(rows_.quarantined[i])});
    }
    if (rows_.columns.ignores_adjusted_close) {
      result_.remarks.push_back("the adjusted close is ignored: prices are stored as traded");
    }
    result_.columns = std::move(rows_.columns);
    const auto starts = starts_of(rows_.bars);
    result_.gaps = find_gaps(starts, request_.interval, calendar_);
    result_.from = calendar_.zone().date_of(starts.front());
    result_.to = calendar_.zone().date_of(starts.back());
  }

  const CsvRequest& request_;
  const DataFolder& folder_;
  const market::SegmentTable& segments_;
  market::InstrumentFile instruments_;
  const market::Instrument* known_;
  const market::Calendar& calendar_;
  MappedFile file_;
  CsvText text_;
  CsvRows rows_;
  CsvImport result_;
  bool is_quarantine_new_ = false;
};

}  // namespace

double CsvImport::rows_per_second() const {
  const double seconds = elapsed.to_seconds();
  return seconds > 0 ? static_cast<double>(rows_read) / seconds : 0;
}

CsvImport CsvImporter::import(const CsvRequest& request) const {
  try {
    return Import{request, folder_, calendars_, segments_}.run();
  } catch (const ProblemError& error) {
    Problem problem = error.problem();
    if (problem.kept.empty()) problem.kept = "nothing was imported; the data are as they were";
    throw ProblemError{std::move(problem)};
  }
}

}  // namespace muhurat::store
