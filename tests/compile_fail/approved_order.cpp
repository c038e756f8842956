// A venue takes what the RiskGate has approved and nothing else, and takes it once.
#include "trading/risk_gate.hpp"
#include "trading/venue.hpp"

using namespace muhurat;
using namespace muhurat::trading;

void approved(Venue& venue, RiskGate& gate, const Order& order, Timestamp now) {
  Result<ApprovedOrder, RiskRefusal> judged = gate.approve(order, now);
  if (judged) venue.submit(std::move(*judged));
  (void)venue.next();
  gate.approve(order, now);  // error: nodiscard|unused
}

void unapproved(Venue& venue, const Order& order, const OrderRequest& request, Timestamp now) {
  venue.cancel(order.id, now);
  if (request.quantity.is_zero()) return;
  venue.submit(order);                       // error: convert|conversion|bind
  venue.submit(request);                     // error: convert|conversion|bind
  venue.submit({});                          // error: convert|conversion|no matching|constructor
  venue.submit(ApprovedOrder{order});        // error: private
  ApprovedOrder made{order};                 // error: private
  ApprovedOrder empty;                       // error: no matching
  venue.change(order);                       // error: convert|conversion|bind
  venue.change(ApprovedChange{order, now});  // error: private
}

void copied(Venue& venue, ApprovedOrder approval, ApprovedOrder other, ApprovedChange change) {
  ApprovedOrder copy = approval;  // error: deleted
  approval = other;               // error: deleted
  approval = std::move(other);    // error: deleted
  venue.submit(approval);         // error: bind
  venue.change(change);           // error: bind
  ApprovedChange again = change;  // error: deleted
  (void)approval.spend();         // error: discards qualifiers|not viable|rvalue|passing
  venue.submit(std::move(approval));
  venue.change(std::move(change));
  (void)std::move(other).spend();
}
