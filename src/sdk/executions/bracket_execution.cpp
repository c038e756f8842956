#include "sdk/executions/bracket_execution.hpp"

#include <algorithm>

#include "sdk/executions/closing_orders.hpp"

namespace muhurat::sdk {

BracketExecution::BracketExecution(Parameters& parameters)
    : stop_{parameters.integer({"stop_ticks", 0, 0, 1'000'000, "stop distance in ticks"}),
            parameters.number({"stop_atr", 0, 0, 100, "stop distance in average true ranges"}),
            Rate::from_double(
                parameters.number({"stop_percent", 2, 0, 99,
                                   "stop distance in percent of the last price, where neither the "
                                   "sizer nor another setting gives one; 0: no stop"}) /
                100)},
      target_{
          parameters.integer({"target_ticks", 0, 0, 1'000'000, "target distance in ticks"}),
          parameters.number({"target_atr", 0, 0, 100, "target distance in average true ranges"}),
          Rate::from_double(
              parameters.number({"target_percent", 4, 0, 1000,
                                 "target distance in percent of the last price, where no other "
                                 "setting gives one; 0: no target"}) /
              100)},
      reward_{parameters.number(
          {"reward", 0, 0, 1000, "target distance as a multiple of the stop distance"})},
      ranges_{static_cast<std::size_t>(
          parameters.integer({"atr_period", 14, 1, 5000, "bars of the average true range"}))} {}

Price BracketExecution::price_of(const Distance& distance, const Gap& gap, Price tick) const {
  if (distance.ticks > 0) return tick * distance.ticks;
  if (distance.atr > 0) {
    const Price by_range = ranges_.distance(gap.instrument, distance.atr, tick);
    if (by_range.is_positive()) return by_range;
  }
  return multiply(gap.mark, distance.of_price).ceil_to(tick);
}

trading::Bracket BracketExecution::bracket(const Gap& gap, Price tick) const {
  trading::Bracket bracket;
  bracket.stop = gap.target.stop ? *gap.target.stop : price_of(stop_, gap, tick);
  const bool by_reward = reward_ > 0 && bracket.stop.is_positive();
  bracket.target = by_reward ? multiply(bracket.stop, Rate::from_double(reward_)).ceil_to(tick)
                             : price_of(target_, gap, tick);
  return bracket;
}

void BracketExecution::work(const Gaps& gaps, const WorkingOrders& working, OrderDeskView& desk) {
  for (const Gap& gap : gaps) {
    const ClosingOrders orders{gap, working};
    if (orders.is_settling() || orders.take_back(desk)) continue;
    const market::InstrumentTerms& terms = desk.terms(gap.instrument);
    const Quantity missing = gap.quantity.truncate_to(terms.lot);
    if (missing.is_zero()) continue;
    const Quantity expected = orders.expected();
    const bool is_against = !expected.is_zero() && side_of(expected) != side_of(missing);
    const Quantity closing = is_against ? std::min(abs(missing), abs(expected)) : Quantity{};
    const Quantity opening = abs(missing) - closing;
    trading::OrderRequest request{.instrument = gap.instrument,
                                  .side = side_of(missing),
                                  .quantity = closing,
                                  .reason = gap.target.why};
    if (closing.is_positive()) desk.submit(request);
    request.quantity = opening;
    request.bracket = bracket(gap, terms.tick);
    if (opening.is_positive()) desk.submit(request);
  }
}

}  // namespace muhurat::sdk
