#include "bench/report.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace muhurat::bench {
namespace {

std::string text_in(const std::string& path) {
  std::stringstream text;
  text << std::ifstream{path}.rdbuf();
  return text.str();
}

class ReportTest : public testing::Test {
 protected:
  ReportTest() { std::remove(path_.c_str()); }
  ~ReportTest() override { std::remove(path_.c_str()); }
  Report report_of(std::vector<const char*> more = {}) const {
    std::vector<const char*> arguments = {"program", "--runs", "5", "--out", path_.c_str()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Report{static_cast<int>(arguments.size()), arguments.data()};
  }
  // Gives the values in turn, with the same answer each time.
  static Case case_of(const char* id, std::vector<double> values, const char* answer) {
    return {.id = id,
            .what = "a case",
            .unit = "bars/s",
            .proof = "42",
            .run = [values, answer, next = std::size_t{0}]() mutable {
              return Measurement{values[next++ % values.size()], answer};
            }};
  }

  std::string path_ = testing::TempDir() + "muhurat_report_test.jsonl";
};

TEST_F(ReportTest, TheFigureIsTheMedianOfFiveRuns) {
  Report report = report_of();
  report.measure({case_of("A1", {5, 1, 4, 2, 3}, "42")});
  EXPECT_EQ(text_in(path_),
            "{\"id\": \"A1\", \"value\": 3, \"unit\": \"bars/s\", \"proof\": \"ok\", \"runs\": 5, "
            "\"minimum\": 1, \"maximum\": 5, \"what\": \"a case\"}\n");
  EXPECT_EQ(report.finish(), 0);
}

TEST_F(ReportTest, AShortCaseRunsMoreOftenUnlessToldHowOften) {
  const char* arguments[] = {"program", "--out", path_.c_str()};
  Report report{3, arguments};
  report.measure({case_of("A1", {1}, "42")});
  EXPECT_EQ(report.rows()[0].runs, 25);
}

TEST_F(ReportTest, AWrongProofFailsTheProgramAndSaysWhatWasFound) {
  Report report = report_of();
  report.measure({case_of("A1", {1}, "41")});
  EXPECT_EQ(report.finish(), 1);
  EXPECT_NE(text_in(path_).find("\"proof\": \"wrong\", \"expected\": \"42\", \"found\": \"41\""),
            std::string::npos);
}

TEST_F(ReportTest, OneWrongRunAmongRightOnesIsNotForgotten) {
  Report report = report_of();
  Case one = case_of("A1", {1}, "42");
  one.run = [turn = 0]() mutable { return Measurement{1, turn++ == 1 ? "0" : "42"}; };
  report.measure({one});
  EXPECT_EQ(report.rows()[0].found, "0");
  EXPECT_EQ(report.finish(), 1);
}

TEST_F(ReportTest, CasesOfOneCallTakeTurnsAndAreCompared) {
  std::string turns;
  Case first = case_of("A", {1}, "42"), second = case_of("B", {1}, "42");
  first.run = [&] { return turns += 'a', Measurement{30, "42"}; };
  second.run = [&] { return turns += 'b', Measurement{60, "42"}; };
  first.beside = "B";
  Report report = report_of();
  report.measure({first, second});
  EXPECT_EQ(turns, "ababababab");
  EXPECT_EQ(report.rows()[0].ratio, 0.5);
}

TEST_F(ReportTest, AMissedBudgetIsShownAndDoesNotFail) {
  Report report = report_of();
  Case one = case_of("A", {10}, "42");
  one.at_least = 20;
  report.measure({one});
  EXPECT_NE(table_of(report.rows()).find(">= 20.00 MISSED"), std::string::npos);
  EXPECT_EQ(report.finish(), 0);
}

TEST_F(ReportTest, OnlyTheNamedCasesRunAndNoneIsAFailure) {
  Report report = report_of({"--only", "A1"});
  report.measure({case_of("B", {1}, "42")});
  EXPECT_EQ(report.finish(), 1);
  report.measure({case_of("A1-bare", {1}, "42")});
  EXPECT_EQ(report.finish(), 0);
}

TEST_F(ReportTest, AnUnknownArgumentIsRefused) {
  EXPECT_THROW(report_of({"--fast", "1"}), std::invalid_argument);
  EXPECT_THROW(report_of({"--runs"}), std::invalid_argument);
}

}  // namespace
}  // namespace muhurat::bench
