#include "cli/backtest/data_quality.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/format.hpp"
#include "store/series/gaps.hpp"

namespace muhurat::cli {
namespace {

using MonthKey = std::pair<int, int>;  // year, month

// How many bars of a series the calendar expects in a session.
std::uint32_t expected_bars(const market::Session& session, market::Interval interval) {
  if (interval.is_daily()) return 1;
  return static_cast<std::uint32_t>(store::bars_in(session.close - session.open, interval));
}

// The matching bars of one instrument: how many in which session, and when each begins.
class BarCount {
 public:
  BarCount(const MarketData& data, const market::Series& series)
      : series_{series},
        sessions_{data.tables.sessions[series.instrument.index()]},
        counts_(sessions_.size(), 0) {}

  void add(const market::Bar& bar) {
    while (next_ < sessions_.size() && sessions_[next_].close <= bar.start()) ++next_;
    const bool is_inside = next_ < sessions_.size() && bar.start() >= sessions_[next_].open;
    ++(is_inside ? counts_[next_] : outside_);
    starts_.push_back(bar.start());
    last_ = std::max(last_, bar.available_time);
  }

  std::uint32_t outside() const { return outside_; }
  InstrumentId instrument() const { return series_.instrument; }
  std::optional<std::vector<store::Gap>> gaps(const market::Calendar& calendar) const {
    return store::find_gaps(starts_, series_.interval, calendar);
  }

  research::InstrumentCoverage coverage() const {
    std::map<MonthKey, research::MonthCoverage> months;
    for (std::size_t i = 0; i < sessions_.size(); ++i) {
      if (starts_.empty() || sessions_[i].close <= starts_.front()) continue;
      if (sessions_[i].open >= last_) break;
      const auto civil = sessions_[i].date.civil();
      auto& month = months[{civil.year, civil.month}];
      month.year = civil.year;
      month.month = civil.month;
      month.have += counts_[i];
      if (!is_daily_split(i)) {
        month.expected += std::max(expected_bars(sessions_[i], series_.interval), counts_[i]);
      }
    }
    research::InstrumentCoverage coverage{.instrument = series_.instrument, .months = {}};
    for (const auto& [key, month] : months) coverage.months.push_back(month);
    return coverage;
  }

 private:
  // A daily bar covers both windows of a split day, and lies in the first.
  bool is_daily_split(std::size_t i) const {
    return series_.interval.is_daily() && i > 0 && sessions_[i - 1].date == sessions_[i].date;
  }

  const market::Series& series_;
  const std::vector<market::Session>& sessions_;
  std::vector<std::uint32_t> counts_;
  std::vector<Timestamp> starts_;
  std::uint32_t outside_ = 0;  // bars in no session
  std::size_t next_ = 0;
  Timestamp last_ = Timestamp::min();
};

void judge(const BarCount& count, const market::Calendar& calendar,
           research::DataQuality& quality) {
  constexpr std::size_t listed_max = 100;
  const auto gaps = count.gaps(calendar);
  if (!gaps) {
    quality.not_judged += 1;
    return;
  }
  quality.coverage.push_back(count.coverage());
  quality.outside_sessions += count.outside();
  if (!gaps->empty()) quality.instruments_with_gaps.push_back(count.instrument());
  for (const store::Gap& gap : *gaps) {
    quality.gaps_in_all += 1;
    quality.missing_bars += gap.missing;
    if (quality.gaps.size() == listed_max) continue;
    quality.gaps.push_back({count.instrument(), store::describe(gap, calendar.zone())});
  }
}

}  // namespace

research::DataQuality quality_of(const MarketData& data, std::span<const market::Record> records) {
  std::vector<BarCount> counts;
  std::vector<std::size_t> count_of(data.tables.series.size(), ~std::size_t{0});
  for (const market::Series& series : data.tables.series) {
    if (!series.is_matching) continue;
    count_of[series.id.index()] = counts.size();
    counts.emplace_back(data, series);
  }
  std::uint64_t without_volume = 0;
  bool has_volume = false;
  for (const market::Record& record : records) {
    const market::Series& series = data.tables.series[record.bar.series.index()];
    if (!series.is_matching) continue;
    counts[count_of[series.id.index()]].add(record.bar);
    has_volume |= series.has_volume;
    if (series.has_volume && record.bar.volume == 0) ++without_volume;
  }
  research::DataQuality quality;
  for (const BarCount& count : counts) {
    judge(count, *data.calendars[count.instrument().index()], quality);
  }
  const std::string volume = has_volume ? fmt::format("{} bars without volume", without_volume)
                                        : std::string{"no volume stored"};
  quality.notes.emplace_back("Checked",
                             fmt::format("checksums of {} series; {}", data.stored.size(), volume));
  if (quality.outside_sessions > 0) {
    quality.notes.emplace_back("Off hours",
                               Formatter{}.counted(quality.outside_sessions, "bar") +
                                   " outside the session: marked and told, never filled");
  }
  if (quality.not_judged > 0) {
    quality.notes.emplace_back(
        "Gaps", fmt::format("of {} not counted: no calendar says which sessions there were",
                            Formatter{}.counted(quality.not_judged, "instrument")));
  }
  return quality;
}

}  // namespace muhurat::cli
