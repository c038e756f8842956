// An order's way from the market to the portfolio, in words: the fixed-size values that the engine
// kept, turned to text once, at the end.
#pragma once

#include <string>

#include "core/format.hpp"
#include "engine/run_result.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

// Why an order was denied: "C07 TICK_SIZE: price 100.03, nearest 100 and 100.05".
std::string refusal_text(const trading::RiskRefusal& refusal);
// "channel breakout; high 105.2, low 98" of a reason; empty if nothing was said.
std::string reason_text(const trading::Reason& reason);

class Explainer {
 public:
  Explainer(const engine::RunResult& result, const RunRecord& record);
  ExplainChain chain_of(const engine::OrderRow& row) const;

 private:
  std::string signal_of(const engine::OrderRow& row) const;
  std::string request_of(const trading::Order& order) const;

  const engine::RunResult& result_;
  const RunRecord& record_;
  Formatter formatter_;
  std::vector<Money> charges_;  // of each order's fills, by counter of the id
};

}  // namespace muhurat::research
