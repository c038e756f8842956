// The average true range of every instrument of a run, from its matching series: how stock parts
// measure a stop distance.
#pragma once

#include <cstddef>
#include <vector>

#include "sdk/indicators/atr.hpp"
#include "sdk/matching_series.hpp"

namespace muhurat::sdk {

class AverageRange {
 public:
  explicit AverageRange(std::size_t period) : period_{period} {}

  void on_start(const market::RunTables& tables) {
    series_ = MatchingSeries{tables};
    ranges_.assign(series_.instruments(), Atr{period_});
  }
  void observe(const Slice& slice) {
    series_.for_each_bar(slice, [&](InstrumentId instrument, const market::Bar& bar) {
      ranges_[instrument.index()].update(bar.high.to_double(), bar.low.to_double(),
                                         bar.close.to_double());
    });
  }
  std::size_t warm_up() const { return period_ + 1; }
  // So many ranges as a distance on the tick, at least one tick; zero before it is known.
  Price distance(InstrumentId instrument, double multiple, Price tick) const {
    if (instrument.index() >= ranges_.size()) return Price{};
    const Atr& range = ranges_[instrument.index()];
    if (!range.ready()) return Price{};
    const Price exact = Price::from_double(range.value() * multiple).ceil_to(tick);
    return exact.is_positive() ? exact : tick;
  }

 private:
  std::size_t period_;
  MatchingSeries series_;
  std::vector<Atr> ranges_;  // by InstrumentId
};

}  // namespace muhurat::sdk
