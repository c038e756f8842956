#include "cli/run_options.hpp"

#include <algorithm>
#include <array>

#include "cli/limits_file.hpp"
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
                        "none, flat:20, percent:0.1, nse_delivery or nse_intraday (muhurat parts)"},
    RunOptionDefinition{"slippage", "MODEL", "by profile", false,
                        "none, ticks:N, bps:N or volume:N (muhurat parts)"},
    RunOptionDefinition{"product", "CNC|MIS", "CNC", false, "delivery or intraday"},
    RunOptionDefinition{"limits", "SET", "market", false,
                        "risk limits: market, first_live, none, or a TOML file of your own"},
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
  // Far above any account, and far enough below Money's end for sums over a run.
  constexpr Money most{1'000'000'000'000'000};
  const auto money = parse_money(text);
  if (!money || !money->is_positive() || *money > most) {
    return failure(Mismatch{"an amount above 0 and at most " + to_text(most) + ", e.g. 1000000"});
  }
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

Parsed<exchange::FillProfile> read_profile(std::string_view text) {
  using exchange::realistic, exchange::next_open, exchange::same_close;
  return read_choice<exchange::FillProfile>(
      text,
      {{realistic.name, realistic}, {next_open.name, next_open}, {same_close.name, same_close}});
}

Parsed<EndChoice> read_end(std::string_view text) {
  return read_choice<EndChoice>(text, {{"mark", EndChoice::Mark}, {"close", EndChoice::Close}});
}

Parsed<trading::Product> read_product(std::string_view text) {
  return read_choice<trading::Product>(
      text, {{"CNC", trading::Product::Cnc}, {"MIS", trading::Product::Mis}});
}

// A ratio written in units of 10^−digits: "0.1" with 2 is 0.001.
std::optional<Rate> scaled_rate(std::string_view text, std::int64_t parts) {
  const auto rate = parse_rate(text);
  if (!rate || rate->is_negative() || rate->raw() % parts != 0) return std::nullopt;
  return Rate::from_raw(rate->raw() / parts);
}

// "none, ticks:N, bps:N or volume:N"
std::string parts_of_kind(sdk::PartKind kind) {
  std::vector<std::string> names;
  for (const sdk::Part& part : sdk::catalog()) {
    if (part.kind() != kind) continue;
    names.push_back(std::string{part.name} + (part.parameters().empty() ? "" : ":N"));
  }
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
  }
  return text;
}

// "bps:N, N a number, 0 to 1000"
std::string value_expected(const sdk::Part& part) {
  const auto parameters = part.parameters();
  if (parameters.empty()) return std::string{part.name} + ", which takes no value";
  return std::string{part.name} + ":N, N " + sdk::expected_of(parameters.front());
}

// What the part itself says of its settings.
bool takes(const sdk::Part& part, const std::vector<sdk::ParameterSetting>& settings) {
  sdk::Parameters parameters{settings};
  if (part.kind() == sdk::PartKind::Slippage) {
    part.slippage(parameters);
  } else {
    const market::ChargesTable charges;
    const market::RunTables tables;
    part.fees(parameters, {charges, tables, trading::Product::Cnc});
  }
  return parameters.problems().empty();
}

// "bps:2", or the name alone of a part without a parameter.
Parsed<NamedPart> read_part(sdk::PartKind kind, std::string_view text) {
  const std::size_t colon = text.find(':');
  const sdk::Part* part = sdk::find_part(kind, text.substr(0, colon));
  if (part == nullptr) return failure(Mismatch{parts_of_kind(kind)});
  const auto parameters = part->parameters();
  const bool has_value = colon != text.npos;
  if (has_value == parameters.empty()) return failure(Mismatch{value_expected(*part)});
  NamedPart named{.part = part, .settings = {}};
  if (has_value) {
    named.settings.push_back(
        {sdk::name_of(parameters.front()), std::string{text.substr(colon + 1)}, ""});
  }
  if (!takes(*part, named.settings)) return failure(Mismatch{value_expected(*part)});
  return named;
}

Parsed<NamedPart> read_fees(std::string_view text) {
  return read_part(sdk::PartKind::Fees, text);
}

Parsed<NamedPart> read_slippage(std::string_view text) {
  return read_part(sdk::PartKind::Slippage, text);
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

// The name of a set, or else of a file, which is read here.
std::optional<Problem> read_limits(const OptionTexts& texts, LimitsChoice& limits) {
  const auto found = texts.find("limits");
  if (found == texts.end() || found->second.empty()) return std::nullopt;
  const OptionText& text = found->second.back();
  const std::pair<std::string_view, LimitsChoice> named[] = {
      {"market", MarketLimits{}}, {"first_live", FirstLiveLimits{}}, {"none", NoLimits{}}};
  for (const auto& [name, choice] : named) {
    if (text.value != name) continue;
    limits = choice;
    return std::nullopt;
  }
  std::error_code error;
  if (!std::filesystem::exists(text.value, error)) {
    return problem_of("limits", text,
                      "market, first_live, none, or the name of a file that exists");
  }
  auto own = read_limits_file(text.value);
  if (!own) return own.error();
  limits = OwnLimits{text.value, *std::move(own)};
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
  if (!problem) problem = read_limits(texts, options.limits);
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
