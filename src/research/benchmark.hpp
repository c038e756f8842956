// The benchmark: equal weights of instruments, bought at each one's first open and held, without
// costs. An estimate in doubles; an instrument that starts later waits in cash.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "market/record.hpp"
#include "market/run_tables.hpp"

namespace muhurat::research {

struct BenchmarkCurve {
  std::vector<double> equity;  // at each session close
  double final_equity = 0;     // the last of them
};
// `records` in order of available time; only bars of matching series count. The last sample knows
// what came until `end`, the run's last record, as the run's own last sample does.
BenchmarkCurve buy_and_hold(const market::RunTables& tables,
                            std::span<const market::Record> records,
                            std::span<const Timestamp> session_closes, Timestamp end,
                            Money capital);

// An estimate as money, cut to four decimals.
Money money_of(double amount);

}  // namespace muhurat::research
