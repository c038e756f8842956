// The report without JavaScript: plain tables.
#include <fmt/format.h>

#include <array>
#include <string_view>

#include "research/report/sections.hpp"
#include "research/summary.hpp"

namespace muhurat::research {
namespace {

std::string word_of(RunVerdict verdict) {
  switch (verdict) {
    case RunVerdict::Pass: return "Pass";
    case RunVerdict::Review: return "Review";
    case RunVerdict::Reject: return "Reject";
    case RunVerdict::NoVerdict: return "No verdict";
  }
  return {};
}

std::string word_of(WeekVerdict verdict) {
  switch (verdict) {
    case WeekVerdict::Pass: return "✓ Pass";
    case WeekVerdict::Watch: return "◐ Watch";
    case WeekVerdict::Fail: return "✕ Fail";
    case WeekVerdict::NoTrades: return "No trades";
  }
  return {};
}

constexpr std::size_t listed_weeks_most = 104;

class PlainPage {
 public:
  explicit PlainPage(const Scope& scope) : scope_{scope}, record_{scope.record} {}

  std::string text() {
    add_head();
    add_thresholds();
    add_figures();
    add_weeks();
    add_assumptions();
    add_reproduction();
    return std::move(out_);
  }

 private:
  void add(std::string_view tag, std::string_view text) {
    out_ += fmt::format("<{0}>{1}</{0}>\n", tag, html_text(text));
  }
  void add_row(std::string_view cell, std::initializer_list<std::string> texts) {
    out_ += "<tr>";
    for (const std::string& text : texts)
      out_ += fmt::format("<{0}>{1}</{0}>", cell, html_text(text));
    out_ += "</tr>\n";
  }

  void add_head() {
    const RunFacts& facts = record_.facts;
    add("h1", facts.name);
    const auto sessions = static_cast<std::int64_t>(record_.sessions.size());
    add("p", fmt::format("Backtest {}, {} to {}, {}, {}, {}", facts.id, format_date(facts.from),
                         format_date(facts.to), scope_.format.counted(sessions, "session"),
                         scope_.format.counted(facts.bars, "bar"),
                         record_.zone == nullptr ? "UTC" : record_.zone->name()));
    if (!facts.generated.empty()) add("p", "Prices are made up: " + facts.generated);
    std::string instruments;
    for (const market::Instrument& each : record_.tables->instruments) {
      instruments += (instruments.empty() ? "" : ", ") + each.key();
    }
    add("p", instruments);
  }

  void add_thresholds() {
    const Verdict& verdict = scope_.evaluation.verdict;
    add("h2", "Verdict: " + word_of(verdict.result));
    if (!verdict.reason.empty()) add("p", verdict.reason);
    out_ += "<table>\n";
    add_row("th", {"Figure", "Limit", "Found", "Met"});
    for (const JudgedThreshold& judged : verdict.thresholds) {
      const FigureDefinition* definition = find_figure_definition(judged.threshold.metric);
      add_row("td", {definition == nullptr ? judged.threshold.metric : definition->label,
                     limit_text(scope_.format, judged.threshold, Medium::Screen) +
                         (judged.threshold.hard ? ", hard" : ""),
                     found_text(judged, scope_.format),
                     !judged.met   ? "– unknown"
                     : *judged.met ? "✓ met"
                                   : "✕ missed"});
    }
    out_ += "</table>\n";
  }

  void add_figures() {
    add("h2", "Figures");
    out_ += "<table>\n";
    add_row("th", {"Figure", "Strategy", "Benchmark", "Formula"});
    for (const Figure& figure : scope_.evaluation.figures) {
      const FigureUnit unit = figure.definition->unit;
      std::string value =
          figure.value.index() == 3 ? "∞" : figure_text(scope_.format, unit, figure.value);
      if (!figure.reason.empty()) value += " (" + figure.reason + ")";
      add_row(
          "td",
          {figure.definition->label, value,
           figure.benchmark.index() == 0 ? "–" : figure_text(scope_.format, unit, figure.benchmark),
           figure.definition->formula});
    }
    out_ += "</table>\n";
  }

  void add_week_counts() {
    std::array<std::size_t, 4> counts{};
    for (const Week& week : scope_.evaluation.weeks)
      ++counts[static_cast<std::size_t>(week.verdict)];
    std::string text = fmt::format("{} pass, {} watch, {} fail, {} without trades", counts[0],
                                   counts[1], counts[2], counts[3]);
    if (scope_.evaluation.weeks.size() > listed_weeks_most) {
      text += "; listed are those to watch and failed, weeks.csv has all";
    }
    add("p", text);
  }

  void add_weeks() {
    if (scope_.evaluation.weeks.empty()) return;
    add("h2", "Weeks");
    add_week_counts();
    out_ += "<table>\n";
    add_row("th", {"Week", "Verdict", "Return", "Benchmark", "Drawdown", "Trades", "Reason"});
    const auto percent = [&](std::optional<double> value) {
      return scope_.format.percent(value, {.decimals = 2, .sign = Sign::Always});
    };
    // Of a long run only the weeks that need a look.
    const bool is_long = scope_.evaluation.weeks.size() > listed_weeks_most;
    for (const Week& week : scope_.evaluation.weeks) {
      if (is_long && (week.verdict == WeekVerdict::Pass || week.verdict == WeekVerdict::NoTrades)) {
        continue;
      }
      add_row("td",
              {to_text(week.week) + (week.is_partial ? " (partial)" : ""), word_of(week.verdict),
               percent(week.period_return), percent(week.benchmark), percent(week.drawdown),
               scope_.format.count(week.trades), screen_text(week.reason)});
    }
    out_ += "</table>\n";
  }

  void add_assumptions() {
    add("h2", "Assumed");
    out_ += "<ul>\n";
    for (const Assumption& each : record_.assumptions) {
      add("li", each.label + ": " + assumption_text(each) +
                    (each.is_optimistic ? " (◐ better than life)" : ""));
    }
    out_ += "</ul>\n";
  }

  void add_reproduction() {
    add("h2", "Reproduce");
    add("pre", record_.facts.command);
    add("p", "State hash " + record_.state_hash);
    out_ += "<ul>\n";
    for (const Fact& fact : record_.reproduce) add("li", fact.label + ": " + fact.value);
    out_ += "</ul>\n";
  }

  const Scope& scope_;
  const RunRecord& record_;
  std::string out_;
};

}  // namespace

std::string plain_html(const Scope& scope) {
  return PlainPage{scope}.text();
}

}  // namespace muhurat::research
