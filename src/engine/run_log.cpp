#include "engine/run_log.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

namespace muhurat::engine {

void RunLog::on_request(const trading::Order& order, const trading::Reason& reason) {
  CHECK(trading::counter_of(order.id) == orders_.size() + 1);
  orders_.add(reason);
  hash_.add_request(order);
}

void RunLog::on_state(const trading::Order& order, trading::OrderState) {
  denied_ += order.state == trading::OrderState::Denied ? 1 : 0;
  hash_.add_state(order);
}

void RunLog::on_refusal(const trading::Order& order, const trading::RiskRefusal& refusal) {
  row(order.id).refusal = static_cast<std::uint32_t>(refusals_.size());
  refusals_.push_back(refusal);
}

void RunLog::on_fill(const trading::Order& order, const trading::Fill& fill) {
  charges_.clear();
  fees_.on_fill(fill, charges_);
  hash_.add_fill(fill, charges_);
  row(order.id).rule = fill.rule;
  fills_.add(fill, charges_);
}

void RunLog::on_break(const trading::Break& broken) {
  break_count_ += 1;
  if (breaks_.size() < breaks_max) breaks_.push_back(broken);
}

void RunLog::explain(OrderId order, const ExplainRow& explained) {
  row(order).explain = static_cast<std::uint32_t>(explains_.size());
  explains_.push_back(explained);
}

void RunLog::finish(const trading::OrderDesk& desk, const trading::Portfolio& portfolio) {
  hash_.add_cash(portfolio.cash());
  for (std::size_t i = 0; i < portfolio.positions().size(); ++i) {
    const trading::Position& position = portfolio.positions()[i];
    if (!position.is_flat()) {
      hash_.add_position(InstrumentId{static_cast<std::uint32_t>(i)}, position);
    }
  }
  std::vector<const trading::Order*> open;
  for (std::size_t i = 0; i < portfolio.positions().size(); ++i) {
    const auto live = desk.live_orders(InstrumentId{static_cast<std::uint32_t>(i)});
    open.insert(open.end(), live.begin(), live.end());
  }
  std::sort(open.begin(), open.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  for (const trading::Order* order : open) {
    row(order->id).order = *order;
    hash_.add_open_order(*order);
  }
}

void RunLog::move_to(RunResult& result) {
  result.counts.orders = orders_.size();
  result.counts.fills = fills_.size();
  result.counts.denied = denied_;
  result.counts.breaks = break_count_;
  result.orders = std::move(orders_);
  result.fills = std::move(fills_);
  result.explains = std::move(explains_);
  result.refusals = std::move(refusals_);
  result.breaks = std::move(breaks_);
  result.state_hash = hash_.hex();
}

}  // namespace muhurat::engine
