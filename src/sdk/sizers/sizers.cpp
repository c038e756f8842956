#include "sdk/sizers/sizers.hpp"

#include <algorithm>

namespace muhurat::sdk {
namespace {

Rate percent_of(double percent) {
  return Rate::from_double(percent / 100);
}

}  // namespace

FixedSizer::FixedSizer(Parameters& parameters)
    : StockSizer{parameters},
      quantity_{parameters.integer(
          {"quantity", 1, 1, 1'000'000'000, "units to hold at a view of full strength"})} {}

PercentOfEquitySizer::PercentOfEquitySizer(Parameters& parameters)
    : StockSizer{parameters},
      part_{percent_of(parameters.number(
          {"percent", 10, 0.01, 1000,
           "percent of equity in each instrument at full strength; leave some for charges"}))} {}

Quantity PercentOfEquitySizer::full_size(InstrumentId instrument, const PortfolioView& portfolio,
                                         Target& target) const {
  target.why.note("equity", portfolio.equity().to_double());
  return units_for(multiply(portfolio.equity(), part_, Rounding::TowardZero),
                   portfolio.mark(instrument), portfolio.instrument(instrument).multiplier);
}

RiskPerTradeSizer::RiskPerTradeSizer(Parameters& parameters)
    : StockSizer{parameters},
      risk_{percent_of(parameters.number(
          {"percent", 1, 0.001, 100, "percent of equity lost if the stop is met"}))},
      multiple_{
          parameters.number({"atr_multiple", 2, 0.1, 100, "stop distance in average true ranges"})},
      ranges_{static_cast<std::size_t>(
          parameters.integer({"atr_period", 14, 1, 5000, "bars of the average true range"}))},
      stop_percent_{percent_of(parameters.number(
          {"stop_percent", 0, 0, 99,
           "stop distance in percent of the price; 0: by the average true range"}))},
      part_most_{percent_of(parameters.number(
          {"most", 100, 0.01, 1000, "percent of equity that one position may be worth at most"}))} {
}

Price RiskPerTradeSizer::distance(InstrumentId instrument, const PortfolioView& portfolio) const {
  const Price tick = portfolio.terms(instrument).tick;
  if (uses_range()) return ranges_.distance(instrument, multiple_, tick);
  return std::max(tick, multiply(portfolio.mark(instrument), stop_percent_).ceil_to(tick));
}

Quantity RiskPerTradeSizer::full_size(InstrumentId instrument, const PortfolioView& portfolio,
                                      Target& target) const {
  const Price stop = distance(instrument, portfolio);
  if (stop.is_zero()) {
    target.why.text = "the average true range is not known yet: flat";
    return Quantity{};
  }
  target.stop = stop;
  target.why.note("stop", stop.to_double());
  const Money equity = portfolio.equity();
  const std::int64_t multiplier = portfolio.instrument(instrument).multiplier;
  const Quantity by_risk =
      units_for(multiply(equity, risk_, Rounding::TowardZero), stop, multiplier);
  const Quantity by_value = units_for(multiply(equity, part_most_, Rounding::TowardZero),
                                      portfolio.mark(instrument), multiplier);
  if (by_value < by_risk) target.why.text = "cut to the most that one position may be worth";
  return std::min(by_risk, by_value);
}

}  // namespace muhurat::sdk
