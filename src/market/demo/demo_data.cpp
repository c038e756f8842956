#include "market/demo/demo_data.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "core/random.hpp"
#include "market/demo/demo_path.hpp"

namespace muhurat::market {
namespace {

using demo::Character;
using demo::Day;
using demo::Step;
using demo::StepBar;

constexpr Price tick = Price::from_raw(Price::one / 20);  // 0.05

// Trees; no exchange lists a share of that symbol.
constexpr Character characters[] = {{"ASHVA", 12'800, 1.05, 0.0105, 3'600'000},
                                    {"BANYAN", 6'200, 0.90, 0.0120, 9'600'000},
                                    {"CHINAR", 29'600, 0.75, 0.0095, 900'000},
                                    {"DEODAR", 3'700, 1.25, 0.0150, 12'800'000},
                                    {"GULMOHAR", 8'400, 1.00, 0.0130, 4'400'000}};

Instrument instrument_of(const Character& character, std::uint64_t seed) {
  Instrument instrument;
  instrument.exchange = "NSE";
  instrument.segment = "EQ";
  instrument.symbol = character.symbol;
  instrument.name = std::string{demo_label} + " (seed " + std::to_string(seed) + ")";
  instrument.currency = "INR";
  instrument.terms = {
      {.valid_from = Date::min(), .tick = tick, .lot = Quantity{1}, .freeze = Quantity{}}};
  return instrument;
}

// Busy at the open and at the close, quiet at noon: `where` runs from 0 to 1 over the session.
double smile(double where) {
  const double from_noon = 2 * where - 1;
  return 0.5 + 1.4 * from_noon * from_noon + (where < 0.06 ? 1.2 : 0);
}

// Cuts a date's sessions into steps.
std::vector<Step> steps_of(std::span<const Session> sessions, Duration length) {
  std::vector<Step> steps;
  double sum = 0;
  for (const Session& session : sessions) {
    const double whole = (session.close - session.open).to_seconds();
    for (Timestamp at = session.open; at < session.close; at = at + length) {
      const Timestamp end = std::min(at + length, session.close);
      const double middle =
          ((at - session.open).to_seconds() + (end - session.open).to_seconds()) / 2;
      const double share = (end - at).to_seconds() * smile(middle / whole);
      steps.push_back({at, end, share});
      sum += share;
    }
  }
  for (Step& step : steps) step.share /= sum;
  return steps;
}

Bar bar_of(const Step& step, const StepBar& ticks) {
  Bar bar;
  bar.available_time = step.end;
  bar.length_ms = static_cast<std::uint32_t>((step.end - step.start).ns() / 1'000'000);
  bar.open = tick * ticks.open;
  bar.high = tick * ticks.high;
  bar.low = tick * ticks.low;
  bar.close = tick * ticks.close;
  bar.volume = static_cast<double>(ticks.volume);
  return bar;
}

Bar whole(std::span<const Step> steps, std::span<const StepBar> bars) {
  StepBar day = bars.front();
  day.close = bars.back().close;
  for (const StepBar& bar : bars.subspan(1)) {
    day.high = std::max(day.high, bar.high);
    day.low = std::min(day.low, bar.low);
    day.volume += bar.volume;
  }
  return bar_of({steps.front().start, steps.back().end, 1}, day);
}

}  // namespace

std::vector<DemoSeries> generate_demo(std::uint64_t seed, const Calendar& calendar) {
  const Random random{seed};
  demo::MarketPath market{random.stream(0)};
  std::vector<demo::Path> paths;
  std::vector<DemoSeries> series;
  for (const Character& character : characters) {
    paths.emplace_back(character, random.stream(paths.size() + 1));
    series.push_back({instrument_of(character, seed), Interval::days(1), {}});
    series.push_back({instrument_of(character, seed), Interval::minutes(1), {}});
  }
  const std::vector<Session> sessions = calendar.sessions(demo_first_day, demo_last_day);
  for (std::size_t first = 0; first < sessions.size();) {
    std::size_t last = first;
    while (last < sessions.size() && sessions[last].date == sessions[first].date) ++last;
    const bool has_minutes = sessions[first].date >= demo_first_minute_day;
    Day day{.date = sessions[first].date,
            .steps = steps_of(std::span{sessions}.subspan(first, last - first),
                              Duration::minutes(has_minutes ? 1 : 15)),
            .market_moves = {}};
    market.walk(day);
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const std::vector<StepBar> bars = paths[i].walk(day);
      series[2 * i].bars.push_back(whole(day.steps, bars));
      for (std::size_t step = 0; has_minutes && step < bars.size(); ++step) {
        series[2 * i + 1].bars.push_back(bar_of(day.steps[step], bars[step]));
      }
    }
    first = last;
  }
  return series;
}

}  // namespace muhurat::market
