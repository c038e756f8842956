// Benchmark G: the indicators over the close (and high, low) of a million generated bars, as a
// stream (one value a call) and over a column, which must give the same bits. The proof is the sum
// of all defined outputs, which TA-Lib 0.8.2 prints too.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/generator.hpp"
#include "bench/report.hpp"
#include "sdk/indicators.hpp"
#include "sdk/indicators/batch.hpp"

namespace muhurat::bench {
namespace {

using Column = std::vector<double>;

constexpr std::size_t bar_count = 1'000'000;
constexpr double stream_budget_ns = 5;

struct Bars {
  Column high, low, close;
};

struct Outputs {
  std::vector<Column> columns;
  std::span<double> operator[](std::size_t i) { return columns[i]; }
};

// One indicator, done both ways into the same kind of outputs.
struct Subject {
  std::string id, what, proof, format;
  std::size_t outputs;
  std::function<void(const Bars&, Outputs&)> stream, batch;
};

std::string sum_of(const Outputs& outputs, const char* format) {
  long double sum = 0;
  for (const Column& column : outputs.columns)
    for (const double value : column)
      if (!std::isnan(value)) sum += value;
  char text[64];
  std::snprintf(text, sizeof text, format, static_cast<double>(sum));
  return text;
}

bool same_bits(const Outputs& a, const Outputs& b) {
  for (std::size_t i = 0; i < a.columns.size(); ++i)
    if (std::memcmp(a.columns[i].data(), b.columns[i].data(), bar_count * sizeof(double)) != 0)
      return false;
  return true;
}

// Streams one column through an indicator with one output.
template <typename Indicator>
auto stream_close(int period) {
  return [period](const Bars& bars, Outputs& out) {
    Indicator indicator{period};
    const std::span<double> values = out[0];
    for (std::size_t i = 0; i < bar_count; ++i) {
      indicator.update(bars.close[i]);
      values[i] = indicator.value();
    }
  };
}

template <auto function>
auto batch_close(std::size_t period) {
  return [period](const Bars& bars, Outputs& out) { function(bars.close, period, out[0]); };
}

void stream_atr(const Bars& bars, Outputs& out) {
  sdk::Atr atr{14};
  const std::span<double> values = out[0];
  for (std::size_t i = 0; i < bar_count; ++i) {
    atr.update(bars.high[i], bars.low[i], bars.close[i]);
    values[i] = atr.value();
  }
}

void stream_bollinger(const Bars& bars, Outputs& out) {
  sdk::Bollinger bands{20, 2};
  const std::span<double> upper = out[0], middle = out[1], lower = out[2];
  for (std::size_t i = 0; i < bar_count; ++i) {
    bands.update(bars.close[i]);
    upper[i] = bands.upper();
    middle[i] = bands.middle();
    lower[i] = bands.lower();
  }
}

void stream_macd(const Bars& bars, Outputs& out) {
  sdk::Macd macd{{.fast = 12, .slow = 26, .signal = 9}};
  const std::span<double> line = out[0], signal = out[1], histogram = out[2];
  for (std::size_t i = 0; i < bar_count; ++i) {
    macd.update(bars.close[i]);
    line[i] = macd.line();
    signal[i] = macd.signal();
    histogram[i] = macd.histogram();
  }
}

std::vector<Subject> subjects() {
  using namespace sdk;
  return {
      {"sma", "SMA(30)", "1.731638741e10", "%.9e", 1, stream_close<Sma>(30),
       batch_close<batch::sma>(30)},
      {"ema", "EMA(30)", "1.731638746e10", "%.9e", 1, stream_close<Ema>(30),
       batch_close<batch::ema>(30)},
      {"rsi", "RSI(14)", "49948063.19", "%.2f", 1, stream_close<Rsi>(14),
       batch_close<batch::rsi>(14)},
      {"atr", "ATR(14)", "10056217.23", "%.2f", 1, stream_atr,
       [](const Bars& bars, Outputs& out) {
         batch::atr({bars.high, bars.low, bars.close}, 14, out[0]);
       }},
      {"bollinger", "Bollinger(20, 2)", "5.194968801e10", "%.9e", 3, stream_bollinger,
       [](const Bars& bars, Outputs& out) {
         batch::bollinger(bars.close, 20, 2, {out[0], out[1], out[2]});
       }},
      {"macd", "MACD(12, 26, 9)", "-69347.382", "%.3f", 3, stream_macd,
       [](const Bars& bars, Outputs& out) {
         batch::macd(bars.close, {12, 26, 9}, {out[0], out[1], out[2]});
       }},
      {"max", "MAX(20)", "1.733407027e10", "%.9e", 1, stream_close<Max>(20),
       batch_close<batch::max>(20)},
  };
}

// "1.7e+10" as the definitions write it: "1.7e10".
std::string without_plus(std::string text) {
  if (const std::size_t at = text.find("e+"); at != std::string::npos) text.erase(at + 1, 1);
  return text;
}

Case case_of(const Subject& subject, const Bars& bars, bool is_stream) {
  Case one;
  one.id = "G-" + subject.id + (is_stream ? "-stream" : "-batch");
  one.what = subject.what + (is_stream ? ", value by value" : ", whole column");
  one.unit = is_stream ? "ns/update" : "ns/bar";
  one.proof = subject.proof + ", same bits";
  if (is_stream) one.at_most = stream_budget_ns;
  one.run = [&subject, &bars, is_stream] {
    Outputs out{std::vector<Column>(subject.outputs, Column(bar_count))}, other = out;
    (is_stream ? subject.batch : subject.stream)(bars, other);
    const Stopwatch watch;
    (is_stream ? subject.stream : subject.batch)(bars, out);
    const double ns = watch.seconds() * 1e9 / bar_count;
    return Measurement{ns, without_plus(sum_of(out, subject.format.c_str())) +
                               (same_bits(out, other) ? ", same bits" : ", other bits")};
  };
  return one;
}

int run(int argument_count, char** arguments) {
  Report report{argument_count, arguments};
  const TickColumns ticks = generate(42, bar_count);
  const Bars bars{prices_of(ticks.high), prices_of(ticks.low), prices_of(ticks.close)};
  const std::vector<Subject> all = subjects();
  std::vector<Case> cases;
  for (const Subject& subject : all)
    for (const bool is_stream : {true, false}) cases.push_back(case_of(subject, bars, is_stream));
  report.measure(cases);
  return report.finish();
}

}  // namespace
}  // namespace muhurat::bench

int main(int argument_count, char** arguments) {
  try {
    return muhurat::bench::run(argument_count, arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
