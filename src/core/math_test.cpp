#include "core/math.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "core/random.hpp"
#include "core/state_hash.hpp"

namespace muhurat {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// How far a result is from the 80-bit value, in units of the last place of the nearest double.
double ulps(double found, long double exact) {
  if (std::isinf(found) && std::fabs(exact) > std::numeric_limits<double>::max()) return 0;
  const double size = std::fabs(static_cast<double>(exact));
  const double unit = std::nextafter(size, infinity) - size;
  return static_cast<double>(std::fabs(static_cast<long double>(found) - exact) / unit);
}

bool is_subnormal(long double exact) {
  return std::fabs(exact) < std::numeric_limits<double>::min();
}

double any_positive(Random& random) {
  return std::bit_cast<double>(random.next() % 0x7FF0'0000'0000'0000);
}

TEST(Math, ExpIsWithinElevenTwentiethsOfAUnitOfTheLastPlace) {
  Random random{1};
  double worst = 0;
  double worst_subnormal = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double range = i % 3 == 0 ? 746 : i % 3 == 1 ? 2 : 1e-3;
    const double x = random.uniform(-range, range);
    const long double exact = std::exp(static_cast<long double>(x));
    double& bound = is_subnormal(exact) ? worst_subnormal : worst;
    bound = std::max(bound, ulps(exp(x), exact));
  }
  EXPECT_LT(worst, 0.55);
  EXPECT_LE(worst_subnormal, 1);
}

TEST(Math, LogIsWithinElevenTwentiethsOfAUnitOfTheLastPlace) {
  Random random{2};
  double worst = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double x = i % 2 == 0 ? any_positive(random) : random.uniform(0.5, 2);
    worst = std::max(worst, ulps(log(x), std::log(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 0.55);
}

TEST(Math, PowIsWithinElevenTwentiethsOfAUnitOfTheLastPlace) {
  Random random{3};
  double worst = 0;
  double worst_subnormal = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double x = i % 2 == 0 ? any_positive(random) : random.uniform(0.5, 2);
    const double range = i % 2 == 0 ? 2 : 1000;
    const double y = random.uniform(-range, range);
    const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
    if (static_cast<double>(exact) == 0) {
      EXPECT_EQ(pow(x, y), 0);
      continue;
    }
    double& bound = is_subnormal(exact) ? worst_subnormal : worst;
    bound = std::max(bound, ulps(pow(x, y), exact));
  }
  EXPECT_LT(worst, 0.55);
  EXPECT_LE(worst_subnormal, 1);
}

TEST(Math, WholePowersThatFitAreExact) {
  for (int base = 2; base <= 100; ++base) {
    double product = 1;
    for (int n = 0; product < 0x1p53 / base; ++n, product *= base) {
      EXPECT_EQ(pow(base, n), product);
      EXPECT_EQ(pow(-base, n), n % 2 == 0 ? product : -product);
    }
  }
  EXPECT_EQ(pow(2, -1074), 0x1p-1074);
  EXPECT_EQ(pow(2, 1023), 0x1p1023);
  EXPECT_EQ(pow(9, 0.5), 3);
}

TEST(Math, SpecialValuesAreThoseOfTheLibrary) {
  const double edges[] = {0.0,       -0.0,      1.0,
                          -1.0,      0.5,       -0.5,
                          2,         -2,        3,
                          -3,        2.5,       -2.5,
                          1e300,     -1e300,    1e-300,
                          infinity,  -infinity, nan,
                          0x1p-1074, 0x1p53,    0x1p53 + 2,
                          709.0,     710.0,     -745.0,
                          -746.0,    -750.0,    std::numeric_limits<double>::max()};
  const auto same = [](double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return std::signbit(a) == std::signbit(b) &&
           (a == b || std::fabs(a - b) <= 1e-15 * std::fabs(b));
  };
  for (const double x : edges) {
    EXPECT_TRUE(same(exp(x), std::exp(x))) << x;
    EXPECT_TRUE(same(log(x), std::log(x))) << x;
    for (const double y : edges) EXPECT_TRUE(same(pow(x, y), std::pow(x, y))) << x << " ^ " << y;
  }
  EXPECT_EQ(exp(0), 1);
  EXPECT_EQ(log(1), 0);
}

TEST(Math, TheBitsAreTheRecordedOnes) {
  Random random{4};
  StateHash hash;
  const auto add = [&](double value) { hash.append(std::bit_cast<std::uint64_t>(value)); };
  for (int i = 0; i < 10'000; ++i) {
    add(exp(random.uniform(-750, 750)));
    add(log(any_positive(random)));
    const double base = random.uniform(0, 3);
    add(pow(base, random.uniform(-500, 500)));
    add(random.normal());
  }
  EXPECT_EQ(hash.hex(), "2e983b766069e5724edf6d3c024045e3");
}

TEST(Math, TheNormalQuantileUndoesTheDistribution) {
  for (const double x : {-8.0, -5.5, -3.0, -1.0, -0.1, 0.0, 0.1, 1.0, 3.0, 5.0}) {
    EXPECT_NEAR(normal_quantile(0.5 * std::erfc(-x / std::sqrt(2.0))), x, 1e-9) << x;
  }
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
  EXPECT_NEAR(normal_quantile(1e-10), -6.361340902404056, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-300), -37.0471, 1e-4);
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_EQ(normal_quantile(0), -infinity);
  EXPECT_EQ(normal_quantile(1), infinity);
  EXPECT_TRUE(std::isnan(normal_quantile(-0.1)) && std::isnan(normal_quantile(nan)));
}

}  // namespace
}  // namespace muhurat
