#include <fmt/format.h>

#include <set>

#include "research/explain_words.hpp"
#include "research/report/packing.hpp"
#include "research/report/sections.hpp"

namespace muhurat::research {
namespace {

std::string type_text(trading::OrderType type) {
  return type == trading::OrderType::StopLimit ? "stop-limit" : trading::to_text(type);
}

// The rows of a table, and a column of it.
template <class Row>
class Table {
 public:
  Table(JsonWriter& json, std::vector<const Row*> rows) : json_{json}, rows_{std::move(rows)} {}

  template <class Value>
  void column(const char* name, Value value) {
    json_.key(name).begin_array();
    for (const Row* row : rows_) json_.value(value(*row));
    json_.end();
  }
  template <class Value>
  void whole_numbers(const char* name, Value value) {
    std::vector<std::int64_t> values;
    for (const Row* row : rows_) values.push_back(value(*row));
    write_ints(json_.key(name), values);
  }
  template <class Value>
  void letters(const char* name, Value value) {
    std::string text;
    for (const Row* row : rows_) text += value(*row);
    json_.member(name, text);
  }

 private:
  JsonWriter& json_;
  std::vector<const Row*> rows_;
};

template <class Row>
std::vector<const Row*> rows_of(const std::vector<Row>& all,
                                const std::vector<std::size_t>& which) {
  std::vector<const Row*> rows;
  for (const std::size_t i : which) rows.push_back(&all[i]);
  return rows;
}

std::string listed_note(const Scope& scope, std::size_t shown, std::size_t of, const char* what) {
  return fmt::format("{} of {} {}", scope.format.count(static_cast<std::int64_t>(shown)),
                     scope.format.count(static_cast<std::int64_t>(of)), what);
}

std::optional<std::size_t> place_of(const Scope& scope, OrderId id) {
  const auto found = scope.listing.place_of_order.find(id.value());
  return found == scope.listing.place_of_order.end() ? std::nullopt : std::optional{found->second};
}

void write_trade_money(Table<TradeLine>& table, const Scope& scope) {
  table.column("gross", [&](const TradeLine& row) { return scope.rounded(row.trip.gross); });
  table.column("charges", [&](const TradeLine& row) { return scope.rounded(row.trip.charges); });
  table.column("slippage", [&](const TradeLine& row) { return scope.rounded(row.slippage); });
  table.column("net", [&](const TradeLine& row) { return scope.rounded(row.trip.net()); });
  table.column("risk", [&](const TradeLine& row) {
    return row.risk ? std::optional{scope.rounded(*row.risk)} : std::nullopt;
  });
  table.column("mae", [&](const TradeLine& row) { return scope.rounded(row.worst); });
  table.column("mfe", [&](const TradeLine& row) { return scope.rounded(row.best); });
}

void write_chains(JsonWriter& json, Scope& scope) {
  const ExplainWords words{scope.record, ExplainWords::Form::Screen};
  json.key("chain").begin_array();
  for (const std::size_t i : scope.listing.orders) {
    const OrderLine& line = scope.record.orders[i];
    const ExplainChain& chain = line.chain;
    json.begin_array();
    for (const std::string& text :
         {words.market(line), words.signal(line), words.sizing(line), words.execution(line),
          chain.risk, chain.venue, words.fill(line), words.charges(line), words.portfolio(line)}) {
      json.value(scope.texts.index_of(screen_text(text)));
    }
    json.end();
  }
  json.end();
}

bool was_refused(trading::OrderState state) {
  return trading::is_final(state) && state != trading::OrderState::Filled;
}

}  // namespace

void write_trades(JsonWriter& json, Scope& scope) {
  const RunRecord& record = scope.record;
  const std::vector<std::size_t>& listed = scope.listing.trades;
  json.begin_object();
  if (listed.size() < record.trades.size()) {
    write_thinned(json, listed.size(), record.trades.size(),
                  listed_note(scope, listed.size(), record.trades.size(),
                              "trades: the largest by net result"));
  }
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
  table.column("instrument", [](const TradeLine& row) { return row.trip.instrument.value(); });
  table.letters(
      "side", [](const TradeLine& row) { return row.trip.side == trading::Side::Buy ? 'L' : 'S'; });
  table.column("quantity", [](const TradeLine& row) { return row.trip.quantity.to_double(); });
  table.whole_numbers("entry_time",
                      [](const TradeLine& row) { return seconds_of(row.trip.entry_time); });
  table.whole_numbers("exit_time",
                      [](const TradeLine& row) { return seconds_of(row.trip.exit_time); });
  table.column("entry_price",
               [](const TradeLine& row) { return row.trip.entry_price.to_double(); });
  table.column("exit_price", [](const TradeLine& row) { return row.trip.exit_price.to_double(); });
  write_trade_money(table, scope);
  table.column("bars", [](const TradeLine& row) { return row.bars; });
  table.column("reason", [&](const TradeLine& row) {
    return scope.texts.index_of(row.exit.empty() ? "signal" : row.exit);
  });
  table.column("entry_order",
               [&](const TradeLine& row) { return place_of(scope, row.trip.entry_order); });
  table.column("exit_order",
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
  if (listed.size() < record.orders.size()) {
    write_thinned(json, listed.size(), record.orders.size(),
                  listed_note(scope, listed.size(), record.orders.size(),
                              "orders: those of the largest trades first"));
  }
  json.member("file", "orders.csv");
  Table<OrderLine> table{json, rows_of(record.orders, listed)};
  table.column("id", [](const OrderLine& row) { return to_text(row.order.id); });
  table.column("instrument", [](const OrderLine& row) { return row.order.instrument.value(); });
  table.letters("side", [](const OrderLine& row) {
    return row.order.side == trading::Side::Buy ? 'B' : 'S';
  });
  table.column("type", [](const OrderLine& row) { return type_text(row.order.type()); });
  table.column("quantity", [](const OrderLine& row) { return row.order.quantity.to_double(); });
  table.whole_numbers("written",
                      [](const OrderLine& row) { return seconds_of(row.order.written); });
  table.column("filled", [](const OrderLine& row) {
    return row.average ? std::optional{seconds_of(row.last_fill)} : std::nullopt;
  });
  table.column("average", [](const OrderLine& row) {
    return row.average ? std::optional{row.average->to_double()} : std::nullopt;
  });
  table.column("state", [](const OrderLine& row) { return state_text(row.order.state); });
  table.column("reason", [&](const OrderLine& row) {
    return was_refused(row.order.state) ? scope.texts.index_of(screen_text(row.reason)) : -1;
  });
  write_chains(json, scope);
  json.end();
}

}  // namespace muhurat::research
