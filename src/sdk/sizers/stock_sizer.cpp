#include "sdk/sizers/stock_sizer.hpp"

#include <algorithm>

#include "core/int128.hpp"

namespace muhurat::sdk {
namespace {

// Toward zero.
Quantity part_of(Quantity quantity, Rate strength) {
  const int128 product = static_cast<int128>(quantity.raw()) * strength.raw();
  return Quantity::from_raw(static_cast<std::int64_t>(product / Rate::one));
}

}  // namespace

StockSizer::StockSizer(Parameters& parameters)
    : allow_short_{parameters.is_on(
          {"allow_short", false, "whether to sell what is not held; else such a view is flat"})},
      rebalance_sessions_{static_cast<std::size_t>(
          parameters.integer({"rebalance", 0, 0, 1000,
                              "sessions after which targets are reckoned anew; 0: only when a "
                              "view changes"}))} {}

void StockSizer::size(const Forecasts& forecasts, const PortfolioView& portfolio,
                      Targets& targets) {
  const auto entries = forecasts.entries();
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    const Forecasts::Entry& view = entries[i];
    if (!view.has_changed) continue;  // what it wanted last stands
    const InstrumentId instrument{i};
    if (!view.is_present) {
      targets.withdraw(instrument);
      continue;
    }
    Target target{.instrument = instrument, .position = Quantity{}};
    target.why = view.reason;
    const Rate strength = Rate::from_double(view.strength);
    if (strength.is_negative() && !allow_short_) {
      target.why.text = "shorts are not allowed (allow_short): flat instead";
    } else if (!strength.is_zero() && !portfolio.mark(instrument).is_positive()) {
      continue;  // no price yet to reckon with
    } else if (!strength.is_zero()) {
      const Quantity full = full_size(instrument, portfolio, target);
      target.position = part_of(full, strength).truncate_to(portfolio.terms(instrument).lot);
      if (target.position.is_zero() && target.why.text == nullptr) {
        target.why.text = "less than one lot: flat";
      }
    }
    targets.set(target);
  }
}

Quantity units_for(Money budget, Price price, std::int64_t multiplier) {
  if (!budget.is_positive()) return Quantity{};
  const int128 units = budget.raw() / (static_cast<int128>(price.raw()) * multiplier);
  const int128 most = trading::order_quantity_max.raw();
  return Quantity::from_raw(static_cast<std::int64_t>(std::min(units, most)));
}

}  // namespace muhurat::sdk
