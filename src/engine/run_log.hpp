// Everything that happens at the desk, kept in rows and hashed at once. It also reckons
// the charges of each fill, because the hash holds a fill together with them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/run_hash.hpp"
#include "engine/run_result.hpp"
#include "sdk/fee_model.hpp"
#include "trading/order_desk.hpp"
#include "trading/order_observer.hpp"

namespace muhurat::engine {

class RunLog final : public trading::OrderObserver {
 public:
  static constexpr std::size_t breaks_max = 1000;  // kept; all are counted

  RunLog(const market::RunTables& tables, sdk::FeeModel& fees) : hash_{tables}, fees_{fees} {}

  void on_request(const trading::Order& order, const trading::Reason& reason) override;
  void on_state(const trading::Order& order, trading::OrderState before) override;
  void on_refusal(const trading::Order& order, const trading::RiskRefusal& refusal) override;
  void on_fill(const trading::Order& order, const trading::Fill& fill) override;
  void on_changed(const trading::Order& order) override { hash_.add_terms(order); }
  void on_final(const trading::Order& order) override { row(order.id).order = order; }
  void on_break(const trading::Break& broken) override;

  // Of the fill that on_fill was last told of.
  const trading::Charges& charges_of_last_fill() const { return charges_; }
  // Of all that happened so far.
  std::string hash() const { return hash_.hex(); }
  void explain(OrderId order, const ExplainRow& row);

  // Takes live orders as they are, adds the final state to the hash and moves all rows out.
  void finish(const trading::OrderDesk& desk, const trading::Portfolio& portfolio);
  void move_to(RunResult& result);

 private:
  OrderRows::Kept& row(OrderId order) { return orders_.kept(trading::counter_of(order) - 1); }

  RunHash hash_;
  sdk::FeeModel& fees_;
  trading::Charges charges_;
  OrderRows orders_;
  FillRows fills_;
  std::vector<ExplainRow> explains_;
  std::vector<trading::RiskRefusal> refusals_;
  std::vector<trading::Break> breaks_;
  std::uint64_t break_count_ = 0;
  std::uint64_t denied_ = 0;
};

}  // namespace muhurat::engine
