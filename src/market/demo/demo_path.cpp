#include "market/demo/demo_path.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"

namespace muhurat::market::demo {
namespace {

constexpr double market_volatility = 0.0085;  // of a session
constexpr double share_overnight = 0.25;      // of a session's variance
constexpr double growth = 0.00025;            // a session, of a business that does well
constexpr double floor_ticks = 400;           // below 20 a share is drawn up again

Random of_date(const Random& random, Date date) {
  return random.stream(static_cast<std::uint64_t>(date.days()));
}

std::int64_t rounded(double value) {
  return static_cast<std::int64_t>(value + 0.5);
}

}  // namespace

// source: rough figures of Indian shares; bull, bear, quiet, panic and recovery.
void MarketPath::change_regime(Random& random) {
  struct Kind {
    double drift, volatility;
    int days_min, days_more;
    int weight;
  };
  static constexpr Kind kinds[] = {{0.0012, 0.80, 60, 120, 9},
                                   {-0.0010, 1.20, 30, 60, 4},
                                   {0.0003, 0.70, 40, 80, 5},
                                   {-0.0070, 2.20, 6, 10, 1},
                                   {0.0016, 1.40, 20, 40, 2}};
  std::uint64_t pick = random.below(21);
  for (const Kind& kind : kinds) {
    if (pick < static_cast<std::uint64_t>(kind.weight)) {
      const auto more = random.below(static_cast<std::uint64_t>(kind.days_more));
      regime_ = {kind.drift, kind.volatility, kind.days_min + static_cast<int>(more)};
      return;
    }
    pick -= static_cast<std::uint64_t>(kind.weight);
  }
}

void MarketPath::walk(Day& day) {
  Random random = of_date(random_, day.date);
  if (regime_.days_left-- <= 0) change_regime(random);
  // Restless days follow restless days.
  log_volatility_ = 0.92 * log_volatility_ + 0.13 * random.normal();
  day.volatility = regime_.volatility * core::exp(log_volatility_);
  const double session = market_volatility * day.volatility;
  day.market_gap = session * std::sqrt(share_overnight) * random.normal();
  // Some days have a direction of their own from the first minute to the last.
  const double direction = random.uniform() < 0.35 ? 1.2 * session * random.normal() : 0;
  day.market_moves.clear();
  for (const Step& step : day.steps) {
    const double noise = session * std::sqrt((1 - share_overnight) * step.share) * random.normal();
    day.market_moves.push_back(noise + (regime_.drift + direction) * step.share);
  }
}

Path::Path(const Character& character, Random random)
    : character_{character},
      random_{random},
      log_price_{core::log(static_cast<double>(character.first_price_ticks))},
      last_{character.first_price_ticks} {}

double Path::overnight(const Day& day, Random& random) {
  if (mood_.days_left-- <= 0) {
    mood_ = {0.0010 * random.normal(), 25 + static_cast<int>(random.below(90))};
  }
  const double own = character_.volatility * day.volatility * std::sqrt(share_overnight);
  double gap = character_.beta * day.market_gap + own * random.normal();
  // News, a few times a year: results, orders won or lost.
  if (random.uniform() < 0.014) gap += 0.045 * random.normal();
  return gap;
}

StepBar Path::bar_of(const Step& step, double step_volatility, Random& random) {
  const auto to_ticks = [](double log_price) {
    return std::max<std::int64_t>(1, rounded(core::exp(log_price)));
  };
  StepBar bar{};
  // One step opens where the last closed, give or take a tick.
  bar.open = std::max<std::int64_t>(1, last_ + static_cast<std::int64_t>(random.below(3)) - 1);
  bar.close = to_ticks(log_price_);
  const double reach = 0.9 * step_volatility * static_cast<double>(bar.close);
  bar.high = std::max(bar.open, bar.close) + rounded(reach * random.uniform());
  bar.low = std::min(bar.open, bar.close) - rounded(reach * random.uniform());
  bar.low = std::max<std::int64_t>(1, bar.low);
  const double crowd = random.uniform(0.5, 1.5);
  bar.volume = std::max<std::int64_t>(1, rounded(volume_of_day_ * step.share * crowd));
  last_ = bar.close;
  return bar;
}

std::vector<StepBar> Path::walk(const Day& day) {
  Random random = of_date(random_, day.date);
  log_price_ += overnight(day, random);
  last_ = std::max<std::int64_t>(1, rounded(core::exp(log_price_)));
  const double own = character_.volatility * day.volatility;
  volume_of_day_ =
      character_.daily_volume * (0.6 + 0.5 * day.volatility) * core::exp(0.25 * random.normal());
  const double below = core::log(floor_ticks) - log_price_;
  const double drift = growth + mood_.drift + (below > 0 ? 0.02 * below : 0);
  std::vector<StepBar> bars;
  bars.reserve(day.steps.size());
  for (std::size_t i = 0; i < day.steps.size(); ++i) {
    const Step& step = day.steps[i];
    const double own_step = own * std::sqrt((1 - share_overnight) * step.share);
    log_price_ +=
        character_.beta * day.market_moves[i] + own_step * random.normal() + drift * step.share;
    bars.push_back(bar_of(step, own_step, random));
  }
  return bars;
}

}  // namespace muhurat::market::demo
