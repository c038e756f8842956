// The prices that every benchmark runs on: a random walk in whole ticks of 0.25, made from a
// counter, so that any language makes the same series. Bar i of stream `seed` is cut from one
// 64-bit draw. Prices are multiples of a quarter on purpose: sums of doubles over them are exact,
// whatever their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace muhurat::bench {

inline constexpr double tick_size = 0.25;
inline constexpr std::int64_t first_close_ticks = 80'000;                 // the close before bar 0
inline constexpr std::int64_t first_open_ns = 1'704'080'700'000'000'000;  // 2024-01-01 03:45 UTC
inline constexpr std::int64_t bar_length_ns = 60'000'000'000;

// Draw number `index` of stream `seed`: splitmix64 without its running state.
// source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
constexpr std::uint64_t draw(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t word = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9ULL;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBULL;
  return word ^ (word >> 31);
}

// One bar; prices in ticks, time is that of its open.
struct TickBar {
  std::int64_t time_ns, open, high, low, close, volume;
  friend bool operator==(const TickBar&, const TickBar&) = default;
};

// Makes the bars of one stream in order, without keeping them.
class BarStream {
 public:
  explicit constexpr BarStream(std::uint64_t seed) : seed_{seed} {}

  constexpr TickBar next() {
    const Bits bits{draw(seed_, static_cast<std::uint64_t>(index_))};
    TickBar bar{};
    bar.time_ns = first_open_ns + index_ * bar_length_ns;
    bar.open = close_ + bits.scaled(16, 8, 5) - 2;     // a gap of -2 .. +2
    bar.close = close_ + bits.scaled(0, 16, 81) - 40;  // a change of -40 .. +40, close to close
    bar.high = (bar.open > bar.close ? bar.open : bar.close) + bits.scaled(24, 8, 21);
    bar.low = (bar.open < bar.close ? bar.open : bar.close) - bits.scaled(32, 8, 21);
    bar.volume = 100 + bits.field(40, 16);
    close_ = bar.close;
    ++index_;
    return bar;
  }

 private:
  struct Bits {
    std::uint64_t word;
    constexpr std::int64_t field(int from, int width) const {
      return static_cast<std::int64_t>((word >> from) & ((std::uint64_t{1} << width) - 1));
    }
    // The field as a fraction of its range, times `choices`: 0 .. choices - 1.
    constexpr std::int64_t scaled(int from, int width, std::int64_t choices) const {
      return (field(from, width) * choices) >> width;
    }
  };

  std::uint64_t seed_;
  std::int64_t index_ = 0;
  std::int64_t close_ = first_close_ticks;
};

// A whole series, one array per column; prices in ticks.
struct TickColumns {
  std::vector<std::int64_t> time_ns, open, high, low, close, volume;
  std::size_t size() const { return close.size(); }
};

inline TickColumns generate(std::uint64_t seed, std::size_t count) {
  TickColumns columns;
  for (auto* column : {&columns.time_ns, &columns.open, &columns.high, &columns.low, &columns.close,
                       &columns.volume})
    column->reserve(count);
  BarStream stream{seed};
  for (std::size_t i = 0; i < count; ++i) {
    const TickBar bar = stream.next();
    columns.time_ns.push_back(bar.time_ns);
    columns.open.push_back(bar.open);
    columns.high.push_back(bar.high);
    columns.low.push_back(bar.low);
    columns.close.push_back(bar.close);
    columns.volume.push_back(bar.volume);
  }
  return columns;
}

// A column of ticks as prices.
inline std::vector<double> prices_of(const std::vector<std::int64_t>& ticks) {
  std::vector<double> prices;
  prices.reserve(ticks.size());
  for (const std::int64_t tick : ticks) prices.push_back(static_cast<double>(tick) * tick_size);
  return prices;
}

// FNV-1a over 64-bit words, little end first: the checksum of the proof values. Fills enter as
// (bar index, +1 or -1, price in ticks), in the order of filling.
class Fnv {
 public:
  constexpr void add(std::uint64_t word) {
    for (int byte = 0; byte < 8; ++byte) {
      value_ ^= (word >> (8 * byte)) & 0xFF;
      value_ *= 1'099'511'628'211ULL;
    }
  }
  constexpr void add(std::int64_t word) { add(static_cast<std::uint64_t>(word)); }
  constexpr std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 1'469'598'103'934'665'603ULL;
};

}  // namespace muhurat::bench
