// The words of an order: what is asked for (OrderRequest), the states of its life, and the view of
// a live order that strategies and execution models read. The state machine is in order_state.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "trading/reason.hpp"

namespace muhurat::trading {

// What an order may be for, and how far its prices may lie from 0: far beyond any market, and sums
// and products with them stay inside their types. The gate denies more (C01).
inline constexpr Quantity order_quantity_max{10'000'000'000};
inline constexpr Price order_price_max{10'000'000'000};

enum class Side : std::uint8_t { Buy, Sell };
constexpr Side opposite(Side side) {
  return side == Side::Buy ? Side::Sell : Side::Buy;
}
// +1 and -1, and what they make of an amount; sides come in no order that a machine could foresee,
// so without a branch.
constexpr std::int64_t sign(Side side) {
  return 1 - 2 * static_cast<std::int64_t>(side);
}
constexpr Quantity with_sign(Quantity quantity, Side side) {
  const std::int64_t flip = -static_cast<std::int64_t>(side);
  return Quantity::from_raw((quantity.raw() ^ flip) - flip);
}
constexpr Money with_sign(Money amount, Side side) {
  const int128 flip = -static_cast<int128>(side);
  return Money::from_raw((amount.raw() ^ flip) - flip);
}

struct Market {
  friend constexpr bool operator==(const Market&, const Market&) = default;
};
struct Limit {
  Price price;
  friend constexpr bool operator==(const Limit&, const Limit&) = default;
};
struct Stop {  // SL-M: a market order once the trigger is met
  Price trigger;
  friend constexpr bool operator==(const Stop&, const Stop&) = default;
};
struct StopLimit {  // SL: a limit order once the trigger is met
  Price trigger;
  Price limit;
  friend constexpr bool operator==(const StopLimit&, const StopLimit&) = default;
};
using Pricing = std::variant<Market, Limit, Stop, StopLimit>;

enum class OrderType : std::uint8_t { Market, Limit, Stop, StopLimit };  // the index of Pricing
constexpr OrderType type_of(const Pricing& pricing) {
  return static_cast<OrderType>(pricing.index());
}

// 0 where the type has none.
constexpr Price limit_price(const Pricing& pricing) {
  if (const auto* limit = std::get_if<Limit>(&pricing)) return limit->price;
  if (const auto* both = std::get_if<StopLimit>(&pricing)) return both->limit;
  return {};
}
constexpr Price trigger_price(const Pricing& pricing) {
  if (const auto* stop = std::get_if<Stop>(&pricing)) return stop->trigger;
  if (const auto* both = std::get_if<StopLimit>(&pricing)) return both->trigger;
  return {};
}

enum class Validity : std::uint8_t { Day, Ioc, Gtc };
enum class Product : std::uint8_t { Cnc, Mis, Nrml, Mtf };  // delivery, intraday, carry, margin
constexpr bool is_delivery(Product product) {
  return product == Product::Cnc || product == Product::Mtf;
}

// Protective children of an entry, as distances from the price of its first fill; zero: none. The
// desk rounds their prices to the tick: limits to the passive side, triggers away from the market.
// The two children cancel one another (OCO).
struct Bracket {
  Price stop;    // how far against us the stop triggers
  Price target;  // how far for us the limit rests
  friend constexpr bool operator==(const Bracket&, const Bracket&) = default;
};

struct OrderRequest {
  InstrumentId instrument;
  Side side = Side::Buy;
  Quantity quantity;     // > 0
  Pricing pricing = {};  // Market unless said
  Validity validity = Validity::Day;
  std::optional<Product> product = {};  // none: the run's product
  Bracket bracket = {};
  Reason reason = {};
};

// A change of a live order: what is absent stays. The quantity is the new total.
struct OrderChange {
  std::optional<Quantity> quantity = {};
  std::optional<Price> limit = {};
  std::optional<Price> trigger = {};
};

// Created, Held, Sent, Working and Unknown are live, the rest final. Held: contingent, not sent.
// Unknown: sent, no answer; only evidence resolves it.
enum class OrderState : std::uint8_t {
  Created,
  Denied,
  Held,
  Sent,
  Working,
  Filled,
  Cancelled,
  Rejected,
  Expired,
  Unknown
};
constexpr bool is_final(OrderState state) {
  return state == OrderState::Denied ||
         (state >= OrderState::Filled && state <= OrderState::Expired);
}
const char* to_text(OrderState state);

enum class OrderRole : std::uint8_t { Entry, StopChild, TargetChild };
constexpr bool is_protective(OrderRole role) {
  return role != OrderRole::Entry;
}

const char* to_text(Side side);          // buy, sell
const char* to_text(OrderType type);     // market, limit, stop, stop_limit
const char* to_text(Validity validity);  // DAY, IOC, GTC
const char* to_text(Product product);    // CNC, MIS, NRML, MTF

// An order as the desk holds it.
struct Order {
  OrderId id;
  OrderId parent;   // of a bracket child; 0: none
  OrderId sibling;  // the other child of its entry; 0: none
  InstrumentId instrument;
  Side side = Side::Buy;
  OrderRole role = OrderRole::Entry;
  OrderState state = OrderState::Created;
  Validity validity = Validity::Day;
  Product product = Product::Cnc;
  bool is_triggered = false;
  bool is_changing = false;    // a change is in flight
  bool is_cancelling = false;  // a cancel is in flight
  Quantity quantity;           // the total asked for
  Quantity filled;
  Pricing pricing;
  Bracket bracket;
  Timestamp written;   // when the request was made
  Money filled_value;  // Σ price × quantity of its fills; average price = value ÷ filled

  constexpr Quantity rest() const { return quantity - filled; }
  constexpr OrderType type() const { return type_of(pricing); }
};

}  // namespace muhurat::trading
