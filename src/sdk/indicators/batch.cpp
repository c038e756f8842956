#include "sdk/indicators/batch.hpp"

#include "core/check.hpp"
#include "sdk/indicators.hpp"

namespace muhurat::sdk::batch {
namespace {

template <typename Indicator>
void run(Indicator indicator, Column in, std::span<double> out) {
  CHECK(in.size() == out.size());
  for (std::size_t i = 0; i < in.size(); ++i) {
    indicator.update(in[i]);
    out[i] = indicator.value();
  }
}

}  // namespace

void sma(Column in, std::size_t period, std::span<double> out) {
  run(Sma{period}, in, out);
}
void ema(Column in, std::size_t period, std::span<double> out) {
  run(Ema{period}, in, out);
}
void rsi(Column in, std::size_t period, std::span<double> out) {
  run(Rsi{period}, in, out);
}
void max(Column in, std::size_t period, std::span<double> out) {
  run(Max{period}, in, out);
}
void min(Column in, std::size_t period, std::span<double> out) {
  run(Min{period}, in, out);
}

void atr(BarColumns in, std::size_t period, std::span<double> out) {
  CHECK(in.high.size() == out.size() && in.low.size() == out.size() &&
        in.close.size() == out.size());
  Atr indicator{period};
  for (std::size_t i = 0; i < out.size(); ++i) {
    indicator.update(in.high[i], in.low[i], in.close[i]);
    out[i] = indicator.value();
  }
}

void bollinger(Column in, std::size_t period, double deviations, BandColumns out) {
  CHECK(in.size() == out.upper.size() && in.size() == out.middle.size() &&
        in.size() == out.lower.size());
  Bollinger indicator{period, deviations};
  for (std::size_t i = 0; i < in.size(); ++i) {
    indicator.update(in[i]);
    out.upper[i] = indicator.upper();
    out.middle[i] = indicator.middle();
    out.lower[i] = indicator.lower();
  }
}

void macd(Column in, MacdPeriods periods, MacdColumns out) {
  CHECK(in.size() == out.line.size() && in.size() == out.signal.size() &&
        in.size() == out.histogram.size());
  Macd indicator{periods};
  for (std::size_t i = 0; i < in.size(); ++i) {
    indicator.update(in[i]);
    out.line[i] = indicator.line();
    out.signal[i] = indicator.signal();
    out.histogram[i] = indicator.histogram();
  }
}

}  // namespace muhurat::sdk::batch
