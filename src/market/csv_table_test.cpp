#include "market/csv_table.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace muhurat::market {
namespace {

constexpr std::string_view columns[] = {"date", "name"};

std::string refusal_of(std::string text) {
  try {
    const CsvTable table{{"t.csv", std::move(text)}, columns};
    for (std::size_t i = 0; i < table.size(); ++i) (void)table.row(i).date(0);
    return "taken";
  } catch (const ProblemError& error) {
    return error.problem().headline + "; found " + error.problem().found;
  }
}

TEST(CsvTable, ReadsQuotedCells) {
  const CsvTable table{
      {"t.csv", "date,name\r\n2026-01-01,\"a \"\"b\"\", c\nd\"\n\n2026-01-02,\"\"\n"}, columns};
  ASSERT_EQ(table.size(), 2u);
  EXPECT_EQ(table.row(0).text(1), "a \"b\", c\nd");
  EXPECT_EQ(table.row(1).text(1), "");
  EXPECT_EQ(table.row(1).line(), 5);
  EXPECT_EQ(table.row(1).date(0), Date::from_civil(2026, 1, 2));
}

TEST(CsvTable, FindsOneOfTheAlternativesOfACell) {
  const CsvTable table{{"t.csv", "date,name\n2026-01-01,NSE|BSE"}, columns};
  EXPECT_TRUE(table.row(0).lists(1, "NSE"));
  EXPECT_TRUE(table.row(0).lists(1, "BSE"));
  EXPECT_FALSE(table.row(0).lists(1, "SE"));
  EXPECT_FALSE(table.row(0).lists(1, ""));
}

TEST(CsvTable, RefusesWhatIsAmissWithLineAndColumn) {
  EXPECT_EQ(refusal_of(""), "t.csv, line 1: other columns than this table has; found ");
  EXPECT_EQ(refusal_of("date,nam\n"),
            "t.csv, line 1: other columns than this table has; found date,nam");
  EXPECT_EQ(refusal_of("date,name\n2026-01-01\n"),
            "t.csv, line 2: another number of cells; found 1 cells");
  EXPECT_EQ(refusal_of("date,name\n2026-01-01,a\n01.01.2026,b\n"),
            "t.csv, line 3: the date cannot be read; found \"01.01.2026\"");
  EXPECT_EQ(refusal_of("date,name\n2026-01-01,\"a\n"),
            "t.csv, line 2: a quoted cell without its end; found none");
  EXPECT_EQ(refusal_of("date,name\n2026-01-01,\"a\"b\n"),
            "t.csv, line 2: a quoted cell without its end; found none");
  EXPECT_EQ(refusal_of("date,name\n2026-01-01,a\"b\n"),
            "t.csv, line 2: a quote inside a cell; found \"");
  EXPECT_EQ(refusal_of(std::string{"date,name\n2026-01-01,a\0b\n", 25}),
            "t.csv, line 2: a NUL byte; found NUL");
}

TEST(CsvTable, TellsOpenFromUnknownBounds) {
  const CsvTable table{{"t.csv", "date,name\n,[?]\n2026-01-01,"}, columns};
  EXPECT_EQ(date_bound(table.row(0), 0).kind, DateBound::Open);
  EXPECT_EQ(date_bound(table.row(0), 1).kind, DateBound::Unknown);
  EXPECT_EQ(date_bound(table.row(0), 1).from(), Date::min());
  EXPECT_EQ(date_bound(table.row(1), 0).to(), Date::from_civil(2026, 1, 1));
}

}  // namespace
}  // namespace muhurat::market
