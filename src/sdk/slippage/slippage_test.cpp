#include "sdk/slippage/slippage.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat::sdk {
namespace {

using trading::Order;
using trading::Side;

Price price(std::string_view text) {
  return *parse_price(text);
}
Order order_of(Side side, std::int64_t units) {
  Order order;
  order.side = side;
  order.quantity = Quantity{units};
  return order;
}
std::string worse(SlippageModel& model, Side side, std::string_view unslipped,
                  std::int64_t units = 10, double volume = 1000) {
  market::Bar bar;
  bar.volume = volume;
  return to_text(model.worsen(order_of(side, units), price(unslipped), bar, price("0.05")));
}
Parameters given(std::string name, std::string text) {
  return Parameters{{{std::move(name), std::move(text), "--slippage"}}};
}

TEST(Slippage, OfNoneKeepsTheDatasPriceOffTheTick) {
  NoSlippage none;
  EXPECT_EQ(worse(none, Side::Buy, "100.0137"), "100.0137");
  EXPECT_TRUE(none.is_none());
}

TEST(Slippage, OfTicksIsAgainstUsAndRoundedAwayToTheTick) {
  TickSlippage two{2};
  EXPECT_EQ(worse(two, Side::Buy, "100"), "100.1");
  EXPECT_EQ(worse(two, Side::Sell, "100"), "99.9");
  EXPECT_EQ(worse(two, Side::Buy, "100.01"), "100.15");
  EXPECT_EQ(worse(two, Side::Sell, "100.01"), "99.9");
  EXPECT_EQ(worse(two, Side::Sell, "100.04"), "99.9");
}

TEST(Slippage, OfBasisPointsIsAgainstUsAndRoundedAwayToTheTick) {
  Parameters standard;
  BasisPointSlippage two{standard};  // 2 bp unless said
  EXPECT_EQ(worse(two, Side::Buy, "1000"), "1000.2");
  EXPECT_EQ(worse(two, Side::Sell, "1000"), "999.8");
  EXPECT_EQ(worse(two, Side::Buy, "1001"), "1001.25");     // 1001.2002
  EXPECT_EQ(worse(two, Side::Sell, "1001"), "1000.75");    // 1000.7998
  EXPECT_EQ(worse(two, Side::Buy, "1000.01"), "1000.25");  // 1000.210002
}

TEST(Slippage, OfZeroTicksOrPointsIsNone) {
  Parameters ticks = given("ticks", "0"), points = given("bps", "0"), volume = given("impact", "0");
  TickSlippage by_ticks{ticks};
  BasisPointSlippage by_points{points};
  VolumeSlippage by_volume{volume};
  EXPECT_TRUE(by_ticks.is_none() && by_points.is_none() && by_volume.is_none());
  EXPECT_EQ(worse(by_ticks, Side::Buy, "100.0137"), "100.0137");
  EXPECT_EQ(worse(by_points, Side::Buy, "100.0137"), "100.0137");
  EXPECT_EQ(worse(by_volume, Side::Buy, "100.0137"), "100.0137");
}

TEST(Slippage, OfVolumeGrowsWithTheShareThatWeAre) {
  VolumeSlippage tenth{*parse_rate("0.1")};
  EXPECT_EQ(worse(tenth, Side::Buy, "1000", 10, 1000), "1001");  // 1000 × 0.1 × 1 %
  EXPECT_EQ(worse(tenth, Side::Sell, "1000", 50, 1000), "995");  // 1000 × 0.1 × 5 %
  EXPECT_EQ(worse(tenth, Side::Buy, "1000", 10, 0), "1000");     // no volume: share not known
}

TEST(Slippage, OfVolumeIsExactWhereTheShareHasNoEndingDecimals) {
  VolumeSlippage part{*parse_rate("0.3")};
  EXPECT_EQ(worse(part, Side::Buy, "100", 1, 3), "110");  // 0.3 × 1/3 is a tenth, not a tick more
  EXPECT_EQ(worse(part, Side::Sell, "100", 1, 3), "90");
}

TEST(Slippage, NeverPushesASaleBelowOneTick) {
  TickSlippage many{1000};
  EXPECT_EQ(worse(many, Side::Sell, "0.1"), "0.05");
  VolumeSlippage whole{Rate{10}};
  EXPECT_EQ(worse(whole, Side::Sell, "5", 1000, 1000), "0.05");
}

TEST(Slippage, TakesOddVolumesAndTinyQuantities) {
  VolumeSlippage tenth{*parse_rate("0.123456789012")};
  market::Bar bar;
  bar.volume = 1234567.12345677;
  Order order = order_of(Side::Buy, 0);
  order.quantity = Quantity::from_raw(123'456'789'123'457);
  EXPECT_GT(tenth.worsen(order, price("1234.56789123"), bar, price("0.01")),
            price("1234.56789123"));
  bar.volume = 1e300;
  EXPECT_EQ(to_text(tenth.worsen(order, price("100"), bar, price("0.01"))), "100.01");
}

RC_GTEST_PROP(Slippage, OfPointsIsTheFirstTickBeyondTheExactPrice, ()) {
  const auto raw = *rc::gen::inRange<std::int64_t>(1, 100'000'000'000'000);
  const auto bps = *rc::gen::inRange<std::int64_t>(1, 10'000);  // in hundredths
  const auto tick = Price::from_raw(*rc::gen::element<std::int64_t>(1'000'000, 5'000'000, 250'000));
  BasisPointSlippage model{Rate::from_raw(bps * 1'000'000)};
  const Price before = Price::from_raw(raw);
  // The exact prices, in units of 10^-14.
  const int128 up = static_cast<int128>(raw) * (1'000'000 + bps);
  const int128 down = static_cast<int128>(raw) * (1'000'000 - bps);
  const Price bought = model.worsen(order_of(Side::Buy, 1), before, {}, tick);
  RC_ASSERT(bought.is_multiple_of(tick));
  RC_ASSERT(static_cast<int128>(bought.raw()) * 1'000'000 >= up);
  RC_ASSERT(static_cast<int128>((bought - tick).raw()) * 1'000'000 < up);
  const Price sold = model.worsen(order_of(Side::Sell, 1), before, {}, tick);
  if (sold <= tick) return;
  RC_ASSERT(sold.is_multiple_of(tick));
  RC_ASSERT(static_cast<int128>(sold.raw()) * 1'000'000 <= down);
  RC_ASSERT(static_cast<int128>((sold + tick).raw()) * 1'000'000 > down);
}

}  // namespace
}  // namespace muhurat::sdk
