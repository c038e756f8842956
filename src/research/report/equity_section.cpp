#include <fmt/format.h>

#include <algorithm>

#include "research/report/packing.hpp"
#include "research/report/sections.hpp"
#include "research/report/thinning.hpp"
#include "research/statistics.hpp"

namespace muhurat::research {
namespace {

constexpr std::size_t closes_most = 16'000;
constexpr std::size_t drawdowns_most = 8;

// A session that closes at midnight belongs to the date that ends, and is shown under it.
std::int64_t close_seconds(const Scope& scope, std::size_t i) {
  const SessionClose& close = scope.record.sessions[i];
  const bool is_midnight = scope.date_of(close.time) > close.date;
  return seconds_of(close.time) - (is_midnight ? 1 : 0);
}

void write_drawdowns(JsonWriter& json, const Scope& scope, std::span<const double> equity) {
  const RunRecord& record = scope.record;
  std::vector<DrawdownSpan> falls = drawdowns_of(record.capital.to_double(), equity);
  std::sort(falls.begin(), falls.end(), [](const DrawdownSpan& a, const DrawdownSpan& b) {
    return std::pair{a.depth, a.trough} < std::pair{b.depth, b.trough};
  });
  if (falls.size() > drawdowns_most) falls.resize(drawdowns_most);
  const auto time = [&](std::size_t i) { return close_seconds(scope, i); };
  json.key("drawdowns").begin_array();
  for (const DrawdownSpan& fall : falls) {
    // Before the first session the capital is the peak.
    const std::size_t down = fall.peak ? fall.trough - *fall.peak : fall.trough + 1;
    const std::size_t end = fall.recovered.value_or(record.sessions.size() - 1);
    json.begin_object();
    json.member("peak", fall.peak ? std::optional{time(*fall.peak)} : std::nullopt);
    json.member("trough", time(fall.trough));
    json.member("recovered", fall.recovered ? std::optional{time(*fall.recovered)} : std::nullopt);
    json.member("depth", six_digits(fall.depth));
    json.member("sessions_down", down).member("sessions_back", end - fall.trough).end();
  }
  json.end();
}

}  // namespace

void write_equity(JsonWriter& json, const Scope& scope) {
  const RunRecord& record = scope.record;
  std::vector<double> equity;
  for (const SessionClose& close : record.sessions) equity.push_back(close.equity.to_double());
  const std::vector<std::size_t> kept = keep_extremes(equity, closes_most);
  std::vector<std::int64_t> times, strategy, benchmark;
  for (const std::size_t i : kept) {
    times.push_back(close_seconds(scope, i));
    strategy.push_back(scope.minor_units(record.sessions[i].equity));
    if (!record.benchmark.empty()) benchmark.push_back(scope.minor_units(record.benchmark[i]));
  }
  json.key("equity").begin_object();
  write_ints(json.key("time"), times);
  write_ints(json.key("strategy"), strategy);
  if (!benchmark.empty()) write_ints(json.key("benchmark"), benchmark);
  if (kept.size() < equity.size()) {
    write_thinned(json, kept.size(), equity.size(),
                  fmt::format("{} of {} session closes: lowest and highest of each group are kept",
                              scope.format.count(kept.size()), scope.format.count(equity.size())));
  }
  json.end();
  write_drawdowns(json, scope, equity);
}

}  // namespace muhurat::research
