// An order's way from the market to the portfolio: the fixed-size values that the engine kept,
// turned to text once, at the end; the bars and the books around it are found in the run's records
// and fills.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/format.hpp"
#include "engine/run_result.hpp"
#include "research/matching_bars.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

// How many orders were denied, and by which rules, the most frequent first, each with its count if
// they are several: "Z11 MARGIN_INSUFFICIENT 9, C08 LOT_SIZE 4".
struct Denials {
  std::int64_t count = 0;
  std::string rules;
};
Denials denials_of(std::span<const OrderLine> orders, const Formatter& formatter);
// Whether the rule takes a bar's open; such a fill has the time of the bar's start.
bool is_at_open(trading::FillRule rule);

class Explainer {
 public:
  Explainer(const engine::RunResult& result, const RunRecord& record);
  ExplainChain chain_of(const engine::OrderRow& row) const;
  // Of a denied order the refusal, else what its writer said.
  std::string reason_of(const engine::OrderRow& row) const;

 private:
  struct Ends {
    std::optional<trading::Fill> first, last;
  };
  void replay_books();
  ExplainMarket market_of(const trading::Order& order) const;
  ExplainSignal signal_of(const engine::OrderRow& row) const;

  const engine::RunResult& result_;
  const RunRecord& record_;
  std::vector<MatchingBars> bars_;                       // by InstrumentId
  std::vector<std::optional<ExplainBooking>> bookings_;  // by counter of the order's id
  std::vector<Ends> ends_;                               // likewise
};

}  // namespace muhurat::research
