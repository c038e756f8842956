#include <fmt/format.h>

#include <set>

#include "research/report/chains.hpp"
#include "research/report/packing.hpp"
#include "research/report/sections.hpp"
#include "research/report/table.hpp"

namespace muhurat::research {
namespace {

std::string type_text(trading::OrderType type) {
  return type == trading::OrderType::StopLimit ? "stop-limit" : trading::to_text(type);
}

// Says so if not all of them are listed.
void write_listed(JsonWriter& json, const Scope& scope, std::size_t shown, std::size_t of,
                  const char* what) {
  if (shown == of) return;
  write_thinned(
      json, shown, of,
      fmt::format("{} of {} {}", scope.format.count(shown), scope.format.count(of), what));
}

// −1 if the order is not listed.
std::int64_t place_of(const Scope& scope, OrderId id) {
  const auto found = scope.listing.place_of_order.find(id.value());
  return found == scope.listing.place_of_order.end() ? -1
                                                     : static_cast<std::int64_t>(found->second);
}

void write_trade_money(Table<TradeLine>& table, const Scope& scope) {
  const auto column = [&](const char* name, auto value) {
    table.numbers(name, scope.decimals,
                  [&](const TradeLine& row) { return scope.minor_units(value(row)); });
  };
  column("gross", [](const TradeLine& row) { return row.trip.gross; });
  column("charges", [](const TradeLine& row) { return row.trip.charges; });
  column("slippage", [](const TradeLine& row) { return row.slippage; });
  column("net", [](const TradeLine& row) { return row.trip.net(); });
  table.numbers("risk", scope.decimals, [&](const TradeLine& row) {
    return row.risk ? std::optional{scope.minor_units(*row.risk)} : std::nullopt;
  });
  column("mae", [](const TradeLine& row) { return row.worst; });
  column("mfe", [](const TradeLine& row) { return row.best; });
}

}  // namespace

void write_trades(JsonWriter& json, Scope& scope) {
  const RunRecord& record = scope.record;
  const std::vector<std::size_t>& listed = scope.listing.trades;
  json.begin_object();
  write_listed(json, scope, listed.size(), record.trades.size(),
               "trades: the largest by net result");
  Money total;
  std::set<std::uint64_t> entries;
  for (const TradeLine& line : record.trades) {
    total += line.trip.net();
    entries.insert(line.trip.entry_order.value());
  }
  json.member("file", "trades.csv").member("total_net", total);
  json.member("entries", entries.size());
  std::vector<std::int64_t> numbers;
  for (const std::size_t i : listed) numbers.push_back(static_cast<std::int64_t>(i) + 1);
  write_ints(json.key("number"), numbers);
  Table<TradeLine> table{json, rows_of(record.trades, listed)};
  table.whole_numbers("instrument",
                      [](const TradeLine& row) { return row.trip.instrument.value(); });
  table.letters(
      "side", [](const TradeLine& row) { return row.trip.side == trading::Side::Buy ? 'L' : 'S'; });
  table.exact("quantity", [](const TradeLine& row) { return row.trip.quantity; });
  table.whole_numbers("entry_time",
                      [](const TradeLine& row) { return seconds_of(row.trip.entry_time); });
  table.whole_numbers("exit_time",
                      [](const TradeLine& row) { return seconds_of(row.trip.exit_time); });
  table.exact("entry_price", [](const TradeLine& row) { return row.trip.entry_price; });
  table.exact("exit_price", [](const TradeLine& row) { return row.trip.exit_price; });
  write_trade_money(table, scope);
  table.whole_numbers("bars", [](const TradeLine& row) { return row.bars; });
  table.whole_numbers("reason", [&](const TradeLine& row) {
    return scope.texts.index_of(row.exit.empty() ? "signal" : row.exit);
  });
  table.whole_numbers("entry_order",
                      [&](const TradeLine& row) { return place_of(scope, row.trip.entry_order); });
  table.whole_numbers("exit_order",
                      [&](const TradeLine& row) { return place_of(scope, row.trip.exit_order); });
  table.letters("at_open", [](const TradeLine& row) {
    if (row.entry_at_open) return row.exit_at_open ? 'B' : 'E';
    return row.exit_at_open ? 'X' : '-';
  });
  json.end();
}

void write_orders(JsonWriter& json, Scope& scope) {
  const RunRecord& record = scope.record;
  const std::vector<std::size_t>& listed = scope.listing.orders;
  json.begin_object();
  write_listed(json, scope, listed.size(), record.orders.size(),
               "orders: those of the largest trades first");
  json.member("file", "orders.csv");
  Table<OrderLine> table{json, rows_of(record.orders, listed)};
  table.whole_numbers("id", [](const OrderLine& row) { return row.order.id.value(); });
  table.whole_numbers("instrument",
                      [](const OrderLine& row) { return row.order.instrument.value(); });
  table.letters("side", [](const OrderLine& row) {
    return row.order.side == trading::Side::Buy ? 'B' : 'S';
  });
  table.whole_numbers("type", [&](const OrderLine& row) {
    return scope.texts.index_of(type_text(row.order.type()));
  });
  table.exact("quantity", [](const OrderLine& row) { return row.order.quantity; });
  table.exact("filled", [](const OrderLine& row) { return row.order.filled; });
  table.whole_numbers("written",
                      [](const OrderLine& row) { return seconds_of(row.order.written); });
  table.whole_numbers("state", [&](const OrderLine& row) {
    return scope.texts.index_of(state_text(row.order.state));
  });
  Chains chains{scope};
  for (const std::size_t i : listed) chains.add(record.orders[i]);
  chains.write(json);
  json.end();
}

}  // namespace muhurat::research
