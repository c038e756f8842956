#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "core/text.hpp"
#include "store/import/csv_import_fixture_test.hpp"

namespace muhurat::store {
namespace {

using market::Interval;

// The files that other programs ship as samples; they stay outside the repository.
class RealData : public CsvImportTest {
 protected:
  static const char* folder() { return std::getenv("MUHURAT_REAL_DATA"); }
  CsvImport import_file(const std::string& name) {
    const std::filesystem::path root{folder()};
    const bool has_subfolder = std::filesystem::exists(root / "backtrader");
    request.file = (has_subfolder ? root / "backtrader" : root) / name;
    return CsvImporter{*folder_, calendars(), segments()}.import(request);
  }
};

TEST_F(RealData, IsImportedWholly) {
  if (folder() == nullptr) {
    std::printf("real data: not here, 8 cases not run\n");
    return;
  }
  struct Example {
    const char* file;
    Interval interval;
    std::uint64_t rows;
    bool has_adjusted_close;
  };
  const Example examples[] = {{"2006-day-001.txt", Interval::days(1), 255, false},
                              {"2005-2006-day-001.txt", Interval::days(1), 512, false},
                              {"2006-min-005.txt", Interval::minutes(5), 2142, false},
                              {"orcl-1995-2014.txt", Interval::days(1), 5036, true},
                              {"nvda-1999-2014.txt", Interval::days(1), 4012, true}};
  for (const Example& example : examples) {
    request.instrument = {"XETRA", std::string{"S"} + example.file};
    request.wishes.currency = "EUR";
    request.interval = example.interval;
    const CsvImport result = import_file(example.file);
    EXPECT_EQ(result.rows_read, example.rows) << example.file;
    EXPECT_EQ(result.stored, example.rows) << example.file;
    EXPECT_EQ(result.columns.ignores_adjusted_close, example.has_adjusted_close) << example.file;
  }
  request.instrument = {"NSE", "INDEX"};
  request.wishes = {};
  request.interval = Interval::days(1);
  EXPECT_EQ(import_file("2006-day-001.txt").notes.off_calendar, 10u);
}

TEST_F(RealData, ThatIsNoBarsIsRefused) {
  if (folder() == nullptr) return;
  request.interval = Interval::minutes(1);
  const auto headline = [&](const char* file) {
    try {
      import_file(file);
    } catch (const ProblemError& error) {
      const std::string& told = error.problem().headline;
      return told.substr(told.find(file));
    }
    return std::string{"taken"};
  };
  EXPECT_EQ(headline("bidask.csv"), "bidask.csv, line 1: no column for the open");
  EXPECT_EQ(headline("ticksample.csv"), "ticksample.csv: its rows are no bars of 1m");
}

}  // namespace
}  // namespace muhurat::store
