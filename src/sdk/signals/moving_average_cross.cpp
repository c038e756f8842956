#include "sdk/signals/moving_average_cross.hpp"

#include "sdk/indicators/batch.hpp"
#include "sdk/signals/columns.hpp"

namespace muhurat::sdk {
namespace {

struct Averages {
  double fast, slow;
};

// +1 or −1 at a cross, else 0. A comparison with NaN, before both are ready, is no cross.
double crossed(Averages before, Averages now) {
  if (now.fast > now.slow && before.fast <= before.slow) return 1;
  if (now.fast < now.slow && before.fast >= before.slow) return -1;
  return 0;
}

}  // namespace

MovingAverageCross::MovingAverageCross(Parameters& parameters)
    : fast_{static_cast<std::size_t>(
          parameters.integer({"fast", 20, 1, 5000, "bars of the fast average"}))},
      slow_{static_cast<std::size_t>(
          parameters.integer({"slow", 50, 2, 5000, "bars of the slow average, more than fast"}))},
      is_exponential_{parameters.choice({"average",
                                         "sma",
                                         {"sma", "ema"},
                                         "simple average, or exponential (nearer to the last "
                                         "prices)"}) == "ema"} {
  if (fast_ >= slow_) parameters.refuse("slow", "more than fast, " + std::to_string(fast_));
}

void MovingAverageCross::on_start(const market::RunTables& tables) {
  series_ = MatchingSeries{tables};
  const std::size_t count = series_.instruments();
  if (is_exponential_) {
    pairs_ = std::vector<Pair<Ema>>(count, {Ema{fast_}, Ema{slow_}});
  } else {
    pairs_ = std::vector<Pair<Sma>>(count, {Sma{fast_}, Sma{slow_}});
  }
}

template <class Average>
void MovingAverageCross::read(std::vector<Pair<Average>>& pairs, const Slice& slice,
                              Forecasts& forecasts) {
  series_.for_each_bar(slice, [&](InstrumentId instrument, const market::Bar& bar) {
    auto& [fast, slow] = pairs[instrument.index()];
    const Averages before{fast.value(), slow.value()};
    const double close = bar.close.to_double();
    fast.update(close);
    slow.update(close);
    const double view = crossed(before, {fast.value(), slow.value()});
    if (view == 0) return;
    forecasts.set(instrument, view);
    forecasts.note(instrument, "fast", fast.value());
    forecasts.note(instrument, "slow", slow.value());
  });
}

void MovingAverageCross::on_slice(const Slice& slice, Forecasts& forecasts) {
  std::visit([&](auto& pairs) { read(pairs, slice, forecasts); }, pairs_);
}

bool MovingAverageCross::columns(const History& history, ForecastColumns& forecasts) const {
  const std::vector<double> close = column_of(history, &market::Bar::close);
  std::vector<double> fast(close.size()), slow(close.size());
  if (is_exponential_) {
    batch::ema(close, fast_, fast);
    batch::ema(close, slow_, slow);
  } else {
    batch::sma(close, fast_, fast);
    batch::sma(close, slow_, slow);
  }
  double view = 0;
  for (std::size_t i = 1; i < close.size(); ++i) {
    const double cross = crossed({fast[i - 1], slow[i - 1]}, {fast[i], slow[i]});
    if (cross != 0) view = cross;
    if (view != 0) forecasts.set(BarsAgo{close.size() - 1 - i}, view);
  }
  return true;
}

std::vector<std::unique_ptr<RegisteredIndicator>> MovingAverageCross::drawn() const {
  std::vector<std::unique_ptr<RegisteredIndicator>> list;
  for (const std::size_t period : {fast_, slow_}) {
    if (is_exponential_) {
      list.push_back(std::make_unique<Registered<Ema>>(Ema{period}));
    } else {
      list.push_back(std::make_unique<Registered<Sma>>(Sma{period}));
    }
  }
  return list;
}

}  // namespace muhurat::sdk
