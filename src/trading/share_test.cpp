#include "trading/share.hpp"

#include <gtest/gtest.h>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat::trading {
namespace {

TEST(Share, IsCutTowardZeroInTheLastDecimalOfMoney) {
  EXPECT_EQ(to_text(share_of(Money{1}, Quantity{1}, Quantity{3})), "0.3333333333333333");
  EXPECT_EQ(to_text(share_of(Money{-2}, Quantity{1}, Quantity{3})), "-0.6666666666666666");
}

TEST(Share, OfTheWholeAndOfNothingIsTheAmount) {
  const Money amount = parse_money("20.0000000000000001").value();
  EXPECT_EQ(share_of(amount, Quantity{7}, Quantity{7}), amount);
  EXPECT_EQ(share_of(Money{}, Quantity{1}, Quantity{7}), Money{});
}

TEST(Share, OfAmountsWhoseProductLeavesTheTypeIsAsExact) {
  const Money amount = parse_money("999999999999.0000000000000003").value();
  EXPECT_EQ(to_text(share_of(amount, Quantity{1'000'000}, Quantity{3'000'000})),
            "333333333333.0000000000000001");
}

}  // namespace
}  // namespace muhurat::trading
