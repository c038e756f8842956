// The one door: every order and every change passes here, and here alone an ApprovedOrder is made.
// What is approved is reserved at once (the money that its opening part needs, and its place in the
// worst-case position) until a known outcome releases it or a fill moves it to the position.
//
// The checks are those of docs/reference/limits.md under their ids; each refusal carries rule,
// code, limit and value. They run cheap and structural first, then state, price, size, exposure,
// loss.
//
// Free cash (Z11) is cash, less what open shorts tie up (Portfolio::free_cash), less what all
// working orders have reserved. An order needs price (limit, trigger or last mark) × quantity ×
// multiplier plus the estimated charges for the part of it that opens or extends a position; the
// part that closes needs nothing. Working exits claim the position first come, first served.
// Protective children reserve nothing and claim nothing: the desk keeps them within the position,
// and after one has sold it makes the exits of a delivery product as small as what is left.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "market/run_tables.hpp"
#include "trading/approved_order.hpp"
#include "trading/evidence.hpp"
#include "trading/ledger.hpp"
#include "trading/limits.hpp"
#include "trading/number_set.hpp"
#include "trading/order_table.hpp"
#include "trading/portfolio.hpp"
#include "trading/risk_checks.hpp"
#include "trading/session_cursor.hpp"

namespace muhurat::trading {

// What would be levied on a fill; asked before an order, so that its charges are covered too.
class ChargeEstimator {
 public:
  virtual ~ChargeEstimator() = default;
  virtual Money estimate(const Fill& fill) const = 0;
};

class RiskGate {
 public:
  // All references must outlive the gate.
  RiskGate(const market::RunTables& tables, Limits limits, const Portfolio& portfolio,
           const ChargeEstimator& estimator);

  // Reserves what it approves. Each order is judged once.
  [[nodiscard]] Result<ApprovedOrder, RiskRefusal> approve(const Order& order, Timestamp now);
  // Judges the order as it would be. The reservation covers both until the change is settled.
  [[nodiscard]] Result<ApprovedChange, RiskRefusal> approve_change(const Order& current,
                                                                   const OrderChange& change,
                                                                   Timestamp now);
  // A part was filled, `after` being the order afterwards. The portfolio books it.
  void on_fill(const Order& after, Quantity filled_now);
  // A change took effect, `after` being the order as it works on; or it did not.
  void on_changed(const Order& after, Timestamp now);
  void on_change_rejected(const Order& after);
  // Rejected, cancelled, expired or wholly filled: the rest is released.
  void on_final(const Order& order);

  void set_state(Scope scope, TradingState state);
  TradingState state(Scope scope) const { return states_[static_cast<std::size_t>(scope)]; }
  TradingState state() const { return state_; }  // the strictest of all scopes

  // L02 wants to know equity after each slice; where the set lacks it, nobody needs to tell.
  bool wants_equity() const { return limits_.drawdown.has_value(); }
  void observe(Date date, Money equity) { ledger_.observe(date, equity); }

  const Limits& limits() const { return limits_; }
  Money reserved() const { return reserved_; }
  // Rest of the live orders of one side, protective children aside: ≥ 0. A change in flight counts
  // with the larger of both quantities.
  Quantity open(InstrumentId instrument, Side side) const {
    return books_[instrument.index()].open[static_cast<std::size_t>(side)];
  }
  // Signed rest of the live orders of both sides as they stand, protective children aside.
  Quantity working(InstrumentId instrument) const { return books_[instrument.index()].working; }
  const market::InstrumentTerms& terms(InstrumentId instrument, Timestamp now) {
    return books_[instrument.index()].sessions.terms_for(now);
  }
  Date date_of(InstrumentId instrument, Timestamp time) {
    return books_[instrument.index()].sessions.date_of(time);
  }

 private:
  // What a live order holds back.
  struct Hold {
    Quantity rest;        // counted as open on its side
    Quantity opening;     // the part of it that opens
    Price price;          // that its money was reckoned at
    Money money;          // opening × price × multiplier + charges
    Quantity extra_rest;  // more of each while a change is in flight
    Money extra_money;
  };
  struct Book {  // of one instrument
    explicit Book(SessionCursor cursor) : sessions{cursor} {}
    SessionCursor sessions;
    std::array<Quantity, 2> open;     // by Side
    Quantity working;                 // signed, without what changes in flight may add
    std::array<Quantity, 2> opening;  // the part of it that opens
    Quantity quantity_limit;          // Z01 in units; 0: none
    Quantity position_limit;          // Z06 in units; 0: by value
  };

  JudgedOrder judged(const Order& order, const Hold* own, Timestamp now);
  Money money_for(const JudgedOrder& judged);
  static Hold hold_of(const JudgedOrder& judged);
  void add(const Order& order, const Hold& hold);
  void remove(const Order& order, const Hold& hold);

  const market::RunTables& tables_;
  const Portfolio& portfolio_;
  const ChargeEstimator& estimator_;
  Limits limits_;
  Ledger ledger_;
  std::array<TradingState, scope_count> states_ = {};
  TradingState state_ = TradingState::Active;
  std::vector<Book> books_;  // by InstrumentId
  OrderTable<Hold> holds_;
  NumberSet seen_;  // C02: the ids that were judged
  Money reserved_;
};

}  // namespace muhurat::trading
