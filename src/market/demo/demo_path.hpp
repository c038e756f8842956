// How the generated prices of one instrument move within a day: small steps that everybody's share
// of the market's moves and its own make up. Internal to generate_demo.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/date.hpp"
#include "core/random.hpp"
#include "core/timestamp.hpp"

namespace muhurat::market::demo {

// One step of a day: from `start` to `end`, a minute or a quarter of an hour.
struct Step {
  Timestamp start, end;
  double share;  // of the day's variance and volume: more near the open and the close
};

// What one date asks for: its steps, and what the market as a whole did.
struct Day {
  Date date;
  std::vector<Step> steps;
  double market_gap = 0;             // overnight
  std::vector<double> market_moves;  // by step
  double volatility = 1;             // of that day, as a multiple of what is usual
};

struct Character {
  const char* symbol;
  std::int64_t first_price_ticks;
  double beta;          // how much of the market's moves it makes its own
  double volatility;    // of its own moves, a day
  double daily_volume;  // shares
};

// Prices are counted in ticks.
struct StepBar {
  std::int64_t open, high, low, close;
  std::int64_t volume;
};

class Path {
 public:
  Path(const Character& character, Random random);
  // The bars of a day's steps; days must come in order.
  std::vector<StepBar> walk(const Day& day);

 private:
  struct Mood {  // what it does for some weeks on its own account
    double drift = 0;
    int days_left = 0;
  };
  double overnight(const Day& day, Random& random);
  StepBar bar_of(const Step& step, double step_volatility, Random& random);

  const Character& character_;
  Random random_;
  Mood mood_;
  double log_price_;       // of the price in ticks
  std::int64_t last_ = 0;  // the last close, in ticks
  double volume_of_day_ = 0;
};

// The market's moves, day by day.
class MarketPath {
 public:
  explicit MarketPath(Random random) : random_{random} {}
  // Fills in everything of the day but date and steps.
  void walk(Day& day);

 private:
  struct Regime {
    double drift = 0;       // a session
    double volatility = 1;  // a multiple of the usual
    int days_left = 0;
  };
  void change_regime(Random& random);

  Random random_;
  Regime regime_;
  double log_volatility_ = 0;
};

}  // namespace muhurat::market::demo
