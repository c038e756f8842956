// docs/reference/metrics.md is written from the table of figures; this test holds the two together.
// MUHURAT_WRITE_GOLDENS=1 build/dev/src/research_test --gtest_filter='MetricsDocument.*' rewrites
// it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "research/figures.hpp"
#include "research/verdict.hpp"
#include "research/weeks.hpp"

namespace muhurat::research {
namespace {

constexpr const char* document = "docs/reference/metrics.md";

constexpr const char* samples = R"(# Metrics

Every figure of a result: its id in `result.json`, its unit, formula and source. Written from the
program's own table (`research/figure_table.cpp`); do not edit.

## Samples
- Equity is sampled at each session close, where sessions of several instruments overlap at the last
  of them; an instrument that trades 24x7 at midnight of the run's zone. The last sample is the end of the run: it also knows
  bars that came after that close. The first return r is from the capital. Returns are simple; deviations divide by n − 1.
- A year is 248 sessions on NSE, BSE and MCX, 252 on other exchanges, 365 for 24x7. The risk-free
  rate is 0 unless `--risk-free` gives one.
- A trade is a round trip, first in, first out, net of charges; a reversal is two. A hit is a
  trade with a net result above 0. What is open at the end is marked, shown, and not counted
  among trades.
- In `result.json` amounts of money are exact text; ratios, and returns as fractions, are numbers,
  or null where they cannot be known.
)";

std::string percent(double fraction) {
  return fmt::format("{:g} %", fraction * 100);
}

std::string weeks_part() {
  const WeekLimits limits;
  return fmt::format(
      R"(
## Weeks
An ISO week of trading dates in the exchange's zone. Its return is from the session close before
it. Its drawdown is the deepest fall below the peak within the week, starting equity included, on
the curve of all time steps. Hit rate, costs and turnover are as above, turnover per week. The
first and last week may be partial: they are judged, and say so.

| verdict | when | own limit |
|---|---|---|
| fail | return < {} | `week.return` |
| fail | drawdown > {} | `week.drawdown` |
| no_trades | no trade closed, and equity did not move, whatever the benchmark did | |
| watch | turnover > {:g} × mean equity | `week.turnover` |
| watch | costs > {} of a positive gross result | `week.costs_share` |
| watch | more than {} points behind the benchmark | `week.behind_benchmark` |
| pass | otherwise | |

An own limit of `week.return` is `at_least`, of the others `at_most`; none is hard.
)",
      percent(limits.return_min), percent(limits.drawdown_max), limits.turnover_max,
      percent(limits.costs_share_max), fmt::format("{:g}", limits.behind_max * 100));
}

std::string limit_of(const sdk::Threshold& threshold) {
  const FigureDefinition* figure = find_figure_definition(threshold.metric);
  const bool is_share =
      figure == nullptr || figure->unit == FigureUnit::Return || figure->unit == FigureUnit::Share;
  return is_share ? percent(threshold.limit) : fmt::format("{:g}", threshold.limit);
}

std::string verdict_part() {
  std::string out = R"(
## Verdict of a run
A threshold is soft unless it says hard. All met: **pass**. Only soft ones missed: **review**. A
hard one missed, or net profit not above 0: **reject**. Too little to judge by: **no_verdict**,
with what is missing; that is so under 30 trades. Own thresholds stand in `[thresholds]` of a TOML
strategy or are given by `thresholds()` of a C++ one. A metric named there takes the place of its
row here; the other rows stay:

| metric | has to be |
|---|---|
)";
  for (const sdk::Threshold& each : default_thresholds()) {
    const bool is_floor = each.kind == sdk::Threshold::Kind::AtLeast;
    out += fmt::format("| `{}` | {} {} |\n", each.metric, is_floor ? "≥" : "≤", limit_of(each));
  }
  return out + "\n`costs` is judged as the share of gross, `max_drawdown` by its size.\n";
}

// A bar would end the cell.
std::string cell(const char* text) {
  std::string out;
  for (const char each : std::string_view{text}) {
    if (each == '|') out += '\\';
    out += each;
  }
  return out;
}

std::string figures_part() {
  std::string out;
  std::string group;
  for (const FigureDefinition& each : figure_definitions()) {
    if (group != each.group) {
      group = each.group;
      out += fmt::format(
          "\n## Figures: {}\n\n| id | name | unit | means | formula | source |\n"
          "|---|---|---|---|---|---|\n",
          group);
    }
    out +=
        fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", each.id, each.label, to_text(each.unit),
                    cell(each.definition), cell(each.formula), cell(each.source));
  }
  return out;
}

std::string metrics_text() {
  return samples + figures_part() + weeks_part() + verdict_part();
}

}  // namespace

TEST(MetricsDocument, SaysWhatTheTableSays) {
  if (std::getenv("MUHURAT_WRITE_GOLDENS") != nullptr) std::ofstream{document} << metrics_text();
  std::ifstream file{document};
  std::ostringstream found;
  found << file.rdbuf();
  EXPECT_EQ(found.str(), metrics_text())
      << "rewrite it: MUHURAT_WRITE_GOLDENS=1 and this test again";
}

}  // namespace muhurat::research
