#include "research/price_lines.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "research/report/sample_run_test.hpp"
#include "sdk/indicators/bollinger.hpp"
#include "sdk/indicators/rsi.hpp"
#include "sdk/indicators/sma.hpp"

namespace muhurat::research {
namespace {

class PriceLinesTest : public testing::Test {
 protected:
  template <class Indicator>
  void draw(Indicator indicator) {
    drawn_.push_back(
        {SeriesId{0}, std::make_unique<sdk::Registered<Indicator>>(std::move(indicator))});
  }
  std::vector<PriceLineValues> trace(Timestamp from = Timestamp::min()) {
    return trace_price_lines(drawn_, run_->tables, run_->records, from, marker_);
  }

  std::unique_ptr<SampleRun> run_ = market_of(2, 5);
  std::vector<sdk::DrawnIndicator> drawn_;
  engine::CallbackMarker marker_;
};

TEST_F(PriceLinesTest, AreTheValuesThatTheIndicatorHadAtEachBar) {
  draw(sdk::Sma{3});
  const std::vector<PriceLineValues> lines = trace();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].name, "SMA 3");
  ASSERT_EQ(lines[0].values.size(), run_->records.size());
  sdk::Sma again{3};
  for (std::size_t i = 0; i < run_->records.size(); ++i) {
    again.update(run_->records[i].bar.close.to_double());
    const double value = lines[0].values[i];
    EXPECT_TRUE(i < 2 ? std::isnan(value) : value == again.value()) << i;
  }
}

TEST_F(PriceLinesTest, KnowTheWarmUpAndBeginAfterIt) {
  draw(sdk::Sma{3});
  const std::vector<PriceLineValues> lines = trace(run_->records[4].bar.available_time);
  ASSERT_EQ(lines[0].values.size(), run_->records.size() - 5);
  EXPECT_FALSE(std::isnan(lines[0].values[0]));
}

TEST_F(PriceLinesTest, AreOfIndicatorsOnTheScaleOfPricesEachOnceAndAtMostSix) {
  draw(sdk::Rsi{14});
  draw(sdk::Sma{3});
  draw(sdk::Sma{3});
  draw(sdk::Bollinger{5});
  for (int period = 10; period < 20; ++period) draw(sdk::Sma{period});
  std::string names;
  for (const PriceLineValues& each : trace()) names += each.name + "\n";
  EXPECT_EQ(names,
            "SMA 3\nBollinger upper 5\nBollinger middle 5\nBollinger lower 5\nSMA 10\nSMA 11\n");
}

}  // namespace
}  // namespace muhurat::research
