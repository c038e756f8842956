#include "engine/histories.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/check.hpp"

namespace muhurat::engine {

void Histories::keep(SeriesId series, std::size_t bars) {
  Watched& watched = watched_[series.index()];
  CHECK(watched.next == 0);  // before the first bar
  if (bars <= watched.kept) return;
  watched.kept = bars;
  watched.ring.assign(std::bit_ceil(bars), market::Bar{});
  watched.is_watched = true;
}

void Histories::add(SeriesId series, std::unique_ptr<sdk::RegisteredIndicator> indicator) {
  Watched& watched = watched_[series.index()];
  if (indicator->line_count() > 0) drawn_.push_back({series, indicator->clone()});
  watched.indicators.push_back(std::move(indicator));
  watched.is_watched = true;
}

sdk::History Histories::of(SeriesId series) const {
  const Watched& watched = watched_[series.index()];
  if (watched.ring.empty()) return {};
  return {watched.ring.data(), watched.ring.size() - 1, watched.next,
          std::min(watched.next, watched.kept)};
}

std::size_t Histories::warm_up_bars(SeriesId series) const {
  const Watched& watched = watched_[series.index()];
  std::size_t bars = watched.kept;
  for (const auto& indicator : watched.indicators) bars = std::max(bars, indicator->warm_up());
  return bars;
}

void Histories::update(const market::Bar& bar) {
  Watched& watched = watched_[bar.series.index()];
  if (!watched.ring.empty()) {
    watched.ring[watched.next & (watched.ring.size() - 1)] = bar;
    ++watched.next;
  }
  for (const auto& indicator : watched.indicators) indicator->update(bar);
}

}  // namespace muhurat::engine
