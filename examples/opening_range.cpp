// Opening range breakout, within the day: the first half hour draws a range; who breaks out of it
// takes the others along. Buys a close above the range and sells one below it, at most once a day
// and instrument, with a stop at the middle of the range and a target twice as far away. Whatever
// is left is closed before the market does. Intraday product (MIS), bars of one minute.
//
//   muhurat backtest opening_range.cpp --instrument NSE:ASHVA --interval 1m --from 2025-10-01
#include <algorithm>
#include <vector>

#include "sdk/strategy.hpp"

using namespace muhurat;

class OpeningRange final : public Strategy {
 public:
  explicit OpeningRange(Parameters& parameters)
      : minutes_{parameters.integer({"minutes", 30, 5, 120, "length of the opening range"})},
        reward_{parameters.number({"reward", 2, 0.5, 10, "target, in stop distances"})},
        share_{parameters.number({"share", 18, 1, 100, "percent of equity in one trade"})} {}

  std::vector<Interval> intervals() const override { return {Interval::minutes(1)}; }

  void on_start(Context& context) override {
    days_.resize(context.instruments().size());
    const auto after_open = static_cast<int>(15 + minutes_);  // the market opens at 09:15
    range_is_drawn_ = context.at_time_of_day(9 + after_open / 60, after_open % 60);
    before_close_ = context.before_close(Duration::minutes(15));
    bell_ = context.before_close(Duration::minutes(0));
  }

  void on_timer(Context& context, TimerId timer) override {
    if (timer == range_is_drawn_) {
      for (Day& day : days_) {
        day.is_drawn = true;
        day.may_enter = day.has_range;
      }
    } else if (timer == before_close_) {
      for (const Instrument& each : context.instruments()) close_out(context, each.id);
    } else if (timer == bell_) {
      for (Day& day : days_) day = Day{};  // tomorrow is a new day
    }
  }

  void on_bar(Context& context, const Bar& bar) override {
    const InstrumentId id = context.instrument_of(bar);
    Day& day = days_[id.index()];
    if (day.may_enter) {
      if (bar.close > day.high) enter(context, id, Side::Buy);
      if (bar.close < day.low) enter(context, id, Side::Sell);
    } else if (!day.is_drawn) {
      day.high = day.has_range ? std::max(day.high, bar.high) : bar.high;
      day.low = day.has_range ? std::min(day.low, bar.low) : bar.low;
      day.has_range = true;
    }
  }

 private:
  struct Day {  // of one instrument
    Price high, low;
    bool has_range = false;
    bool is_drawn = false;   // the range stands
    bool may_enter = false;  // and nothing was done yet
  };

  void enter(Context& context, InstrumentId id, Side side) {
    Day& day = days_[id.index()];
    day.may_enter = false;
    const Price stop = multiply(day.high - day.low, Rate::from_double(0.5));
    const Quantity quantity = context.quantity_for(id, share_ / 100);
    if (!stop.is_positive() || quantity.is_zero()) return;
    context.submit(
        {.instrument = id,
         .side = side,
         .quantity = quantity,
         .product = Product::Mis,
         .bracket = {.stop = stop, .target = multiply(stop, Rate::from_double(reward_))}});
  }

  void close_out(Context& context, InstrumentId id) {
    days_[id.index()].may_enter = false;
    for (const Order* order : context.live_orders(id)) context.cancel(order->id);
    const Quantity held = context.position(id).quantity;
    if (held.is_zero()) return;
    context.submit({.instrument = id,
                    .side = held.is_positive() ? Side::Sell : Side::Buy,
                    .quantity = abs(held),
                    .product = Product::Mis});
  }

  std::int64_t minutes_;
  double reward_, share_;
  TimerId range_is_drawn_, before_close_, bell_;
  std::vector<Day> days_;  // by instrument
};

MUHURAT_STRATEGY(OpeningRange)
