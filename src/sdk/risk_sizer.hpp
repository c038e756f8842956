// The second part of a composed strategy: from forecasts to the holdings wanted.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "sdk/forecast.hpp"
#include "sdk/observer.hpp"
#include "sdk/portfolio_view.hpp"
#include "trading/reason.hpp"

namespace muhurat::sdk {

using Reason = trading::Reason;
using NamedValue = trading::NamedValue;

struct Target {
  InstrumentId instrument;
  Quantity position;               // signed, as wanted
  Reason why = {};                 // the limit that cut it, for Explain
  std::optional<Price> stop = {};  // the distance risked, for an execution model that protects
};

// The targets that stand; what a sizer does not set stays as it was.
class Targets {
 public:
  struct Entry {
    Target target;
    bool is_present = false;
    bool has_changed = false;  // since the gaps were last computed
  };

  explicit Targets(std::size_t instruments) : entries_(instruments) {}
  void set(const Target& target) {
    Entry& entry = entries_[target.instrument.index()];
    const bool same = entry.is_present && entry.target.position == target.position &&
                      entry.target.stop == target.stop;
    entry.target = target;
    entry.is_present = true;
    entry.has_changed = entry.has_changed || !same;
  }
  void withdraw(InstrumentId instrument) {
    Entry& entry = entries_[instrument.index()];
    entry.has_changed = entry.has_changed || entry.is_present;
    entry.is_present = false;
  }
  std::span<const Entry> entries() const { return entries_; }
  const Entry& operator[](InstrumentId instrument) const { return entries_[instrument.index()]; }
  void clear_change(InstrumentId instrument) { entries_[instrument.index()].has_changed = false; }

 private:
  std::vector<Entry> entries_;
};

class RiskSizer : public Observer {
 public:
  // Called when a forecast changed, a fill came, or its rebalance timer fired. An entry that
  // has_changed wants a new target; the timer marks every entry so (Forecasts::mark_all_changed).
  virtual void size(const Forecasts& forecasts, const PortfolioView& portfolio,
                    Targets& targets) = 0;
  // Sessions between forced new targets; 0: never.
  virtual std::size_t rebalance_sessions() const { return 0; }
};

}  // namespace muhurat::sdk
