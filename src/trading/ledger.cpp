#include "trading/ledger.hpp"

#include <algorithm>

namespace muhurat::trading {

void Ledger::observe(Date date, Money equity) {
  day_peak_ = !is_empty() && date == date_ ? std::max(day_peak_, equity) : equity;
  date_ = date;
  while (!peaks_.empty() && peaks_.back().equity <= equity) peaks_.pop_back();
  if (peaks_.empty() || peaks_.back().date != date) peaks_.push_back({date, equity});
  const auto is_recent = [&](const DayPeak& peak) { return date - peak.date < rolling_days_; };
  peaks_.erase(peaks_.begin(), std::find_if(peaks_.begin(), peaks_.end(), is_recent));
}

Money Ledger::rolling_peak() const {
  return peaks_.empty() ? Money{} : peaks_.front().equity;
}

}  // namespace muhurat::trading
