#include "store/import/month_ends.hpp"

#include <tuple>

namespace muhurat::store {

void MonthEnds::add(std::span<const market::Bar> bars, market::Interval interval) {
  Timestamp month_end = Timestamp::min();
  End* end = nullptr;
  for (const market::Bar& bar : bars) {
    if (bar.start() >= month_end) {
      const YearMonthDay day = zone_.date_of(bar.start()).civil();
      const Date next = day.month == 12 ? Date::from_civil(day.year + 1, 1, 1)
                                        : Date::from_civil(day.year, day.month + 1, 1);
      month_end = zone_.to_utc(next, Duration{});
      end = &ends_
                 .try_emplace(Date::from_civil(day.year, day.month, 1),
                              End{Timestamp::min(), interval, bar.close})
                 .first->second;
    }
    if (std::tie(bar.available_time, interval) >= std::tie(end->time, end->interval)) {
      *end = {bar.available_time, interval, bar.close};
    }
  }
}

std::vector<market::MonthClose> MonthEnds::closes() const {
  std::vector<market::MonthClose> closes;
  for (const auto& [month, end] : ends_) closes.push_back({month, end.close});
  return closes;
}

}  // namespace muhurat::store
