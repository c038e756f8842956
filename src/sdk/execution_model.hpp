// The third part of a composed strategy: from gaps (what is wanted, less what is held or working)
// to orders.
#pragma once

#include <span>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "market/instrument.hpp"
#include "sdk/observer.hpp"
#include "sdk/risk_sizer.hpp"
#include "trading/order.hpp"

namespace muhurat::sdk {

struct Gap {
  InstrumentId instrument;
  Quantity quantity;  // target − position − working, signed; may be 0
  Target target;
  Price mark;  // last price of the matching series
};
using Gaps = std::span<const Gap>;
using WorkingOrders = std::span<const trading::Order>;  // live orders of the gaps' instruments

// What an execution model may do at the desk. Ids come back at once; refusals come as events.
class OrderDeskView {
 public:
  virtual ~OrderDeskView() = default;
  virtual OrderId submit(const trading::OrderRequest& request) = 0;
  virtual void change(OrderId order, const trading::OrderChange& change) = 0;
  virtual void cancel(OrderId order) = 0;
  virtual const market::InstrumentTerms& terms(InstrumentId instrument) const = 0;
};

class ExecutionModel : public Observer {
 public:
  // Called when a gap or a working order changed, at most once per instrument and slice.
  virtual void work(const Gaps& gaps, const WorkingOrders& working, OrderDeskView& desk) = 0;
};

}  // namespace muhurat::sdk
