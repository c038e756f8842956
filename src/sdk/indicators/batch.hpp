// The indicators over whole columns, for sweeps and reports. Element i of an output is what the
// streaming form says after its update i, to the last bit: NaN while warming up, and the value
// before where an input is no value. Outputs are as long as the inputs and do not overlap them.
#pragma once

#include <cstddef>
#include <span>

#include "sdk/indicators/macd.hpp"

namespace muhurat::sdk::batch {

using Column = std::span<const double>;

struct BarColumns {
  Column high, low, close;
};
struct BandColumns {
  std::span<double> upper, middle, lower;
};
struct MacdColumns {
  std::span<double> line, signal, histogram;
};

void sma(Column in, std::size_t period, std::span<double> out);
void ema(Column in, std::size_t period, std::span<double> out);
void rsi(Column in, std::size_t period, std::span<double> out);
void atr(BarColumns in, std::size_t period, std::span<double> out);
void bollinger(Column in, std::size_t period, double deviations, BandColumns out);
void macd(Column in, MacdPeriods periods, MacdColumns out);
void max(Column in, std::size_t period, std::span<double> out);
void min(Column in, std::size_t period, std::span<double> out);

}  // namespace muhurat::sdk::batch
