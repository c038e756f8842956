// Buying weakness in strength, after Larry Connors: while a share stands above its 200-day average,
// buy when the two-day relative strength index (RSI) falls below 10, and sell as soon as the close
// is back above the five-day average. Gains are small and frequent, losses rare and larger.
//
//   muhurat backtest rsi_pullback.cpp --instrument NSE:ASHVA --interval 1d --from 2017-01-01
#include <vector>

#include "sdk/strategy.hpp"

using namespace muhurat;

class RsiPullback final : public Strategy {
 public:
  explicit RsiPullback(Parameters& parameters)
      : trend_bars_{parameters.integer({"trend", 200, 20, 500, "days of the trend's average"})},
        weak_{parameters.number({"weak", 10, 1, 50, "buy when the RSI is below this"})},
        share_{parameters.number({"share", 18, 1, 100, "percent of equity in one instrument"})} {}

  void on_start(Context& context) override {
    for (const Instrument& each : context.instruments()) {
      const SeriesId series = context.matching_series(each.id);
      lines_.push_back({&context.add(series, Sma{trend_bars_}), &context.add(series, Sma{5}),
                        &context.add(series, Rsi{2})});
    }
  }

  void on_bar(Context& context, const Bar& bar) override {
    const InstrumentId id = context.instrument_of(bar);
    const Lines& lines = lines_[id.index()];  // they know this bar already
    if (!lines.trend->ready() || !context.live_orders(id).empty()) return;
    const double close = bar.close.to_double();
    const Quantity held = context.position(id).quantity;
    if (held.is_zero() && close > lines.trend->value() && lines.rsi->value() < weak_) {
      const Quantity quantity = context.quantity_for(id, share_ / 100);
      if (quantity.is_positive()) context.buy(id, quantity);
    } else if (held.is_positive() && close > lines.week->value()) {
      context.sell(id, held);
    }
  }

  // What a run of it is judged by, beside the defaults.
  Thresholds thresholds() const override {
    return {{.metric = "hit_rate", .kind = Threshold::Kind::AtLeast, .limit = 0.55}};
  }

 private:
  struct Lines {  // of one instrument
    const Sma* trend;
    const Sma* week;
    const Rsi* rsi;
  };
  std::int64_t trend_bars_;
  double weak_, share_;
  std::vector<Lines> lines_;
};

MUHURAT_STRATEGY(RsiPullback)
