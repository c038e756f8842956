#include "research/report/thinning.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace muhurat::research {
namespace {

Price price(std::int64_t whole) {
  return Price{whole};
}

// Sessions of the given numbers of bars, with prices that rise and fall.
struct Series {
  explicit Series(const std::vector<std::size_t>& lengths) {
    std::int64_t n = 0;
    for (std::size_t session = 0; session < lengths.size(); ++session) {
      for (std::size_t i = 0; i < lengths[session]; ++i, ++n) {
        market::Bar bar;
        bar.available_time = Timestamp::from_seconds(n * 60);
        bar.open = price(100 + n * 7 % 13);
        bar.close = price(100 + n * 5 % 11);
        bar.high = std::max(bar.open, bar.close) + price(n * n % 17);
        bar.low = std::min(bar.open, bar.close) - price(n * n % 19);
        bar.volume = static_cast<double>(n);
        bars.push_back(bar);
        sessions.push_back(static_cast<std::int32_t>(session));
      }
    }
    for (const market::Bar& bar : bars) pointers.push_back(&bar);
  }
  JoinedBars join(std::size_t most) const { return join_bars(pointers, sessions, most); }

  std::vector<market::Bar> bars;
  std::vector<const market::Bar*> pointers;
  std::vector<std::int32_t> sessions;
};

}  // namespace

TEST(Thinning, LeavesAShortSeriesAlone) {
  const std::vector<double> values{3, 1, 2};
  EXPECT_EQ(keep_extremes(values, 4), (std::vector<std::size_t>{0, 1, 2}));
  const Series series{{3, 2}};
  const JoinedBars joined = series.join(5);
  EXPECT_EQ(joined.joined, 1u);
  ASSERT_EQ(joined.bars.size(), 5u);
  EXPECT_EQ(joined.bars[4].volume, 4);
}

RC_GTEST_PROP(Thinning, KeepsLowestAndHighestFirstAndLast, (const std::vector<int>& any)) {
  RC_PRE(!any.empty());
  const std::vector<double> values{any.begin(), any.end()};
  const std::size_t most = *rc::gen::inRange<std::size_t>(4, 40);
  const std::vector<std::size_t> kept = keep_extremes(values, most);
  RC_ASSERT(kept.size() <= most);
  RC_ASSERT(std::is_sorted(kept.begin(), kept.end()));
  RC_ASSERT(std::adjacent_find(kept.begin(), kept.end()) == kept.end());
  RC_ASSERT(kept.front() == 0u && kept.back() == values.size() - 1);
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const auto has = [&](double value) {
    return std::any_of(kept.begin(), kept.end(), [&](std::size_t i) { return values[i] == value; });
  };
  RC_ASSERT(has(*low) && has(*high));
}

TEST(Thinning, JoinsBarsWithinASessionOnly) {
  const Series series{{6, 6}};
  const JoinedBars joined = series.join(5);
  EXPECT_EQ(joined.joined, 4u);
  EXPECT_FALSE(joined.crosses_sessions);
  ASSERT_EQ(joined.bars.size(), 4u);  // 4 + 2, 4 + 2
  EXPECT_EQ(joined.bars[1].time, series.bars[5].available_time);
  EXPECT_EQ(joined.bars[2].open, series.bars[6].open);
  EXPECT_EQ(joined.bars[2].close, series.bars[9].close);
}

TEST(Thinning, JoinsSessionsWhereOneBarEachIsStillTooMany) {
  const Series series{std::vector<std::size_t>(100, 1)};
  const JoinedBars joined = series.join(10);
  EXPECT_TRUE(joined.crosses_sessions);
  EXPECT_EQ(joined.joined, 16u);
  EXPECT_EQ(joined.bars.size(), 7u);
}

RC_GTEST_PROP(Thinning, JoinedBarsKeepEveryPeakAndAllVolume, ()) {
  const auto lengths = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 30)));
  const Series series{lengths};
  const std::size_t most = *rc::gen::inRange<std::size_t>(1, 60);
  const JoinedBars joined = series.join(most);
  RC_ASSERT(joined.bars.size() <= most);
  double volume = 0;
  std::size_t i = 0;
  for (const JoinedBar& bar : joined.bars) {
    RC_ASSERT(bar.open == series.bars[i].open);
    Price low = series.bars[i].low;
    Price high = series.bars[i].high;
    for (; i < series.bars.size() && series.bars[i].available_time <= bar.time; ++i) {
      low = std::min(low, series.bars[i].low);
      high = std::max(high, series.bars[i].high);
      volume += series.bars[i].volume;
    }
    RC_ASSERT(bar.low == low && bar.high == high && bar.close == series.bars[i - 1].close);
    RC_ASSERT(volume >= 0);
  }
  RC_ASSERT(i == series.bars.size());
}

}  // namespace muhurat::research
