#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "research/report/sections.hpp"
#include "research/summary.hpp"

namespace muhurat::research {
namespace {

// The verdict card, in order: KEY_FIGURES of data.ts.
constexpr std::array key_figures = {"net_profit",    "cagr",       "max_drawdown", "sharpe",
                                    "sortino",       "calmar",     "trades",       "hit_rate",
                                    "profit_factor", "expectancy", "costs",        "exposure"};

std::size_t place_of(const std::string& metric) {
  return static_cast<std::size_t>(std::find(key_figures.begin(), key_figures.end(), metric) -
                                  key_figures.begin());
}

void write_value(JsonWriter& json, const FigureValue& value) {
  if (const Money* money = std::get_if<Money>(&value)) {
    json.value(*money);
  } else if (std::holds_alternative<Infinity>(value)) {
    json.value("infinity");
  } else if (const double* number = std::get_if<double>(&value)) {
    const bool is_whole = std::floor(*number) == *number;  // a count is written in full
    json.value(is_whole ? *number : six_digits(*number));
  } else {
    json.null();
  }
}

double largest_exposure(const RunRecord& record) {
  double largest = 0;
  for (const SessionClose& close : record.sessions) {
    if (!close.equity.is_positive()) continue;
    largest = std::max(largest, close.gross_exposure.to_double() / close.equity.to_double());
  }
  return largest;
}

// The line under a key figure; empty where the page shows the benchmark instead.
std::string context_of(const Figure& figure, const Scope& scope) {
  if (!figure.context.empty()) return screen_text(figure.context);
  const std::string_view id = figure.definition->id;
  const RunRecord& record = scope.record;
  if (id == "net_profit" && record.benchmark.empty()) {
    const double part = (record.final_equity - record.capital).to_double();
    const auto share = scope.format.percent(part / record.capital.to_double(),
                                            {.decimals = 2, .sign = Sign::Always});
    return share + " on " + scope.format.money(record.capital, {.decimals = 0});
  }
  if (id == "trades" && !scope.evaluation.weeks.empty()) {
    const double weeks = static_cast<double>(scope.evaluation.weeks.size());
    return fmt::format("{:.1f} a week", static_cast<double>(record.trades.size()) / weeks);
  }
  if (id == "expectancy") return "a trade, net of charges";
  if (id == "exposure") {
    return "at session closes, max " +
           scope.format.percent(largest_exposure(record), {.decimals = 0});
  }
  return {};
}

void write_figure(JsonWriter& json, const Figure& figure, const std::string& with_numbers,
                  const Scope& scope) {
  const FigureDefinition& definition = *figure.definition;
  json.begin_object().member("id", definition.id).member("label", definition.label);
  json.member("group", definition.group).member("unit", to_text(definition.unit));
  write_value(json.key("value"), figure.value);
  if (figure.benchmark.index() != 0) write_value(json.key("benchmark"), figure.benchmark);
  if (const std::string context = context_of(figure, scope); !context.empty()) {
    json.member("context", context);
  }
  if (!figure.reason.empty()) json.member("reason", figure.reason);
  json.member("definition", definition.definition).member("formula", definition.formula);
  json.member("with_numbers", with_numbers);
  json.member("source", definition.source).end();
}

const Assumption* find_assumption(const RunRecord& record, std::string_view label) {
  for (const Assumption& each : record.assumptions) {
    if (each.label == label) return &each;
  }
  return nullptr;
}

class Strip {
 public:
  Strip(JsonWriter& json, const RunRecord& record) : json_{json}, record_{record} {}

  // The texts of assumptions with these labels, joined; better than life if one of them is.
  void add_assumed(const char* label, std::initializer_list<const char*> wanted) {
    std::string text;
    bool is_optimistic = false;
    for (const char* each : wanted) {
      const Assumption* found = find_assumption(record_, each);
      if (found == nullptr) continue;
      text += (text.empty() ? "" : ", ") + assumption_text(*found);
      is_optimistic = is_optimistic || found->is_optimistic;
    }
    if (!text.empty()) add(label, text, is_optimistic ? "attention" : "plain");
  }
  void add(const char* label, const std::string& text, const char* state) {
    json_.begin_object().member("label", label).member("text", text).member("state", state).end();
  }

 private:
  JsonWriter& json_;
  const RunRecord& record_;
};

std::string data_text(const Scope& scope) {
  const DataQuality& quality = scope.record.quality;
  const auto instruments = static_cast<std::int64_t>(scope.record.tables->instruments.size());
  const std::string who = scope.format.counted(instruments, "instrument");
  if (quality.gaps_in_all > 0) {
    return fmt::format("{}, {} missing in {}", scope.format.counted(quality.gaps_in_all, "gap"),
                       scope.format.counted(quality.missing_bars, "bar"),
                       scope.format.counted(quality.instruments_with_gaps.size(), "instrument"));
  }
  return quality.coverage.empty() ? who + ", gaps not counted" : "no gaps in " + who;
}

void write_strip(JsonWriter& json, const Scope& scope) {
  const RunRecord& record = scope.record;
  json.key("strip").begin_array();
  Strip strip{json, record};
  strip.add_assumed("Fills", {"Market orders", "Slippage", "Volume"});
  strip.add_assumed("Path in a bar", {"Path in a bar"});
  if (!record.charges_source.empty()) {
    const bool none = record.charges.total().is_zero() && record.charge_rules.empty();
    strip.add("Charges", record.charges_source, none ? "attention" : "plain");
  }
  if (record.is_replay_verified) {
    strip.add("Look-ahead replay", "same orders when the data end earlier", "ok");
  }
  const bool is_whole = record.quality.gaps_in_all == 0 && !record.quality.coverage.empty();
  strip.add("Data", data_text(scope),
            record.quality.gaps_in_all > 0 ? "attention"
            : is_whole                     ? "ok"
                                           : "plain");
  strip.add_assumed("Margin", {"Margin"});
  json.end();
}

FigureUnit unit_of(const std::string& metric) {
  // `costs` is judged as a share of gross.
  const FigureDefinition* definition =
      find_figure_definition(metric == "costs" ? "costs_share" : metric);
  return definition == nullptr ? FigureUnit::Ratio : definition->unit;
}

}  // namespace

std::string found_text(const JudgedThreshold& judged, const Formatter& format) {
  if (!judged.found) return format.missing();
  switch (unit_of(judged.threshold.metric)) {
    case FigureUnit::Money:
    case FigureUnit::Profit:
      return format.money(Money{std::llround(*judged.found)}, {.decimals = 0});
    case FigureUnit::Return:
    case FigureUnit::Share: return format.percent(judged.found, {.decimals = 2});
    case FigureUnit::Count:
    case FigureUnit::Sessions: return format.count(std::llround(*judged.found));
    case FigureUnit::Multiple: return format.multiple(judged.found);
    default: return format.ratio(judged.found);
  }
}

void write_verdict(JsonWriter& json, const Scope& scope) {
  const Verdict& verdict = scope.evaluation.verdict;
  std::vector<const JudgedThreshold*> order;
  for (const JudgedThreshold& judged : verdict.thresholds) order.push_back(&judged);
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return std::pair{place_of(a->threshold.metric), a} <
           std::pair{place_of(b->threshold.metric), b};
  });
  json.begin_object().member("result", to_text(verdict.result));
  json.key("thresholds").begin_array();
  for (const JudgedThreshold* judged : order) {
    json.begin_object().member("figure", judged->threshold.metric);
    json.member("limit", limit_text(scope.format, judged->threshold, Medium::Screen));
    json.member("found", found_text(*judged, scope.format));
    json.member("hard", judged->threshold.hard).member("met", judged->met).end();
  }
  json.end();
  if (!verdict.reason.empty()) json.member("reason", verdict.reason);
  json.end();
}

void write_figures(JsonWriter& json, const Scope& scope) {
  json.key("figures").begin_array();
  const std::vector<std::string> with_numbers = figures_with_numbers(scope);
  for (std::size_t i = 0; i < with_numbers.size(); ++i) {
    write_figure(json, scope.evaluation.figures[i], with_numbers[i], scope);
  }
  json.end();
  json.key("key_figures").begin_array();
  for (const char* id : key_figures) {
    if (find_figure(scope.evaluation.figures, id) != nullptr) json.value(id);
  }
  json.end();
  write_strip(json, scope);
}

}  // namespace muhurat::research
