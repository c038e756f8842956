// Imports a CSV file of bars into the data folder: finds out how the file is written, keeps the
// good rows, sets the others aside with their reasons, and says all of it. All or nothing: after an
// error the data are as before.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "market/calendar.hpp"
#include "market/segment_table.hpp"
#include "store/import/bar_times.hpp"
#include "store/import/csv_request.hpp"
#include "store/series/gaps.hpp"
#include "store/series/series_store.hpp"

namespace muhurat::store {

struct ImportedLine {  // a quarantined row, for the summary
  std::uint32_t line;
  std::string reason;
};

// A term of a known instrument that the import was told to change, on every date.
struct ChangedTerm {
  std::string name;    // tick
  std::string before;  // 0.05, 0.1: those that held, each once
  std::string now;
};

// What an import found and did; everything that is told about it.
struct CsvImport {
  SeriesName series;
  std::string file;
  // how the file is written
  CsvColumns columns;
  std::string delimiter;    // comma
  std::string date_format;  // yyyy-mm-dd
  std::string zone;         // of the times in the file
  Stamp stamp = Stamp::Open;
  // what became of the rows: read = stored + replaced + placed_anew + there_before + quarantined
  std::uint64_t rows_read = 0;
  std::uint64_t stored = 0;
  std::uint64_t replaced = 0;
  std::uint64_t placed_anew = 0;  // there before, with other hours of their sessions
  std::uint64_t there_before = 0;
  std::uint64_t quarantined = 0;
  std::vector<ImportedLine> first_quarantined;  // the first few, by line
  std::filesystem::path quarantine_file;        // empty where nothing is quarantined
  // what was kept, and seen
  RowNotes notes;
  std::uint64_t prices_rounded = 0;
  std::vector<std::string> remarks;      // a sentence each
  std::optional<std::vector<Gap>> gaps;  // of the rows in this file; absent: not judged
  std::string exchange_zone;             // of the calendar, for telling the gaps
  Date from, to;                         // of the rows in this file that are stored
  bool is_new_instrument = false;
  market::Instrument instrument;
  std::vector<ChangedTerm> changed_terms;
  std::uint64_t prices_off_tick = 0;  // stored prices that are no multiple of a changed tick
  Duration elapsed;                   // of the whole import; rows_read ÷ elapsed is its rate

  double rows_per_second() const;
};

class CsvImporter {
 public:
  // The folder is open to write and, like the others, outlives the importer.
  CsvImporter(const DataFolder& folder, const market::CalendarBook& calendars,
              const market::SegmentTable& segments)
      : folder_{folder}, calendars_{calendars}, segments_{segments} {}

  // Throws ProblemError.
  CsvImport import(const CsvRequest& request) const;

 private:
  const DataFolder& folder_;
  const market::CalendarBook& calendars_;
  const market::SegmentTable& segments_;
};

}  // namespace muhurat::store
