// Properties of the whole order path under random orders, brackets, changes, cancels and evidence
// that is doubled, reordered and late.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "core/random.hpp"
#include "trading/trading_floor_test.hpp"

namespace muhurat::trading {
namespace {

// One case is one seed and a number of steps, so that a failing one shrinks to its shortest.
Random dice{0};

template <class T>
T pick(T from, T below) {
  return from + static_cast<T>(dice.below(static_cast<std::uint64_t>(below - from)));
}
bool one_in(int count) {
  return pick(0, count) == 0;
}

// An exchange that really has the orders, and a wire to us that loses nothing but may double,
// reorder and delay.
class TrueVenue final : public Venue {
 public:
  struct TrueOrder {
    Order order;
    Quantity filled;
    bool is_open = true;
    bool was_changed = false;
  };

  void submit(ApprovedOrder&& approved) override {
    const Order order = std::move(approved).spend();
    orders[order.id] = {order, {}, true, false};
    emit(order.id, EvidenceKind::Accepted);
  }
  void change(ApprovedChange&& approved) override {
    const Order asked = std::move(approved).spend();
    TrueOrder& mine = orders.at(asked.id);
    mine.was_changed = true;
    const bool is_possible = mine.is_open && asked.quantity > mine.filled;
    if (is_possible) mine.order.quantity = asked.quantity;
    emit(asked.id, is_possible ? EvidenceKind::Changed : EvidenceKind::ChangeRejected);
  }
  void cancel(OrderId id, Timestamp) override {
    TrueOrder& mine = orders.at(id);
    emit(id, mine.is_open ? EvidenceKind::Cancelled : EvidenceKind::CancelRejected);
    mine.is_open = false;
  }
  void on_record(const market::Record&) override {}
  const Evidence* say_next() override { return nullptr; }

  // Fills a part of a random open order.
  void trade() {
    std::vector<OrderId> open;
    for (const auto& [id, mine] : orders) {
      if (mine.is_open) open.push_back(id);
    }
    if (open.empty()) return;
    TrueOrder& mine = orders.at(open[pick<std::size_t>(0, open.size())]);
    const Quantity rest = mine.order.quantity - mine.filled;
    const Quantity part{pick<std::int64_t>(1, rest.raw() / Quantity::one + 1)};
    mine.filled += part;
    mine.is_open = part < rest;
    Evidence evidence;
    evidence.kind = EvidenceKind::Filled;
    evidence.order = mine.order.id;
    evidence.execution = ++last_execution;
    evidence.quantity = part;
    evidence.price = Price{pick<std::int64_t>(95, 106)};
    evidence.unslipped = evidence.price;
    wire.push_back(evidence);
  }

  std::map<OrderId, TrueOrder> orders;
  std::vector<Evidence> wire;
  std::uint64_t last_execution = 0;

 private:
  void emit(OrderId id, EvidenceKind kind) {
    Evidence evidence;
    evidence.kind = kind;
    evidence.order = id;
    wire.push_back(evidence);
  }
};

// What the gate should hold back, kept the plain way.
struct Shadow {
  Quantity opening;
  Price price;
  Money charges;
};

struct World final : OrderObserver {
  World(const Limits& limits, Money start)
      : tables{tables_for_test()},
        portfolio{tables, start},
        gate{tables, limits, portfolio, estimate},
        desk{tables, gate, venue, Product::Mis},
        capital{start} {
    desk.set_observer(this);
    estimate.amount = Money{2};
    portfolio.mark(acme, Price{100});
  }

  void on_request(const Order& order, const Reason&) override { expected = shadow_of(order); }
  void on_state(const Order& order, OrderState before) override {
    if (before == OrderState::Created && order.state == OrderState::Sent) {
      shadows[order.id] = expected;
    }
  }
  void on_refusal(const Order&, const RiskRefusal&) override {}
  void on_fill(const Order& order, const Fill& fill) override {
    booked[order.id] += fill.quantity;
    signed_value += fill.value * sign(fill.side);
    Shadow& shadow = shadows[order.id];
    shadow.opening = std::min(shadow.opening, std::max(order.rest(), Quantity{}));
  }
  void on_changed(const Order&) override {}
  void on_final(const Order& order) override { shadows.erase(order.id); }
  void on_break(const Break& broken) override { breaks.push_back(broken.kind); }

  // From scratch: what of this order's rest would open, the other working orders of its side having
  // first claim on the position.
  Shadow shadow_of(const Order& order) const {
    if (is_protective(order.role)) return {};
    const Quantity position = portfolio.position(acme).quantity;
    Quantity closable = order.side == Side::Buy ? -position : position;
    for (const Order* other : desk.live_orders(acme)) {
      if (other->side != order.side || is_protective(other->role)) continue;
      closable -= other->rest() - shadows.at(other->id).opening;
    }
    closable = std::max(closable, Quantity{});
    const Quantity opening = std::max(order.rest() - closable, Quantity{});
    const Price price = order.type() == OrderType::Limit ? std::get<Limit>(order.pricing).price
                                                         : portfolio.position(acme).mark;
    return {opening, price, opening.is_zero() ? Money{} : estimate.amount};
  }
  Money reserved_from_scratch() const {
    Money sum;
    for (const auto& [id, shadow] : shadows) sum += shadow.price * shadow.opening + shadow.charges;
    return sum;
  }
  Quantity open_from_scratch(Side side) const {
    Quantity sum;
    for (const Order* order : desk.live_orders(acme)) {
      if (order->side == side && !is_protective(order->role)) sum += order->rest();
    }
    return sum;
  }

  void apply(const Evidence& evidence) {
    if (const Fill* fill = desk.apply(evidence, now)) {
      Charges charges;
      charges.add(ChargeKind::Stt, Money::from_raw(pick<std::int64_t>(0, 1'000)));
      portfolio.apply(*fill, charges);
      levied += charges.total();
    }
    check_balance();
  }
  void check_balance() const {
    const Position& position = portfolio.position(acme);
    RC_ASSERT(portfolio.cash() == capital - signed_value - levied);
    RC_ASSERT(portfolio.equity() == capital + position.realised + position.unrealised() - levied);
  }
  enum class Brackets { None, Some };
  void submit_something(Brackets brackets) {
    OrderRequest request;
    request.instrument = acme;
    request.side = one_in(2) ? Side::Buy : Side::Sell;
    request.quantity = Quantity{pick<std::int64_t>(1, 11)};
    if (one_in(2)) request.pricing = Limit{Price{pick<std::int64_t>(90, 111)}};
    if (brackets == Brackets::Some && one_in(2))
      request.bracket = {Price{5}, Price{pick<std::int64_t>(0, 9)}};
    desk.submit(request, now);
  }
  OrderId any_live() const {
    const auto live = desk.live_orders(acme);
    return live.empty() ? OrderId{} : live[pick<std::size_t>(0, live.size())]->id;
  }

  market::RunTables tables;
  FlatEstimate estimate;
  Portfolio portfolio;
  RiskGate gate;
  TrueVenue venue;
  OrderDesk desk;
  Timestamp now = at_hour(5);
  Money capital, signed_value, levied;
  std::map<OrderId, Quantity> booked;
  std::map<OrderId, Shadow> shadows;
  Shadow expected;
  std::vector<BreakKind> breaks;
};

// Delivers one piece of what is on the wire: any of it, and perhaps not for the last time.
void deliver_any(World& world) {
  auto& wire = world.venue.wire;
  if (wire.empty()) return;
  const auto at = static_cast<std::ptrdiff_t>(pick<std::size_t>(0, wire.size()));
  const Evidence evidence = wire[static_cast<std::size_t>(at)];
  if (!one_in(4)) wire.erase(wire.begin() + at);
  world.apply(evidence);
}

void deliver_first(World& world) {
  auto& wire = world.venue.wire;
  if (wire.empty()) return;
  const Evidence evidence = wire.front();
  wire.erase(wire.begin());
  world.apply(evidence);
}

void check_nothing_lost(const World& world) {
  Quantity position;
  for (const auto& [id, mine] : world.venue.orders) {
    const auto found = world.booked.find(id);
    RC_ASSERT((found == world.booked.end() ? Quantity{} : found->second) == mine.filled);
    position += mine.filled * sign(mine.order.side);
    if (!mine.is_open && !mine.was_changed) RC_ASSERT(world.desk.find(id) == nullptr);
    if (mine.is_open && !mine.was_changed) {
      const Order* const order = world.desk.find(id);
      RC_ASSERT(order != nullptr);
      RC_ASSERT(order->filled == mine.filled);
    }
  }
  RC_ASSERT(world.portfolio.position(acme).quantity == position);
}

RC_GTEST_PROP(OrderPath, DoubledReorderedAndLateEvidenceLosesNoFillAndBreaksNoOrder,
              (std::uint64_t seed)) {
  const int steps = *rc::gen::inRange(1, 80);
  dice = Random{seed};
  World world{Limits::market(), Money{1'000'000}};
  for (int step = 0; step < steps; ++step) {
    switch (pick(0, 10)) {
      case 0:
      case 1: world.submit_something(World::Brackets::Some); break;
      case 2: world.desk.cancel(world.any_live(), world.now); break;
      case 3:
        world.desk.change(world.any_live(), {.quantity = Quantity{pick<std::int64_t>(1, 15)}},
                          world.now);
        break;
      case 4:
      case 5:
      case 6: world.venue.trade(); break;
      default: deliver_any(world);
    }
  }
  while (!world.venue.wire.empty()) deliver_any(world);
  check_nothing_lost(world);
  for (const BreakKind kind : world.breaks) RC_ASSERT(kind != BreakKind::UnknownOrder);
}

RC_GTEST_PROP(OrderPath, ReservationsKeptStepByStepEqualThoseFromScratch, (std::uint64_t seed)) {
  const int steps = *rc::gen::inRange(1, 80);
  dice = Random{seed};
  World world{Limits::market(), Money{pick<std::int64_t>(500, 5'000)}};
  for (int step = 0; step < steps; ++step) {
    switch (pick(0, 8)) {
      case 0:
      case 1: world.submit_something(World::Brackets::None); break;
      case 2: world.desk.cancel(world.any_live(), world.now); break;
      case 3: world.portfolio.mark(acme, Price{pick<std::int64_t>(90, 111)}); break;
      case 4:
      case 5: world.venue.trade(); break;
      default: deliver_first(world);
    }
    RC_ASSERT(world.gate.reserved() == world.reserved_from_scratch());
    Quantity working;
    for (const Side side : {Side::Buy, Side::Sell}) {
      RC_ASSERT(world.gate.open(acme, side) == world.open_from_scratch(side));
      working += world.open_from_scratch(side) * sign(side);
    }
    RC_ASSERT(world.desk.working(acme) == working);
  }
  while (!world.venue.wire.empty()) deliver_first(world);
  RC_ASSERT(world.breaks.empty());
  check_nothing_lost(world);
}

RC_GTEST_PROP(OrderPath, NothingIsAboveItsLimitAfterAPass, (std::uint64_t seed)) {
  const int steps = *rc::gen::inRange(1, 80);
  dice = Random{seed};
  const std::vector<LimitEntry> entries{{"Z06.instruments.NSE:ACME", "20"}, {"Z11", "true"}};
  World world{*limits_from(Limits::none(), entries), Money{2'000}};
  for (int step = 0; step < steps; ++step) {
    switch (pick(0, 6)) {
      case 0:
      case 1: {
        const Money before = world.gate.reserved();
        world.submit_something(World::Brackets::None);
        if (world.gate.reserved() > before) {
          RC_ASSERT(world.gate.reserved() <= world.portfolio.free_cash());
        }
        break;
      }
      case 2:
        world.desk.change(world.any_live(), {.quantity = Quantity{pick<std::int64_t>(1, 25)}},
                          world.now);
        break;
      case 3: world.venue.trade(); break;
      default: deliver_first(world);
    }
    const Quantity position = world.portfolio.position(acme).quantity;
    RC_ASSERT(position + world.gate.open(acme, Side::Buy) <= Quantity{20});
    RC_ASSERT(position - world.gate.open(acme, Side::Sell) >= Quantity{-20});
  }
}

RC_GTEST_PROP(OrderPath, ChildrenNeverProtectMoreThanTheEntriesFilled, (std::uint64_t seed)) {
  const int steps = *rc::gen::inRange(1, 80);
  dice = Random{seed};
  World world{Limits::market(), Money{1'000'000}};
  for (int step = 0; step < steps; ++step) {
    switch (pick(0, 6)) {
      case 0: world.submit_something(World::Brackets::Some); break;
      case 1: world.desk.cancel(world.any_live(), world.now); break;
      case 2: world.venue.trade(); break;
      default: deliver_first(world);
    }
    const Quantity position = world.portfolio.position(acme).quantity;
    const Quantity covered = world.desk.protection(acme);
    RC_ASSERT(abs(covered) <= abs(position));
    RC_ASSERT(covered.is_zero() || covered.is_positive() == position.is_positive());
  }
  while (!world.venue.wire.empty()) deliver_first(world);
  const Quantity covered = abs(world.desk.protection(acme));
  Quantity stops, targets;
  for (const Order* order : world.desk.live_orders(acme)) {
    if (order->role == OrderRole::StopChild) stops += order->rest();
    if (order->role == OrderRole::TargetChild) targets += order->rest();
  }
  RC_ASSERT(stops <= covered);
  RC_ASSERT(targets <= covered);
}

}  // namespace
}  // namespace muhurat::trading
