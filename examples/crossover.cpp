// Moving-average crossover: in when the fast average of closes stands above the slow one, out when
// below.
#include <vector>

#include "sdk/strategy.hpp"

using namespace muhurat;

class Crossover final : public Strategy {
 public:
  explicit Crossover(Parameters& parameters)
      : fast_bars_{parameters.integer(
            {.name = "fast", .standard = 10, .min = 1, .max = 500, .help = "bars, fast average"})},
        slow_bars_{parameters.integer(
            {.name = "slow", .standard = 30, .min = 2, .max = 500, .help = "bars, slow average"})} {
  }

  void on_start(Context& context) override {  // once, before the first bar: one pair an instrument
    for (const Instrument& each : context.instruments()) {
      const SeriesId series = context.matching_series(each.id);
      fast_.push_back(&context.add(series, Sma{fast_bars_}));
      slow_.push_back(&context.add(series, Sma{slow_bars_}));
    }
  }

  void on_bar(Context& context, const Bar& bar) override {  // the averages know this bar already
    const InstrumentId id = context.instrument_of(bar);
    const Sma& fast = *fast_[id.index()];
    const Sma& slow = *slow_[id.index()];
    if (!slow.ready() || !context.live_orders(id).empty()) return;
    const Quantity held = context.position(id).quantity;
    if (held.is_zero() && fast.value() > slow.value()) {
      // An equal part of equity for each instrument, 5 % left for costs.
      const double part = 0.95 / static_cast<double>(context.instruments().size());
      const Quantity quantity = context.quantity_for(id, part);
      if (quantity.is_positive()) context.buy(id, quantity);
    } else if (!held.is_zero() && fast.value() < slow.value()) {
      context.sell(id, held);
    }
  }

 private:
  std::int64_t fast_bars_, slow_bars_;
  std::vector<const Sma*> fast_, slow_;  // by instrument
};

MUHURAT_STRATEGY(Crossover)
