// The last prices of each month, which the exchanges set the next month's tick by: of a file, of
// what is stored, or of both.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "market/interval.hpp"
#include "market/record.hpp"
#include "market/segment_table.hpp"
#include "market/zone.hpp"

namespace muhurat::store {

class MonthEnds {
 public:
  explicit MonthEnds(const market::Zone& zone) : zone_{zone} {}

  // In order. Of two bars that end together the longer one tells the close, else the later added.
  void add(std::span<const market::Bar> bars, market::Interval interval);
  bool is_empty() const { return ends_.empty(); }
  std::vector<market::MonthClose> closes() const;

 private:
  struct End {
    Timestamp time;
    market::Interval interval;
    Price close;
  };
  market::Zone zone_;
  std::map<Date, End> ends_;  // by the first day of the month
};

}  // namespace muhurat::store
