// The result of a run as the terminal shows it: the same figures, words and limits as result.json
// and the report.
#pragma once

#include <string>
#include <string_view>

#include "core/format.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

struct SummaryStyle {
  Medium medium = Medium::Terminal;  // Ascii where the locale is not UTF-8
  std::string wrote;  // "results/report.html and 7 other files"; empty: nothing written
};
std::string summary_text(const RunRecord& record, const Evaluation& evaluation,
                         const SummaryStyle& style);

// A figure's value as people read it, in the terminal's form.
std::string figure_text(const Formatter& formatter, FigureUnit unit, const FigureValue& value);
// "≥ 12%", or ">= 12%" in the terminal.
// A verdict as it is shown: "no_verdict" is NO VERDICT.
std::string verdict_word(std::string_view result);

std::string limit_text(const Formatter& formatter, const sdk::Threshold& threshold, Medium medium);

}  // namespace muhurat::research
