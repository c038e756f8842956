#include "bench/bare_loop.hpp"

#include <cstdio>

namespace muhurat::bench {
namespace {

constexpr std::size_t fast = 10;
constexpr std::size_t slow = 30;
constexpr std::int64_t ticks_in_one = 4;
constexpr std::int64_t raw_of_tick = Price::one / ticks_in_one;

}  // namespace

std::string answer_of(const BareResult& result) {
  Fnv checksum;
  for (const BareFill& fill : result.fills) {
    checksum.add(static_cast<std::uint64_t>(fill.bar));
    checksum.add(fill.side);
    checksum.add(fill.ticks);
  }
  char text[100];
  std::snprintf(text, sizeof text, "%zu fills, equity %.2f, checksum %016llx", result.fills.size(),
                static_cast<double>(result.equity_ticks) * tick_size,
                static_cast<unsigned long long>(checksum.value()));
  return text;
}

std::vector<market::Bar> bars_of(const TickColumns& columns, SeriesId series) {
  std::vector<market::Bar> bars(columns.size());
  for (std::size_t i = 0; i < bars.size(); ++i) {
    market::Bar& bar = bars[i];
    bar.available_time = Timestamp::from_ns(columns.time_ns[i] + bar_length_ns);
    bar.series = series;
    bar.length_ms = bar_length_ns / 1'000'000;
    bar.open = Price::from_raw(columns.open[i] * raw_of_tick);
    bar.high = Price::from_raw(columns.high[i] * raw_of_tick);
    bar.low = Price::from_raw(columns.low[i] * raw_of_tick);
    bar.close = Price::from_raw(columns.close[i] * raw_of_tick);
    bar.volume = static_cast<double>(columns.volume[i]);
  }
  return bars;
}

BareResult run_bare_columns(const TickColumns& columns) {
  const std::vector<std::int64_t>&open = columns.open, &close = columns.close;
  BareResult result{{}, 0};
  result.fills.reserve(columns.size() / 16);
  std::int64_t cash = a1_cash * ticks_in_one, position = 0, side = 0;
  std::int64_t fast_sum = 0, slow_sum = 0;
  bool was_above = false, was_below = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (side != 0) {
      cash -= side * open[i] + a1_fee * ticks_in_one;
      position += side;
      result.fills.push_back({i, side, open[i]});
      side = 0;
    }
    fast_sum += close[i];
    slow_sum += close[i];
    if (i >= fast) fast_sum -= close[i - fast];
    if (i >= slow) slow_sum -= close[i - slow];
    if (i + 1 < slow) continue;
    const std::int64_t lead = fast_sum * static_cast<std::int64_t>(slow / fast) - slow_sum;
    const bool is_above = lead > 0, is_below = lead < 0, is_known = i >= slow;
    if (is_known && position == 0 && is_above && !was_above) side = 1;
    if (is_known && position > 0 && is_below && !was_below) side = -1;
    was_above = is_above;
    was_below = is_below;
  }
  result.equity_ticks = cash + (columns.size() == 0 ? 0 : position * close.back());
  return result;
}

int BareCross::on_bar(const market::Bar& bar, std::int64_t position) {
  const std::size_t mask = closes_.size() - 1;
  const std::int64_t close = bar.close.raw();
  fast_sum_ += close - closes_[(seen_ - fast) & mask];
  slow_sum_ += close - closes_[(seen_ - slow) & mask];
  closes_[seen_ & mask] = close;
  if (++seen_ < slow) return 0;
  const std::int64_t lead = fast_sum_ * static_cast<std::int64_t>(slow / fast) - slow_sum_;
  const bool crossed_up = lead > 0 && !was_above_, crossed_down = lead < 0 && !was_below_;
  was_above_ = lead > 0;
  was_below_ = lead < 0;
  if (seen_ == slow) return 0;
  return position == 0 ? crossed_up : -static_cast<int>(crossed_down);
}

int BareSmaCross::on_bar(const market::Bar& bar, std::int64_t position) {
  const double close = bar.close.to_double();
  fast_.update(close);
  slow_.update(close);
  const double lead = fast_.value() - slow_.value(), before = lead_before_;
  lead_before_ = lead;
  if (position == 0) return lead > 0 && before <= 0;
  return -static_cast<int>(lead < 0 && before >= 0);
}

BareResult run_bare_engine(std::span<const market::Bar> bars, BareStrategy& strategy) {
  BareResult result{{}, 0};
  result.fills.reserve(bars.size() / 16);
  std::int64_t cash = Price{a1_cash}.raw(), position = 0, equity = cash, side = 0;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const market::Bar& bar = bars[i];
    if (side != 0) {
      cash -= side * bar.open.raw() + Price{a1_fee}.raw();
      position += side;
      result.fills.push_back({i, side, bar.open.raw() / raw_of_tick});
    }
    equity = cash + position * bar.close.raw();
    side = strategy.on_bar(bar, position);
  }
  result.equity_ticks = equity / raw_of_tick;
  return result;
}

}  // namespace muhurat::bench
