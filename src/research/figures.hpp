// The figures of a run: each with its id, value, definition, formula and source. The ids are the
// keys of `metrics` in result.json and the anchors of docs/reference/metrics.md, which is written
// from this table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/numbers.hpp"

namespace muhurat::research {

// How a value is printed, signed and coloured.
enum class FigureUnit : std::uint8_t {
  Profit,    // money, signed
  Money,     // money, unsigned
  Return,    // fraction as a percentage, signed
  Share,     // fraction as a percentage, unsigned
  Ratio,     // two decimals
  Multiple,  // 1.9×
  Count,
  Sessions
};
const char* to_text(FigureUnit unit);  // profit, money, return, …

struct FigureDefinition {
  const char* id;
  const char* label;
  const char* group;  // result, risk, ratios, trades, costs, benchmark
  FigureUnit unit;
  const char* definition;  // one or two sentences
  const char* formula;
  const char* source;
};
std::span<const FigureDefinition> figure_definitions();
// null if no figure has this id.
const FigureDefinition* find_figure_definition(std::string_view id);

struct Infinity {};
using FigureValue = std::variant<std::monostate, Money, double, Infinity>;

struct Figure {
  const FigureDefinition* definition = nullptr;
  FigureValue value = {};
  FigureValue benchmark = {};  // monostate where the benchmark has none
  std::string context = {};    // one line under a key figure
  std::string reason = {};     // why the value is unknown or infinite
  std::string with_numbers = {};
};

// A closed round trip, as the figures need it.
struct TradeResult {
  Money gross;
  Money net;
};

struct FigureInput {
  Money capital;
  Money final_equity;
  std::span<const double> equity;          // at each session close
  std::span<const double> gross_exposure;  // Σ |position value|, at each session close
  std::span<const double> benchmark;       // equity of the benchmark; empty: none
  std::optional<Money> benchmark_final = {};
  std::span<const TradeResult> trades;
  Money charges;
  Money slippage;            // modelled, inside the fills' prices; not negative
  Money fill_value;          // Σ |value| of all fills
  double risk_free = 0;      // per year
  double year_sessions = 0;  // 248, 252 or 365
  std::string currency_sign = "₹";
};

// Every figure that can be computed, in the table's order; benchmark figures only where there is
// one.
std::vector<Figure> compute_figures(const FigureInput& input);
const Figure* find_figure(std::span<const Figure> figures, std::string_view id);
// The value as a plain number, money in units of the currency; none if unknown, +∞ for Infinity.
std::optional<double> number_of(const FigureValue& value);

}  // namespace muhurat::research
