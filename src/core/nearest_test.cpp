#include "core/nearest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace muhurat {
namespace {

TEST(Nearest, DistanceCountsInsertedDroppedReplacedAndSwappedLetters) {
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("period", "perod"), 1U);
  EXPECT_EQ(edit_distance("period", "peroid"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("NSE:INFY", "nse:infy"), 0U);
}

TEST(Nearest, TheMeantNameIsFound) {
  const std::vector<std::string> names = {"NSE:TCS", "NSE:INFY", "NSE:ITC"};
  EXPECT_EQ(nearest("NSE:INFYY", names), "NSE:INFY");
  EXPECT_EQ(nearest("nse:infy", names), "NSE:INFY");
  EXPECT_EQ(nearest("BSE:SENSEX", names), std::nullopt);
  EXPECT_EQ(nearest("", names), std::nullopt);
  EXPECT_EQ(nearest("x", std::vector<std::string>{}), std::nullopt);
}

TEST(Nearest, OfTwoEqualOnesTheEarlierIsTaken) {
  EXPECT_EQ(nearest("fasx", std::vector<std::string>{"fast", "fasu"}), "fast");
}

RC_GTEST_PROP(Nearest, DistanceIsSymmetricAndZeroOnlyToItself,
              (const std::string& a, const std::string& b)) {
  RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
  RC_ASSERT(edit_distance(a, a) == 0U);
}

}  // namespace
}  // namespace muhurat
