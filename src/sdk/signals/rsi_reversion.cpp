#include "sdk/signals/rsi_reversion.hpp"

#include "sdk/indicators/batch.hpp"
#include "sdk/signals/columns.hpp"

namespace muhurat::sdk {
namespace {

struct Bounds {
  double lower, upper;
};

// +1 or −1 beyond a bound, else 0; so too for NaN.
double view_of(double index, Bounds bounds) {
  if (index < bounds.lower) return 1;
  if (index > bounds.upper) return -1;
  return 0;
}

}  // namespace

RsiReversion::RsiReversion(Parameters& parameters)
    : period_{static_cast<std::size_t>(
          parameters.integer({"period", 14, 2, 5000, "bars of the index"}))},
      lower_{parameters.number({"lower", 30, 0, 100, "buy below this index"})},
      upper_{parameters.number({"upper", 70, 0, 100, "sell above this index, above lower"})} {
  if (lower_ >= upper_) {
    parameters.refuse("upper", "a number above lower, " + text_of(ParameterValue{lower_}));
  }
}

void RsiReversion::on_start(const market::RunTables& tables) {
  series_ = MatchingSeries{tables};
  indexes_.assign(series_.instruments(), Rsi{period_});
}

void RsiReversion::on_slice(const Slice& slice, Forecasts& forecasts) {
  series_.for_each_bar(slice, [&](InstrumentId instrument, const market::Bar& bar) {
    Rsi& index = indexes_[instrument.index()];
    index.update(bar.close.to_double());
    const double view = view_of(index.value(), {lower_, upper_});
    if (view == 0) return;
    forecasts.set(instrument, view);
    forecasts.note(instrument, "rsi", index.value());
    forecasts.note(instrument, view > 0 ? "lower" : "upper", view > 0 ? lower_ : upper_);
  });
}

bool RsiReversion::columns(const History& history, ForecastColumns& forecasts) const {
  const std::vector<double> close = column_of(history, &market::Bar::close);
  std::vector<double> index(close.size());
  batch::rsi(close, period_, index);
  double view = 0;
  for (std::size_t i = 0; i < close.size(); ++i) {
    const double now = view_of(index[i], {lower_, upper_});
    if (now != 0) view = now;
    if (view != 0) forecasts.set(BarsAgo{close.size() - 1 - i}, view);
  }
  return true;
}

}  // namespace muhurat::sdk
