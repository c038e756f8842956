// An order's way from the market to the portfolio: the fixed-size values that the engine kept,
// turned to text once, at the end; the bars and the books around it are found in the run's records
// and fills.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/run_result.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

// Why an order was denied: "C07 TICK_SIZE: price 100.03, nearest 100 and 100.05".
std::string refusal_text(const trading::RiskRefusal& refusal);
// "channel breakout; high 105.2, low 98" of a reason; empty if nothing was said.
std::string reason_text(const trading::Reason& reason);

// Whether the rule takes a bar's open; such a fill has the time of the bar's start.
bool is_at_open(trading::FillRule rule);

class Explainer {
 public:
  Explainer(const engine::RunResult& result, const RunRecord& record);
  ExplainChain chain_of(const engine::OrderRow& row) const;

 private:
  void replay_books();
  ExplainMarket market_of(const trading::Order& order) const;
  std::string signal_of(const engine::OrderRow& row) const;

  const engine::RunResult& result_;
  const RunRecord& record_;
  std::vector<std::vector<const market::Bar*>> bars_;      // matching ones, by InstrumentId
  std::vector<std::optional<ExplainBooking>> bookings_;    // by counter of the order's id
  std::vector<std::array<const trading::Fill*, 2>> ends_;  // first and last fill, likewise
};

}  // namespace muhurat::research
