// The parts of the report's document, each in a file of its own. Each writes one value, or the
// members that its comment names; ui/src/features/report/data.ts says what they hold.
#pragma once

#include "core/json.hpp"
#include "research/report/scope.hpp"

namespace muhurat::research {

void write_run(JsonWriter& json, const Scope& scope);
void write_verdict(JsonWriter& json, const Scope& scope);
void write_figures(JsonWriter& json, const Scope& scope);  // figures, key_figures, strip
void write_equity(JsonWriter& json, const Scope& scope);   // equity, drawdowns
void write_instruments(JsonWriter& json, const Scope& scope);
void write_price(JsonWriter& json, const Scope& scope);
void write_weeks(JsonWriter& json, const Scope& scope);
void write_months(JsonWriter& json, const Scope& scope);
void write_trades(JsonWriter& json, Scope& scope);
void write_orders(JsonWriter& json, Scope& scope);
void write_open(JsonWriter& json, const Scope& scope);
void write_costs(JsonWriter& json, const Scope& scope);
void write_quality(JsonWriter& json, const Scope& scope);  // assumptions, data_quality, reproduce

void write_thinned(JsonWriter& json, std::size_t shown, std::size_t of, const std::string& note);

// Of each of the evaluation's figures: its formula with this run's numbers; empty where unknown.
std::vector<std::string> figures_with_numbers(const Scope& scope);
// A judged value in the form of its limit: "12.65%"; "–" if unknown.
std::string found_text(const JudgedThreshold& judged, const Formatter& format);
const char* short_name(trading::ChargeKind kind);  // STT, Stamp, …
// What <noscript> holds: verdict, figures, weeks, assumptions, how to run it again.
std::string plain_html(const Scope& scope);

}  // namespace muhurat::research
