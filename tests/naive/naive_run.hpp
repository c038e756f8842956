// What the naive backtester keeps while it runs. In parts: what a bar does to the orders
// (naive_bars.cpp), and what the desk above the venue does with fills and with the script's wishes
// (naive_desk.cpp, naive_cash.cpp).
#pragma once

#include <algorithm>
#include <optional>

#include "naive/naive_backtester.hpp"

namespace muhurat::naive {

using trading::FillRule;
using trading::OrderRole;
using trading::OrderState;
using trading::OrderType;
using trading::Side;
using trading::Validity;

// Where on the path through a bar something happens: leg 0, 1, 2 and how far along it.
struct Spot {
  int leg = 0;
  Price distance;
  friend auto operator<=>(const Spot&, const Spot&) = default;
};

struct Naive {
  const Scenario& s;
  NaiveResult out;
  Price point[4];  // open, first extreme, second extreme, close
  Quantity cap;    // left for our orders in this bar
  bool has_cap = false;
  Spot now;
  std::size_t known = 0;               // so many bars are over
  std::size_t acted = 0;               // the script has come so far
  std::vector<std::size_t> submitted;  // ids, by number of the Submit

  std::vector<std::size_t> protected_entries;  // ids of those with a bracket, by first fill

  NaiveOrder& order(std::size_t id) { return out.orders[id - 1]; }
  const NaiveOrder& order(std::size_t id) const { return out.orders[id - 1]; }
  static std::size_t child_of(const NaiveOrder& entry, OrderRole role) {
    return role == OrderRole::StopChild ? entry.stop_child : entry.target_child;
  }
  Price tick() const { return Price{1}; }
  Price margin() const { return s.profile.limit_needs_trade_through ? tick() : Price{}; }
  static bool is_buy(const NaiveOrder& o) { return o.request.side == Side::Buy; }
  static OrderType type(const NaiveOrder& o) { return trading::type_of(o.request.pricing); }
  static Price trigger(const NaiveOrder& o) {
    if (auto* p = std::get_if<trading::Stop>(&o.request.pricing)) return p->trigger;
    return std::get<trading::StopLimit>(o.request.pricing).trigger;
  }
  static Price limit(const NaiveOrder& o) {
    if (auto* p = std::get_if<trading::Limit>(&o.request.pricing)) return p->price;
    return std::get<trading::StopLimit>(o.request.pricing).limit;
  }
  static bool waits_for_trigger(const NaiveOrder& o) {
    return (type(o) == OrderType::Stop || type(o) == OrderType::StopLimit) && !o.triggered;
  }
  static bool acts_as_limit(const NaiveOrder& o) {
    return type(o) == OrderType::Limit || (type(o) == OrderType::StopLimit && o.triggered);
  }
  static bool acts_as_market(const NaiveOrder& o) {
    return type(o) == OrderType::Market || (type(o) == OrderType::Stop && o.triggered);
  }
  // At b or beyond it in the direction in which the price gets worse for us.
  static bool reaches(const NaiveOrder& o, Price a, Price b) { return is_buy(o) ? a >= b : a <= b; }
  bool works(const NaiveOrder& o, const market::Bar& bar) const {
    return o.state == OrderState::Working && o.request.instrument.value() == bar.series.value() &&
           o.since <= bar.start();
  }

  // What a bar does to the orders: step (1) of its record, and its close under same_close.
  void see(const market::Bar& bar);
  void fill_at_close(std::size_t index);
  bool in_session(const market::Bar& bar) const;
  Timestamp moment_before(const market::Bar& bar) const;
  void expire(const market::Bar& bar, bool early);
  void lay_path(const market::Bar& bar);
  void at_open(const market::Bar& bar);
  void along_path(const market::Bar& bar);
  std::optional<Spot> meets(const NaiveOrder& o, bool as_trigger) const;
  Quantity fillable(const NaiveOrder& o) const;
  Price slipped(const NaiveOrder& o, Price unslipped, const market::Bar& bar) const;

  // What the desk does: the script's orders, what a fill means, and brackets.
  void act(std::size_t index);
  std::size_t submit(const Action& action, const market::Bar& bar);
  void tell(std::size_t id, const market::Bar& bar);
  // Whether they were accepted.
  bool change(std::size_t id, const trading::OrderChange& change, Timestamp time);
  bool cancel(std::size_t id);
  void close_positions();
  Price last_mark(InstrumentId instrument) const;
  bool sells_only_holdings() const {  // Z13
    return s.checks_orders && s.product == trading::Product::Cnc;
  }
  bool is_denied(const NaiveOrder& order) const;
  // Cash: what an order claims, what all of them leave.
  static bool has_claim(const NaiveOrder& o) {
    return o.state == OrderState::Working || !o.in_flight.is_zero();
  }
  Claim claim_of(const NaiveOrder& order) const;
  Money money_of(const Claim& claim, InstrumentId instrument) const;
  Money free_cash(std::size_t without) const;
  Money cost_of_shorts() const;
  bool lacks_cash(const NaiveOrder& order) const;
  void answer(std::size_t id);
  Quantity held(InstrumentId instrument) const;
  Timestamp session_close_for(InstrumentId instrument, Timestamp time) const;
  void fill(std::size_t index, Price price, FillRule rule, const market::Bar& bar, Timestamp time);
  void trim_exits(InstrumentId instrument);
  void fit_children(InstrumentId instrument, Timestamp time);
  void fit_child(std::size_t entry, OrderRole role, Timestamp time);
  void add_child(std::size_t entry, OrderRole role, Timestamp time);
  bool wants(const NaiveOrder& entry, OrderRole role) const;
  Quantity protected_now(const NaiveOrder& entry) const;
  std::vector<std::size_t> protected_entries_of(InstrumentId instrument, Side side) const;
};

}  // namespace muhurat::naive
