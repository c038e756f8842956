// The conventions by which bars fill orders, as one value with a name. The rules themselves are in
// docs/guides/how-a-fill-is-decided.md.
#pragma once

#include <array>
#include <cstdint>

#include "core/numbers.hpp"

namespace muhurat::exchange {

// Which extreme the price is taken to visit first.
enum class PathPolicy : std::uint8_t {
  NearerFirst,  // the extreme at the smaller distance from the open; a tie: the low
  HighFirst,
  LowFirst
};
const char* to_text(PathPolicy policy);  // nearer extreme of a bar first, …

struct FillProfile {
  const char* name = "realistic";
  PathPolicy path = PathPolicy::NearerFirst;
  bool market_at_close = false;           // a market order fills at the close it was written at
  bool limit_needs_trade_through = true;  // by a tick or more; else a touch is enough
  Rate volume_share = Rate::from_raw(50'000'000'000);  // of a bar, for all our orders; zero: no cap
  std::int64_t slippage_bps = 2;                       // unless the run names another slippage
};

inline constexpr FillProfile realistic{};
inline constexpr FillProfile next_open{
    .name = "next_open", .limit_needs_trade_through = false, .volume_share = {}, .slippage_bps = 0};
inline constexpr FillProfile same_close{.name = "same_close",
                                        .market_at_close = true,
                                        .limit_needs_trade_through = false,
                                        .volume_share = {},
                                        .slippage_bps = 0};
inline constexpr std::array profiles = {realistic, next_open, same_close};

}  // namespace muhurat::exchange
