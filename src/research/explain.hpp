// An order's way from the market to the portfolio: the fixed-size values that the engine kept,
// turned to text once, at the end; the bars and the books around it are found in the run's records
// and fills.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/format.hpp"
#include "engine/run_result.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

// Why an order was denied: "C07 TICK_SIZE: price 100.03, nearest 100 and 100.05".
std::string refusal_text(const trading::RiskRefusal& refusal);
// How many orders were denied, and by which rules, the most frequent first, each with its count if
// they are several: "Z11 MARGIN_INSUFFICIENT 9, C08 LOT_SIZE 4".
struct Denials {
  std::int64_t count = 0;
  std::string rules;
};
Denials denials_of(std::span<const OrderLine> orders, const Formatter& formatter);
// Without an exponent, however large: "12345678901".
std::string plain_number(double value);
// "channel breakout; high 105.2, low 98" of a reason; empty if nothing was said. `write` turns a
// value into text.
std::string reason_text(const trading::Reason& reason,
                        const std::function<std::string(const trading::NamedValue&)>& write);
std::string reason_text(const trading::Reason& reason);  // plain numbers

// Whether the rule takes a bar's open; such a fill has the time of the bar's start.
bool is_at_open(trading::FillRule rule);

class Explainer {
 public:
  Explainer(const engine::RunResult& result, const RunRecord& record);
  ExplainChain chain_of(const engine::OrderRow& row) const;

 private:
  struct Ends {
    std::optional<trading::Fill> first, last;
  };
  void replay_books();
  ExplainMarket market_of(const trading::Order& order) const;
  ExplainSignal signal_of(const engine::OrderRow& row) const;

  const engine::RunResult& result_;
  const RunRecord& record_;
  std::vector<std::vector<const market::Bar*>> bars_;    // matching ones, by InstrumentId
  std::vector<std::optional<ExplainBooking>> bookings_;  // by counter of the order's id
  std::vector<Ends> ends_;                               // likewise
};

}  // namespace muhurat::research
