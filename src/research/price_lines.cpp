#include "research/price_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace muhurat::research {
namespace {

// One line while it is traced.
struct Source {
  const sdk::RegisteredIndicator* indicator;
  std::size_t line;
  std::size_t target;  // in the list of lines
};

class Tracer {
 public:
  Tracer(std::span<sdk::DrawnIndicator> drawn, const market::RunTables& tables)
      : tables_{tables}, fed_(tables.series.size()), sources_(tables.instruments.size()) {
    for (sdk::DrawnIndicator& each : drawn) add(each);
  }

  void take(const market::Record& record, bool is_of_run) {
    const market::Series& series = tables_.series[record.bar.series.index()];
    if (series.kind != market::RecordKind::Bar) return;
    for (sdk::RegisteredIndicator* each : fed_[series.id.index()]) each->update(record.bar);
    if (!is_of_run || !series.is_matching) return;
    for (const Source& each : sources_[series.instrument.index()]) {
      lines_[each.target].values.push_back(each.indicator->line(each.line).value);
    }
  }
  std::vector<PriceLineValues> release() { return std::move(lines_); }

 private:
  void add(sdk::DrawnIndicator& drawn) {
    if (drawn.indicator == nullptr) return;
    const market::Series& series = tables_.series[drawn.series.index()];
    fed_[series.id.index()].push_back(drawn.indicator.get());
    auto& sources = sources_[series.instrument.index()];
    for (std::size_t i = 0; i < drawn.indicator->line_count(); ++i) {
      const sdk::PriceLine line = drawn.indicator->line(i);
      std::string name = fmt::format("{} {}", line.name, line.period);
      if (!series.is_matching) name += " of " + market::to_text(series.interval);
      const bool is_there = std::any_of(sources.begin(), sources.end(), [&](const Source& each) {
        return lines_[each.target].name == name;
      });
      if (is_there || sources.size() == price_lines_most) continue;
      sources.push_back({drawn.indicator.get(), i, lines_.size()});
      lines_.push_back({series.instrument, std::move(name), {}});
    }
  }

  const market::RunTables& tables_;
  std::vector<std::vector<sdk::RegisteredIndicator*>> fed_;  // by SeriesId
  std::vector<std::vector<Source>> sources_;                 // by InstrumentId
  std::vector<PriceLineValues> lines_;
};

}  // namespace

std::vector<PriceLineValues> trace_price_lines(std::span<sdk::DrawnIndicator> drawn,
                                               const market::RunTables& tables,
                                               std::span<const market::Record> records,
                                               Timestamp from, engine::CallbackMarker& marker) {
  if (drawn.empty()) return {};
  Tracer tracer{drawn, tables};
  for (const market::Record& record : records) {
    marker.time_ns.store(record.bar.available_time.ns(), std::memory_order_relaxed);
    tracer.take(record, record.bar.available_time > from);
  }
  return tracer.release();
}

}  // namespace muhurat::research
