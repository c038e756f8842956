// Momentum across instruments, after Jegadeesh and Titman (1993): once a month hold the two that
// rose most over the last half year, in equal parts, as long as they rose at all. Decisions need
// all instruments at one moment, so it looks at slices instead of bars.
//
// With all of the demo data's instruments, in one line:
//   muhurat backtest monthly_momentum.cpp --interval 1d --instrument NSE:ASHVA
//       --instrument NSE:BANYAN --instrument NSE:CHINAR --instrument NSE:DEODAR
#include <algorithm>
#include <utility>
#include <vector>

#include "sdk/strategy.hpp"

using namespace muhurat;

class MonthlyMomentum final : public Strategy {
 public:
  explicit MonthlyMomentum(Parameters& parameters)
      : days_{parameters.integer({"days", 126, 20, 500, "days over which the rise is measured"})},
        hold_{parameters.integer({"hold", 2, 1, 50, "instruments to hold"})},
        every_{parameters.integer({"every", 21, 1, 250, "days from one decision to the next"})} {}

  void on_start(Context& context) override {
    for (const Instrument& each : context.instruments()) {
      context.keep_history(context.matching_series(each.id), static_cast<std::size_t>(days_) + 1);
    }
  }

  void on_slice(Context& context, const Slice&) override {
    if (!has_history(context)) return;
    if (until_next_ == 0) {
      until_next_ = every_;
      wanted_ = strongest(context);
      must_buy_ = true;
      sell_the_rest(context);
    }
    until_next_ -= 1;
    // An order is judged by the cash that is there, so a purchase waits until the sales have
    // filled.
    if (must_buy_ && !has_live_orders(context)) {
      must_buy_ = false;
      buy_the_wanted(context);
    }
  }

 private:
  void sell_the_rest(Context& context) const {
    for (const Instrument& each : context.instruments()) {
      const Quantity held = context.position(each.id).quantity;
      const bool is_wanted = std::find(wanted_.begin(), wanted_.end(), each.id) != wanted_.end();
      if (!is_wanted && held.is_positive()) context.sell(each.id, held);
    }
  }
  // An equal part of the equity for each, or of the cash where a holding has outgrown its part; a
  // tenth stays for charges and for opens above the close.
  void buy_the_wanted(Context& context) const {
    std::vector<InstrumentId> missing;
    for (const InstrumentId id : wanted_) {
      if (context.position(id).quantity.is_zero()) missing.push_back(id);
    }
    const double free_part = context.cash().to_double() / context.equity().to_double();
    for (const InstrumentId id : missing) {
      const double part = std::min(1.0 / static_cast<double>(hold_),
                                   free_part / static_cast<double>(missing.size()));
      const Quantity quantity = context.quantity_for(id, 0.9 * part);
      if (quantity.is_positive()) context.buy(id, quantity);
    }
  }
  bool has_live_orders(Context& context) const {
    for (const Instrument& each : context.instruments()) {
      if (!context.live_orders(each.id).empty()) return true;
    }
    return false;
  }

  bool has_history(Context& context) const {
    for (const Instrument& each : context.instruments()) {
      const History days = context.history(context.matching_series(each.id));
      if (days.size() <= static_cast<std::size_t>(days_)) return false;
    }
    return true;
  }

  // The instruments that rose most; those that fell are not wanted at all.
  std::vector<InstrumentId> strongest(Context& context) const {
    struct Rise {
      InstrumentId id;
      double ratio;
    };
    std::vector<Rise> rises;
    for (const Instrument& each : context.instruments()) {
      const History days = context.history(context.matching_series(each.id));
      const Bar& then = days[BarsAgo{static_cast<std::size_t>(days_)}];
      rises.push_back({each.id, days[BarsAgo{0u}].close.to_double() / then.close.to_double()});
    }
    std::sort(rises.begin(), rises.end(), [](const Rise& a, const Rise& b) {
      return a.ratio != b.ratio ? a.ratio > b.ratio : a.id < b.id;
    });
    std::vector<InstrumentId> best;
    for (const Rise& rise : rises) {
      if (rise.ratio > 1 && std::cmp_less(best.size(), hold_)) best.push_back(rise.id);
    }
    return best;
  }

  std::int64_t days_, hold_, every_;
  std::int64_t until_next_ = 0;
  std::vector<InstrumentId> wanted_;
  bool must_buy_ = false;
};

MUHURAT_STRATEGY(MonthlyMomentum)
