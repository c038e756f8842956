// Signal, sizer and execution model run as one strategy: forecasts become targets, targets become
// gaps (target − position − working, reckoned here once for every execution model), and the model
// closes the gaps with orders.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/command_count.hpp"
#include "engine/run_log.hpp"
#include "sdk/execution_model.hpp"
#include "sdk/free_form.hpp"
#include "sdk/risk_sizer.hpp"
#include "sdk/signal.hpp"
#include "trading/order_desk.hpp"

namespace muhurat::engine {

// References; they must outlive the engine.
struct ComposedParts {
  sdk::Signal& signal;
  sdk::RiskSizer& sizer;
  sdk::ExecutionModel& execution;
};

class ComposedStrategy final : public sdk::Strategy, private sdk::OrderDeskView {
 public:
  static constexpr unsigned callbacks = sdk::OnSlice | sdk::OnOrder;

  // What the engine lends it; must outlive it.
  struct Surroundings {
    trading::OrderDesk& desk;
    RunLog& log;
    const sdk::PortfolioState& portfolio;
    CommandCount& commands;
  };
  ComposedStrategy(const market::RunTables& tables, const ComposedParts& parts,
                   const Surroundings& surroundings);

  // Bars of each series before the run's start.
  std::size_t warm_up_bars() const;
  // Before the run's start: the parts see the slice, forecasts are dropped.
  void warm_up(const sdk::Slice& slice);
  void end_warm_up() { forecasts_.drop_all(); }
  // What the signal draws over the prices, for every instrument.
  void add_drawn(std::vector<sdk::DrawnIndicator>& drawn) const;
  // A date is over: the rebalance timer goes on.
  void on_date_end() { sessions_since_rebalance_ += 1; }

  void on_start(sdk::Context&) override;
  void on_slice(sdk::Context&, const sdk::Slice& slice) override;
  void on_order(sdk::Context&, const trading::OrderEvent& event) override;

 private:
  struct State {  // of one instrument
    Quantity last_gap;
    bool is_stale = false;       // a working order changed since the model saw it
    bool is_overridden = false;  // a protective child filled: what was left is the target
    Quantity left;
    bool is_released = false;                    // no longer overridden, since the sizer last ran
    bool is_shrinking = false;                   // protective children are being made smaller
    Timestamp blocked_until = Timestamp::min();  // after Denied or Rejected
    Timestamp worked = Timestamp::min();         // the slice in which the model was last called
  };

  void look(const sdk::Slice& slice);
  void size();
  void end_overrides();
  void take_target(InstrumentId instrument);
  void shrink_protection(InstrumentId instrument);
  bool is_protection_settled(InstrumentId instrument) const;
  Quantity wanted(InstrumentId instrument) const;
  void collect_gap(InstrumentId instrument);
  void work();
  Timestamp next_session_after(InstrumentId instrument, Timestamp time) const;

  // sdk::OrderDeskView
  OrderId submit(const trading::OrderRequest& request) override;
  void change(OrderId order, const trading::OrderChange& change) override;
  void cancel(OrderId order) override;
  const market::InstrumentTerms& terms(InstrumentId instrument) const override;

  const market::RunTables* tables_;
  ComposedParts parts_;
  Surroundings around_;
  sdk::Forecasts forecasts_;
  sdk::Targets targets_;
  std::vector<State> states_;  // by InstrumentId
  std::vector<sdk::Gap> gaps_;
  std::vector<trading::Order> working_;
  bool sizer_observes_ = false;
  bool execution_observes_ = false;
  bool fill_came_ = false;
  std::size_t sessions_since_rebalance_ = 0;
};

}  // namespace muhurat::engine
