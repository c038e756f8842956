#include "core/random.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace muhurat {
namespace {

TEST(Random, TheSequenceIsSplitmix64) {
  // The reference program's first numbers for seed 1234567 (prng.di.unimi.it/splitmix64.c).
  Random random{1'234'567};
  EXPECT_EQ(random.next(), 6'457'827'717'110'365'317U);
  EXPECT_EQ(random.next(), 3'203'168'211'198'807'973U);
  EXPECT_EQ(random.next(), 9'817'491'932'198'370'423U);
  EXPECT_EQ(random.next(), 4'593'380'528'125'082'431U);
  EXPECT_EQ(random.next(), 16'408'922'859'458'223'821U);
}

RC_GTEST_PROP(Random, ANumberDependsOnSeedAndIndexAlone, (std::uint64_t seed)) {
  Random random{seed};
  const auto index = *rc::gen::inRange<std::uint64_t>(0, 50);
  for (std::uint64_t i = 0; i < index; ++i) random.next();
  RC_ASSERT(random.index() == index);
  const std::uint64_t expected = Random{seed}.at(index);
  RC_ASSERT(random.next() == expected);
  random.seek(index);
  RC_ASSERT(random.next() == expected);
}

RC_GTEST_PROP(Random, NumbersStayInTheirRange, (std::uint64_t seed)) {
  Random random{seed};
  const double unit = random.uniform();
  RC_ASSERT(unit >= 0 && unit < 1);
  const auto count = *rc::gen::inRange<std::uint64_t>(1, 1000);
  RC_ASSERT(random.below(count) < count);
  RC_ASSERT(std::fabs(random.normal()) < 8.3);
}

TEST(Random, StreamsOfOneSeedDiffer) {
  const Random random{42};
  EXPECT_NE(random.stream(0).at(0), random.at(0));
  EXPECT_NE(random.stream(0).at(0), random.stream(1).at(0));
  EXPECT_EQ(random.stream(7).at(3), Random{42}.stream(7).at(3));
}

TEST(Random, NormalNumbersHaveTheMomentsOfTheNormalDistribution) {
  Random random{7};
  constexpr int count = 200'000;
  double sums[5] = {};
  for (int i = 0; i < count; ++i) {
    const double x = random.normal();
    double power = x;
    for (int k = 1; k <= 4; ++k, power *= x) sums[k] += power / count;
  }
  EXPECT_NEAR(sums[1], 0, 0.01);
  EXPECT_NEAR(sums[2], 1, 0.015);
  EXPECT_NEAR(sums[3], 0, 0.04);
  EXPECT_NEAR(sums[4], 3, 0.1);
}

}  // namespace
}  // namespace muhurat
