// What trading's tests stand on: two instruments, a venue that says what a text tells it to say,
// and everything behind it, drawn as text.
//
//   Floor floor;
//   floor.buy(10, Limit{Price{100}});            // order 1
//   floor.say("accept 1; fill 1 4@99.5");        // evidence, applied and booked
//   floor.told()  == "working 1; filled 1 4@99.5"
//   floor.sent()  == "submit 1 buy 10 limit 100"
#pragma once

#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "core/parse.hpp"
#include "core/text.hpp"
#include "trading/order_desk.hpp"
#include "trading/portfolio.hpp"
#include "trading/risk_gate.hpp"

namespace muhurat::trading {

inline const InstrumentId acme{0};  // tick 0.05, lot 1
inline const InstrumentId fut{1};   // tick 0.05, lot 25, multiplier 1, freeze 1800

inline Timestamp at_hour(int hour, int day = 0) {
  return Timestamp::from_seconds(1'700'000'000 / 86'400 * 86'400 + day * 86'400 + hour * 3'600);
}

// Sessions of 04:00 to 10:00 UTC on ten days.
inline market::RunTables tables_for_test() {
  market::RunTables tables;
  const auto price = [](const char* text) { return *parse_price(text); };
  market::Instrument share;
  share.id = acme;
  share.exchange = "NSE";
  share.symbol = "ACME";
  share.terms = {{Date::min(), price("0.05"), Quantity{1}, Quantity{}, false}};
  market::Instrument future = share;
  future.id = fut;
  future.symbol = "FUT";
  future.terms = {{Date::min(), price("0.05"), Quantity{25}, Quantity{1'800}, true}};
  tables.instruments = {share, future};
  std::vector<market::Session> sessions;
  for (int day = 0; day < 10; ++day) {
    sessions.push_back({Date::from_days(1'700'000'000 / 86'400 + day), at_hour(4, day),
                        at_hour(10, day), market::SessionKind::Regular});
  }
  tables.sessions = {sessions, sessions};
  return tables;
}

// A fixed amount for each order asked about.
struct FlatEstimate final : ChargeEstimator {
  Money amount;
  Money estimate(const Fill&) const override { return amount; }
};

inline std::string draw(const Pricing& pricing) {
  std::string text = to_text(type_of(pricing));
  if (const auto* limit = std::get_if<Limit>(&pricing)) text += " " + to_text(limit->price);
  if (const auto* stop = std::get_if<Stop>(&pricing)) text += " " + to_text(stop->trigger);
  if (const auto* both = std::get_if<StopLimit>(&pricing)) {
    text += " " + to_text(both->trigger) + "/" + to_text(both->limit);
  }
  return text;
}

inline std::string number_of(OrderId id) {
  return std::to_string(id.value());
}

// Writes down what it is sent; says only what it is told to.
class ScriptedVenue final : public Venue {
 public:
  void submit(ApprovedOrder&& approved) override {
    const Order order = std::move(approved).spend();
    note("submit " + number_of(order.id) + " " + to_text(order.side) + " " +
         to_text(order.quantity) + " " + draw(order.pricing));
  }
  void change(ApprovedChange&& approved) override {
    const Order order = std::move(approved).spend();
    note("change " + number_of(order.id) + " " + to_text(order.quantity) + " " +
         draw(order.pricing));
  }
  void cancel(OrderId order, Timestamp) override { note("cancel " + number_of(order)); }
  void on_record(const market::Record&) override {}
  const Evidence* say_next() override { return nullptr; }
  std::string take_sent() { return std::exchange(sent_, {}); }

 private:
  void note(const std::string& line) { sent_ += (sent_.empty() ? "" : "; ") + line; }
  std::string sent_;
};

// "fill 1 5@100 #7": kind, order, quantity at price, number of the execution (none: 0).
inline Evidence evidence_of(const std::string& text) {
  static const std::map<std::string, EvidenceKind> kinds = {
      {"accept", EvidenceKind::Accepted},
      {"trigger", EvidenceKind::Triggered},
      {"fill", EvidenceKind::Filled},
      {"changed", EvidenceKind::Changed},
      {"change-rejected", EvidenceKind::ChangeRejected},
      {"cancelled", EvidenceKind::Cancelled},
      {"cancel-rejected", EvidenceKind::CancelRejected},
      {"rejected", EvidenceKind::Rejected},
      {"expired", EvidenceKind::Expired},
      {"silence", EvidenceKind::NoAnswer}};
  std::istringstream words{text};
  std::string kind, order, word;
  words >> kind >> order;
  Evidence evidence;
  evidence.kind = kinds.at(kind);
  evidence.order = OrderId{std::stoull(order)};
  evidence.rule = evidence.kind == EvidenceKind::Filled ? FillRule::Open : FillRule::None;
  while (words >> word) {
    if (word[0] == '#') evidence.execution = std::stoull(word.substr(1));
    if (word[0] == '=') evidence.filled_total = *parse_quantity(word.substr(1));
    const std::size_t mark = word.find('@');
    if (mark != std::string::npos) {
      evidence.quantity = *parse_quantity(word.substr(0, mark));
      evidence.price = *parse_price(word.substr(mark + 1));
      evidence.unslipped = evidence.price;
    }
  }
  return evidence;
}

inline std::vector<std::string> split(const std::string& script) {
  std::vector<std::string> parts;
  std::istringstream lines{script};
  for (std::string part; std::getline(lines, part, ';');) {
    const std::size_t first = part.find_first_not_of(' ');
    if (first != std::string::npos) parts.push_back(part.substr(first));
  }
  return parts;
}

inline const char* word_of(OrderEventKind kind) {
  switch (kind) {
    case OrderEventKind::Denied: return "denied";
    case OrderEventKind::Working: return "working";
    case OrderEventKind::Triggered: return "triggered";
    case OrderEventKind::Filled: return "filled";
    case OrderEventKind::Changed: return "changed";
    case OrderEventKind::ChangeRejected: return "change-rejected";
    case OrderEventKind::Cancelled: return "cancelled";
    case OrderEventKind::CancelRejected: return "cancel-rejected";
    case OrderEventKind::Rejected: return "rejected";
    case OrderEventKind::Expired: return "expired";
    case OrderEventKind::Unknown: return "unknown";
  }
  return "?";
}

inline std::string draw(const OrderEvent& event) {
  std::string text = std::string{word_of(event.kind)} + " " + number_of(event.order.id);
  if (event.kind == OrderEventKind::Filled) {
    text += " " + to_text(event.fill.quantity) + "@" + to_text(event.fill.price);
  }
  if (event.kind == OrderEventKind::Denied) {
    text += std::string{" "} + event.refusal.rule + " " + event.refusal.code;
  }
  return text;
}

// The whole path of an order, with a flat charge for each fill.
class Floor {
 public:
  explicit Floor(Limits limits = Limits::market(), Money capital = Money{1'000'000},
                 Product product = Product::Mis)
      : tables{tables_for_test()},
        portfolio{tables, capital},
        gate{tables, std::move(limits), portfolio, estimate},
        desk{tables, gate, venue, product} {
    mark(100);
  }
  Floor(const Floor&) = delete;

  void mark(std::int64_t price, InstrumentId id = acme) { portfolio.mark(id, Price{price}); }
  OrderId buy(std::int64_t quantity, Pricing pricing = Market{}, Bracket bracket = {}) {
    return order(Side::Buy, quantity, pricing, bracket);
  }
  OrderId sell(std::int64_t quantity, Pricing pricing = Market{}, Bracket bracket = {}) {
    return order(Side::Sell, quantity, pricing, bracket);
  }
  OrderId order(Side side, std::int64_t quantity, Pricing pricing, Bracket bracket) {
    OrderRequest request;
    request.instrument = instrument;
    request.side = side;
    request.quantity = Quantity{quantity};
    request.pricing = pricing;
    request.bracket = bracket;
    return desk.submit(request, now);
  }
  // Applies and books each piece in turn.
  void say(const std::string& script) {
    for (const std::string& part : split(script)) {
      Evidence evidence = evidence_of(part);
      evidence.time = now;
      if (evidence.kind == EvidenceKind::Filled && evidence.execution == 0 &&
          evidence.filled_total.is_zero()) {
        evidence.execution = ++last_execution;
      }
      apply(evidence);
    }
  }
  const Fill* apply(const Evidence& evidence) {
    const Fill* fill = desk.apply(evidence, now);
    if (fill == nullptr) return nullptr;
    Charges charges;
    charges.add(ChargeKind::Brokerage, charge);
    portfolio.apply(*fill, charges);
    return fill;
  }
  std::string told() {
    std::string text;
    OrderEvent event;
    while (desk.next_event(event)) text += (text.empty() ? "" : "; ") + draw(event);
    return text;
  }
  std::string sent() { return venue.take_sent(); }
  // What is live, one order after the other: "1 buy 6 of 10 working".
  std::string live() const {
    std::string text;
    for (const Order* order : desk.live_orders(instrument)) {
      text += (text.empty() ? "" : "; ") + number_of(order->id) + " " + to_text(order->side) + " " +
              to_text(order->rest()) + " " + draw(order->pricing) + " " + to_text(order->state);
    }
    return text;
  }
  std::string refused_by() {
    const std::string text = told();
    return text.starts_with("denied") ? text.substr(text.find(' ', 7) + 1) : text;
  }

  market::RunTables tables;
  FlatEstimate estimate;
  Portfolio portfolio;
  RiskGate gate;
  ScriptedVenue venue;
  OrderDesk desk;
  InstrumentId instrument = acme;
  Timestamp now = at_hour(5);
  Money charge;
  std::uint64_t last_execution = 0;
};

}  // namespace muhurat::trading
