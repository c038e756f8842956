#include "research/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "core/shell_word.hpp"
#include "core/text.hpp"
#include "research/explain.hpp"

namespace muhurat::research {
namespace {

// The rows of the table, in order.
constexpr std::array shown_figures = {"net_profit", "cagr",     "max_drawdown", "sharpe",
                                      "sortino",    "trades",   "hit_rate",     "profit_factor",
                                      "costs",      "exposure", "turnover"};

std::size_t width_of(std::string_view text) {  // in characters, not bytes
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string right(std::string_view text, std::size_t width) {
  const std::size_t has = width_of(text);
  return std::string(has < width ? width - has : 0, ' ').append(text);
}

std::string left(std::string_view text, std::size_t width) {
  const std::size_t has = width_of(text);
  return std::string{text}.append(has < width ? width - has : 0, ' ');
}

std::string figure_name(const std::string& metric) {
  const std::string id = metric == "costs_share" ? "costs" : metric;
  const FigureDefinition* definition = find_figure_definition(id);
  return definition == nullptr ? metric : definition->label;
}

bool is_fraction(const std::string& metric) {
  if (metric == "costs") return true;  // judged as a share of gross
  const FigureDefinition* definition = find_figure_definition(metric);
  return definition != nullptr &&
         (definition->unit == FigureUnit::Return || definition->unit == FigureUnit::Share);
}

bool is_whole(const std::string& metric) {
  const FigureDefinition* definition = find_figure_definition(metric);
  return definition != nullptr &&
         (definition->unit == FigureUnit::Count || definition->unit == FigureUnit::Sessions);
}

bool is_money(const std::string& metric) {
  const FigureDefinition* definition = find_figure_definition(metric);
  return metric != "costs" && definition != nullptr &&
         (definition->unit == FigureUnit::Money || definition->unit == FigureUnit::Profit);
}

std::string found_text(const Formatter& formatter, const JudgedThreshold& judged) {
  if (!judged.found) return "unknown";
  if (!std::isfinite(*judged.found)) return "infinite";
  if (is_money(judged.threshold.metric)) {
    return formatter.money(Money{std::llround(*judged.found)}, {.decimals = 0});
  }
  if (is_fraction(judged.threshold.metric)) {
    return formatter.percent(judged.found, {.decimals = 2});
  }
  if (is_whole(judged.threshold.metric)) return formatter.count(std::llround(*judged.found));
  return formatter.ratio(judged.found);
}

std::string limit_number(const Formatter& formatter, const sdk::Threshold& threshold) {
  if (is_money(threshold.metric)) {
    return formatter.currency_sign() + formatter.count(std::llround(threshold.limit));
  }
  if (is_fraction(threshold.metric)) return fmt::format("{:.4g}%", threshold.limit * 100);
  if (is_whole(threshold.metric)) return formatter.count(std::llround(threshold.limit));
  return fmt::format("{:.2f}", threshold.limit);
}

std::string lower_first(std::string text) {
  // "Max drawdown" becomes "max drawdown"; CAGR and SQN stay, and so do names of people.
  if (text == "Sharpe" || text == "Sortino" || text == "Calmar") return text;
  if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z') {
    text[0] = static_cast<char>(text[0] | 0x20);
  }
  return text;
}

class Summary {
 public:
  Summary(const RunRecord& record, const Evaluation& evaluation, const SummaryStyle& style)
      : record_{record},
        evaluation_{evaluation},
        style_{style},
        formatter_{{.medium = style.medium, .currency = record.facts.currency}} {}

  std::string text() {
    add_head();
    add_verdict();
    add_table();
    add_notes();
    return std::move(out_);
  }

 private:
  void line(std::string_view text) { out_.append(text).push_back('\n'); }

  void add_head() {
    const RunFacts& facts = record_.facts;
    const auto& instruments = record_.tables->instruments;
    const std::string what = instruments.size() == 1
                                 ? instruments.front().key()
                                 : formatter_.counted(instruments.size(), "instrument");
    const std::size_t column = std::max<std::size_t>(facts.name.size() + 3, 20);
    line(left(facts.name, column) +
         fmt::format("{}, {}, {} to {}, {}", what, facts.interval, to_text(facts.from),
                     to_text(facts.to), formatter_.counted(record_.sessions.size(), "session")));
    if (!facts.generated.empty()) line(std::string(column, ' ') + facts.generated);
    line("");
  }

  void add_verdict() {
    const Verdict& verdict = evaluation_.verdict;
    std::string missed;
    for (const JudgedThreshold& judged : verdict.thresholds) {
      if (judged.met == true) continue;
      if (!missed.empty()) missed += ", ";
      missed += lower_first(figure_name(judged.threshold.metric)) + " " +
                found_text(formatter_, judged) +
                (judged.threshold.kind == sdk::Threshold::Kind::AtLeast ? " < " : " > ") +
                limit_number(formatter_, judged.threshold);
    }
    const std::string word = verdict_word(to_text(verdict.result));
    const std::size_t column = std::max<std::size_t>(word.size() + 3, 9);
    const std::string met =
        fmt::format("{} of {} thresholds met", verdict.met(), verdict.thresholds.size());
    line(left(word, column) + (verdict.reason.empty() ? met : verdict.reason + "; " + met));
    if (!missed.empty()) add_wrapped(std::string(column, ' ') + "missed: ", missed);
    line("");
  }

  // Breaks at ", " so that a line has at most 100 characters; what follows stands under the first.
  void add_wrapped(const std::string& head, const std::string& text) {
    std::string current = head;
    const std::string indent(width_of(head), ' ');
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = text.find(", ", begin);
      end = end == text.npos ? text.size() : end + 2;
      const std::string piece = text.substr(begin, end - begin);
      if (width_of(current) + width_of(piece) > 100 && current != indent && current != head) {
        line(current.substr(0, current.find_last_not_of(' ') + 1));
        current = indent;
      }
      current += piece;
      begin = end;
    }
    line(current);
  }

  const JudgedThreshold* threshold_of(const std::string& id) const {
    for (const JudgedThreshold& judged : evaluation_.verdict.thresholds) {
      if (judged.threshold.metric == id) return &judged;
    }
    return nullptr;
  }

  std::string judgement(const JudgedThreshold& judged, const Figure& figure) const {
    std::string text = left(limit_text(formatter_, judged.threshold, Medium::Ascii), 8) + "  ";
    text += judged.met == true ? "ok" : judged.met == false ? "missed" : "unknown";
    if (judged.threshold.hard) text += ", hard";
    if (!figure.context.empty() && judged.threshold.metric == "costs") {
      text += " (" + figure.context + ")";
    }
    return text;
  }

  void add_table() {
    const bool compares = !record_.benchmark.empty();
    line(std::string(21, ' ') + "strategy" + (compares ? "      benchmark" : std::string(15, ' ')) +
         "    threshold");
    for (const char* id : shown_figures) {
      const Figure* figure = find_figure(evaluation_.figures, id);
      if (figure == nullptr) continue;
      const FigureUnit unit = figure->definition->unit;
      const std::string label = figure->definition->label;
      std::string row = "  " + label;
      row += right(figure_text(formatter_, unit, figure->value), 29 - width_of(row));
      const bool has_benchmark = compares && figure->benchmark.index() != 0;
      row += right(has_benchmark ? figure_text(formatter_, unit, figure->benchmark) : "", 15);
      if (const JudgedThreshold* judged = threshold_of(id)) {
        row += "    " + judgement(*judged, *figure);
      }
      row.erase(row.find_last_not_of(' ') + 1);
      line(row);
    }
    line("");
  }

  void add_weeks() {
    std::array<std::size_t, 4> counts{};
    const Week* worst = nullptr;
    for (const Week& week : evaluation_.weeks) {
      ++counts[static_cast<std::size_t>(week.verdict)];
      if (worst == nullptr || week.period_return < worst->period_return) worst = &week;
    }
    if (worst == nullptr) return;
    line(fmt::format("Weeks    {} pass   {} watch   {} fail   {} without trades", counts[0],
                     counts[1], counts[2], counts[3]));
    std::string detail = fmt::format(
        "worst {}  {}", to_text(worst->week),
        formatter_.percent(worst->period_return, {.decimals = 2, .sign = Sign::Always}));
    if (!worst->reason.empty()) detail += "  " + worst->reason;
    add_wrapped("         ", detail);
  }

  // Which rules refused orders, the busiest first.
  void add_denied() {
    const Denials denials = denials_of(record_.orders, formatter_);
    if (denials.count == 0) return;
    const auto written = static_cast<std::int64_t>(record_.orders.size());
    add_wrapped("Denied   ", fmt::format("{} of {}: {}", formatter_.count(denials.count),
                                         formatter_.counted(written, "order"), denials.rules));
  }

  void add_notes() {
    add_denied();
    add_weeks();
    add_assumptions();
    add_data();
    line("Hash     " + record_.state_hash +
         (record_.verified_runs > 1 ? fmt::format("   (the same on {} runs)", record_.verified_runs)
                                    : ""));
    if (!style_.wrote.empty()) line("Wrote    " + style_.wrote);
    line("");
    const RunFacts& facts = record_.facts;
    line(fmt::format(
        "{} in {} engine, {} in all", formatter_.counted(facts.bars, "bar"),
        formatter_.duration(Duration::nanoseconds(std::llround(facts.engine_seconds * 1e9))),
        formatter_.duration(Duration::nanoseconds(std::llround(facts.seconds * 1e9)))));
  }

  // The rules that set prices, then what is better than life; the rest is in the report.
  void add_assumptions() {
    constexpr std::size_t shown_first = 5;
    std::string assumed;
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < record_.assumptions.size(); ++i) {
      const Assumption& each = record_.assumptions[i];
      if (i >= shown_first && !each.is_optimistic) {
        ++left_out;
        continue;
      }
      assumed += (assumed.empty() ? "" : ", ") + lower_first(each.text);
    }
    if (left_out > 0) {
      assumed += fmt::format(", and {} more (report, result.json)", left_out);
    }
    add_wrapped("Assumed  ", assumed);
  }

  void add_data() {
    const DataQuality& quality = record_.quality;
    const bool is_judged = quality.not_judged < record_.tables->instruments.size();
    std::string text = is_judged ? "no gaps" : "gaps not judged: no calendar";
    std::string advice;
    if (quality.gaps_in_all > 0) {
      const std::string key = record_.key_of(quality.gaps.front().instrument);
      text = fmt::format("{}, {} missing in {}", formatter_.counted(quality.gaps_in_all, "gap"),
                         formatter_.counted(quality.missing_bars, "bar"), key);
      const std::size_t others = quality.instruments_with_gaps.size() - 1;
      if (others > 0) text += fmt::format(" and {} more", others);
      advice = fmt::format("   (muhurat data verify {})", shell_word(key));
    }
    if (is_judged && quality.not_judged > 0) {
      text += "; not judged for " + formatter_.counted(quality.not_judged, "instrument") +
              " without a calendar";
    }
    if (quality.outside_sessions > 0) {
      text += "; " + formatter_.counted(quality.outside_sessions, "bar") + " outside the session";
    }
    line("Data     " + text + advice);
  }

  const RunRecord& record_;
  const Evaluation& evaluation_;
  const SummaryStyle& style_;
  const Formatter formatter_;
  std::string out_;
};

}  // namespace

std::string verdict_word(std::string_view result) {
  std::string word{result};
  for (char& c : word) c = c == '_' ? ' ' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return word;
}

std::string figure_text(const Formatter& formatter, FigureUnit unit, const FigureValue& value) {
  if (std::holds_alternative<Infinity>(value)) return "infinite";
  if (const Money* money = std::get_if<Money>(&value)) {
    const Sign sign = unit == FigureUnit::Profit ? Sign::Always : Sign::Negative;
    return formatter.money(*money, {.decimals = 0, .sign = sign});
  }
  const auto number = number_of(value);
  switch (unit) {
    case FigureUnit::Return:
      return formatter.percent(number, {.decimals = 2, .sign = Sign::Always});
    case FigureUnit::Share: return formatter.percent(number, {.decimals = 1});
    case FigureUnit::Multiple: return formatter.multiple(number);
    case FigureUnit::Sessions:
      return number ? formatter.counted(std::llround(*number), "session") : formatter.missing();
    case FigureUnit::Count:
      return number ? formatter.count(std::llround(*number)) : formatter.missing();
    default: return formatter.ratio(number);
  }
}

std::string limit_text(const Formatter& formatter, const sdk::Threshold& threshold, Medium medium) {
  const bool at_least = threshold.kind == sdk::Threshold::Kind::AtLeast;
  const char* sign =
      medium == Medium::Screen ? (at_least ? "≥ " : "≤ ") : (at_least ? ">= " : "<= ");
  return sign + limit_number(formatter, threshold);
}

std::string summary_text(const RunRecord& record, const Evaluation& evaluation,
                         const SummaryStyle& style) {
  return Summary{record, evaluation, style}.text();
}

}  // namespace muhurat::research
