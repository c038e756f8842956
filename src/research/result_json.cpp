#include "research/result_json.hpp"

#include "core/json.hpp"
#include "core/text.hpp"

namespace muhurat::research {
namespace {

void write_value(JsonWriter& json, const FigureValue& value) {
  if (const Money* money = std::get_if<Money>(&value)) {
    json.value(*money);
  } else if (const double* number = std::get_if<double>(&value)) {
    json.value(*number);
  } else {
    json.null();
  }
}

void write_run(JsonWriter& json, const RunRecord& record) {
  const RunFacts& facts = record.facts;
  json.key("run").begin_object();
  json.member("name", facts.name).member("id", facts.id).member("command", facts.command);
  json.member("from", facts.from).member("to", facts.to);
  json.key("instruments").begin_array();
  for (const market::Instrument& each : record.tables->instruments) json.value(each.key());
  json.end();
  json.member("interval", facts.interval).member("currency", facts.currency);
  json.member("zone", record.zone->name());
  json.member("sessions", record.sessions.size()).member("bars", facts.bars);
  json.member("profile", facts.profile).member("product", trading::to_text(facts.product));
  json.member("capital", record.capital).member("year_sessions", facts.year_sessions);
  json.member("risk_free", facts.risk_free).member("benchmark", record.benchmark_name);
  json.key("generated");
  facts.generated.empty() ? json.null() : json.value(facts.generated);
  json.end();
}

void write_verdict(JsonWriter& json, const Verdict& verdict) {
  json.key("verdict").begin_object();
  json.member("result", to_text(verdict.result)).member("reason", verdict.reason);
  json.key("thresholds").begin_array();
  for (const JudgedThreshold& judged : verdict.thresholds) {
    const bool at_least = judged.threshold.kind == sdk::Threshold::Kind::AtLeast;
    json.begin_object()
        .member("metric", judged.threshold.metric)
        .member("kind", at_least ? "at_least" : "at_most")
        .member("limit", judged.threshold.limit)
        .member("found", judged.found)
        .member("hard", judged.threshold.hard)
        .member("met", judged.met)
        .end();
  }
  json.end().end();
}

void write_metrics(JsonWriter& json, const Evaluation& evaluation, const char* key,
                   FigureValue Figure::* value) {
  json.key(key).begin_object();
  for (const Figure& figure : evaluation.figures) {
    json.key(figure.definition->id);
    write_value(json, figure.*value);
  }
  json.end();
}

void write_weeks(JsonWriter& json, const Evaluation& evaluation) {
  json.key("weeks").begin_array();
  for (const Week& week : evaluation.weeks) {
    json.begin_object()
        .member("week", week.week)
        .member("first", week.first)
        .member("last", week.last)
        .member("partial", week.is_partial)
        .member("verdict", to_text(week.verdict))
        .member("return", week.period_return)
        .member("net", week.net)
        .member("benchmark", week.benchmark)
        .member("drawdown", week.drawdown)
        .member("trades", week.trades)
        .member("hit_rate", week.hit_rate)
        .member("costs", week.costs)
        .member("turnover", week.turnover)
        .member("reason", week.reason)
        .end();
  }
  json.end();
}

void write_costs(JsonWriter& json, const RunRecord& record) {
  json.key("charges").begin_object();
  for (std::size_t i = 0; i < trading::charge_kind_count; ++i) {
    const auto kind = static_cast<trading::ChargeKind>(i);
    json.member(trading::to_text(kind), record.charges.line(kind));
  }
  json.end();
}

void write_open(JsonWriter& json, const RunRecord& record) {
  json.key("open_positions").begin_array();
  for (std::size_t i = 0; i < record.positions.size(); ++i) {
    const trading::Position& position = record.positions[i];
    if (position.is_flat()) continue;
    json.begin_object()
        .member("instrument", record.tables->instruments[i].key())
        .member("quantity", position.quantity)
        .member("mark", position.mark)
        .member("unrealised", position.unrealised())
        .end();
  }
  json.end();
  json.key("open_orders").begin_array();
  for (const OrderLine& line : record.orders) {
    if (trading::is_final(line.order.state)) continue;
    json.begin_object()
        .member("id", to_text(line.order.id))
        .member("instrument", record.key_of(line.order.instrument))
        .member("state", trading::to_text(line.order.state))
        .member("quantity", line.order.quantity)
        .member("filled", line.order.filled)
        .end();
  }
  json.end();
}

void write_assumptions(JsonWriter& json, const RunRecord& record) {
  json.key("assumptions").begin_array();
  for (const Assumption& each : record.assumptions) {
    json.begin_object()
        .member("label", each.label)
        .member("text", each.text)
        .member("optimistic", each.is_optimistic)
        .end();
  }
  json.end();
  json.key("reproduce").begin_object();
  for (const Fact& fact : record.reproduce) json.member(fact.label, fact.value);
  json.end();
}

}  // namespace

std::string result_json(const RunRecord& record, const Evaluation& evaluation) {
  std::string out;
  JsonWriter json{out, JsonLayout::Indented};
  json.begin_object();
  json.member("format", result_format).member("version", result_version);
  write_run(json, record);
  json.member("state_hash", record.state_hash);
  if (record.verified_runs > 0) json.member("verified_runs", record.verified_runs);
  json.member("final_equity", record.final_equity).member("final_cash", record.final_cash);
  json.member("orders", record.orders.size()).member("fills", record.fills.size());
  write_verdict(json, evaluation.verdict);
  write_metrics(json, evaluation, "metrics", &Figure::value);
  if (!record.benchmark.empty()) {
    write_metrics(json, evaluation, "benchmark_metrics", &Figure::benchmark);
  }
  write_costs(json, record);
  write_open(json, record);
  write_weeks(json, evaluation);
  write_assumptions(json, record);
  json.end();
  out.push_back('\n');
  return out;
}

}  // namespace muhurat::research
