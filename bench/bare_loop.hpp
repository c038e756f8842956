// The loops that A1 is compared with: averages of 10 and 30 closes, one unit long or flat, filled
// at the next open for a fee of 20. Both do this and nothing else: no order states, no risk checks,
// no charges, no lists but the fills. They say what the machine could do, and are not an engine to
// use.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bench/generator.hpp"
#include "market/record.hpp"
#include "sdk/indicators/sma.hpp"

namespace muhurat::bench {

inline constexpr std::int64_t a1_cash = 1'000'000;
inline constexpr std::int64_t a1_fee = 20;

// The work of A1 at the lengths that have a proof value, as answer_of() writes it.
struct BareProof {
  std::size_t bars;
  const char* answer;
};
inline constexpr BareProof a1_proofs[] = {
    {20'000, "759 fills, equity 986177.25, checksum 203460859eef1fae"},
    {100'000, "3874 fills, equity 922511.50, checksum b3ef4d90ba6eabc0"},
    {1'000'000, "39375 fills, equity 206393.75, checksum df01847a8e45c727"},
};

struct BareFill {
  std::size_t bar;     // the bar that filled it
  std::int64_t side;   // +1 bought, -1 sold
  std::int64_t ticks;  // price in ticks of 0.25
};

struct BareResult {
  std::vector<BareFill> fills;
  std::int64_t equity_ticks;  // cash and position at the last close, in quarters of a unit
};

// "39375 fills, equity 206393.75, checksum df01847a8e45c727"; not part of what is timed.
std::string answer_of(const BareResult& result);

// The bars as the engine's records of 64 bytes, all of one series.
std::vector<market::Bar> bars_of(const TickColumns& columns, SeriesId series = {});

// Everything in one loop over two columns of integers: the least that can be done at all.
BareResult run_bare_columns(const TickColumns& columns);

// A strategy as an engine meets it: behind a virtual call, one bar at a time.
class BareStrategy {
 public:
  virtual ~BareStrategy() = default;
  // What to do at the next open: +1 buys one, -1 sells one, 0 nothing.
  virtual int on_bar(const market::Bar& bar, std::int64_t position) = 0;
};

// A1's rule on exact sums of closes.
class BareCross : public BareStrategy {
 public:
  int on_bar(const market::Bar& bar, std::int64_t position) override;

 private:
  std::array<std::int64_t, 32> closes_{};  // the last 32, by place in the stream
  std::size_t seen_ = 0;
  std::int64_t fast_sum_ = 0, slow_sum_ = 0;
  bool was_above_ = false, was_below_ = false;
};

// The same rule as a user writes it, with the SDK's averages.
class BareSmaCross : public BareStrategy {
 public:
  int on_bar(const market::Bar& bar, std::int64_t position) override;

 private:
  sdk::Sma fast_{10}, slow_{30};
  double lead_before_ = sdk::not_ready;
};

// The bare engine loop: records one by one, a fill at the open of what is pending, the position
// marked, then the strategy's turn.
BareResult run_bare_engine(std::span<const market::Bar> bars, BareStrategy& strategy);

}  // namespace muhurat::bench
