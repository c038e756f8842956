// The limits that a RiskGate holds orders against: which rules of docs/reference/limits.md are in
// force, each with its parameters. A rule is in the set or it is not; a rule in the set whose
// parameter is not known for an instrument (no tick, no reference price) denies.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/numbers.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"

namespace muhurat::trading {

// C06: no new entry this soon after the open and this close to the close of a session that is on.
struct SessionBuffers {
  Duration after_open;
  Duration before_close;
};
// C09.
struct FreezeLimit {
  bool deny_unknown = true;  // false: only where a freeze quantity is known
};
// A limit of one instrument, by its key ("NSE:INFY"), in place of the general one.
struct InstrumentLimit {
  std::string instrument;
  Quantity units;
};
// Z01 and Z06: instruments that trade in lots of more than one unit are limited in lots.
struct QuantityLimit {
  std::int64_t lots = 0;
  Quantity units;
  std::vector<InstrumentLimit> overrides = {};
};
struct PositionLimit {
  std::int64_t lots = 0;
  Money value;  // of the others: worst-case position × price × multiplier
  std::vector<InstrumentLimit> overrides = {};
};
// L02, as ratios of the peak: 0.02 is 2 %.
struct DrawdownLimit {
  Rate from_day_peak;
  Rate from_rolling_peak;
  int rolling_days = 30;
};

struct Limits {
  std::string name;
  std::int64_t version = 1;
  bool unique_id = false;                      // C02
  std::optional<SessionBuffers> session = {};  // C06
  bool tick = false;                           // C07
  bool lot = false;                            // C08
  std::optional<FreezeLimit> freeze = {};      // C09
  bool halted = false;                         // S01
  bool reducing = false;                       // S02
  bool positive_price = false;                 // X01
  std::optional<QuantityLimit> quantity = {};  // Z01
  std::optional<Money> order_value = {};       // Z02
  std::optional<PositionLimit> position = {};  // Z06
  std::optional<Rate> cash_reserve = {};       // Z11: the part of free cash left alone
  bool no_short_delivery = false;              // Z13
  std::optional<DrawdownLimit> drawdown = {};  // L02

  static Limits none();        // no rule at all
  static Limits market();      // what a market itself enforces: default of backtests
  static Limits first_live();  // small on purpose
};

// One entry of a limits file: "Z01.lots" and "10". Keys and defaults: docs/reference/limits.md.
struct LimitEntry {
  std::string key;
  std::string value;
};
struct LimitsError {
  std::string key;
  std::string expected;
  std::string found;
};
// `base` with the entries put over it, in their order.
Result<Limits, LimitsError> limits_from(const Limits& base, std::span<const LimitEntry> entries);

}  // namespace muhurat::trading
