#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "research/report/report_html.hpp"
#include "research/report/sections.hpp"

namespace muhurat::research {
namespace {

constexpr int document_format = 2;

struct OffsetChange {
  Timestamp from;
  std::int64_t offset = 0;
};

// The moment between the two at which the offset becomes that of `after`, to the second.
Timestamp change_between(const Scope& scope, Timestamp before, Timestamp after) {
  const std::int64_t offset = scope.offset_seconds(after);
  std::int64_t low = seconds_of(before);
  std::int64_t high = seconds_of(after);
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    const bool is_after = scope.offset_seconds(Timestamp::from_seconds(middle)) == offset;
    (is_after ? high : low) = middle;
  }
  return Timestamp::from_seconds(high);
}

// Every offset from a week before the run to a week after it.
std::vector<OffsetChange> offsets_of(const Scope& scope) {
  constexpr int step_days = 7;
  const RunFacts& facts = scope.record.facts;
  Timestamp time = Timestamp::from_seconds((facts.from.days() - step_days) * std::int64_t{86'400});
  const Timestamp last =
      Timestamp::from_seconds((facts.to.days() + step_days) * std::int64_t{86'400});
  std::vector<OffsetChange> changes{{time, scope.offset_seconds(time)}};
  while (time < last) {
    const Timestamp next = time + Duration::days(step_days);
    if (const std::int64_t offset = scope.offset_seconds(next); offset != changes.back().offset) {
      changes.push_back({change_between(scope, time, next), offset});
    }
    time = next;
  }
  return changes;
}

// The short name of a zone: IST, UTC, or the place it is named after.
std::string zone_label(const std::string& name) {
  if (name == "Asia/Kolkata" || name == "Asia/Calcutta") return "IST";
  if (name.starts_with('+') || name.starts_with('-')) return "UTC" + name;
  std::string label = name.substr(name.find_last_of('/') + 1);
  std::replace(label.begin(), label.end(), '_', ' ');
  return label;
}

std::string special_label(const Scope& scope, const market::Session& session) {
  const std::int64_t local = seconds_of(session.open) + scope.offset_seconds(session.open);
  const std::int64_t minute = (local % 86'400 + 86'400) % 86'400 / 60;
  const bool is_short = session.close - session.open <= Duration::minutes(90);
  if (is_short && minute >= 13 * 60) {
    return minute >= 17 * 60 ? "Muhurat evening" : "Muhurat afternoon";
  }
  if (session.date.weekday() == Weekday::Saturday) return "Saturday";
  if (session.date.weekday() == Weekday::Sunday) return "Sunday";
  return "special hours";
}

// Trading dates: fewer than sessions where a date has two.
std::size_t dates_of(const RunRecord& record) {
  std::set<Date> dates;
  for (const SessionClose& close : record.sessions) dates.insert(close.date);
  return dates.size();
}

void write_special_sessions(JsonWriter& json, const Scope& scope) {
  const RunFacts& facts = scope.record.facts;
  std::vector<std::pair<Date, std::string>> special;
  for (const auto& sessions : scope.record.tables->sessions) {
    for (const market::Session& session : sessions) {
      if (session.kind != market::SessionKind::Special) continue;
      if (session.date < facts.from || session.date > facts.to) continue;
      special.emplace_back(session.date, special_label(scope, session));
    }
  }
  std::sort(special.begin(), special.end());
  special.erase(std::unique(special.begin(), special.end(),
                            [](const auto& a, const auto& b) { return a.first == b.first; }),
                special.end());
  json.key("special_sessions").begin_array();
  for (const auto& [date, label] : special) {
    json.begin_object().member("day", date.days()).member("label", label).end();
  }
  json.end();
}

}  // namespace

void write_thinned(JsonWriter& json, std::size_t shown, std::size_t of, const std::string& note) {
  json.key("thinned").begin_object();
  json.member("shown", shown).member("of", of).member("note", note).end();
}

void write_run(JsonWriter& json, const Scope& scope) {
  const RunRecord& record = scope.record;
  const RunFacts& facts = record.facts;
  json.begin_object();
  json.member("name", facts.name).member("id", facts.id);
  json.member("from", facts.from.days()).member("to", facts.to.days());
  json.member("sessions", record.sessions.size()).member("dates", dates_of(record));
  json.member("bars", facts.bars);
  json.member("interval", facts.interval);
  const std::string zone = record.zone == nullptr ? "UTC" : record.zone->name();
  json.key("zone").begin_object().member("name", zone).member("label", zone_label(zone));
  json.key("offsets").begin_array();
  for (const OffsetChange& change : offsets_of(scope)) {
    json.begin_array().value(seconds_of(change.from)).value(change.offset).end();
  }
  json.end().end();
  json.key("currency").begin_object().member("code", facts.currency);
  json.member("sign", scope.format.currency_sign());
  json.member("grouping", facts.currency == "INR" ? "indian" : "international");
  json.member("decimals", scope.decimals).end();
  json.member("capital", record.capital);
  if (!facts.generated.empty()) json.member("generated", facts.generated);
  json.member("year_sessions", facts.year_sessions);
  if (!record.benchmark.empty()) json.member("benchmark", record.benchmark_name);
  json.member("finished", seconds_of(facts.finished));
  write_special_sessions(json, scope);
  json.end();
}

std::string report_json(const RunRecord& record, const Evaluation& evaluation) {
  Scope scope{record, evaluation};
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("format", document_format);
  write_run(json.key("run"), scope);
  write_verdict(json.key("verdict"), scope);
  write_figures(json, scope);
  write_equity(json, scope);
  write_instruments(json.key("instruments"), scope);
  if (!record.records.empty()) write_price(json.key("price"), scope);
  if (!evaluation.weeks.empty()) {
    write_weeks(json.key("weeks"), scope);
    write_months(json.key("months"), scope);
  }
  if (!record.trades.empty()) write_trades(json.key("trades"), scope);
  if (!record.orders.empty()) write_orders(json.key("orders"), scope);
  write_open(json, scope);
  write_costs(json.key("costs"), scope);
  write_quality(json, scope);
  scope.texts.write(json.key("texts"));
  json.end();
  return out;
}

}  // namespace muhurat::research
