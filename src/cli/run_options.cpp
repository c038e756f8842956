#include "cli/run_options.hpp"

#include <algorithm>
#include <array>

#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat::cli {
namespace {

constexpr std::array definitions = {
    RunOptionDefinition{"instrument", "EXCHANGE:SYMBOL", "", true,
                        "what to trade, e.g. NSE:INFY; may be given several times"},
    RunOptionDefinition{"from", "DATE", "all data", false, "first day, yyyy-mm-dd"},
    RunOptionDefinition{"to", "DATE", "all data", false, "last day, inclusive"},
    RunOptionDefinition{
        "interval", "INTERVAL", "", false,
        "of the bars, e.g. 1d or 5m; else the strategy's, else the only one stored"},
    RunOptionDefinition{"capital", "MONEY", "1000000", false, "cash at the start"},
    RunOptionDefinition{"profile", "NAME", "realistic", false,
                        "how orders fill: realistic, next_open or same_close"},
    RunOptionDefinition{"fees", "MODEL", "by product", false,
                        "none, flat:20, percent:0.1, nse_delivery or nse_intraday"},
    RunOptionDefinition{"slippage", "MODEL", "by profile", false,
                        "none, ticks:N, bps:N or volume:K"},
    RunOptionDefinition{"product", "CNC|MIS", "CNC", false, "delivery or intraday"},
    RunOptionDefinition{"limits", "SET", "market", false,
                        "risk limits: market, none, or a TOML file of your own"},
    RunOptionDefinition{"benchmark", "EXCHANGE:SYMBOL", "equal weights", false,
                        "what to compare with; else buy and hold of the run's instruments"},
    RunOptionDefinition{"end", "mark|close", "mark", false,
                        "open positions at the end: leave them at their mark, or close them"},
    RunOptionDefinition{"risk-free", "RATE", "0", false,
                        "yearly rate that Sharpe, Sortino and alpha subtract, e.g. 0.065 or 6.5%"},
};

struct Mismatch {
  std::string expected;
};

Problem problem_of(const std::string& key, const OptionText& text, const std::string& expected) {
  const bool is_option = text.where.starts_with("--");
  return {.headline = (is_option ? "" : text.where + ": ") + key + " is not understood",
          .expected = expected,
          .found = text.value.empty() ? "nothing" : text.value,
          .where = text.where,
          .what_to_do = is_option ? "muhurat backtest --help" : "correct the value",
          .exit_code = is_option ? ExitCode::Usage : ExitCode::Input};
}

template <class Value>
using Parsed = Result<Value, Mismatch>;

Parsed<Date> read_date(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) return failure(Mismatch{"a date, yyyy-mm-dd"});
  return *date;
}

Parsed<Money> read_capital(std::string_view text) {
  const auto money = parse_money(text);
  if (!money || !money->is_positive()) return failure(Mismatch{"an amount above 0, e.g. 1000000"});
  return *money;
}

Parsed<market::Interval> read_interval(std::string_view text) {
  const market::Interval interval = market::parse_interval(text);
  if (interval.to_seconds() == 0) {
    return failure(Mismatch{"an interval, e.g. 1m, 5m, 1h or 1d"});
  }
  return interval;
}

template <class Choice>
struct Named {
  const char* name;
  Choice choice;
};

template <class Choice, std::size_t Count>
Parsed<Choice> read_choice(std::string_view text, const Named<Choice> (&names)[Count]) {
  std::string expected;
  for (std::size_t i = 0; i < Count; ++i) {
    if (text == names[i].name) return names[i].choice;
    expected += (i == 0 ? "" : i + 1 == Count ? " or " : ", ") + std::string{names[i].name};
  }
  return failure(Mismatch{expected});
}

Parsed<ProfileChoice> read_profile(std::string_view text) {
  return read_choice<ProfileChoice>(text, {{"realistic", ProfileChoice::Realistic},
                                           {"next_open", ProfileChoice::NextOpen},
                                           {"same_close", ProfileChoice::SameClose}});
}

Parsed<EndChoice> read_end(std::string_view text) {
  return read_choice<EndChoice>(text, {{"mark", EndChoice::Mark}, {"close", EndChoice::Close}});
}

Parsed<trading::Product> read_product(std::string_view text) {
  return read_choice<trading::Product>(
      text, {{"CNC", trading::Product::Cnc}, {"MIS", trading::Product::Mis}});
}

// "name:number" → the number's text; none if the name differs.
std::optional<std::string_view> argument_of(std::string_view text, std::string_view name) {
  if (!text.starts_with(name) || text.size() <= name.size() || text[name.size()] != ':') {
    return std::nullopt;
  }
  return text.substr(name.size() + 1);
}

// A ratio written in units of 10^−digits: "0.1" with 2 is 0.001.
std::optional<Rate> scaled_rate(std::string_view text, std::int64_t parts) {
  const auto rate = parse_rate(text);
  if (!rate || rate->is_negative() || rate->raw() % parts != 0) return std::nullopt;
  return Rate::from_raw(rate->raw() / parts);
}

Parsed<FeeChoice> read_fees(std::string_view text) {
  if (text == "none") return FeeChoice{NoFees{}};
  if (text == "nse_delivery") return FeeChoice{NseFees{trading::Product::Cnc}};
  if (text == "nse_intraday") return FeeChoice{NseFees{trading::Product::Mis}};
  if (const auto argument = argument_of(text, "flat")) {
    const auto money = parse_money(*argument);
    if (money && !money->is_negative()) return FeeChoice{FlatFee{*money}};
  }
  if (const auto argument = argument_of(text, "percent")) {
    if (const auto rate = scaled_rate(*argument, 100)) return FeeChoice{PercentFee{*rate}};
  }
  return failure(Mismatch{"none, flat:AMOUNT, percent:P, nse_delivery or nse_intraday"});
}

Parsed<SlippageChoice> read_slippage(std::string_view text) {
  if (text == "none") return SlippageChoice{NoSlippage{}};
  if (const auto argument = argument_of(text, "ticks")) {
    const auto ticks = parse_quantity(*argument);
    if (ticks && !ticks->is_negative() && ticks->is_multiple_of(Quantity{1})) {
      return SlippageChoice{TickSlippage{ticks->raw() / Quantity::one}};
    }
  }
  if (const auto argument = argument_of(text, "bps")) {
    if (const auto rate = scaled_rate(*argument, 10'000)) {
      return SlippageChoice{BasisPointSlippage{*rate}};
    }
  }
  if (const auto argument = argument_of(text, "volume")) {
    if (const auto rate = scaled_rate(*argument, 1)) return SlippageChoice{VolumeSlippage{*rate}};
  }
  return failure(Mismatch{"none, ticks:N, bps:N or volume:K"});
}

Parsed<LimitsChoice> read_limits(std::string_view text) {
  if (text == "market") return LimitsChoice{MarketLimits{}};
  if (text == "none") return LimitsChoice{NoLimits{}};
  if (text.ends_with(".toml")) return LimitsChoice{std::filesystem::path{text}};
  return failure(Mismatch{"market, none, or the name of a .toml file"});
}

// "0.065" or "6.5%".
Parsed<double> read_yearly_rate(std::string_view text) {
  const bool is_percent = text.ends_with('%');
  const auto rate =
      is_percent ? scaled_rate(text.substr(0, text.size() - 1), 100) : scaled_rate(text, 1);
  if (!rate || *rate >= Rate{1}) {
    return failure(Mismatch{"a yearly rate from 0 to below 1, e.g. 0.065 or 6.5%"});
  }
  return rate->to_double();
}

// Reads the last text of a key, if it was given.
template <class Value, class Target>
std::optional<Problem> read_into(const OptionTexts& texts, const std::string& key,
                                 Parsed<Value> (*read)(std::string_view), Target& target) {
  const auto found = texts.find(key);
  if (found == texts.end() || found->second.empty()) return std::nullopt;
  const OptionText& text = found->second.back();
  auto parsed = read(text.value);
  if (!parsed) return problem_of(key, text, parsed.error().expected);
  target = *parsed;
  return std::nullopt;
}

std::optional<Problem> check_period(const RunOptions& options) {
  if (!options.from || !options.to || *options.from <= *options.to) return std::nullopt;
  return Problem{.headline = "the period is empty",
                 .expected = "--from on or before --to",
                 .found = "from " + to_text(*options.from) + " to " + to_text(*options.to),
                 .exit_code = ExitCode::Input};
}

}  // namespace

std::span<const RunOptionDefinition> run_option_definitions() {
  return definitions;
}

Result<RunOptions, Problem> parse_run_options(const OptionTexts& texts) {
  RunOptions options;
  std::optional<Problem> problem;
  const auto read = [&](const char* key, auto reader, auto& target) {
    if (!problem) problem = read_into(texts, key, reader, target);
  };
  read("from", read_date, options.from);
  read("to", read_date, options.to);
  read("interval", read_interval, options.interval);
  read("capital", read_capital, options.capital);
  read("profile", read_profile, options.profile);
  read("fees", read_fees, options.fees);
  read("slippage", read_slippage, options.slippage);
  read("product", read_product, options.product);
  read("limits", read_limits, options.limits);
  read("end", read_end, options.end);
  read("risk-free", read_yearly_rate, options.risk_free);
  if (!problem) problem = check_period(options);
  if (problem) return failure(*problem);
  if (const auto found = texts.find("instrument"); found != texts.end()) {
    options.instruments = found->second;
  }
  if (const auto found = texts.find("benchmark"); found != texts.end() && !found->second.empty()) {
    options.benchmark = found->second.back();
  }
  return options;
}

}  // namespace muhurat::cli
