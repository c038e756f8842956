// What a backtest is asked to do. The command line and the [run] table of a TOML strategy have the
// same keys; the command line wins. Texts are parsed once, here, into types that cannot be wrong.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"
#include "core/numbers.hpp"
#include "core/result.hpp"
#include "market/interval.hpp"
#include "trading/order.hpp"

namespace muhurat::cli {

// A value as the user wrote it, and where: "--fees" or "mean_reversion.toml:14".
struct OptionText {
  std::string value;
  std::string where;
};
using OptionTexts = std::map<std::string, std::vector<OptionText>>;  // by key, e.g. "risk-free"

struct RunOptionDefinition {
  const char* key;
  const char* value_name;  // in help: "MONEY"
  const char* standard;    // in help; empty: decided by the run
  bool may_repeat;
  const char* help;
};
std::span<const RunOptionDefinition> run_option_definitions();

enum class ProfileChoice { Realistic, NextOpen, SameClose };
enum class EndChoice { Mark, Close };

struct NoFees {};
struct FlatFee {
  Money per_order;
};
struct PercentFee {
  Rate of_value;  // 0.001 for "percent:0.1"
};
struct NseFees {
  trading::Product product;  // delivery or intraday rates
};
using FeeChoice = std::variant<NoFees, FlatFee, PercentFee, NseFees>;

struct NoSlippage {};
struct TickSlippage {
  std::int64_t ticks;
};
struct BasisPointSlippage {
  Rate of_price;  // 0.0002 for "bps:2"
};
struct VolumeSlippage {
  Rate factor;  // k of price × k × filled ÷ bar volume
};
using SlippageChoice = std::variant<NoSlippage, TickSlippage, BasisPointSlippage, VolumeSlippage>;

struct MarketLimits {};
struct NoLimits {};
using LimitsChoice = std::variant<MarketLimits, NoLimits, std::filesystem::path>;

struct RunOptions {
  std::vector<OptionText> instruments;  // as named; looked up in the data folder
  std::optional<Date> from, to;         // both inclusive
  std::optional<market::Interval> interval;
  Money capital{1'000'000};
  ProfileChoice profile = ProfileChoice::Realistic;
  std::optional<FeeChoice> fees;           // none: by product for NSE equity, else none
  std::optional<SlippageChoice> slippage;  // none: by profile
  trading::Product product = trading::Product::Cnc;
  LimitsChoice limits = MarketLimits{};
  std::optional<OptionText> benchmark;  // none: equal weights of the run's instruments
  EndChoice end = EndChoice::Mark;
  double risk_free = 0;  // per year, a ratio
};

// Reads and checks all texts; the first that does not fit is the problem.
Result<RunOptions, Problem> parse_run_options(const OptionTexts& texts);

}  // namespace muhurat::cli
