// What the market tells: bars, quotes and trades, each a record of 64 bytes, one cache line. A run
// replays one stream of them, ordered by the time at which each could have been known.
#pragma once

#include <cstdint>
#include <type_traits>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"

namespace muhurat::market {

enum class RecordKind : std::uint8_t { Bar, Quote, Trade };

// Open, high, low, close and volume of one interval. It is known at its close and named by it.
struct alignas(64) Bar {
  Timestamp available_time;     // when we could have known it: the close of the interval
  SeriesId series;              // index into the run's table of series
  std::uint32_t length_ms = 0;  // the interval covered, so start = available_time − length
  Price open, high, low, close;
  double volume = 0;         // units traded; 0 where the source has none
  double open_interest = 0;  // contracts open; 0 where the source has none

  constexpr Timestamp start() const { return available_time - Duration::milliseconds(length_ms); }
};

// The best bid and ask at a moment.
struct alignas(64) Quote {
  Timestamp available_time;
  SeriesId series;
  std::uint32_t length_ms = 0;  // 0
  Price bid, ask;
  Quantity bid_quantity, ask_quantity;
  double unused[2] = {0, 0};
};

// A print on the market (what we did ourselves is a fill).
struct alignas(64) Trade {
  Timestamp available_time;
  SeriesId series;
  std::uint32_t length_ms = 0;  // 0
  Price price;
  Quantity quantity;
  std::int64_t unused_integers[2] = {0, 0};
  double unused[2] = {0, 0};
};

// One element of the stream. All three begin with the same members, which may be read through any
// of them; the run's series table says which kind a series holds.
union Record {
  Bar bar;
  Quote quote;
  Trade trade;

  constexpr Record() : bar{} {}
  constexpr explicit Record(const Bar& value) : bar{value} {}
  constexpr explicit Record(const Quote& value) : quote{value} {}
  constexpr explicit Record(const Trade& value) : trade{value} {}
};

static_assert(sizeof(Bar) == 64 && sizeof(Quote) == 64 && sizeof(Trade) == 64);
static_assert(sizeof(Record) == 64 && std::is_trivially_copyable_v<Record>);

}  // namespace muhurat::market
