#include "trading/risk_checks.hpp"

#include <algorithm>

#include "trading/value.hpp"

namespace muhurat::trading {
namespace {

// Sums and products stay inside their types below these bounds.
constexpr Quantity exposure_max{40'000'000'000};
constexpr Money amount_max = Money{1'000'000'000'000} * 1'000'000'000;

bool refuse(RiskRefusal& refusal, const char* rule, const char* code, double limit, double value) {
  refusal = RiskRefusal{rule, code, limit, value, {}, {}};
  return false;
}

bool has_limit(const Pricing& pricing) {
  return type_of(pricing) == OrderType::Limit || type_of(pricing) == OrderType::StopLimit;
}

bool has_trigger(const Pricing& pricing) {
  return type_of(pricing) == OrderType::Stop || type_of(pricing) == OrderType::StopLimit;
}

// No price of an order, nor a distance of its bracket, is so far from 0 that adding a tick or the
// distance to a price of the market could leave the type.
bool is_within_reach(const Order& order, RiskRefusal& refusal) {
  for (const Price price : {limit_price(order.pricing), trigger_price(order.pricing),
                            order.bracket.stop, order.bracket.target}) {
    if (price <= order_price_max && price >= -order_price_max) continue;
    return refuse(refusal, "C01", "MALFORMED_ORDER", order_price_max.to_double(),
                  price.to_double());
  }
  return true;
}

// C06: the session that the order will belong to takes it. While it is on, entries keep away from
// its open and, intraday, from its close; written while closed, an order waits. Where no session is
// known to come, none takes it.
bool check_session(const SessionBuffers& buffers, const JudgedOrder& judged, RiskRefusal& refusal) {
  if (judged.is_reducing()) return true;
  if (judged.session == nullptr) return refuse(refusal, "C06", "SESSION_CLOSED", 0, 0);
  if (!judged.session->contains(judged.now)) return true;
  const Duration since_open = judged.now - judged.session->open;
  const Duration to_close = judged.session->close - judged.now;
  if (since_open < buffers.after_open) {
    return refuse(refusal, "C06", "SESSION_CLOSED", buffers.after_open.to_seconds(),
                  since_open.to_seconds());
  }
  if (judged.order.product == Product::Mis && to_close < buffers.before_close) {
    return refuse(refusal, "C06", "SESSION_CLOSED", buffers.before_close.to_seconds(),
                  to_close.to_seconds());
  }
  return true;
}

bool is_on_tick(Price price, Price tick, RiskRefusal& refusal) {
  if (tick.is_positive() && price.is_multiple_of(tick)) return true;
  refuse(refusal, "C07", "TICK_SIZE", tick.to_double(), price.to_double());
  if (tick.is_positive()) {
    refusal.nearest_below = price.floor_to(tick);
    refusal.nearest_above = price.ceil_to(tick);
  }
  return false;
}

// C07.
bool check_tick(const JudgedOrder& judged, RiskRefusal& refusal) {
  const Pricing& pricing = judged.order.pricing;
  if (has_trigger(pricing) && !is_on_tick(trigger_price(pricing), judged.terms.tick, refusal)) {
    return false;
  }
  return !has_limit(pricing) || is_on_tick(limit_price(pricing), judged.terms.tick, refusal);
}

// C08.
bool check_lot(const JudgedOrder& judged, RiskRefusal& refusal) {
  const Quantity lot = judged.terms.lot;
  if (lot.is_positive() && judged.order.quantity.is_multiple_of(lot)) return true;
  return refuse(refusal, "C08", "LOT_SIZE", lot.to_double(), judged.order.quantity.to_double());
}

// C09.
bool check_freeze(const FreezeLimit& limit, const JudgedOrder& judged, RiskRefusal& refusal) {
  const Quantity freeze = judged.terms.freeze;
  if (freeze.is_zero() && !limit.deny_unknown) return true;
  if (judged.order.quantity <= freeze) return true;
  return refuse(refusal, "C09", "FREEZE_QTY", freeze.to_double(),
                judged.order.quantity.to_double());
}

// S01 and S02. Halted passes cancels only, and these do not come here.
bool check_state(const Limits& limits, const JudgedOrder& judged, RiskRefusal& refusal) {
  if (limits.halted && judged.state == TradingState::Halted) {
    return refuse(refusal, "S01", "TRADING_HALTED", 0, judged.order.rest().to_double());
  }
  if (limits.reducing && judged.state != TradingState::Active && !judged.is_reducing()) {
    return refuse(refusal, "S02", "TRADING_REDUCING",
                  (judged.order.rest() - judged.opening).to_double(),
                  judged.order.rest().to_double());
  }
  return true;
}

// X01.
bool check_positive_price(const JudgedOrder& judged, RiskRefusal& refusal) {
  const Pricing& pricing = judged.order.pricing;
  if (has_trigger(pricing) && !trigger_price(pricing).is_positive()) {
    return refuse(refusal, "X01", "PRICE_NOT_POSITIVE", 0, trigger_price(pricing).to_double());
  }
  if (has_limit(pricing) && !limit_price(pricing).is_positive()) {
    return refuse(refusal, "X01", "PRICE_NOT_POSITIVE", 0, limit_price(pricing).to_double());
  }
  return true;
}

bool trades_in_lots(const market::InstrumentTerms& terms) {
  return terms.lot > Quantity{1};
}

// Z01.
bool check_quantity(const QuantityLimit& limit, const JudgedOrder& judged, RiskRefusal& refusal) {
  Quantity most = judged.quantity_limit;
  if (most.is_zero()) {
    most = trades_in_lots(judged.terms) ? judged.terms.lot * limit.lots : limit.units;
  }
  if (judged.order.quantity <= most) return true;
  return refuse(refusal, "Z01", "MAX_ORDER_QTY", most.to_double(),
                judged.order.quantity.to_double());
}

// Z02. Without a price nothing is known of the value, so it is refused.
bool check_order_value(Money most, const JudgedOrder& judged, RiskRefusal& refusal) {
  const Money value = value_of(judged.price, judged.order.quantity, judged.instrument.multiplier);
  if (judged.price.is_positive() && value <= most) return true;
  return refuse(refusal, "Z02", "MAX_ORDER_VALUE", most.to_double(), value.to_double());
}

// Z06: the position if all working orders of this side are filled, and none of the other.
bool check_position(const PositionLimit& limit, const JudgedOrder& judged, RiskRefusal& refusal) {
  const Quantity adding = judged.open + judged.order.rest();
  const Quantity worst = abs(judged.position + adding * sign(judged.order.side));
  Quantity most = judged.position_limit;
  if (most.is_zero() && trades_in_lots(judged.terms)) {
    most = judged.terms.lot * limit.lots;
  } else if (most.is_zero()) {
    const Money value = value_of(judged.price, worst, judged.instrument.multiplier);
    if (judged.price.is_positive() && value <= limit.value) return true;
    return refuse(refusal, "Z06", "MAX_POSITION", limit.value.to_double(), value.to_double());
  }
  if (worst <= most) return true;
  return refuse(refusal, "Z06", "MAX_POSITION", most.to_double(), worst.to_double());
}

// Z13: a delivery product sells what is held and not already being sold, and no more.
bool check_short(const JudgedOrder& judged, RiskRefusal& refusal) {
  const Order& order = judged.order;
  if (order.side == Side::Buy || is_protective(order.role) || !is_delivery(order.product)) {
    return true;
  }
  const Quantity sellable = std::max(judged.position - judged.open, Quantity{});
  if (order.rest() <= sellable) return true;
  return refuse(refusal, "Z13", "SHORT_NOT_ALLOWED", sellable.to_double(),
                order.rest().to_double());
}

// Z11. Without a reference price the need is not known, so what opens is refused.
bool check_margin(Rate reserve, const JudgedOrder& judged, RiskRefusal& refusal) {
  if (judged.opening.is_zero()) return true;
  Money available = judged.free_cash;
  if (!reserve.is_zero()) available -= multiply(abs(available), reserve, Rounding::Up);
  if (judged.price.is_positive() && judged.needed <= available) return true;
  return refuse(refusal, "Z11", "MARGIN_INSUFFICIENT", available.to_double(),
                judged.needed.to_double());
}

bool check_fall(Money peak, Rate most, Money equity, RiskRefusal& refusal) {
  const Money fall = peak - equity;
  if (peak.is_positive() && fall <= multiply(peak, most, Rounding::TowardZero)) return true;
  return refuse(refusal, "L02", "DRAWDOWN", most.to_double(),
                peak.is_positive() ? fall.to_double() / peak.to_double() : 1);
}

// L02. A ledger that was never told anything is a missing parameter.
bool check_drawdown(const DrawdownLimit& limit, const Ledger& ledger, const JudgedOrder& judged,
                    RiskRefusal& refusal) {
  const Money equity = judged.equity;
  return check_fall(ledger.is_empty() ? Money{} : std::max(ledger.day_peak(), equity),
                    limit.from_day_peak, equity, refusal) &&
         check_fall(std::max(ledger.rolling_peak(), equity), limit.from_rolling_peak, equity,
                    refusal);
}

// Rules from which orders that strictly lower a position, whatever else is working, are exempt.
bool check_entry(const Limits& limits, const Ledger& ledger, const JudgedOrder& judged,
                 RiskRefusal& refusal) {
  if (limits.quantity && !check_quantity(*limits.quantity, judged, refusal)) return false;
  if (limits.order_value && !check_order_value(*limits.order_value, judged, refusal)) return false;
  if (limits.position && !check_position(*limits.position, judged, refusal)) return false;
  if (limits.cash_reserve && !check_margin(*limits.cash_reserve, judged, refusal)) return false;
  return !limits.drawdown || check_drawdown(*limits.drawdown, ledger, judged, refusal);
}

}  // namespace

bool is_well_formed(const Order& order, std::size_t instrument_count, RiskRefusal& refusal) {
  if (order.instrument.index() >= instrument_count) {
    return refuse(refusal, "C01", "MALFORMED_ORDER", static_cast<double>(instrument_count),
                  static_cast<double>(order.instrument.value()));
  }
  if (order.side > Side::Sell || order.validity > Validity::Gtc || order.product > Product::Mtf ||
      order.pricing.valueless_by_exception() || order.id == OrderId{}) {
    return refuse(refusal, "C01", "MALFORMED_ORDER", 0, 0);
  }
  if (order.quantity <= order.filled) {
    return refuse(refusal, "C08", "QTY_ZERO", order.filled.to_double(), order.quantity.to_double());
  }
  if (order.quantity > order_quantity_max) {
    return refuse(refusal, "C01", "MALFORMED_ORDER", order_quantity_max.to_double(),
                  order.quantity.to_double());
  }
  if (order.bracket.stop.is_negative() || order.bracket.target.is_negative()) {
    return refuse(refusal, "C01", "MALFORMED_ORDER", 0,
                  std::min(order.bracket.stop, order.bracket.target).to_double());
  }
  return is_within_reach(order, refusal);
}

bool is_computable(const JudgedOrder& judged, RiskRefusal& refusal) {
  const Quantity held = abs(judged.position);
  const Quantity room = exposure_max - judged.order.quantity;
  if (held > room || judged.open > room - held) {
    return refuse(refusal, "C01", "MALFORMED_ORDER", exposure_max.to_double(),
                  judged.order.quantity.to_double());
  }
  const Price price = abs(std::max(judged.price, -Price::max()));
  int128 amount = (price * (held + judged.open + judged.order.quantity)).raw();
  const std::int64_t multiplier = judged.instrument.multiplier;
  const bool fits =
      multiplier == 1 || !__builtin_mul_overflow(amount, static_cast<int128>(multiplier), &amount);
  if (fits && amount <= amount_max.raw()) return true;
  return refuse(refusal, "C01", "MALFORMED_ORDER", amount_max.to_double(),
                Money::from_raw(amount).to_double());
}

bool passes(const Limits& limits, const Ledger& ledger, const JudgedOrder& judged,
            RiskRefusal& refusal) {
  if (limits.session && !check_session(*limits.session, judged, refusal)) [[unlikely]] {
    return false;
  }
  if (limits.tick && !check_tick(judged, refusal)) [[unlikely]]
    return false;
  if (limits.lot && !check_lot(judged, refusal)) [[unlikely]]
    return false;
  if (limits.freeze && !check_freeze(*limits.freeze, judged, refusal)) [[unlikely]]
    return false;
  if (judged.state != TradingState::Active && !check_state(limits, judged, refusal)) {
    return false;
  }
  if (limits.positive_price && !check_positive_price(judged, refusal)) [[unlikely]]
    return false;
  if (limits.no_short_delivery && !check_short(judged, refusal)) [[unlikely]]
    return false;
  return judged.is_reducing() || check_entry(limits, ledger, judged, refusal);
}

Price reference_price(const Pricing& pricing, Price mark) {
  switch (type_of(pricing)) {
    case OrderType::Market: return mark;
    case OrderType::Limit:
    case OrderType::StopLimit: return limit_price(pricing);
    case OrderType::Stop: return trigger_price(pricing);
  }
  return {};
}

}  // namespace muhurat::trading
