#include <array>
#include <set>

#include "research/report/sections.hpp"
#include "trading/charges.hpp"

namespace muhurat::research {
namespace {

struct LineNames {
  trading::ChargeKind kind;
  const char* label;
  const char* brief;
};
constexpr std::array lines = {
    LineNames{trading::ChargeKind::Brokerage, "Brokerage", "Brokerage"},
    LineNames{trading::ChargeKind::Stt, "Securities transaction tax", "STT"},
    LineNames{trading::ChargeKind::Exchange, "Exchange transaction charge", "Exchange"},
    LineNames{trading::ChargeKind::Ipft, "Investor protection fund", "IPFT"},
    LineNames{trading::ChargeKind::Sebi, "SEBI turnover fee", "SEBI"},
    LineNames{trading::ChargeKind::Stamp, "Stamp duty", "Stamp"},
    LineNames{trading::ChargeKind::Gst, "Goods and services tax", "GST"},
    LineNames{trading::ChargeKind::Depository, "Depository charge", "Depository"},
    LineNames{trading::ChargeKind::Other, "Other charges", "Other"},
};
static_assert(lines.size() == trading::charge_kind_count);

// The rules of one line, as they followed one another, and their sources.
std::string rules_of(const RunRecord& record, trading::ChargeKind kind) {
  std::string text;
  std::set<std::string> said;
  for (const sdk::ChargeRule& each : record.charge_rules) {
    if (each.kind != kind || !said.insert(each.rule).second) continue;
    text += (text.empty() ? "" : "; ") + each.rule;
  }
  return text;
}

void write_line(JsonWriter& json, const char* id, const char* label, const char* brief,
                const char* kind, const std::string& rule, Money amount) {
  json.begin_object().member("id", id).member("label", label).member("short", brief);
  json.member("kind", kind).member("rule", rule).member("amount", amount).end();
}

std::string slippage_rule(const RunRecord& record) {
  for (const Assumption& each : record.assumptions) {
    if (each.label == "Slippage") return each.text;
  }
  return {};
}

}  // namespace

const char* short_name(trading::ChargeKind kind) {
  return lines[static_cast<std::size_t>(kind)].brief;
}

void write_costs(JsonWriter& json, const Scope& scope) {
  const RunRecord& record = scope.record;
  Money slippage, turnover;
  for (const FillLine& line : record.fills) {
    slippage += line.slippage;
    turnover += line.fill.value;
  }
  const Money net = record.final_equity - record.capital;
  const Money total = record.charges.total() + slippage;
  json.begin_object();
  json.member("gross", net + total).member("net", net).member("total", total);
  json.member("turnover", turnover).member("source", record.charges_source);
  json.key("lines").begin_array();
  for (const LineNames& line : lines) {
    const Money amount = record.charges.line(line.kind);
    const std::string rule = rules_of(record, line.kind);
    if (amount.is_zero() && rule.empty()) continue;
    write_line(json, trading::to_text(line.kind), line.label, line.brief, "charge", rule, amount);
  }
  write_line(json, "slippage", "Slippage", "Slippage", "slippage", slippage_rule(record), slippage);
  json.end().end();
}

}  // namespace muhurat::research
