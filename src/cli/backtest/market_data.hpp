// What a run reads: which instruments, which intervals, from when to when; looked up in the data
// folder and made into the tables and the one stream of the run.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/run_options.hpp"
#include "core/error.hpp"
#include "market/calendar.hpp"
#include "market/reference.hpp"
#include "market/run_tables.hpp"
#include "store/data_folder.hpp"
#include "store/series/series_feed.hpp"
#include "store/series/series_store.hpp"

namespace muhurat::cli {

// Tells of an import that was cut short before, where opening the folder completed it.
store::DataFolder open_data_folder(const std::filesystem::path& root, store::Access access);

// The data folder opened to read, with all that belongs to it, as one import left it.
class DataBook {
 public:
  // Names the series that are to be of the same moment as the tables.
  using Choose = std::function<std::vector<store::SeriesName>(const DataBook&)>;
  explicit DataBook(const std::filesystem::path& root, const Choose& choose = {});

  const store::DataFolder& folder() const { return folder_; }
  const store::SeriesStore& store() const { return store_; }
  const std::vector<store::SeriesName>& names() const { return names_; }  // of all series, in order
  const market::InstrumentFile& instruments() const { return instruments_; }
  const market::CalendarBook& calendars() const { return calendars_; }
  // Throws ProblemError naming what is there and what is nearest.
  const market::Instrument& instrument(const OptionText& named) const;
  const market::Calendar& calendar_of(const market::Instrument& instrument, Date date,
                                      const market::Zone& zone_of_24x7) const;

 private:
  store::DataFolder folder_;
  store::FolderHold hold_;  // while all of this is opened
  store::SeriesStore store_;
  std::vector<store::SeriesName> names_;
  market::SegmentTable segments_;
  market::InstrumentFile instruments_;
  market::CalendarBook calendars_;
};

struct MarketData {
  market::RunTables tables;
  std::vector<store::FeedSeries> series;     // by SeriesId
  std::vector<store::SeriesSummary> stored;  // the same order
  std::vector<const market::Calendar*>
      calendars;                         // by InstrumentId, each in the zone of its prices
  market::Zone zone{"UTC"};              // of the run
  Timestamp from, to;                    // records known in (from, to]
  bool is_always_open = false;           // any instrument trades 24x7
  std::vector<std::string> assumptions;  // estimated hours, closed dates with bars, …
};

// The series that find_market_data reads, here and for the benchmark. Throws as that does.
std::vector<store::SeriesName> series_of_run(const DataBook& book, const RunOptions& options,
                                             std::span<const market::Interval> wanted);

// `wanted` are the strategy's intervals; the user's own comes before them. Throws ProblemError.
MarketData find_market_data(const DataBook& book, const RunOptions& options,
                            std::span<const market::Interval> wanted);

// Throws ProblemError where they differ.
void check_one_currency(const market::Instrument& one, const market::Instrument& other);

// Throws ProblemError where the period has no bar.
void check_has_records(const MarketData& data, const RunOptions& options,
                       std::span<const market::Record> records);

}  // namespace muhurat::cli
