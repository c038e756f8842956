#include "sdk/catalog.hpp"

#include <gtest/gtest.h>

#include <set>

#include "sdk/parameter_problems.hpp"

namespace muhurat::sdk {
namespace {

TEST(Catalog, NamesEachPartOnceInItsKind) {
  std::set<std::pair<PartKind, std::string>> names;
  for (const Part& part : catalog()) {
    EXPECT_TRUE(names.emplace(part.kind(), part.name).second) << part.name;
    EXPECT_EQ(find_part(part.kind(), part.name), &part);
    EXPECT_NE(std::string{part.help}, "");
  }
  EXPECT_EQ(find_part(PartKind::Sizer, "rsi_reversion"), nullptr);
  EXPECT_EQ(find_part("nothing"), nullptr);
}

TEST(Catalog, ListsParametersWithHelpAndStandardValuesWithinTheirBounds) {
  for (const Part& part : catalog()) {
    Parameters standard;
    for (const ParameterDeclaration& each : part.parameters()) {
      std::visit([](const auto& of) { EXPECT_NE(std::string{of.help}, ""); }, each);
      if (const auto* of = std::get_if<IntegerParameter>(&each)) standard.integer(*of);
      if (const auto* of = std::get_if<NumberParameter>(&each)) standard.number(*of);
      if (const auto* of = std::get_if<ChoiceParameter>(&each)) standard.choice(*of);
    }
    EXPECT_TRUE(standard.problems().empty()) << part.name;
  }
}

TEST(Catalog, ListsWhatRsiReversionTakes) {
  std::string names;
  for (const auto& each : find_part("rsi_reversion")->parameters()) {
    names += std::string{name_of(each)} + " ";
  }
  EXPECT_EQ(names, "period lower upper ");
}

TEST(Catalog, MakesEveryPartFromItsStandardValues) {
  const market::ChargesTable charges;
  const market::RunTables tables;
  for (const Part& part : catalog()) {
    Parameters parameters;
    switch (part.kind()) {
      case PartKind::Signal: EXPECT_NE(part.signal(parameters), nullptr); break;
      case PartKind::Sizer: EXPECT_NE(part.sizer(parameters), nullptr); break;
      case PartKind::Execution: EXPECT_NE(part.execution(parameters), nullptr); break;
      case PartKind::Slippage: EXPECT_NE(part.slippage(parameters), nullptr); break;
      case PartKind::Fees:
        EXPECT_NE(part.fees(parameters, {charges, tables, trading::Product::Cnc}), nullptr);
        break;
    }
    EXPECT_FALSE(problem_with(parameters, {.name = part.name})) << part.name;
  }
}

TEST(Catalog, NamesTheNearestPart) {
  const Problem problem = unknown_part(PartKind::Signal, "rsi_revesion", "a.toml:3");
  EXPECT_EQ(to_text(problem),
            "error: a.toml:3: there is no signal \"rsi_revesion\"\n"
            "  expected  moving_average_cross, rsi_reversion, channel_breakout (muhurat parts)\n"
            "  found     rsi_revesion\n"
            "  nearest   rsi_reversion\n"
            "exit 3\n");
  EXPECT_EQ(unknown_part(PartKind::Signal, "fixed", "a.toml:3").what_to_do,
            "fixed is of the kind sizer");
}

std::string told(std::vector<ParameterSetting> settings) {
  Parameters parameters{std::move(settings)};
  find_part("rsi_reversion")->signal(parameters);
  const auto problem = problem_with(
      parameters,
      {.name = "rsi_reversion", .prefix = "signal", .listed_by = "muhurat parts rsi_reversion"});
  return problem ? to_text(*problem) : "";
}

TEST(ParameterProblems, NameTheKeyThatWasMeant) {
  EXPECT_EQ(told({{"perod", "10", "mean_reversion.toml:14"}}),
            "error: mean_reversion.toml:14: unknown key \"signal.perod\"\n"
            "  expected  period, lower, upper (muhurat parts rsi_reversion)\n"
            "  nearest   signal.period\n"
            "  do        correct the key; unknown keys are never ignored\n"
            "exit 3\n");
}

TEST(ParameterProblems, NameWhatWasExpectedAndFound) {
  EXPECT_EQ(told({{"period", "1", "--set"}}),
            "error: signal.period is not what rsi_reversion takes\n"
            "  expected  an integer, 2 to 5000\n"
            "  found     1, from --set\n"
            "exit 3\n");
  EXPECT_EQ(told({{"lower", "70", "a.toml:4"}}),
            "error: signal.upper is not what rsi_reversion takes\n"
            "  expected  a number above lower, 70\n"
            "  found     70, its standard value\n"
            "exit 3\n");
  EXPECT_EQ(told({{"period", "10", "--set"}}), "");
}

}  // namespace
}  // namespace muhurat::sdk
