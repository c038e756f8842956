#include "cli/backtest/run_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/backtest/backtest_run.hpp"
#include "cli/version.hpp"
#include "core/format.hpp"
#include "core/text.hpp"
#include "market/demo/demo_data.hpp"
#include "research/benchmark.hpp"
#include "research/explain.hpp"

namespace muhurat::cli {
namespace {

using research::Assumption;

void add_fill_assumptions(const RunParts& parts, const exchange::BarVenueCounts& venue,
                          std::vector<Assumption>& list) {
  const exchange::FillProfile& profile = parts.profile;
  if (profile.market_at_close) {
    list.push_back({"Market orders", "market orders at the close they were written at", true});
  } else {
    list.push_back({"Market orders", "next bar's open", false});
  }
  list.push_back({"Limits",
                  profile.limit_needs_trade_through ? "limits when traded through by a tick"
                                                    : "limits when touched",
                  !profile.limit_needs_trade_through});
  list.push_back({"Slippage", parts.slippage_text, parts.slippage->is_none()});
  if (profile.volume_share.is_zero()) {
    list.push_back({"Volume", "any quantity fills", true});
  } else {
    std::string text =
        "at most " + to_text(Rate::from_raw(profile.volume_share.raw() * 100)) + "% of volume";
    if (venue.capped > 0) {
      const auto cut = static_cast<std::int64_t>(venue.capped);
      text += " (" + Formatter{}.counted(cut, "fill") + " cut)";
    }
    list.push_back({"Volume", text, false});
  }
  if (venue.without_volume > 0) {
    const auto count = static_cast<std::uint64_t>(venue.without_volume);
    list.push_back(
        {"Volume", Formatter{}.counted(count, "bar") + " without volume filled no order", false});
  }
  list.push_back({"Path in a bar", exchange::to_text(profile.path), false});
}

// Whether the run has bars of the series that became known before the first one with volume.
bool begins_without_volume(const market::Series& series, const research::RunRecord& record) {
  const auto is_of_it = [&](const market::Record& each) { return each.bar.series == series.id; };
  const auto first = std::ranges::find_if(record.records, is_of_it);
  return first != record.records.end() && first->bar.available_time < series.volume_from;
}

// A bar without volume fills what it likes until its series has volume (docs/adr/0017).
void add_volume_gaps(const MarketData& data, const research::RunRecord& record,
                     std::vector<Assumption>& list) {
  for (const market::Series& series : data.tables.series) {
    if (!series.is_matching) continue;
    const std::string key = data.tables.instruments[series.instrument.index()].key();
    std::string text;
    if (!series.has_volume) {
      text = key + " has no volume: no cap on fills";
    } else if (begins_without_volume(series, record)) {
      const bool is_of_run = series.volume_from <= record.records.back().bar.available_time;
      const Date date = data.zone.date_of(series.volume_from - Duration::nanoseconds(1));
      text = fmt::format("no volume of {} {}: no cap on its fills", key,
                         is_of_run ? "until " + to_text(date) : "within the run");
    }
    if (!text.empty()) list.push_back({"Volume of " + key, text, true});
  }
}

bool has_product(const engine::RunResult& result, trading::Product product) {
  return std::any_of(result.orders.begin(), result.orders.end(),
                     [&](const auto& row) { return row.order.product == product; });
}

void add_product_assumptions(const BacktestRequest& request, const engine::RunResult& result,
                             const research::RunRecord& record, std::vector<Assumption>& list) {
  const bool has_intraday = has_product(result, trading::Product::Mis);
  const bool has_delivery = has_product(result, trading::Product::Cnc);
  const bool is_intraday_run = request.options.product == trading::Product::Mis;
  if (has_intraday || (is_intraday_run && !has_delivery)) {
    list.push_back({"Intraday", "MIS is not squared off at the close", true});
  }
  if (has_delivery || (!is_intraday_run && !has_intraday)) {
    list.push_back({"Delivery", "same-day CNC is charged as delivery", false});
  }
  list.push_back({"Margin", "no margin: cash covers every position", false});
  if (result.counts.fills_below_zero > 0) {
    list.push_back({"Cash below 0",
                    fmt::format("{} left cash below 0",
                                Formatter{}.counted(result.counts.fills_below_zero, "fill")),
                    true});
  }
  const research::Denials denials = research::denials_of(record.orders, Formatter{});
  if (denials.count > 0) {
    list.push_back(
        {"Denied",
         Formatter{}.counted(denials.count, "order") + " denied by limits: " + denials.rules,
         false});
  }
  list.push_back({"End",
                  request.options.end == EndChoice::Close ? "positions closed at the last close"
                                                          : "positions left at the last mark",
                  false});
  list.push_back({"Corporate actions", "prices as given: no splits, no dividends", false});
}

}  // namespace

std::string intervals_as_text(const market::RunTables& tables) {
  std::vector<market::Interval> intervals;
  for (const market::Series& each : tables.series) intervals.push_back(each.interval);
  std::sort(intervals.begin(), intervals.end());
  intervals.erase(std::unique(intervals.begin(), intervals.end()), intervals.end());
  std::string text;
  for (const market::Interval each : intervals) {
    text += (text.empty() ? "" : ", ") + market::to_text(each);
  }
  return text;
}

std::string parameters_as_text(const sdk::Parameters& parameters) {
  std::string text;
  for (std::size_t i = 0; i < parameters.declared().size(); ++i) {
    if (!text.empty()) text += " ";
    text += sdk::name_of(parameters.declared()[i]);
    text += "=";
    std::visit(
        [&](const auto& value) {
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, double>) {
            text += fmt::format("{:g}", value);
          } else {
            text += fmt::format("{}", value);
          }
        },
        parameters.values()[i]);
  }
  return text;
}

std::string generated_label(const market::RunTables& tables) {
  for (const market::Instrument& each : tables.instruments) {
    const std::size_t at = each.name.find(market::demo_label);
    if (at != each.name.npos) return each.name.substr(at);
  }
  return {};
}

std::vector<Assumption> assumptions_of(const BacktestRequest& request, const MarketData& data,
                                       const RunParts& parts, const engine::RunResult& result,
                                       const exchange::BarVenueCounts& venue,
                                       const research::RunRecord& record) {
  std::vector<Assumption> list;
  add_fill_assumptions(parts, venue, list);
  add_volume_gaps(data, record, list);
  list.push_back(
      {"Charges", charges_source_of(request, parts, result), parts.fees_text == "no charges"});
  for (const sdk::FeeAssumption& each : parts.fees->assumptions()) {
    list.push_back({"Charges", each.text, each.is_optimistic});
  }
  list.push_back({"Limits of risk", parts.limits_text,
                  std::holds_alternative<NoLimits>(request.options.limits)});
  add_product_assumptions(request, result, record, list);
  if (data.is_always_open) {
    list.push_back({"Sessions",
                    "no calendar: trades 24x7, a session is a date in " + data.zone.name(), false});
  }
  for (const std::string& text : data.assumptions) list.push_back({"Sessions", text, false});
  return list;
}

trading::Product product_of(const BacktestRequest& request, const engine::RunResult& result) {
  if (result.orders.empty()) return request.options.product;
  const trading::Product first = result.orders[0].order.product;
  const bool is_one = std::all_of(result.orders.begin(), result.orders.end(),
                                  [&](const auto& row) { return row.order.product == first; });
  return is_one ? first : request.options.product;
}

std::string charges_source_of(const BacktestRequest& request, const RunParts& parts,
                              const engine::RunResult& result) {
  if (!parts.run_charged_as) return parts.fees_text;
  bool has_intraday = false;
  bool has_delivery = false;
  const auto note = [&](trading::Product product) {
    const bool is_intraday = product == request.options.product
                                 ? *parts.run_charged_as == sdk::ChargedAs::Intraday
                                 : product == trading::Product::Mis;
    (is_intraday ? has_intraday : has_delivery) = true;
  };
  for (const engine::FillRow& row : result.fills) note(row.fill.product);
  if (result.fills.empty()) note(product_of(request, result));
  const char* which = has_intraday && has_delivery ? "delivery and intraday"
                      : has_intraday               ? "intraday"
                                                   : "delivery";
  return fmt::format("NSE equity {} charges by trade date, Zerodha", which);
}

std::vector<research::Fact> facts_to_reproduce(const BacktestRequest& request,
                                               const MarketData& data,
                                               const std::string& parameters) {
  std::vector<research::Fact> facts;
  if (!parameters.empty()) facts.push_back({"Parameters", parameters, true});
  if (request.compiled) {
    facts.push_back({"Strategy file", request.compiled->source_hash, true});
    facts.push_back({"Strategy kit", request.compiled->sdk_hash, true});
    facts.push_back({"Compiler", strategy_stamp().substr(strategy_stamp().find(", ") + 2), true});
  }
  for (const store::SeriesSummary& each : data.stored) {
    facts.push_back({"Data, " + store::to_text(each.name), to_hex(each.checksum), true});
  }
  facts.push_back({"Muhurat", version_text(), false});
  return facts;
}

void set_benchmark(const market::RunTables& tables, std::span<const market::Record> records,
                   research::RunRecord& record) {
  std::vector<Timestamp> closes;
  for (const research::SessionClose& each : record.sessions) closes.push_back(each.time);
  const research::BenchmarkCurve curve = research::buy_and_hold(
      tables, records, closes, record.records.back().bar.available_time, record.capital);
  record.benchmark = curve.equity;
  record.benchmark_final = research::money_of(curve.final_equity);
}

}  // namespace muhurat::cli
