#include "store/import/csv_import.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/clock.hpp"
#include "core/file.hpp"
#include "store/import/quarantine.hpp"

namespace muhurat::store {
namespace {

constexpr std::size_t quarantined_shown_max = 5;

std::vector<market::MonthClose> month_closes(const std::vector<market::Bar>& bars,
                                             const market::Zone& zone) {
  std::vector<market::MonthClose> closes;
  Timestamp month_end = Timestamp::min();
  for (const market::Bar& bar : bars) {
    if (bar.start() >= month_end) {
      const Date date = zone.date_of(bar.start());
      const YearMonthDay civil = date.civil();
      const bool is_december = civil.month == 12;
      month_end = zone.to_utc(Date::from_civil(civil.year + (is_december ? 1 : 0),
                                               is_december ? 1 : civil.month + 1, 1),
                              Duration{});
      closes.push_back({date, bar.close});
    }
    closes.back().close = bar.close;
  }
  return closes;
}

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
  throw ProblemError{{.headline = fmt::format("{}: none of its {} rows can be taken",
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
        calendar_{calendars.calendar(request.instrument.exchange, segment(), has_derivatives(),
                                     zone_of_24x7())},
        file_{open_file(request.file)},
        text_{file_.text(), request.file.string()} {}

  CsvImport run() {
    const Stopwatch watch;
    const market::Zone zone = request_.zone.value_or(calendar_.zone());
    rows_ = read_rows(text_, request_, zone, calendar_.zone());
    result_.notes = set_bar_times(rows_, request_, request_.file.string(), calendar_);
    if (rows_.bars.empty()) refuse_all_rows(request_, rows_);
    remark_on_interval(rows_.bars, request_.interval, result_.remarks);
    find_instrument();
    store();
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
    const auto closes = month_closes(rows_.bars, calendar_.zone());
    if (known_ != nullptr) {
      result_.instrument = *known_;
      apply_wishes(result_.instrument);
    } else {
      auto made = market::new_instrument(request_.instrument, request_.wishes, closes, segments_);
      if (!made) throw ProblemError{made.error()};
      result_.instrument = std::move(*made);
      result_.is_new_instrument = true;
    }
  }

  // What is said at a later import corrects what is known.
  void apply_wishes(market::Instrument& instrument) const {
    const market::InstrumentWishes& wishes = request_.wishes;
    instrument.segment = wishes.segment.value_or(instrument.segment);
    instrument.currency = wishes.currency.value_or(instrument.currency);
    for (market::InstrumentTerms& terms : instrument.terms) {
      terms.tick = wishes.tick.value_or(terms.tick);
      terms.lot = wishes.lot.value_or(terms.lot);
    }
  }
  bool changes_instrument() const {
    const market::InstrumentWishes& wishes = request_.wishes;
    return result_.is_new_instrument || wishes.segment || wishes.currency || wishes.tick ||
           wishes.lot;
  }

  // Everything is on the disk before anything of it counts.
  void store() {
    SeriesStore store{folder_};
    result_.series = {result_.instrument.key(), request_.interval};
    StagedMerge merge = store.stage(result_.series, calendar_.zone(), rows_.bars,
                                    request_.replaces ? OnConflict::Replace : OnConflict::Keep);
    for (const std::size_t row : merge.result().conflicts) {
      rows_.quarantined.push_back({rows_.places[row], Fault::Conflict, Role::Date, 0});
    }
    std::ranges::sort(rows_.quarantined, {},
                      [](const QuarantinedRow& row) { return row.place.line; });
    if (changes_instrument()) instruments_.put(result_.instrument);
    if (!rows_.quarantined.empty()) write_quarantine();
    try {
      if (changes_instrument()) instruments_.write();
      merge.publish();
    } catch (const ProblemError&) {
      std::error_code ignored;
      if (is_quarantine_new_) std::filesystem::remove(result_.quarantine_file, ignored);
      throw;
    }
    result_.stored = merge.result().added;
    result_.replaced = merge.result().replaced;
    result_.there_before = merge.result().there_before;
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
