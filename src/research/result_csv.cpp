#include "research/result_csv.hpp"

#include <fmt/format.h>

#include <cmath>
#include <initializer_list>
#include <string_view>

#include "core/text.hpp"
#include "research/explain_words.hpp"

namespace muhurat::research {
namespace {

// A field that contains a comma, a quote or a line break is quoted, its quotes doubled.
void append_field(std::string& out, std::string_view field) {
  if (field.find_first_of(",\"\r\n") == field.npos) {
    out.append(field);
    return;
  }
  out.push_back('"');
  for (const char c : field) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

void append_row(std::string& out, std::initializer_list<std::string_view> fields) {
  bool is_first = true;
  for (const std::string_view field : fields) {
    if (!is_first) out.push_back(',');
    is_first = false;
    append_field(out, field);
  }
  out.push_back('\n');
}

// Empty where the order's type has no such price.
std::string limit_of(const trading::Order& order) {
  using trading::OrderType;
  const bool has = order.type() == OrderType::Limit || order.type() == OrderType::StopLimit;
  return has ? to_text(trading::limit_price(order.pricing)) : "";
}

std::string trigger_of(const trading::Order& order) {
  using trading::OrderType;
  const bool has = order.type() == OrderType::Stop || order.type() == OrderType::StopLimit;
  return has ? to_text(trading::trigger_price(order.pricing)) : "";
}

// An estimate in a file: six decimals, no exponent.
std::string fraction(double value) {
  return fmt::format("{:.6f}", std::fabs(value) < 0.5e-6 ? 0.0 : value);
}

}  // namespace

std::string orders_csv(const RunRecord& record) {
  std::string out =
      "id,instrument,side,type,validity,product,quantity,limit,trigger,written,state,filled,"
      "average,reason\n";
  for (const OrderLine& line : record.orders) {
    const trading::Order& order = line.order;
    append_row(out, {to_text(order.id), record.key_of(order.instrument), to_text(order.side),
                     to_text(order.type()), to_text(order.validity), to_text(order.product),
                     to_text(order.quantity), limit_of(order), trigger_of(order),
                     to_text(order.written), to_text(order.state), to_text(order.filled),
                     line.average ? to_text(*line.average) : "", line.reason});
  }
  return out;
}

std::string fills_csv(const RunRecord& record) {
  std::string out = "order,instrument,side,quantity,price,time,charges,rule\n";
  for (const FillLine& line : record.fills) {
    const trading::Fill& fill = line.fill;
    append_row(out, {to_text(fill.order), record.key_of(fill.instrument), to_text(fill.side),
                     to_text(fill.quantity), to_text(fill.price), to_text(fill.time),
                     to_text(line.charges), to_text(fill.rule)});
  }
  return out;
}

std::string trades_csv(const RunRecord& record) {
  std::string out =
      "instrument,side,quantity,entry_time,entry_price,exit_time,exit_price,gross,charges,net\n";
  for (const TradeLine& line : record.trades) {
    const trading::RoundTrip& trip = line.trip;
    append_row(out,
               {record.key_of(trip.instrument), trip.side == trading::Side::Buy ? "long" : "short",
                to_text(trip.quantity), to_text(trip.entry_time), to_text(trip.entry_price),
                to_text(trip.exit_time), to_text(trip.exit_price), to_text(trip.gross),
                to_text(trip.charges), to_text(trip.net())});
  }
  return out;
}

std::string equity_csv(const RunRecord& record) {
  std::string out = "time,equity,cash,gross_exposure\n";
  for (const SessionClose& close : record.sessions) {
    append_row(out, {to_text(close.time), to_text(close.equity), to_text(close.cash),
                     to_text(close.gross_exposure)});
  }
  return out;
}

std::string weeks_csv(const Evaluation& evaluation) {
  std::string out =
      "week,first,last,partial,verdict,return,net,benchmark,drawdown,trades,hit_rate,costs,"
      "turnover,reason\n";
  for (const Week& week : evaluation.weeks) {
    append_row(out, {to_text(week.week), to_text(week.first), to_text(week.last),
                     week.is_partial ? "partial" : "", to_text(week.verdict),
                     fraction(week.period_return), to_text(week.net),
                     week.benchmark ? fraction(*week.benchmark) : "", fraction(week.drawdown),
                     std::to_string(week.trades), week.hit_rate ? fraction(*week.hit_rate) : "",
                     to_text(week.costs), fraction(week.turnover), week.reason});
  }
  return out;
}

std::string explain_csv(const RunRecord& record) {
  std::string out =
      "order,instrument,state,market,signal,sizing,execution,risk,venue,fill,charges,portfolio\n";
  PlainPrinter printer;
  const ExplainWords words{printer};
  for (const OrderLine& line : record.orders) {
    append_row(out, {to_text(line.order.id), record.key_of(line.order.instrument),
                     to_text(line.order.state), words.market(line), words.signal(line),
                     words.sizing(line), words.execution(line), words.risk(line), words.venue(line),
                     words.fill(line), words.charges(line), words.portfolio(line)});
  }
  return out;
}

}  // namespace muhurat::research
