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
#include "exchange/bars/profile.hpp"
#include "market/interval.hpp"
#include "sdk/catalog.hpp"
#include "trading/limits.hpp"
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

enum class EndChoice { Mark, Close };

// A stock part as an option names it: "bps:2" is the part bps with the value 2 for its parameter,
// checked against what the catalog declares.
struct NamedPart {
  const sdk::Part* part;
  std::vector<sdk::ParameterSetting> settings;  // none, or its one parameter
};

struct MarketLimits {};
struct FirstLiveLimits {};
struct NoLimits {};
struct OwnLimits {
  std::filesystem::path file;
  trading::Limits limits;
};
using LimitsChoice = std::variant<MarketLimits, FirstLiveLimits, NoLimits, OwnLimits>;

struct RunOptions {
  std::vector<OptionText> instruments;  // as named; looked up in the data folder
  std::optional<Date> from, to;         // both inclusive
  std::optional<market::Interval> interval;
  Money capital{1'000'000};
  exchange::FillProfile profile = exchange::realistic;
  std::optional<NamedPart> fees;      // none: by product for NSE equity, else none
  std::optional<NamedPart> slippage;  // none: by profile
  trading::Product product = trading::Product::Cnc;
  LimitsChoice limits = MarketLimits{};
  std::optional<OptionText> benchmark;  // none: equal weights of the run's instruments
  EndChoice end = EndChoice::Mark;
  double risk_free = 0;  // per year, a ratio
};

// Reads and checks all texts, and a limits file that they name; the first that does not fit is the
// problem.
Result<RunOptions, Problem> parse_run_options(const OptionTexts& texts);

}  // namespace muhurat::cli
