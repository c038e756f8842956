#include "sdk/parameters.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace muhurat::sdk {
namespace {

const IntegerParameter period{"period", 14, 2, 500, "bars of the average"};
const NumberParameter upper{"upper", 70, 50, 99.5, "sell above"};
const SwitchParameter allow_short{"allow_short", false, "sell what is not held"};
const ChoiceParameter average{"average", "sma", {"sma", "ema", "wma"}, "kind of average"};

Parameters given(std::string name, std::string text) {
  return Parameters{{{std::move(name), std::move(text), "--set"}}};
}
std::string drawn(const Parameters& parameters) {
  std::string text;
  for (const Parameters::Problem& each : parameters.problems()) {
    text += each.name + ": expected " + each.expected + ", found " + each.found + ", in " +
            each.where + "\n";
  }
  return text;
}

TEST(Parameters, HaveTheirStandardValuesWhereNothingIsSet) {
  Parameters parameters;
  EXPECT_EQ(parameters.integer(period), 14);
  EXPECT_EQ(parameters.number(upper), 70);
  EXPECT_FALSE(parameters.is_on(allow_short));
  EXPECT_EQ(parameters.choice(average), "sma");
  EXPECT_EQ(drawn(parameters), "");
  ASSERT_EQ(parameters.declared().size(), 4u);
  EXPECT_STREQ(name_of(parameters.declared()[1]), "upper");
  EXPECT_EQ(text_of(parameters.values()[0]) + " " + text_of(parameters.values()[1]) + " " +
                text_of(parameters.values()[2]) + " " + text_of(parameters.values()[3]),
            "14 70 false sma");
}

TEST(Parameters, TakeWhatIsSetUpToTheirBounds) {
  EXPECT_EQ(given("period", "2").integer(period), 2);
  EXPECT_EQ(given("period", "500").integer(period), 500);
  EXPECT_EQ(given("upper", "99.5").number(upper), 99.5);
  EXPECT_EQ(given("upper", "5e1").number(upper), 50);
  EXPECT_TRUE(given("allow_short", "true").is_on(allow_short));
  EXPECT_EQ(given("average", "ema").choice(average), "ema");
}

TEST(Parameters, KeepTheStandardValueAndSayWhatWasExpected) {
  Parameters below = given("period", "1");
  EXPECT_EQ(below.integer(period), 14);
  EXPECT_EQ(drawn(below), "period: expected an integer, 2 to 500, found 1, in --set\n");
  Parameters above = given("upper", "99.51");
  EXPECT_EQ(above.number(upper), 70);
  EXPECT_EQ(drawn(above), "upper: expected a number, 50 to 99.5, found 99.51, in --set\n");
  Parameters on = given("allow_short", "maybe");
  EXPECT_FALSE(on.is_on(allow_short));
  EXPECT_EQ(drawn(on), "allow_short: expected true or false, found maybe, in --set\n");
  Parameters chosen = given("average", "hma");
  EXPECT_EQ(chosen.choice(average), "sma");
  EXPECT_EQ(drawn(chosen), "average: expected sma, ema or wma, found hma, in --set\n");
}

TEST(Parameters, RefuseTextThatIsNotWhollyANumber) {
  for (const char* text :
       {"", "14.0", "14 ", " 14", "+14", "0x10", "1e1", "99999999999999999999"}) {
    Parameters parameters = given("period", text);
    EXPECT_EQ(parameters.integer(period), 14) << text;
    EXPECT_EQ(parameters.problems().size(), 1u) << text;
  }
  for (const char* text : {"", "nan", "NaN", "-nan", "inf", "infinity", "60,5", "60%", "1e999"}) {
    Parameters parameters = given("upper", text);
    EXPECT_EQ(parameters.number(upper), 70) << text;
    EXPECT_EQ(parameters.problems().size(), 1u) << text;
  }
}

TEST(Parameters, ThatNobodyDeclaredAreNamed) {
  Parameters parameters{{{"perod", "10", "mean_reversion.toml:14"}, {"period", "9", "--set"}}};
  EXPECT_EQ(parameters.integer(period), 9);
  ASSERT_EQ(parameters.unknown().size(), 1u);
  EXPECT_EQ(parameters.unknown()[0].name, "perod");
  EXPECT_EQ(parameters.unknown()[0].where, "mean_reversion.toml:14");
}

TEST(Parameters, GivenTwiceHoldTheLater) {
  Parameters parameters{{{"period", "10", "a.toml:3"}, {"period", "20", "--set"}}};
  EXPECT_EQ(parameters.integer(period), 20);
  EXPECT_TRUE(parameters.unknown().empty());
}

TEST(Parameters, DeclaredTwiceAreListedOnce) {
  Parameters parameters = given("period", "x");
  EXPECT_EQ(parameters.integer(period), parameters.integer(period));
  EXPECT_EQ(parameters.declared().size(), 1u);
  EXPECT_EQ(parameters.values().size(), 1u);
  EXPECT_EQ(parameters.problems().size(), 1u);
}

TEST(Parameters, WithAStandardValueOutsideTheirBoundsAreAProblemOfTheDeclaration) {
  Parameters parameters;
  parameters.integer({"period", 0, 1, 9, "bars"});
  EXPECT_EQ(drawn(parameters),
            "period: expected an integer, 1 to 9, found 0 as its standard value, in the "
            "declaration of the parameter\n");
  Parameters number;
  number.number({"share", std::numeric_limits<double>::quiet_NaN(), 0, 1, "share"});
  EXPECT_EQ(number.problems().size(), 1u);
}

TEST(Parameters, ThatDoNotFitTogetherAreRefusedByThePart) {
  Parameters parameters = given("upper", "60");
  parameters.number(upper);
  parameters.refuse("upper", "a number above lower, 65");
  EXPECT_EQ(drawn(parameters), "upper: expected a number above lower, 65, found 60, in --set\n");
}

RC_GTEST_PROP(Parameters, ReadBackEveryValueTheyWrite, (std::int64_t whole, double number)) {
  RC_PRE(number - number == 0);
  constexpr double most = std::numeric_limits<double>::max();
  Parameters parameters{{{"whole", text_of(ParameterValue{whole}), ""},
                         {"number", text_of(ParameterValue{number}), ""}}};
  RC_ASSERT(parameters.integer({"whole", 0, INT64_MIN, INT64_MAX, ""}) == whole);
  RC_ASSERT(parameters.number({"number", 0, -most, most, ""}) == number);
  RC_ASSERT(parameters.problems().empty());
}

}  // namespace
}  // namespace muhurat::sdk
