#include "trading/risk_gate.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"
#include "trading/value.hpp"

namespace muhurat::trading {
namespace {

RiskRefusal malformed() {
  return {"C01", "MALFORMED_ORDER", 0, 0, {}, {}};
}

// The order with the change in it; false where the change names a price that the order has not.
bool apply_to(Order& order, const OrderChange& change) {
  if (change.quantity) order.quantity = *change.quantity;
  if (change.limit) {
    if (auto* limit = std::get_if<Limit>(&order.pricing)) {
      limit->price = *change.limit;
    } else if (auto* both = std::get_if<StopLimit>(&order.pricing)) {
      both->limit = *change.limit;
    } else {
      return false;
    }
  }
  if (change.trigger) {
    if (auto* stop = std::get_if<Stop>(&order.pricing)) {
      stop->trigger = *change.trigger;
    } else if (auto* both = std::get_if<StopLimit>(&order.pricing)) {
      both->trigger = *change.trigger;
    } else {
      return false;
    }
  }
  return true;
}

constexpr std::size_t index_of(Side side) {
  return static_cast<std::size_t>(side);
}

Quantity units_for(const std::vector<InstrumentLimit>& overrides, const std::string& key) {
  for (const InstrumentLimit& limit : overrides) {
    if (limit.instrument == key) return limit.units;
  }
  return {};
}

}  // namespace

RiskGate::RiskGate(const market::RunTables& tables, Limits limits, const Portfolio& portfolio,
                   const ChargeEstimator& estimator)
    : tables_{tables},
      portfolio_{portfolio},
      estimator_{estimator},
      limits_{std::move(limits)},
      ledger_{limits_.drawdown ? limits_.drawdown->rolling_days : 1} {
  books_.reserve(tables.instruments.size());
  for (std::size_t i = 0; i < tables.instruments.size(); ++i) {
    const auto id = InstrumentId{static_cast<std::uint32_t>(i)};
    Book& book = books_.emplace_back(SessionCursor{tables, id});
    const std::string key = tables.instruments[i].key();
    if (limits_.quantity) book.quantity_limit = units_for(limits_.quantity->overrides, key);
    if (limits_.position) book.position_limit = units_for(limits_.position->overrides, key);
  }
}

JudgedOrder RiskGate::judged(const Order& order, const Hold* own, Timestamp now) {
  Book& book = books_[order.instrument.index()];
  const Position& position = portfolio_.position(order.instrument);
  const std::size_t side = index_of(order.side);
  Quantity open = book.open[side];
  Quantity opening_of_others = book.opening[side];
  Money free_cash = portfolio_.free_cash() - reserved_;
  if (own != nullptr) {
    open -= own->rest + own->extra_rest;
    opening_of_others -= own->opening;
    free_cash += own->money + own->extra_money;
  }
  Quantity opening;
  if (!is_protective(order.role)) {
    const Quantity held = std::max(-with_sign(position.quantity, order.side), Quantity{});
    const Quantity closable = std::max(held - (open - opening_of_others), Quantity{});
    opening = order.rest() - std::min(order.rest(), closable);
  }
  return {.order = order,
          .instrument = tables_.instruments[order.instrument.index()],
          .terms = book.sessions.terms_for(now),
          .session = book.sessions.session_for(now),
          .now = now,
          .state = state_,
          .position = position.quantity,
          .open = open,
          .opening = opening,
          .quantity_limit = book.quantity_limit,
          .position_limit = book.position_limit,
          .price = reference_price(order.pricing, position.mark),
          .needed = {},
          .free_cash = free_cash,
          .equity = portfolio_.equity()};
}

Money RiskGate::money_for(const JudgedOrder& judged) {
  if (!limits_.cash_reserve || judged.opening.is_zero() || !judged.price.is_positive()) return {};
  const Order& order = judged.order;
  const Fill fill{.order = order.id,
                  .instrument = order.instrument,
                  .side = order.side,
                  .product = order.product,
                  .rule = FillRule::None,
                  .quantity = judged.opening,
                  .price = judged.price,
                  .unslipped = judged.price,
                  .time = judged.now,
                  .date = judged.session != nullptr ? judged.session->date
                                                    : date_of(order.instrument, judged.now),
                  .value = value_of(judged.price, judged.opening, judged.instrument.multiplier)};
  return fill.value + estimator_.estimate(fill);
}

RiskGate::Hold RiskGate::hold_of(const JudgedOrder& judged) {
  if (is_protective(judged.order.role)) return {};
  return {.rest = judged.order.rest(),
          .opening = judged.opening,
          .price = judged.price,
          .money = judged.needed,
          .extra_rest = {},
          .extra_money = {}};
}

void RiskGate::add(const Order& order, const Hold& hold) {
  Book& book = books_[order.instrument.index()];
  book.open[index_of(order.side)] += hold.rest + hold.extra_rest;
  book.opening[index_of(order.side)] += hold.opening;
  book.working += hold.rest * sign(order.side);
  reserved_ += hold.money + hold.extra_money;
}

void RiskGate::remove(const Order& order, const Hold& hold) {
  Book& book = books_[order.instrument.index()];
  book.open[index_of(order.side)] -= hold.rest + hold.extra_rest;
  book.opening[index_of(order.side)] -= hold.opening;
  book.working -= hold.rest * sign(order.side);
  reserved_ -= hold.money + hold.extra_money;
}

// Flattened: all that it calls lies in one piece, for calls cost stores (docs/adr/0015).
[[gnu::flatten]] Result<ApprovedOrder, RiskRefusal> RiskGate::approve(const Order& order,
                                                                      Timestamp now) {
  RiskRefusal refusal;
  if (!is_well_formed(order, books_.size(), refusal)) return failure(refusal);
  if (!seen_.insert(order.id.value()) && limits_.unique_id) {
    return failure(RiskRefusal{
        "C02", "DUPLICATE_CLIENT_ORDER_ID", 0, static_cast<double>(order.id.value()), {}, {}});
  }
  JudgedOrder judged = this->judged(order, nullptr, now);
  if (!is_computable(judged, refusal)) return failure(refusal);
  judged.needed = money_for(judged);
  if (!passes(limits_, ledger_, judged, refusal)) return failure(refusal);
  add(order, holds_.insert(order.id) = hold_of(judged));
  return ApprovedOrder{order};
}

Result<ApprovedChange, RiskRefusal> RiskGate::approve_change(const Order& current,
                                                             const OrderChange& change,
                                                             Timestamp now) {
  Hold* const own = holds_.find(current.id);
  Order asked = current;
  if (own == nullptr || !apply_to(asked, change)) return failure(malformed());
  RiskRefusal refusal;
  if (!is_well_formed(asked, books_.size(), refusal)) return failure(refusal);
  JudgedOrder judged = this->judged(asked, own, now);
  if (!is_computable(judged, refusal)) return failure(refusal);
  judged.needed = money_for(judged);
  if (!passes(limits_, ledger_, judged, refusal)) return failure(refusal);

  const Hold wanted = hold_of(judged);
  remove(current, *own);
  own->extra_rest = std::max(wanted.rest - own->rest, Quantity{});
  own->extra_money = std::max(wanted.money - own->money, Money{});
  add(current, *own);
  return ApprovedChange{asked, now};
}

void RiskGate::on_fill(const Order& after, Quantity filled_now) {
  Hold* const hold = holds_.find(after.id);
  if (hold == nullptr || hold->rest.is_zero()) return;
  remove(after, *hold);
  hold->rest -= std::min(hold->rest, filled_now);
  const Quantity opening = std::min(hold->opening, hold->rest);
  if (hold->money.is_positive() && opening != hold->opening) {
    hold->money -= value_of(hold->price, hold->opening - opening,
                            tables_.instruments[after.instrument.index()].multiplier);
  }
  hold->opening = opening;
  add(after, *hold);
}

void RiskGate::on_changed(const Order& after, Timestamp now) {
  Hold* const hold = holds_.find(after.id);
  if (hold == nullptr) return;
  remove(after, *hold);
  *hold = Hold{};
  JudgedOrder judged = this->judged(after, nullptr, now);
  judged.needed = money_for(judged);
  *hold = hold_of(judged);
  add(after, *hold);
}

void RiskGate::on_change_rejected(const Order& after) {
  Hold* const hold = holds_.find(after.id);
  if (hold == nullptr) return;
  remove(after, *hold);
  hold->extra_rest = {};
  hold->extra_money = {};
  add(after, *hold);
}

void RiskGate::on_final(const Order& order) {
  const Hold* const hold = holds_.find(order.id);
  if (hold == nullptr) return;
  remove(order, *hold);
  holds_.erase(order.id);
}

void RiskGate::set_state(Scope scope, TradingState state) {
  states_[static_cast<std::size_t>(scope)] = state;
  state_ = *std::max_element(states_.begin(), states_.end());
}

}  // namespace muhurat::trading
