#include "research/matching_bars.hpp"

namespace muhurat::research {

std::vector<MatchingBars> matching_bars(const RunRecord& record) {
  std::vector<MatchingBars> bars(record.tables->instruments.size());
  for (const market::Record& each : record.records) {
    const market::Series& series = record.tables->series[each.bar.series.index()];
    if (!series.is_matching || series.kind != market::RecordKind::Bar) continue;
    bars[series.instrument.index()].push_back(&each.bar);
  }
  return bars;
}

}  // namespace muhurat::research
