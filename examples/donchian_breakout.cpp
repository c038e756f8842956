// Channel breakout, as the Turtles traded it: buy a close above the highest high of the last 20
// days, leave at a close below the lowest low of the last 10, and never risk more than 1 % of
// equity on one trade: a stop lies two average true ranges (ATR) below the entry.
//
//   muhurat backtest donchian_breakout.cpp --instrument NSE:ASHVA --interval 1d --from 2017-01-01
#include <algorithm>
#include <vector>

#include "sdk/strategy.hpp"

using namespace muhurat;

class DonchianBreakout final : public Strategy {
 public:
  explicit DonchianBreakout(Parameters& parameters)
      : entry_{parameters.integer({"entry", 20, 2, 250, "days of the channel to break out of"})},
        exit_{parameters.integer({"exit", 10, 2, 250, "days of the channel to leave by"})},
        risk_{parameters.number({"risk", 1, 0.1, 5, "percent of equity lost at the stop"})},
        atr_stop_{parameters.number({"atr_stop", 2, 0.5, 10, "stop distance in ATR"})} {}

  // One strategy trades every instrument of the run; what is kept for each lies in a vector.
  void on_start(Context& context) override {
    for (const Instrument& each : context.instruments()) {
      const SeriesId series = context.matching_series(each.id);
      context.keep_history(series, static_cast<std::size_t>(std::max(entry_, exit_)) + 1);
      atr_.push_back(&context.add(series, Atr{20}));
    }
  }

  void on_bar(Context& context, const Bar& bar) override {
    const InstrumentId id = context.instrument_of(bar);
    const History days = context.history(bar.series);
    const Atr& atr = *atr_[id.index()];
    if (!atr.ready() || days.size() <= static_cast<std::size_t>(std::max(entry_, exit_))) return;

    const Quantity held = context.position(id).quantity;
    const Price top = highest(days, entry_), bottom = lowest(days, exit_);
    if (held.is_zero() && bar.close > top) {
      Reason reason{.text = "close above the channel"};
      reason.note("top", top.to_double());
      reason.note("atr", atr.value());
      buy(context, id, Price::from_double(atr_stop_ * atr.value()), reason);
    } else if (held.is_positive() && bar.close < bottom) {
      Reason reason{.text = "close below the channel"};
      reason.note("bottom", bottom.to_double());
      leave(context, id, held, reason);
    }
  }

 private:
  void buy(Context& context, InstrumentId id, Price stop, const Reason& reason) {
    if (!context.live_orders(id).empty()) return;  // one entry at a time
    // Shares that lose `risk` percent of equity if the price falls by the stop distance, but never
    // for more than 18 % of equity: five instruments must fit in.
    const Money at_risk =
        multiply(context.equity(), Rate::from_double(risk_ / 100), Rounding::TowardZero);
    const Quantity by_risk = divide(at_risk, stop).truncate_to(context.terms(id).lot);
    const Quantity quantity = std::min(by_risk, context.quantity_for(id, 0.18));
    if (quantity.is_zero()) return;
    context.submit({.instrument = id,
                    .side = Side::Buy,
                    .quantity = quantity,
                    .bracket = {.stop = stop, .target = {}},  // no target: let profits run
                    .reason = reason});
  }

  // The protective stop goes first, so that the shares are not sold twice.
  void leave(Context& context, InstrumentId id, Quantity held, const Reason& reason) {
    for (const Order* order : context.live_orders(id)) context.cancel(order->id);
    context.submit({.instrument = id, .side = Side::Sell, .quantity = held, .reason = reason});
  }

  // Of the days before today: today is 0 bars ago.
  static Price highest(const History& days, std::int64_t count) {
    Price most = days[BarsAgo{1u}].high;
    for (std::size_t ago = 2; ago <= static_cast<std::size_t>(count); ++ago) {
      most = std::max(most, days[BarsAgo{ago}].high);
    }
    return most;
  }
  static Price lowest(const History& days, std::int64_t count) {
    Price least = days[BarsAgo{1u}].low;
    for (std::size_t ago = 2; ago <= static_cast<std::size_t>(count); ++ago) {
      least = std::min(least, days[BarsAgo{ago}].low);
    }
    return least;
  }

  std::int64_t entry_, exit_;
  double risk_, atr_stop_;
  std::vector<const Atr*> atr_;  // by instrument
};

MUHURAT_STRATEGY(DonchianBreakout)
