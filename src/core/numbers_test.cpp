#include "core/numbers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat {
namespace {

using Big =
    boost::multiprecision::cpp_int;  // integers without limit: what the fixed ones are held to

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

Big big(int128 value) {
  const bool negative = value < 0;
  const uint128 size =
      negative ? uint128{0} - static_cast<uint128>(value) : static_cast<uint128>(value);
  const Big result =
      (Big{static_cast<std::uint64_t>(size >> 64)} << 64) + Big{static_cast<std::uint64_t>(size)};
  return negative ? Big{-result} : result;
}

bool fits(const Big& value, unsigned bits) {
  return abs(value) < (Big{1} << (bits - 1));
}

// The quotient of whole numbers, rounded as the name says; the sign is taken off first and put back
// last.
Big divided(const Big& value, const Big& divisor, Rounding rounding) {
  const Big size = abs(value);
  const Big by = abs(divisor);
  Big quotient = size / by;
  const Big rest = size % by;
  if (rounding == Rounding::HalfUp && 2 * rest >= by) ++quotient;
  if (rounding == Rounding::Up && rest > 0) ++quotient;
  return (value < 0) != (divisor < 0) ? Big{-quotient} : quotient;
}

// Small values, values of every size, and the edges.
rc::Gen<std::int64_t> raw64() {
  return rc::gen::oneOf(
      rc::gen::arbitrary<std::int64_t>(),
      rc::gen::map(
          rc::gen::pair(rc::gen::inRange<std::int64_t>(lowest, highest), rc::gen::inRange(0, 63)),
          [](std::pair<std::int64_t, int> p) { return p.first >> p.second; }),
      rc::gen::element(lowest, lowest + 1, highest, std::int64_t{0}, std::int64_t{1},
                       std::int64_t{-1}, std::int64_t{500'000'000'000}));
}

rc::Gen<int128> raw128() {
  return rc::gen::map(
      rc::gen::tuple(raw64(), rc::gen::arbitrary<std::uint64_t>(), rc::gen::inRange(0, 127)),
      [](const std::tuple<std::int64_t, std::uint64_t, int>& parts) {
        const auto [high, low, shift] = parts;
        const auto bits = (static_cast<uint128>(high) << 64) | low;
        return static_cast<int128>(bits) >> shift;
      });
}

Rounding any_rounding() {
  return *rc::gen::element(Rounding::HalfUp, Rounding::TowardZero, Rounding::Up);
}

TEST(Numbers, AProductOfPriceAndQuantityIsExact) {
  EXPECT_EQ(Price{1500} * Quantity{10}, Money{15'000});
  EXPECT_EQ(to_text(parse_price("1015.7").value() * Quantity{-700}), "-710990");
  EXPECT_EQ(to_text(Price::from_raw(highest) * Quantity::from_raw(highest)),
            "8507059173023461584739.6907784232501249");
}

TEST(Numbers, MoneyTimesRateRoundsOnceByTheNamedRule) {
  const Money smallest = Money::from_raw(1);
  const Rate half = parse_rate("0.5").value();
  EXPECT_EQ(multiply(smallest, half, Rounding::HalfUp), smallest);
  EXPECT_EQ(multiply(smallest, half, Rounding::TowardZero), Money{});
  EXPECT_EQ(multiply(-smallest, half, Rounding::HalfUp), -smallest);
  EXPECT_EQ(multiply(smallest, Rate::from_raw(1), Rounding::Up), smallest);
  EXPECT_EQ(multiply(smallest, Rate::from_raw(1), Rounding::HalfUp), Money{});
  // Above ₹1,700 crore the intermediate needs more than 128 bits.
  EXPECT_EQ(multiply(Money{1'000'000'000'000}, parse_rate("0.001").value(), Rounding::HalfUp),
            Money{1'000'000'000});
}

TEST(Numbers, AmountsAreBookedToTheRupeeOrThePaisa) {
  const Money paisa = parse_money("0.01").value();
  const auto booked = [](const char* text, Money unit, Rounding rounding) {
    return to_text(round_to(parse_money(text).value(), unit, rounding));
  };
  EXPECT_EQ(booked("12.5", Money{1}, Rounding::HalfUp), "13");
  EXPECT_EQ(booked("12.4999999999999999", Money{1}, Rounding::HalfUp), "12");
  EXPECT_EQ(booked("-12.5", Money{1}, Rounding::HalfUp), "-13");
  EXPECT_EQ(booked("12.345", paisa, Rounding::HalfUp), "12.35");
  EXPECT_EQ(booked("12.349", paisa, Rounding::TowardZero), "12.34");
  EXPECT_EQ(booked("-12.341", paisa, Rounding::Up), "-12.35");
  EXPECT_EQ(booked("12.34", paisa, Rounding::Up), "12.34");
}

TEST(Numbers, SumsOutOfRangeEndTheProgram) {
  EXPECT_DEATH(Price::from_raw(highest) + Price::from_raw(1), "the rule");
  EXPECT_DEATH(-Quantity::from_raw(lowest), "the rule");
  EXPECT_DEATH(Quantity::from_raw(highest) * 2, "the rule");
  EXPECT_DEATH(Price{92'233'720'369}, "the rule");
  const Money most = parse_money("17014118346046923173168.7303715884105727").value();
  EXPECT_DEATH(most + Money::from_raw(1), "the rule");
  EXPECT_DEATH(multiply(most, Rate{2}, Rounding::HalfUp), "the rule");
  EXPECT_DEATH(round_to(most, Money{1}, Rounding::Up), "the rule");
  EXPECT_DEATH(divide(most, Price{1}), "the rule");
}

RC_GTEST_PROP(Numbers, EveryProductOfPriceAndQuantityIsThatOfUnlimitedIntegers, ()) {
  const std::int64_t price = *raw64();
  const std::int64_t quantity = *raw64();
  const Money product = Price::from_raw(price) * Quantity::from_raw(quantity);
  RC_ASSERT(big(product.raw()) == Big{price} * quantity);
  RC_ASSERT(Quantity::from_raw(quantity) * Price::from_raw(price) == product);
}

RC_GTEST_PROP(Numbers, MoneyTimesRateIsThatOfUnlimitedIntegers, ()) {
  const int128 amount = *raw128();
  const std::int64_t rate = *raw64();
  const Rounding rounding = any_rounding();
  const Big expected = divided(big(amount) * rate, Rate::one, rounding);
  RC_PRE(fits(expected, 128));
  RC_ASSERT(big(multiply(Money::from_raw(amount), Rate::from_raw(rate), rounding).raw()) ==
            expected);
}

RC_GTEST_PROP(Numbers, RoundingToAUnitIsThatOfUnlimitedIntegers, ()) {
  const int128 amount = *raw128();
  const int128 unit = *rc::gen::suchThat(raw128(), [](int128 value) { return value > 0; });
  const Rounding rounding = any_rounding();
  const Big expected = divided(big(amount), big(unit), rounding) * big(unit);
  RC_PRE(fits(expected, 128));
  const Money rounded = round_to(Money::from_raw(amount), Money::from_raw(unit), rounding);
  RC_ASSERT(big(rounded.raw()) == expected);
}

RC_GTEST_PROP(Numbers, QuotientsAreThoseOfUnlimitedIntegers, ()) {
  const int128 amount = *raw128();
  const std::int64_t divisor = *rc::gen::suchThat(raw64(), [](std::int64_t v) { return v != 0; });
  const Money money = Money::from_raw(amount);
  const Big units = divided(big(amount), divisor, Rounding::TowardZero);
  if (divisor > 0 && fits(units, 64)) {
    RC_ASSERT(Big{divide(money, Price::from_raw(divisor)).raw()} == units);
  }
  const Big average = divided(big(amount), divisor, Rounding::HalfUp);
  if (fits(average, 64)) {
    RC_ASSERT(Big{divide(money, Quantity::from_raw(divisor)).raw()} == average);
  }
}

RC_GTEST_PROP(Numbers, APriceTimesARateIsThatOfUnlimitedIntegers, ()) {
  const std::int64_t price = *raw64();
  const std::int64_t rate = *raw64();
  const Big expected = divided(Big{price} * rate, Rate::one, Rounding::HalfUp);
  RC_PRE(fits(expected, 64));
  RC_ASSERT(Big{multiply(Price::from_raw(price), Rate::from_raw(rate)).raw()} == expected);
}

RC_GTEST_PROP(Numbers, SumsAndDifferencesUndoEachOther, ()) {
  const Money a = Money::from_raw(*raw128() / 2);
  const Money b = Money::from_raw(*raw128() / 2);
  RC_ASSERT(a + b - b == a);
  RC_ASSERT(a - b == -(b - a));
  RC_ASSERT(abs(a) == abs(-a));
  const Price price = Price::from_raw(*raw64() / 2);
  const Price other = Price::from_raw(*raw64() / 2);
  RC_ASSERT(price + other - other == price);
  RC_ASSERT((price < other) == (price - other).is_negative());
}

RC_GTEST_PROP(Numbers, StepsBelowAboveAndTowardZeroEncloseTheValue, ()) {
  const Price value = Price::from_raw(*raw64() / 4);
  const Price step = Price::from_raw(*rc::gen::inRange<std::int64_t>(1, highest / 4));
  const Price below = value.floor_to(step);
  const Price above = value.ceil_to(step);
  RC_ASSERT(below.is_multiple_of(step) && above.is_multiple_of(step));
  RC_ASSERT(below <= value && value <= above);
  RC_ASSERT(above - below == (value.is_multiple_of(step) ? Price{} : step));
  RC_ASSERT(value.truncate_to(step) == (value.is_negative() ? above : below));
}

}  // namespace
}  // namespace muhurat
