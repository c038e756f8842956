#include "core/error.hpp"

#include <gtest/gtest.h>

namespace muhurat {

TEST(Problem, IsPrintedInTheOrderExpectedFoundNearestWhereKeptDo) {
  const Problem problem{.headline = "instrument NSE:INFYY is not in the data folder",
                        .expected = "one of 5 instruments in ./data (muhurat data list)",
                        .found = "NSE:INFYY, from --instrument",
                        .nearest = "NSE:INFY",
                        .where = "run.toml:3",
                        .kept = "nothing was written",
                        .what_to_do = "muhurat data list"};
  EXPECT_EQ(to_text(problem),
            "error: instrument NSE:INFYY is not in the data folder\n"
            "  expected  one of 5 instruments in ./data (muhurat data list)\n"
            "  found     NSE:INFYY, from --instrument\n"
            "  nearest   NSE:INFY\n"
            "  where     run.toml:3\n"
            "  kept      nothing was written\n"
            "  do        muhurat data list\n"
            "exit 3\n");
}

TEST(Problem, LeavesOutWhatDoesNotApply) {
  const Problem problem{
      .headline = "disk full", .found = "a\nb", .exit_code = ExitCode::Surroundings};
  EXPECT_EQ(to_text(problem),
            "error: disk full\n"
            "  found     a\n"
            "            b\n"
            "exit 6\n");
}

}  // namespace muhurat
