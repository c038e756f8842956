#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/text.hpp"
#include "store/import/csv_import_fixture_test.hpp"
#include "store/series/verify.hpp"

namespace muhurat::store {
namespace {

using market::Interval;

const market::Zone calendar_zone{"Asia/Kolkata"};
const std::string header = "date,open,high,low,close,volume\n";

TEST_F(CsvImportTest, TellsHowAFileIsWrittenAndWhatBecameOfItsRows) {
  const CsvImport result = import(header +
                                  "2025-06-16,100,101,99,100.5,1000\n"
                                  "2025-06-17,100.5,102,100,nan,2000\n"
                                  "2025-06-19,101,102,100,101.5,3000\n");
  EXPECT_EQ(result.delimiter, "comma");
  EXPECT_EQ(result.date_format, "yyyy-mm-dd");
  EXPECT_EQ(result.zone, "Asia/Kolkata");
  EXPECT_EQ(result.rows_read, 3u);
  EXPECT_EQ(result.stored, 2u);
  EXPECT_EQ(result.quarantined, 1u);
  EXPECT_EQ(reasons(result), "line 3: close is not a price\n");
  EXPECT_EQ(result.quarantine_file, folder_->quarantine() / "prices-20260402.csv");
  EXPECT_EQ(read_file(result.quarantine_file),
            "line,reason,row\n3,\"close is not a price\",\"2025-06-17,100.5,102,100,nan,2000\"\n");
  ASSERT_TRUE(result.gaps);
  ASSERT_EQ(result.gaps->size(), 1u);
  EXPECT_EQ(result.gaps->front().first, Date::from_civil(2025, 6, 17));
  EXPECT_EQ(result.gaps->front().last, Date::from_civil(2025, 6, 18));
  EXPECT_EQ(stored(), "2025-06-16 09:15-15:30 100.5\n2025-06-19 09:15-15:30 101.5\n");
}

TEST_F(CsvImportTest, WritesTheInstrumentOfAFirstImport) {
  const CsvImport result = import(header + "2025-06-16,1600,1600,1600,1600,0\n");
  EXPECT_TRUE(result.is_new_instrument);
  EXPECT_EQ(read_file(folder_->instruments_file()),
            "exchange,segment,symbol,isin,name,tick,lot,multiplier,currency,has_derivatives,"
            "valid_from,valid_to\n"
            "NSE,EQ,INFY,,,0.05,1,1,INR,false,,2025-04-14\n"
            "NSE,EQ,INFY,,,0.1,1,1,INR,false,2025-04-15,\n");
  EXPECT_FALSE(import(header + "2025-06-17,1600,1600,1600,1600,0\n").is_new_instrument);
}

TEST_F(CsvImportTest, WritesTheTermsThatOneFileOfAllRowsWouldGive) {
  const std::string spring =
      "2025-05-15,240,240,240,240,0\n2025-05-30,240,240,240,240,0\n"
      "2025-06-16,600,600,600,600,0\n";
  const std::string summer =
      "2025-06-16,700,700,700,700,0\n2025-06-17,1200,1200,1200,1200,0\n"
      "2025-07-15,240,240,240,240,0\n2025-08-14,6000,6000,6000,6000,0\n";
  import(header + spring + summer);
  const std::string joined = read_file(folder_->instruments_file());
  EXPECT_EQ(std::ranges::count(joined, '\n'), 6);
  const auto imported = [&](const std::string& first, const std::string& second) {
    std::filesystem::remove_all(folder_->series() / "NSE");
    std::filesystem::remove(folder_->instruments_file());
    import(header + first);
    import(header + second);
    return read_file(folder_->instruments_file());
  };
  EXPECT_EQ(imported(spring, summer), joined);
  EXPECT_EQ(imported(summer, spring), joined);
  request.interval = Interval::minutes(1);  // another interval tells of prices as well
  import("timestamp,o,h,l,c\n2025-09-15 09:15,300,300,300,300\n");
  EXPECT_TRUE(read_file(folder_->instruments_file())
                  .ends_with("NSE,EQ,INFY,,,0.05,1,1,INR,false,2025-10-01,\n"));
}

TEST_F(CsvImportTest, LeavesTermsAloneThatWereGivenByHand) {
  request.wishes.tick = Price{2};
  import(header + "2025-06-16,240,240,240,240,0\n");
  request.wishes = {};
  import(header + "2025-07-16,1200,1200,1200,1200,0\n");
  EXPECT_TRUE(read_file(folder_->instruments_file())
                  .ends_with("valid_to\nNSE,EQ,INFY,,,2,1,1,INR,false,,\n"));
  request.wishes.tick = Price{1};
  import(header + "2025-08-18,1200,1200,1200,1200,0\n");
  EXPECT_TRUE(read_file(folder_->instruments_file())
                  .ends_with("valid_to\nNSE,EQ,INFY,,,1,1,1,INR,false,,\n"));
}

TEST_F(CsvImportTest, RefusesAnotherSegmentThanAnInstrumentHas) {
  import(header + "2025-06-16,1,2,1,2,5\n");
  request.wishes.segment = "EQ";
  EXPECT_EQ(import(header + "2025-06-16,1,2,1,2,5\n").there_before, 1u);
  request.wishes.segment = "CD";
  EXPECT_EQ(refusal(header + "2025-06-17,1,2,1,2,5\n"),
            "NSE:INFY is known in the segment EQ; found --segment CD");
  EXPECT_EQ(problem.exit_code, ExitCode::Usage);
  EXPECT_EQ(stored(), "2025-06-16 09:15-15:30 2\n");
}

TEST_F(CsvImportTest, RefusesAnotherCurrencyThanAnInstrumentHas) {
  import(header + "2025-06-16,1,2,1,2,5\n");
  request.wishes.currency = "INR";
  EXPECT_EQ(import(header + "2025-06-16,1,2,1,2,5\n").there_before, 1u);
  request.wishes.currency = "USD";
  EXPECT_EQ(refusal(header + "2025-06-17,1,2,1,2,5\n"),
            "NSE:INFY is known in the currency INR; found --currency USD");
  EXPECT_EQ(problem.exit_code, ExitCode::Usage);
  EXPECT_EQ(problem.expected, "no --currency, or that one");
  EXPECT_EQ(read_file(folder_->instruments_file()).find("USD"), std::string::npos);
}

TEST_F(CsvImportTest, SaysWhichTermsOfAKnownInstrumentItWasToldToChange) {
  EXPECT_TRUE(import(header + "2025-05-15,240,240,240,240,0\n2025-06-16,600,600,600,600,0\n"
                              "2025-07-16,6000,6000,6000,6000,0\n")
                  .changed_terms.empty());
  request.wishes.tick = Price{7};
  request.wishes.lot = Quantity{1};
  const CsvImport told = import(header + "2025-07-17,7000,7000,7000,7000,0\n");
  ASSERT_EQ(told.changed_terms.size(), 1u);
  EXPECT_EQ(told.changed_terms[0].name + " " + told.changed_terms[0].now, "tick 7");
  EXPECT_EQ(told.changed_terms[0].before, "0.05, 0.01, 0.5");
  EXPECT_EQ(told.prices_off_tick, 12u);
  EXPECT_TRUE(read_file(folder_->instruments_file()).ends_with(",7,1,1,INR,false,,\n"));
  EXPECT_TRUE(import(header + "2025-07-18,7000,7000,7000,7000,0\n").changed_terms.empty());
}

TEST_F(CsvImportTest, SpansADailyBarFromTheFirstOpenToTheLastCloseOfItsDate) {
  import(header +
         "2024-03-01,1,1,1,1,0\n"
         "2024-03-02,2,2,2,2,0\n"    // a Saturday of two windows
         "2024-03-09,3,3,3,3,0\n"    // a Saturday that the calendar calls closed
         "2024-11-01,4,4,4,4,0\n");  // Muhurat
  EXPECT_EQ(stored(),
            "2024-03-01 09:15-15:30 1\n"
            "2024-03-02 09:15-12:30 2\n"
            "2024-03-09 09:15-15:30 3\n"
            "2024-11-01 18:00-19:00 4\n");
}

TEST_F(CsvImportTest, TakesAnIntradayTimeForTheOpenOfItsBarAndEndsItWithTheSession) {
  request.interval = Interval::hours(1);
  import("timestamp,o,h,l,c\n2025-06-16 14:15,1,1,1,1\n2025-06-16 15:15,2,2,2,2\n");
  EXPECT_EQ(stored(), "2025-06-16 14:15-15:15 1\n2025-06-16 15:15-15:30 2\n");
}

TEST_F(CsvImportTest, TakesAnIntradayTimeForTheCloseWhereToldSo) {
  request.interval = Interval::hours(1);
  request.stamp = Stamp::Close;
  import(
      "timestamp,o,h,l,c\n2025-06-16 10:15,1,1,1,1\n2025-06-16 15:15,2,2,2,2\n"
      "2025-06-16 15:30,3,3,3,3\n");
  EXPECT_EQ(stored(),
            "2025-06-16 09:15-10:15 1\n2025-06-16 14:15-15:15 2\n2025-06-16 15:15-15:30 3\n");
}

TEST_F(CsvImportTest, CutsHoursByTheClockWhereTheFileDoes) {
  request.interval = Interval::hours(1);
  import(
      "timestamp,o,h,l,c\n2025-06-16 09:15,1,1,1,1\n2025-06-16 10:00,2,2,2,2\n"
      "2025-06-16 11:00,3,3,3,3\n");
  EXPECT_EQ(stored(),
            "2025-06-16 09:15-10:00 1\n2025-06-16 10:00-11:00 2\n2025-06-16 11:00-12:00 3\n");
}

TEST_F(CsvImportTest, KnowsABarAgainThatAnotherFileCutsOtherwise) {
  request.interval = Interval::hours(1);
  const std::string head = "timestamp,o,h,l,c\n";
  const std::string hours =
      "2025-06-16 09:15-10:00 1\n2025-06-16 10:00-11:00 2\n2025-06-16 11:00-12:00 3\n";
  import(head + "2025-06-16 09:15,1,1,1,1\n");  // the first of its hours alone
  EXPECT_EQ(stored(), "2025-06-16 09:15-10:15 1\n");
  const CsvImport whole = import(head +
                                 "2025-06-16 09:15,1,1,1,1\n2025-06-16 10:00,2,2,2,2\n"
                                 "2025-06-16 11:00,3,3,3,3\n");
  EXPECT_EQ(whole.there_before, 1u);
  EXPECT_EQ(whole.stored, 2u);
  EXPECT_EQ(stored(), hours);
  EXPECT_EQ(import(head + "2025-06-16 09:15,1,1,1,1\n").there_before, 1u);
  EXPECT_EQ(stored(), hours);

  request.instrument.symbol = "TCS";  // the later hours alone
  import(head + "2025-06-16 09:15,1,1,1,1\n");
  import(head + "2025-06-16 10:00,2,2,2,2\n2025-06-16 11:00,3,3,3,3\n");
  EXPECT_EQ(stored(), hours);
  const CsvImport across = import(head + "2025-06-16 10:30,9,9,9,9\n");
  EXPECT_EQ(reasons(across), "line 2: conflict: overlaps a stored bar of another start and end\n");
  EXPECT_EQ(stored(), hours);
}

TEST_F(CsvImportTest, CutsNoBarBecauseABarOfAnotherFileOverlapsIt) {
  request.interval = Interval::hours(1);
  const std::string head = "timestamp,o,h,l,c\n";
  const std::string overlap = "line 2: conflict: overlaps a stored bar of another start and end\n";
  import(head + "2025-06-16 10:15,1,1,1,1\n2025-06-16 12:15,2,2,2,2\n");
  const std::string before = "2025-06-16 10:15-11:15 1\n2025-06-16 12:15-13:15 2\n";
  // Known at 10:15 its high of 150 would be known before it was traded.
  const CsvImport earlier = import(head + "2025-06-16 10:00,100,150,100,150\n");
  EXPECT_EQ(reasons(earlier), overlap);
  EXPECT_EQ(stored(), before);
  EXPECT_EQ(reasons(import(head + "2025-06-16 11:00,1,150,1,150\n")), overlap);
  EXPECT_EQ(stored(), before);
  request.replaces = true;
  EXPECT_EQ(reasons(import(head + "2025-06-16 12:00,1,150,1,150\n")), overlap);
  EXPECT_EQ(stored(), before);
  request.replaces = false;
  request.stamp = Stamp::Close;
  EXPECT_EQ(reasons(import(head + "2025-06-16 11:00,1,150,1,150\n")), overlap);
  EXPECT_EQ(reasons(import(head + "2025-06-16 11:30,1,150,1,150\n")), overlap);
  EXPECT_EQ(stored(), before);
}

TEST_F(CsvImportTest, LeavesTheBarOfAConflictAsLongAsItIs) {
  request.interval = Interval::hours(1);
  const std::string head = "timestamp,o,h,l,c\n";
  import(head + "2025-06-16 09:15,1,1,1,1\n");
  EXPECT_EQ(reasons(import(head + "2025-06-16 09:15,9,9,9,9\n2025-06-16 10:15,2,2,2,2\n")),
            "line 2: conflict: other values are stored at its time\n");
  EXPECT_EQ(stored(), "2025-06-16 09:15-10:15 1\n2025-06-16 10:15-11:15 2\n");
  request.replaces = true;
  EXPECT_EQ(import(head + "2025-06-16 09:15,9,9,9,9\n").replaced, 1u);
  EXPECT_EQ(stored(), "2025-06-16 09:15-10:15 9\n2025-06-16 10:15-11:15 2\n");
}

TEST_F(CsvImportTest, KnowsABarAgainByItsCloseWhereThatIsTold) {
  request.interval = Interval::hours(1);
  request.stamp = Stamp::Close;
  const std::string head = "timestamp,o,h,l,c\n";
  import(head + "2025-06-16 15:15,2,2,2,2\n2025-06-16 15:30,3,3,3,3\n");
  const std::string hours = "2025-06-16 14:15-15:15 2\n2025-06-16 15:15-15:30 3\n";
  EXPECT_EQ(stored(), hours);
  EXPECT_EQ(import(head + "2025-06-16 15:30,3,3,3,3\n").there_before, 1u);
  EXPECT_EQ(stored(), hours);

  request.instrument.symbol = "TCS";  // the last alone, then those before it
  import(head + "2025-06-16 15:30,3,3,3,3\n");
  EXPECT_EQ(stored(), "2025-06-16 14:30-15:30 3\n");
  EXPECT_EQ(import(head + "2025-06-16 15:15,2,2,2,2\n2025-06-16 15:30,3,3,3,3\n").stored, 1u);
  EXPECT_EQ(stored(), hours);
  request.replaces = true;
  EXPECT_EQ(import(head + "2025-06-16 15:30,4,4,4,4\n").replaced, 1u);
  EXPECT_EQ(stored(), "2025-06-16 14:15-15:15 2\n2025-06-16 15:15-15:30 4\n");
}

TEST_F(CsvImportTest, KeepsAndTellsRowsOutsideTheCalendar) {
  request.interval = Interval::minutes(5);
  const std::string rows =
      "timestamp,o,h,l,c\n2025-06-14 10:00,1,1,1,1\n2025-06-16 09:10,2,2,2,2\n"
      "2025-06-16 09:15,3,3,3,3\n2025-06-16 15:30,4,4,4,4\n";
  const CsvImport kept = import(rows);
  EXPECT_EQ(kept.stored, 4u);
  EXPECT_EQ(kept.notes.off_calendar, 1u);
  EXPECT_EQ(kept.notes.outside_session, 2u);
  EXPECT_EQ(kept.notes.lines_outside_session, (std::vector<std::uint32_t>{3, 5}));
  request.is_strict_calendar = true;
  request.instrument.symbol = "TCS";
  const CsvImport strict = import(rows);
  EXPECT_EQ(strict.stored, 1u);
  EXPECT_EQ(reasons(strict),
            "line 2: not a trading day by the calendar\n"
            "line 3: outside the session by the calendar\n"
            "line 5: outside the session by the calendar\n");
}

TEST_F(CsvImportTest, QuarantinesWhatCannotBeABar) {
  const CsvImport result = import(header +
                                  "2025-06-16,1,2,1,2,5\n"
                                  "2025-06-17,0,2,1,2,5\n"
                                  "2025-06-18,1,-2,1,2,5\n"
                                  "2025-06-19,1,1,2,1,5\n"
                                  "2025-06-20,3,2,1,2,5\n"
                                  "2025-06-23,1,2,1,,5\n");
  EXPECT_EQ(result.quarantined, 5u);
  EXPECT_EQ(reasons(result),
            "line 3: open is zero\nline 4: high is negative\nline 5: high is below low\n"
            "line 6: open is outside low to high\nline 7: close is empty\n");
  const CsvImport more = import(header +
                                "2025-06-31,1,2,1,2,5\n"
                                "2025-07-01,1,2,1,2,five\n"
                                "2025-07-02,1,2,1,2,-5\n"
                                "2025-07-03,1,2,1,2\n"
                                "2025-07-04,\"1,2,1,2,5\n"
                                "2025-07-07,1,2,1,2,5\n");
  EXPECT_EQ(reasons(more),
            "line 2: date is not a date\nline 3: volume is not a number\n"
            "line 4: volume is negative\nline 5: another number of cells than the header\n"
            "line 6: a quote is not closed\n");
  EXPECT_EQ(more.quarantine_file, folder_->quarantine() / "prices-20260402-2.csv");
}

TEST_F(CsvImportTest, KeepsTheFirstOfSeveralRowsAtOneTime) {
  const CsvImport result = import(header +
                                  "2025-06-16,1,2,1,2,5\n2025-06-16,1,2,1,2,5\n"
                                  "2025-06-17,1,2,1,2,5\n2025-06-17,1,2,1,1,5\n"
                                  "2025-06-18,1,2,1,1,5\n2025-06-19,1,2,1,1,5\n");
  EXPECT_EQ(result.stored, 4u);
  EXPECT_EQ(reasons(result),
            "line 3: duplicate of line 2\nline 5: other values than line 4 at its time\n");
}

TEST_F(CsvImportTest, ManyRepeatedRowsAreNoOtherInterval) {
  const CsvImport result = import(header +
                                  "2025-06-18,1,2,1,2,5\n2025-06-16,1,2,1,2,5\n"
                                  "2025-06-18,1,2,1,2,5\n2025-06-18,1,2,1,1,5\n");
  EXPECT_EQ(result.stored, 2u);
  EXPECT_EQ(reasons(result),
            "line 4: duplicate of line 2\nline 5: other values than line 2 at its time\n");
}

TEST_F(CsvImportTest, SortsRowsThatAreOutOfOrder) {
  const CsvImport mixed = import(header +
                                 "2025-06-17,1,2,1,2,5\n2025-06-16,1,2,1,1,5\n"
                                 "2025-06-18,1,2,1,2,5\n");
  EXPECT_EQ(mixed.notes.out_of_order, 1u);
  EXPECT_FALSE(mixed.notes.is_newest_first);
  EXPECT_EQ(stored(),
            "2025-06-16 09:15-15:30 1\n2025-06-17 09:15-15:30 2\n2025-06-18 09:15-15:30 2\n");
  request.instrument.symbol = "TCS";
  const CsvImport backwards = import(header + "2025-06-18,1,2,1,2,5\n2025-06-17,1,2,1,2,5\n");
  EXPECT_TRUE(backwards.notes.is_newest_first);
  EXPECT_EQ(backwards.notes.out_of_order, 0u);
}

TEST_F(CsvImportTest, TellsJumps) {
  const CsvImport result = import(header +
                                  "2025-06-16,100,100,100,100,5\n"
                                  "2025-06-17,120,120,120,120,5\n"
                                  "2025-06-18,90,90,90,90,5\n");
  EXPECT_EQ(result.notes.jumps, 1u);
  EXPECT_EQ(result.notes.lines_of_jumps, std::vector<std::uint32_t>{4});
}

TEST_F(CsvImportTest, FindsEqualRowsThereBeforeAndQuarantinesConflicts) {
  import(header + "2025-06-16,1,2,1,2,5\n2025-06-17,1,2,1,2,5\n");
  const std::string rows = header +
                           "2025-06-16,1,2,1,2,5\n2025-06-17,1,2,1,1.5,5\n"
                           "2025-06-18,1,2,1,2,5\n";
  const CsvImport again = import(rows);
  EXPECT_EQ(again.there_before, 1u);
  EXPECT_EQ(again.stored, 1u);
  EXPECT_EQ(reasons(again), "line 3: conflict: other values are stored at its time\n");
  request.replaces = true;
  const CsvImport replaced = import(rows);
  EXPECT_EQ(replaced.replaced, 1u);
  EXPECT_EQ(replaced.there_before, 2u);
  EXPECT_EQ(stored(),
            "2025-06-16 09:15-15:30 2\n2025-06-17 09:15-15:30 1.5\n2025-06-18 09:15-15:30 2\n");
}

TEST_F(CsvImportTest, PlacesADailyBarAnewWhereTheCalendarWasCorrected) {
  const std::string rows =
      header + "2024-10-31,1,2,1,2,5\n2024-11-01,1,2,1,2,5\n2024-11-04,1,2,1,2,5\n";
  import(rows);
  const std::string others[] = {"2024-10-31 09:15-15:30 2\n", "2024-11-04 09:15-15:30 2\n"};
  EXPECT_EQ(stored(), others[0] + "2024-11-01 18:00-19:00 2\n" + others[1]);
  std::ofstream{folder_->reference() / "sessions.csv"}
      << "date,weekday,exchange,segment,kind,window,phase,open,close,status,note,source\n"
         "2024-11-01,Fri,NSE|BSE,EQ,muhurat,1,normal,13:45,14:45,A,,test\n";
  const market::CalendarBook corrected{folder_->reference()};
  const SeriesStore store{*folder_};
  const SeriesName name{"NSE:INFY", Interval::days(1)};
  const market::Calendar& before = calendars().calendar({"NSE", "EQ", false}, calendar_zone);
  const market::Calendar& after = corrected.calendar({"NSE", "EQ", false}, calendar_zone);
  EXPECT_EQ(verify(store, name, before).placed_otherwise, 0u);
  EXPECT_EQ(verify(store, name, after).placed_otherwise, 1u);

  const CsvImport again = import(rows, corrected);
  EXPECT_EQ(again.placed_anew, 1u);
  EXPECT_EQ(again.there_before, 2u);
  EXPECT_EQ(stored(), others[0] + "2024-11-01 13:45-14:45 2\n" + others[1]);
  EXPECT_EQ(verify(store, name, after).placed_otherwise, 0u);
  EXPECT_EQ(import(rows, corrected).there_before, 3u);
}

TEST_F(CsvImportTest, ImportsNothingIntoADamagedYear) {
  import(header + "2025-06-16,1,2,1,2,5\n2025-06-18,1,2,1,2,5\n");
  const auto column = root_ / "data/series/NSE/INFY/1d/2025/close.1.col";
  std::ofstream{column} << "12345678";
  for (const bool replaces : {false, true}) {  // one row does not stand for a year of them
    request.replaces = replaces;
    EXPECT_EQ(refusal(header + "2025-06-17,1,2,1,2,5\n"),
              "data/series/NSE/INFY/1d/2025/close.1.col is damaged; found 8 bytes");
    EXPECT_EQ(problem.kept, "the data are as they were");
    EXPECT_EQ(problem.what_to_do,
              "remove the folder " + column.parent_path().string() + " and import that year again");
  }
  EXPECT_EQ(read_file(column), "12345678");
  std::filesystem::remove_all(column.parent_path());
  EXPECT_EQ(import(header + "2025-06-17,1,2,1,2,5\n").stored, 1u);
}

TEST_F(CsvImportTest, ReadsTheFormatsOfOtherPeople) {
  struct Example {
    const char* text;
    const char* format;
  };
  const Example examples[] = {
      {"Date;Open;High;Low;Close\n16/06/2025;1;2;1;2\n", "dd/mm/yyyy"},
      {"Date\tOpen\tHigh\tLow\tClose\n06/16/2025\t1\t2\t1\t2\n", "mm/dd/yyyy"},
      {"Date|Open|High|Low|Close\n20250616|1|2|1|2\n", "yyyymmdd"},
      {"\xEF\xBB\xBF"
       "Date,Open,High,Low,Close\r\n2025/06/16,1,2,1,2\r\n",
       "yyyy/mm/dd"},
      {"\"Date\",\"Open Price\",\"High Price\",\"Low Price\",\"Close Price\"\n"
       "\"16-Jun-2025\",\"1\",\"2.00\",\"1\",\"2\"\n",
       "dd-Mon-yyyy"},
      {"time,open,high,low,close\n1750012200,1,2,1,2\n", "seconds since 1970"},
      {"time,open,high,low,close\n1750012200000,1,2,1,2\n", "milliseconds since 1970"},
      {"date,open,high,low,close\n2025-06-16T00:00:00+05:30,1,2,1,2\n",
       "yyyy-mm-dd hh:mm:ss+hh:mm"},
      {"date,open,high,low,close\n20250616 00:00,1,2,1,2\n", "yyyymmdd hh:mm"},
      {" Date , Open , High , Low , Close \n 2025-06-16 , 1 , 2 , 1 , 2 \n", "yyyy-mm-dd"},
      {"date,open,high,low,close,\n2025-06-16,1,2,1,2,\n", "yyyy-mm-dd"},
      {"date,open,high,low,close\r2025-06-16,1,2,1,2\r", "yyyy-mm-dd"}};
  int number = 0;
  for (const Example& example : examples) {
    request.instrument.symbol = "S" + std::to_string(++number);
    const CsvImport result = import(example.text);
    EXPECT_EQ(result.date_format, example.format);
    EXPECT_EQ(stored(), "2025-06-16 09:15-15:30 2\n") << example.text;
  }
}

TEST_F(CsvImportTest, ReadsScaledPricesWithoutAHeaderAtMillisecondsOfADate) {
  request.interval = Interval::minutes(1);
  request.has_header = false;
  request.columns = "time,open,high,low,close,volume";
  request.date = Date::from_civil(2025, 6, 16);
  request.scale = parse_rate("0.0001").value();
  const CsvImport result = import(
      "33300000,950000,960000,940000,955050,1200\n"
      "33360000,950000,960000,940000,950000,10\n");
  EXPECT_EQ(result.date_format, "milliseconds since midnight");
  EXPECT_EQ(stored(), "2025-06-16 09:15-09:16 95.505\n2025-06-16 09:16-09:17 95\n");
}

TEST_F(CsvImportTest, TakesNoLoneCommaForAThousandWhereItMayBeADecimalPoint) {
  const std::string head = "date;open;high;low;close;volume\n";
  const CsvImport result = import(head +
                                  "2025-06-16;12,345;12,345;12,345;12,345;5\n"
                                  "2025-06-17;12.3;12,5;12.3;12.3;5\n"
                                  "2025-06-18;1,234.5;1,234.5;1,234.5;1,234.5;12,345\n"
                                  "2025-06-19;12,34,567;12,34,567;12,34,567;12,34,567;5\n");
  EXPECT_EQ(reasons(result),
            "line 2: open has a lone comma, for thousands or for decimals: write 12345 or 12.345\n"
            "line 3: high has a lone comma, for thousands or for decimals: write 12345 or "
            "12.345\n");
  EXPECT_EQ(stored(), "2025-06-18 09:15-15:30 1234.5\n2025-06-19 09:15-15:30 1234567\n");
  request.instrument.symbol = "TCS";  // between commas it parts thousands
  import("date,open,high,low,close\n2025-06-16,\"12,345\",\"12,345\",\"12,345\",\"12,345\"\n");
  EXPECT_EQ(stored(), "2025-06-16 09:15-15:30 12345\n");
}

TEST_F(CsvImportTest, TakesColumnsByNameWhereToldSo) {
  request.columns = "close=LTP,volume=Traded";
  const CsvImport result = import("Date,Open,High,Low,LTP,Traded,Close\n2025-06-16,1,3,1,2,7,3\n");
  EXPECT_EQ(stored(), "2025-06-16 09:15-15:30 2\n");
  EXPECT_EQ(result.columns.ignored, std::vector<std::string>{"Close"});
}

TEST_F(CsvImportTest, SuspectsStampsOfTheClose) {
  request.interval = Interval::hours(1);
  const std::string head = "date,open,high,low,close\n";
  const auto day = [](const std::string& date, std::initializer_list<const char*> times) {
    std::string rows;
    for (const char* time : times) rows += date + " " + time + ",1,2,1,2\n";
    return rows;
  };
  const std::vector<std::string> hint = {
      "stamps look like the bar's close: remove these bars and import them with --stamp close"};
  const auto remarks = [&](const std::string& rows) {
    request.instrument.symbol += "X";
    return import(head + rows).remarks;
  };
  const auto closes = {"10:15", "11:15", "12:15", "13:15", "14:15", "15:15", "15:30"};
  EXPECT_EQ(remarks(day("2025-06-16", closes) + day("2025-06-17", closes)), hint);
  EXPECT_EQ(remarks(day("2025-06-16", closes) + day("2025-06-17", {"10:15"})), hint);
  const auto opens = {"09:15", "10:15", "11:15", "12:15", "13:15", "14:15", "15:15"};
  EXPECT_TRUE(remarks(day("2025-06-16", opens)).empty());
  EXPECT_TRUE(remarks(day("2025-06-16", closes) + day("2025-06-17", opens)).empty());
  EXPECT_TRUE(remarks(day("2025-06-16", {"08:15", "10:15", "15:30"})).empty());
  request.stamp = Stamp::Close;
  EXPECT_TRUE(remarks(day("2025-06-16", closes)).empty());
}

TEST_F(CsvImportTest, IgnoresAnAdjustedCloseAndSaysSo) {
  const CsvImport result = import(
      "Date,Open,High,Low,Close,Adj Close,Volume\n"
      "2025-06-16,1,2,1,2,1.5,7\n");
  EXPECT_TRUE(result.columns.ignores_adjusted_close);
  EXPECT_EQ(result.remarks,
            std::vector<std::string>{"the adjusted close is ignored: prices are stored as traded"});
}

TEST_F(CsvImportTest, RoundsBeyondEightDecimalsAndSaysSo) {
  const CsvImport result = import(header + "2025-06-16,1,2,1,1.2345678949999999,\"12,34,567\"\n");
  EXPECT_EQ(result.prices_rounded, 1u);
  EXPECT_EQ(stored(), "2025-06-16 09:15-15:30 1.23456789\n");
}

TEST_F(CsvImportTest, KeepsTheZoneThatAnInstrumentWithoutACalendarIsStoredIn) {
  request.instrument = {"NYSE", "IBM"};
  request.wishes.currency = "USD";
  request.zone.emplace("America/New_York");
  request.interval = Interval::minutes(5);
  import("date,open,high,low,close\n2025-06-16 09:30,1,2,1,2\n");
  request.zone.emplace("UTC");
  import("date,open,high,low,close\n2025-06-16 13:35,1,2,1,2\n");
  EXPECT_EQ(stored(), "2025-06-16 09:30-09:35 2\n2025-06-16 09:35-09:40 2\n");
}

}  // namespace
}  // namespace muhurat::store
