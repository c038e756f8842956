// The first of the three parts of a composed strategy: from market data to forecasts.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "market/run_tables.hpp"
#include "sdk/forecast.hpp"
#include "sdk/history.hpp"
#include "sdk/registered_indicator.hpp"
#include "sdk/slice.hpp"

namespace muhurat::sdk {

class Signal {
 public:
  virtual ~Signal() = default;
  // Once, before the first slice: the run's tables, valid until the end of the run.
  virtual void on_start(const market::RunTables&) {}
  // Once per slice: keep, change or withdraw forecasts.
  virtual void on_slice(const Slice& slice, Forecasts& forecasts) = 0;
  // Optional: a whole series of one instrument at once, for sweeps; the same bits as on_slice.
  virtual bool columns(const History&, ForecastColumns&) const { return false; }
  // How many bars before --from it wants to see; their forecasts are dropped.
  virtual std::size_t warm_up() const { return 0; }
  // Of any one instrument, as before its first bar: what the report draws over the prices.
  virtual std::vector<std::unique_ptr<RegisteredIndicator>> drawn() const { return {}; }
};

}  // namespace muhurat::sdk
