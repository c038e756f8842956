// What a run leaves behind: plain values, for the figures, the report and the files. Texts in them
// (reasons, names of values, codes of rules) are literals of the program or of the strategy, which
// must stay loaded while they are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/rows.hpp"
#include "engine/equity_curve.hpp"
#include "engine/run_rows.hpp"
#include "sdk/registered_indicator.hpp"
#include "trading/charges.hpp"
#include "trading/evidence.hpp"
#include "trading/position.hpp"

namespace muhurat::engine {

// How a composed strategy came to an order. Free-form orders and bracket children have none.
struct ExplainRow {
  Timestamp slice;  // when it was decided
  double strength = 0;
  bool has_forecast = false;  // withdrawn since, or never given
  trading::Reason signal;     // what the signal noted
  Quantity target;
  trading::Reason sizer;  // the limit that cut the target
  Quantity gap;
};

// Equity at one session close. The last one carries the state at the end of the run.
struct CloseRow {
  Timestamp time;
  Date date;
  Money equity;
  Money cash;
  Money gross_exposure;
};

// What a date's end booked beside the fills (rounding entries, depository charges).
struct DayChargesRow {
  Date date;
  trading::Charges charges;
};

struct RunCounts {
  std::uint64_t records = 0;  // without warm-up
  std::uint64_t warm_up_records = 0;
  std::uint64_t slices = 0;
  std::uint64_t callbacks = 0;
  std::uint64_t orders = 0;
  std::uint64_t denied = 0;
  std::uint64_t fills = 0;
  std::uint64_t fills_below_zero = 0;  // fills that left cash below 0
  std::uint64_t breaks = 0;
  std::uint64_t not_closed = 0;  // positions that end = close could not close
};

struct RunResult {
  OrderRows orders;  // by OrderId, from 1 on
  FillRows fills;    // in the order of happening
  std::vector<ExplainRow> explains;
  std::vector<trading::RiskRefusal> refusals;
  std::vector<trading::Break> breaks;  // the first ones
  Rows<trading::RoundTrip> round_trips;
  std::vector<trading::Position> positions;  // at the end, by InstrumentId
  EquityCurve curve{{}};
  std::vector<sdk::DrawnIndicator> drawn;  // over the prices, by the report
  std::vector<CloseRow> closes;
  std::vector<DayChargesRow> day_charges;
  trading::Charges charges;  // all that was booked
  Money capital, cash, equity, lowest_cash;
  Timestamp first, last;  // available times of the first and last record after the warm-up
  RunCounts counts;
  std::string state_hash;
  std::string hash_until;  // as RunSettings::hash_until asked; else empty
};

}  // namespace muhurat::engine
