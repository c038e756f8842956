#include "research/benchmark.hpp"

#include <algorithm>

namespace muhurat::research {
namespace {

struct Position {
  double units = 0;
  double last = 0;  // price; 0: not bought yet
};

double value_of(const std::vector<Position>& positions, double share) {
  double sum = 0;
  for (const Position& each : positions) sum += each.last > 0 ? each.units * each.last : share;
  return sum;
}

}  // namespace

BenchmarkCurve buy_and_hold(const market::RunTables& tables,
                            std::span<const market::Record> records,
                            std::span<const Timestamp> session_closes, Timestamp end,
                            Money capital) {
  std::vector<Position> positions(tables.instruments.size());
  const double share = capital.to_double() /
                       static_cast<double>(std::max<std::size_t>(1, tables.instruments.size()));
  BenchmarkCurve curve;
  std::size_t next = 0;
  for (std::size_t i = 0; i < session_closes.size(); ++i) {
    const bool is_last = i + 1 == session_closes.size();
    const Timestamp until = is_last ? std::max(session_closes[i], end) : session_closes[i];
    for (; next < records.size() && records[next].bar.available_time <= until; ++next) {
      const market::Bar& bar = records[next].bar;
      const market::Series& series = tables.series[bar.series.index()];
      if (!series.is_matching) continue;
      Position& position = positions[series.instrument.index()];
      if (position.last <= 0 && bar.open.is_positive())
        position.units = share / bar.open.to_double();
      if (position.units > 0) position.last = bar.close.to_double();
    }
    curve.equity.push_back(value_of(positions, share));
  }
  curve.final_equity = value_of(positions, share);
  return curve;
}

Money money_of(double amount) {
  return Money::from_raw(static_cast<int128>(amount * 1e4) * power_of_ten(12));
}

}  // namespace muhurat::research
