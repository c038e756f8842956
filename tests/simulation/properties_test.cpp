// What holds for every run, over random bars and orders.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <utility>

#include "tests/simulation/stage.hpp"

namespace muhurat::simulation {
namespace {

// What a random strategy does at one bar; everything is a small number, so that it shrinks well.
struct Move {
  int kind = 0;  // 0–3 nothing, then market, limit, stop, stop-limit, cancel, change
  bool buys = true;
  int quantity = 1;
  int offset = 0;  // of the price from the close
  int validity = 0;
  bool has_bracket = false;
};

rc::Gen<Move> moves() {
  return rc::gen::build<Move>(
      rc::gen::set(&Move::kind, rc::gen::inRange(0, 10)), rc::gen::set(&Move::buys),
      rc::gen::set(&Move::quantity, rc::gen::inRange(1, 9)),
      rc::gen::set(&Move::offset, rc::gen::inRange(-6, 7)),
      rc::gen::set(&Move::validity, rc::gen::inRange(0, 3)), rc::gen::set(&Move::has_bracket));
}

OrderRequest request_of(const Move& move, Price close) {
  const Price price = close + Price{move.offset};
  OrderRequest request;
  request.instrument = first_instrument;
  request.side = move.buys ? Side::Buy : Side::Sell;
  request.quantity = Quantity{move.quantity};
  request.validity = static_cast<Validity>(move.validity);
  if (move.kind == 5) request.pricing = Limit{price};
  if (move.kind == 6) request.pricing = Stop{price};
  if (move.kind == 7) request.pricing = StopLimit{price, price + Price{move.buys ? 1 : -1}};
  if (move.has_bracket) request.bracket = {.stop = Price{4}, .target = Price{5}};
  return request;
}

// Plays the moves bar by bar and checks the books after every event.
class Player final : public Strategy {
 public:
  explicit Player(std::vector<Move> moves) : moves_{std::move(moves)} {}

  void on_bar(Context& context, const Bar& bar) override {
    check(context);
    const Move& move = moves_[bar_ < moves_.size() ? bar_ : 0];
    bar_ += 1;
    if (move.kind >= 4 && move.kind <= 7) {
      last_ = context.submit(request_of(move, bar.close));
    } else if (move.kind == 8 && context.find(last_) != nullptr) {
      context.cancel(last_);
    } else if (move.kind == 9 && context.find(last_) != nullptr) {
      context.change(last_, {.quantity = context.find(last_)->filled + Quantity{move.quantity}});
    }
  }
  void on_order(Context& context, const OrderEvent& event) override {
    if (event.kind == OrderEventKind::Filled) {
      spent_ += event.fill.price * event.fill.signed_quantity();
      held_ += event.fill.signed_quantity();
    }
    check(context);
  }
  static constexpr unsigned callbacks = sdk::OnBar | sdk::OnOrder;

 private:
  void check(const Context& context) const {
    const Position& position = context.position(first_instrument);
    RC_ASSERT(position.quantity == held_);
    RC_ASSERT(context.cash() == Money{100'000} - spent_ - position.charges);
    RC_ASSERT(context.equity() == context.cash() + position.value());
    RC_ASSERT(context.equity() ==
              Money{100'000} + position.realised + position.unrealised() - position.charges);
  }

  std::vector<Move> moves_;
  std::size_t bar_ = 0;
  OrderId last_;
  Money spent_;
  Quantity held_;
};

struct Case {
  std::vector<Bar> bars;
  std::vector<Move> moves;
  exchange::FillProfile profile;
  std::optional<Timestamp> hash_until = {};
};

Case any_case() {
  Case made;
  Stage stage;
  std::int64_t close = 100;
  const int days = *rc::gen::inRange(5, 30);
  for (int day = 1; day <= days; ++day) {
    const auto open = close + *rc::gen::inRange<std::int64_t>(-4, 5);
    close = std::max<std::int64_t>(20, open + *rc::gen::inRange<std::int64_t>(-8, 9));
    const auto high = std::max(open, close) + *rc::gen::inRange<std::int64_t>(0, 6);
    const auto low = std::min(open, close) - *rc::gen::inRange<std::int64_t>(0, 6);
    const auto volume = *rc::gen::element(0, 40, 100, 1'000);
    stage.day(day, std::to_string(open) + " " + std::to_string(high) + " " + std::to_string(low) +
                       " " + std::to_string(close) + " " + std::to_string(volume));
  }
  made.bars = stage.bars;
  made.moves = *rc::gen::container<std::vector<Move>>(static_cast<std::size_t>(days), moves());
  made.profile = exchange::profiles[static_cast<std::size_t>(*rc::gen::inRange(0, 3))];
  return made;
}

engine::RunResult run(const Case& made, trading::Product product = trading::Product::Mis) {
  Stage stage;
  stage.bars = made.bars;
  stage.profile = made.profile;
  stage.fees = std::make_unique<sdk::FlatFees>(Money{3});
  stage.settings.capital = Money{100'000};
  stage.settings.product = product;
  stage.settings.hash_until = made.hash_until;
  Player player{made.moves};
  return stage.run_with(player, Player::callbacks);
}

RC_GTEST_PROP(ARun, BalancesItsBooksAfterEveryEvent, ()) {
  const engine::RunResult result = run(any_case());
  RC_ASSERT(result.counts.breaks == 0U);
}

RC_GTEST_PROP(ARun, HasTheSameHashTwice, ()) {
  const Case made = any_case();
  const engine::RunResult once = run(made);
  const engine::RunResult twice = run(made);
  RC_ASSERT(once.state_hash == twice.state_hash);
  RC_ASSERT(draw_orders(once) == draw_orders(twice));
}

// No order knows a bar that came after it.
RC_GTEST_PROP(ARun, WritesTheSameOrdersWhenItsDataEndEarlier, ()) {
  Case made = any_case();
  const auto kept = *rc::gen::inRange<std::size_t>(1, made.bars.size());
  made.hash_until = made.bars[kept - 1].available_time;
  const engine::RunResult whole = run(made);
  made.bars.resize(kept);
  const engine::RunResult part = run(made);
  RC_ASSERT(part.hash_until == whole.hash_until);
  RC_ASSERT(part.hash_until.size() == 32U);
  RC_ASSERT(part.orders.size() <= whole.orders.size());
  for (std::size_t i = 0; i < part.orders.size(); ++i) {
    const Order& early = part.orders[i].order;
    const Order& late = whole.orders[i].order;
    RC_ASSERT(early.written == late.written && early.side == late.side);
    RC_ASSERT(early.id == late.id && early.role == late.role);
  }
  for (std::size_t i = 0; i < part.fills.size(); ++i) {
    RC_ASSERT(part.fills[i].fill.price == whole.fills[i].fill.price);
    RC_ASSERT(part.fills[i].fill.quantity == whole.fills[i].fill.quantity);
  }
}

// Z13 judges an order when it is written; a bracket's stop may sell the same shares later.
RC_GTEST_PROP(ADeliveryRun, NeverSellsMoreThanItHolds, ()) {
  const engine::RunResult result = run(any_case(), trading::Product::Cnc);
  Quantity held;
  for (const auto& each : result.fills) {
    held += each.fill.signed_quantity();
    RC_ASSERT(!held.is_negative());
  }
}

// Stop and target of one entry together never sell more than the entry bought, and a child that was
// filled to its end leaves no other child behind.
RC_GTEST_PROP(ABracket, NeverClosesMoreThanItsEntry, ()) {
  const engine::RunResult result = run(any_case());
  std::vector<Quantity> closed(result.orders.size() + 1);
  for (const engine::OrderRow& row : result.orders) {
    if (trading::is_protective(row.order.role))
      closed[row.order.parent.index()] += row.order.filled;
  }
  for (const engine::OrderRow& row : result.orders) {
    RC_ASSERT(closed[row.order.id.index()] <= row.order.filled);
  }
}

// Every order has a bracket, and most bars reach the prices of both its children.
Case bracketed_case() {
  Case made = any_case();
  for (Move& move : made.moves) move.has_bracket = true;
  for (Bar& bar : made.bars) {
    bar.high += Price{5};
    bar.low -= Price{5};
  }
  return made;
}

// A bar that reaches both children fills one of them only, whatever is left of it: a partial fill
// of the one does not let the other work in the same bar.
RC_GTEST_PROP(ABracket, NeverFillsBothChildrenInOneBar, ()) {
  const engine::RunResult result = run(bracketed_case());
  std::map<std::pair<OrderId, Date>, trading::OrderRole> child_of_bar;  // bars here are days
  for (const engine::FillRow& row : result.fills) {
    const Order& order = result.orders[row.fill.order.index() - 1].order;
    if (!trading::is_protective(order.role)) continue;
    const auto [child, is_first] =
        child_of_bar.try_emplace({order.parent, row.fill.date}, order.role);
    RC_ASSERT(is_first || child->second == order.role);
  }
}

}  // namespace
}  // namespace muhurat::simulation
