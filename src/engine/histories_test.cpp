#include "engine/histories.hpp"

#include <gtest/gtest.h>

namespace muhurat::engine {
namespace {

market::Bar bar_of(std::int64_t close) {
  market::Bar bar;
  bar.close = Price{close};
  return bar;
}

struct Counter final : sdk::RegisteredIndicator {
  explicit Counter(int* bars) : bars_{bars} {}
  void update(const market::Bar&) override { *bars_ += 1; }
  void rescale(double) override {}
  std::size_t warm_up() const override { return 7; }
  int* bars_;
};

TEST(Histories, GiveTheNewestBarsFirstAndNoMoreThanWereAskedFor) {
  Histories histories{2};
  histories.keep(SeriesId{0}, 3);
  EXPECT_TRUE(histories.of(SeriesId{0}).empty());
  for (std::int64_t close = 1; close <= 10; ++close) {
    histories.update(bar_of(close));
    const sdk::History history = histories.of(SeriesId{0});
    ASSERT_EQ(history.size(), std::min<std::size_t>(3, static_cast<std::size_t>(close)));
    ASSERT_EQ(history[sdk::BarsAgo{0U}].close, Price{close});
  }
  EXPECT_EQ(histories.of(SeriesId{0})[sdk::BarsAgo{2U}].close, Price{8});
  EXPECT_TRUE(histories.of(SeriesId{1}).empty());
}

TEST(Histories, FeedIndicatorsAndKnowWhatTheyNeedToWarmUp) {
  Histories histories{1};
  int bars = 0;
  histories.add(SeriesId{0}, std::make_unique<Counter>(&bars));
  histories.keep(SeriesId{0}, 3);
  EXPECT_EQ(histories.warm_up_bars(SeriesId{0}), 7U);
  histories.update(bar_of(1));
  EXPECT_EQ(bars, 1);
}

TEST(Histories, KeepTheMostThatWasAskedFor) {
  Histories histories{1};
  histories.keep(SeriesId{0}, 5);
  histories.keep(SeriesId{0}, 2);
  for (std::int64_t close = 1; close <= 9; ++close) histories.update(bar_of(close));
  EXPECT_EQ(histories.of(SeriesId{0}).size(), 5U);
}

}  // namespace
}  // namespace muhurat::engine
