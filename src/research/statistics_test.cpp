#include "research/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace muhurat::research {

TEST(Statistics, TheFirstReturnIsFromTheCapital) {
  const std::vector<double> equity = {110, 99};
  const std::vector<double> returns = returns_of(100, equity);
  ASSERT_EQ(returns.size(), 2u);
  EXPECT_NEAR(returns[0], 0.10, 1e-12);
  EXPECT_NEAR(returns[1], -0.10, 1e-12);
}

TEST(Statistics, DeviationDividesByOneLessThanTheCount) {
  // NIST's handbook: 2 4 4 4 5 5 7 9 has squares 32 about its mean 5.
  const std::vector<double> values = {2, 4, 4, 4, 5, 5, 7, 9};
  EXPECT_NEAR(*standard_deviation(values), std::sqrt(32.0 / 7), 1e-12);
  EXPECT_FALSE(standard_deviation(std::vector<double>{1}));
}

TEST(Statistics, GrowthOfADoublingInTwoYears) {
  EXPECT_NEAR(*compound_annual_growth(100, 200, 496, 248), std::sqrt(2.0) - 1, 1e-12);
  EXPECT_EQ(compound_annual_growth(100, -5, 10, 248), -1.0);
  EXPECT_FALSE(compound_annual_growth(100, 100, 0, 248));
}

TEST(Statistics, SharpeOfAlternatingReturns) {
  const std::vector<double> returns = {0.02, 0.00, 0.02, 0.00};
  const double deviation = std::sqrt(4 * 0.0001 / 3);
  EXPECT_NEAR(*sharpe_ratio(returns, 0, 248), 0.01 / deviation * std::sqrt(248.0), 1e-9);
  EXPECT_FALSE(sharpe_ratio(std::vector<double>{0.01, 0.01}, 0, 248));
}

TEST(Statistics, SortinoCountsAllSamplesInItsRootMeanSquare) {
  const std::vector<double> returns = {0.03, -0.01, 0.02, -0.02};
  const double downside = std::sqrt((0.0001 + 0.0004) / 4);
  EXPECT_NEAR(*sortino_ratio(returns, 0, 252), 0.005 / downside * std::sqrt(252.0), 1e-9);
  EXPECT_FALSE(sortino_ratio(std::vector<double>{0.01, 0.02}, 0, 252));
  // A risk-free rate lowers the mean; a loss stays what lies below zero.
  EXPECT_NEAR(*sortino_ratio(returns, 0.252, 252), 0.004 / downside * std::sqrt(252.0), 1e-9);
}

TEST(Statistics, DrawdownsBeginAtTheCapitalAndEndAtThePeak) {
  const std::vector<double> equity = {95, 100, 120, 90, 108, 120, 119};
  const auto spans = drawdowns_of(100, equity);
  ASSERT_EQ(spans.size(), 3u);
  EXPECT_FALSE(spans[0].peak);
  EXPECT_EQ(spans[0].recovered, 1u);
  EXPECT_EQ(spans[0].sessions(equity.size()), 2u);
  EXPECT_NEAR(spans[1].depth, -0.25, 1e-12);
  EXPECT_EQ(spans[1].peak, 2u);
  EXPECT_EQ(spans[1].trough, 3u);
  EXPECT_EQ(spans[1].recovered, 5u);
  EXPECT_EQ(spans[1].sessions(equity.size()), 3u);
  EXPECT_FALSE(spans[2].recovered);
  EXPECT_EQ(spans[2].sessions(equity.size()), 1u);
  EXPECT_NEAR(max_drawdown(100, equity), -0.25, 1e-12);
}

TEST(Statistics, BetaOfTwiceTheBenchmarkIsTwo) {
  const std::vector<double> benchmark = {0.01, -0.02, 0.03, 0.00};
  std::vector<double> returns;
  for (const double value : benchmark) returns.push_back(2 * value + 0.001);
  const auto line = regress(returns, benchmark, 0, 248);
  EXPECT_NEAR(line->beta, 2, 1e-12);
  EXPECT_NEAR(line->alpha, 0.248, 1e-12);
  EXPECT_FALSE(regress(returns, std::vector<double>(4, 0.01), 0, 248));
}

}  // namespace muhurat::research
