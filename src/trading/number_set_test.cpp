#include "trading/number_set.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace muhurat::trading {
namespace {

TEST(NumberSet, NumbersInOrderAreNotStored) {
  NumberSet set;
  for (std::uint64_t number = 1; number <= 1'000; ++number) EXPECT_TRUE(set.insert(number));
  EXPECT_EQ(set.stored(), 0u);
  EXPECT_FALSE(set.insert(500));
  EXPECT_TRUE(set.contains(1'000));
  EXPECT_FALSE(set.contains(1'001));
}

TEST(NumberSet, AnEarlyNumberIsStoredUntilTheGapIsFilled) {
  NumberSet set;
  EXPECT_TRUE(set.insert(3));
  EXPECT_TRUE(set.insert(2));
  EXPECT_EQ(set.stored(), 2u);
  EXPECT_FALSE(set.insert(3));
  EXPECT_TRUE(set.insert(1));
  EXPECT_EQ(set.stored(), 0u);
  EXPECT_FALSE(set.insert(2));
}

RC_GTEST_PROP(NumberSet, AgreesWithASetOfAllNumbers, (const std::vector<std::uint8_t>& numbers)) {
  NumberSet set;
  std::set<std::uint64_t> naive;
  for (const std::uint8_t small : numbers) {
    const std::uint64_t number = std::uint64_t{small} * (small % 3 == 0 ? 1'000'003u : 1u) + 1;
    RC_ASSERT(set.insert(number) == naive.insert(number).second);
  }
  for (const std::uint64_t number : naive) RC_ASSERT(set.contains(number));
}

}  // namespace
}  // namespace muhurat::trading
