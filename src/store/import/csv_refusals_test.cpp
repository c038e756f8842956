#include <gtest/gtest.h>

#include <fstream>

#include <sys/resource.h>

#include <csignal>

#include "core/text.hpp"
#include "store/import/csv_import_fixture_test.hpp"

namespace muhurat::store {
namespace {

using market::Interval;

const std::string header = "date,open,high,low,close,volume\n";

TEST_F(CsvImportTest, QuarantinesLinesThatAreNoText) {
  const CsvImport result =
      import(header + "2025-06-16,1,2,1,2,5\n" + "2025-06-17,1,2,1,2," + std::string(70'000, '5') +
             "\n2025-06-18,1,2,1,2" + std::string(1, '\0') + ",5\n2025-06-19,1,2");
  EXPECT_EQ(result.stored, 1u);
  EXPECT_EQ(reasons(result),
            "line 3: the line is longer than 65536 bytes\nline 4: a NUL byte\n"
            "line 5: the file ends in the middle of the row\n");
}

TEST_F(CsvImportTest, RefusesFilesOfAnotherKindByName) {
  using namespace std::string_literals;
  EXPECT_EQ(refusal(""), "prices.csv is empty; found 0 bytes");
  EXPECT_EQ(refusal("\xFF\xFE"
                    "d\0a\0"s),
            "prices.csv is not CSV text; found UTF-16");
  EXPECT_EQ(refusal("d\0a\0t\0e\0,\0o\0p\0e\0n\0"s), "prices.csv is not CSV text; found UTF-16");
  EXPECT_EQ(refusal("\x1F\x8B\x08\0"s), "prices.csv is not CSV text; found gzip");
  EXPECT_EQ(problem.what_to_do, "unpack the file with gunzip first");
  EXPECT_EQ(refusal("PK\x03\x04 rest"), "prices.csv is not CSV text; found a zip archive");
  EXPECT_EQ(refusal("<!DOCTYPE html>"), "prices.csv is not CSV text; found HTML or XML");
}

TEST_F(CsvImportTest, RefusesAFileThatCannotBeUnderstoodAsAWhole) {
  EXPECT_EQ(
      refusal("Date,Open,High,Low,LTP,Volume\n2025-06-16,1,2,1,2,5\n"),
      "prices.csv, line 1: no column for the close; found Date, Open, High, Low, LTP, Volume");
  EXPECT_EQ(problem.expected, "close, Close, c or last, or --columns close=NAME");
  EXPECT_EQ(problem.kept, "nothing was imported");
  EXPECT_EQ(problem.what_to_do, "muhurat import csv " + request.file.string() +
                                    " --columns close=LTP --instrument NSE:INFY --interval 1d");
  EXPECT_EQ(
      refusal("date,open,high,low,close,Close\n2025-06-16,1,2,1,2,5\n"),
      "prices.csv, line 1: two columns for the close; found date, open, high, low, close, Close");
  EXPECT_EQ(refusal(header + "2025-06-16,1,2,1,2,5\n17/06/2025,1,2,1,2,5\n"),
            "prices.csv, line 3: two date formats in one file; found 17/06/2025");
  EXPECT_EQ(problem.expected, "yyyy-mm-dd as in line 2");
  EXPECT_EQ(refusal(header + "02/03/2010,1,2,1,2,5\n03/03/2010,1,2,1,2,5\n"),
            "prices.csv: days and months cannot be told apart; found dd/mm/yyyy or mm/dd/yyyy in "
            "every row");
  EXPECT_EQ(refusal(header + "13/03/2010,1,2,1,2,5\n03/14/2010,1,2,1,2,5\n"),
            "prices.csv, line 3: two date formats in one file; found 03/14/2010");
  EXPECT_EQ(refusal(header), "prices.csv: has no rows; found a header and nothing below");
  EXPECT_EQ(refusal(header + "soon,1,2,1,2,5\n"),
            "prices.csv: no row has a date that can be read; found line 2: \"soon\"");
  EXPECT_EQ(refusal("date,time,open,high,low,close\n2025-06-16,noon,1,2,1,2\n"),
            "prices.csv: no row has a time that can be read; found line 2: \"noon\"");
  EXPECT_EQ(refusal(header + "2025-06-16,1\n2025-06-17,2\n"),
            "prices.csv: no row has a date that can be read; found line 2: another number of cells "
            "than the header");
  EXPECT_EQ(refusal("2025-06-16,1,2,1,2,5\n"),
            "prices.csv, line 1: no header; found 2025-06-16, 1, 2, 1, 2, 5");
  EXPECT_EQ(refusal("just a line of words\n"),
            "prices.csv: line 1 has one column only; found just a line of words");
  EXPECT_EQ(refusal(header + "2025-06-16,x,2,1,2,5\n"),
            "prices.csv: its one row cannot be taken; found line 2: open is not a price");
  EXPECT_FALSE(std::filesystem::exists(folder_->instruments_file()));
  EXPECT_TRUE(std::filesystem::is_empty(folder_->series()));
  EXPECT_TRUE(std::filesystem::is_empty(folder_->quarantine()));
}

TEST_F(CsvImportTest, RefusesRowsOfAnotherIntervalThanWasSaid) {
  request.interval = Interval::hours(1);
  EXPECT_EQ(refusal("date,open,high,low,close\n2025-06-16 09:15,1,2,1,2\n2025-06-16 09:20,1,2,1,2\n"
                    "2025-06-16 09:25,1,2,1,2\n"),
            "prices.csv: its rows are no bars of 1h; found lines 2 and 3, 300 s apart");
  EXPECT_EQ(refusal(header + "2025-06-16,1,2,1,2,5\n"),
            "prices.csv: the rows have no time of day; found yyyy-mm-dd");
  request.interval = Interval::days(1);
  EXPECT_EQ(refusal("date,open,high,low,close\n2025-06-16 09:15,1,2,1,2\n2025-06-16 09:20,1,2,1,2\n"
                    "2025-06-16 09:25,1,2,1,2\n"),
            "prices.csv: its rows are no bars of 1d; found lines 2 and 3 of one date");
}

TEST_F(CsvImportTest, RefusesWrongUse) {
  request.columns = "close=LTP,date";
  EXPECT_EQ(refusal(header), "--columns mixes names and positions; found close=LTP,date");
  request.columns = "klose=LTP";
  EXPECT_EQ(refusal(header), "--columns: klose is no part of a bar; found klose=LTP");
  request.columns = "close=LTP";
  EXPECT_EQ(refusal(header), "prices.csv has no column LTP; found close=LTP");
  request.columns = "";
  request.has_header = false;
  EXPECT_EQ(refusal(header),
            "prices.csv has no header, so its columns must be given; found no --columns");
  EXPECT_EQ(problem.exit_code, ExitCode::Usage);
  request = CsvRequest{};
  request.instrument = {"XETRA", "SAP"};
  request.interval = Interval::days(1);
  EXPECT_EQ(refusal(header + "2025-06-16,1,2,1,2,5\n"),
            "the currency of XETRA:SAP is not known; found ");
}

TEST_F(CsvImportTest, RefusesWhatIsNoFile) {
  request.file = root_ / "nowhere.csv";
  const CsvImporter importer{*folder_, calendars(), segments()};
  const auto headline = [&] {
    try {
      importer.import(request);
    } catch (const ProblemError& error) {
      return error.problem().headline;
    }
    return std::string{"taken"};
  };
  EXPECT_EQ(headline(), request.file.string() + " is not there");
  request.file = root_;
  EXPECT_EQ(headline(), request.file.string() + " is not a file");
}

TEST_F(CsvImportTest, LeavesEverythingAsItWasWhenTheDiskIsFull) {
  std::string rows = header;
  for (int i = 0; i < 3000; ++i) {
    rows +=
        to_text(Date::from_civil(2010, 1, 4) + i) + (i % 9 == 1 ? ",x,2,1,2,5\n" : ",1,2,1,2,5\n");
  }
  request.file = root_ / "prices.csv";
  std::ofstream{request.file, std::ios::binary} << rows;
  rlimit limit = {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &limit), 0);
  const auto previous = std::signal(SIGXFSZ, SIG_IGN);
  for (const rlim_t size : {64, 512, 2000, 3000}) {
    const rlimit small = {.rlim_cur = size, .rlim_max = limit.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    EXPECT_THROW(CsvImporter(*folder_, calendars(), segments()).import(request), ProblemError);
    ::setrlimit(RLIMIT_FSIZE, &limit);
    EXPECT_FALSE(std::filesystem::exists(folder_->instruments_file())) << size;
    EXPECT_EQ(stored(), "") << size;
    EXPECT_TRUE(std::filesystem::is_empty(folder_->quarantine())) << size;
  }
  std::signal(SIGXFSZ, previous);
  EXPECT_GT(import(rows).stored, 2000u);
}

}  // namespace
}  // namespace muhurat::store
