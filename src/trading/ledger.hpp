// The running ledger that the RiskGate reads: where equity stood at its highest, today and in the
// last days. Figures of a whole run are research's, after it.
#pragma once

#include <cstddef>
#include <vector>

#include "core/date.hpp"
#include "core/numbers.hpp"

namespace muhurat::trading {

class Ledger {
 public:
  explicit Ledger(int rolling_days) : rolling_days_{rolling_days} {}

  // Equity as it stands at some moment of a session's date; dates never go back.
  void observe(Date date, Money equity);

  bool is_empty() const { return peaks_.empty(); }
  Money day_peak() const { return day_peak_; }
  // Of the last `rolling_days` dates, this one included.
  Money rolling_peak() const;

 private:
  struct DayPeak {
    Date date;
    Money equity;
  };
  int rolling_days_;
  Date date_;
  Money day_peak_;
  std::vector<DayPeak> peaks_;  // dates up, peaks down: a later higher peak hides an earlier one
};

}  // namespace muhurat::trading
