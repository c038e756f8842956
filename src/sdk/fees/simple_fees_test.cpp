#include "sdk/fees/simple_fees.hpp"

#include <gtest/gtest.h>

#include "core/text.hpp"

namespace muhurat::sdk {
namespace {

trading::Fill fill_of(std::uint64_t order, std::int64_t value) {
  trading::Fill fill;
  fill.order = OrderId{order};
  fill.value = Money{value};
  return fill;
}
std::string charged(FeeModel& model, std::uint64_t order, std::int64_t value) {
  const trading::Fill fill = fill_of(order, value);
  const Money estimate = model.estimate(fill);
  Charges charges;
  model.on_fill(fill, charges);
  EXPECT_EQ(charges.total(), estimate);
  return to_text(charges.line(ChargeKind::Brokerage));
}

TEST(FlatFees, AreChargedOncePerOrderHoweverManyFillsItHas) {
  Parameters parameters;
  FlatFees fees{parameters};  // 20 unless said
  EXPECT_EQ(charged(fees, 7, 1000), "20");
  EXPECT_EQ(charged(fees, 9, 1000), "20");
  EXPECT_EQ(charged(fees, 7, 5000), "0");
  EXPECT_EQ(charged(fees, 5000, 1), "20");
  EXPECT_EQ(charged(fees, 9, 1000), "0");
  EXPECT_EQ(charged(fees, (std::uint64_t{3} << 48) + 7, 1000), "20");  // another writer's 7
  EXPECT_EQ(fees.rules()[0].rule, "20 per executed order");
}

TEST(FlatFees, EstimateWithoutRemembering) {
  const FlatFees fees{Money{20}};
  EXPECT_EQ(to_text(fees.estimate(fill_of(1, 10))), "20");
  EXPECT_EQ(to_text(fees.estimate(fill_of(1, 10))), "20");
}

TEST(PercentFees, AreExactAndUnrounded) {
  Parameters parameters{{{"percent", "0.1", "--fees"}}};
  PercentFees fees{parameters};
  EXPECT_EQ(charged(fees, 1, 12345), "12.345");
  EXPECT_EQ(charged(fees, 1, 7), "0.007");
  EXPECT_EQ(fees.rules()[0].rule, "0.1 % of value, buy and sell");
}

}  // namespace
}  // namespace muhurat::sdk
