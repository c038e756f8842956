#include "cli/run_options.hpp"

#include <gtest/gtest.h>

namespace muhurat::cli {
namespace {

// "taken", or what was expected instead.
std::string said_of(const std::string& key, const std::string& value) {
  const auto options = parse_run_options({{key, {{value, "--" + key}}}});
  if (options) return "taken";
  EXPECT_EQ(options.error().exit_code, ExitCode::Usage);
  EXPECT_EQ(options.error().found, value);
  return options.error().expected;
}

TEST(RunOptions, SlippageIsBoundAsTheCatalogSays) {
  EXPECT_EQ(said_of("slippage", "bps:1000"), "taken");
  EXPECT_EQ(said_of("slippage", "bps:0.5"), "taken");
  EXPECT_EQ(said_of("slippage", "bps:1000.1"), "bps:N, N a number, 0 to 1000");
  EXPECT_EQ(said_of("slippage", "bps:100000"), "bps:N, N a number, 0 to 1000");
  EXPECT_EQ(said_of("slippage", "bps:-1"), "bps:N, N a number, 0 to 1000");
  EXPECT_EQ(said_of("slippage", "ticks:1000"), "taken");
  EXPECT_EQ(said_of("slippage", "ticks:1001"), "ticks:N, N an integer, 0 to 1000");
  EXPECT_EQ(said_of("slippage", "ticks:1.5"), "ticks:N, N an integer, 0 to 1000");
  EXPECT_EQ(said_of("slippage", "volume:10"), "taken");
  EXPECT_EQ(said_of("slippage", "volume:11"), "volume:N, N a number, 0 to 10");
}

TEST(RunOptions, FeesAreBoundAsTheCatalogSays) {
  EXPECT_EQ(said_of("fees", "flat:20"), "taken");
  EXPECT_EQ(said_of("fees", "flat:1000001"), "flat:N, N a number, 0 to 1000000");
  EXPECT_EQ(said_of("fees", "percent:100"), "taken");
  EXPECT_EQ(said_of("fees", "percent:101"), "percent:N, N a number, 0 to 100");
  EXPECT_EQ(said_of("fees", "percent:nan"), "percent:N, N a number, 0 to 100");
}

TEST(RunOptions, CapitalHasAnEnd) {
  EXPECT_EQ(said_of("capital", "1000000000000000"), "taken");
  for (const char* capital : {"1000000000000000.01", "99999999999999999999999999", "0", "-1"}) {
    EXPECT_EQ(said_of("capital", capital),
              "an amount above 0 and at most 1000000000000000, e.g. 1000000");
  }
}

TEST(RunOptions, APartIsNamedWithItsValueAndNoOther) {
  EXPECT_EQ(said_of("slippage", "bps"), "bps:N, N a number, 0 to 1000");
  EXPECT_EQ(said_of("slippage", "bps:"), "bps:N, N a number, 0 to 1000");
  EXPECT_EQ(said_of("slippage", "none:1"), "none, which takes no value");
  EXPECT_EQ(said_of("slippage", "bp:1"), "none, ticks:N, bps:N or volume:N");
  EXPECT_EQ(said_of("slippage", "flat:1"), "none, ticks:N, bps:N or volume:N");
  EXPECT_EQ(said_of("fees", "zerodha"), "none, flat:N, percent:N, nse_delivery or nse_intraday");
}

}  // namespace
}  // namespace muhurat::cli
