// What orders claim of the account's cash: docs/reference/limits.md, "Free cash (Z11)".
#include "naive/naive_run.hpp"

namespace muhurat::naive {

// Price × quantity × multiplier and the charges for the part that opens or extends a position.
// Other exits of the same side have claimed what there is to close before it.
Claim Naive::claim_of(const NaiveOrder& order) const {
  if (order.role != OrderRole::Entry) return {};
  const auto& request = order.request;
  const Quantity rest = request.quantity - order.filled;
  Quantity closable = is_buy(order) ? -held(request.instrument) : held(request.instrument);
  closable = std::max(closable, Quantity{});
  for (const NaiveOrder& o : out.orders) {
    if (o.id == order.id || !has_claim(o) || o.request.side != request.side) continue;
    if (o.request.instrument != request.instrument) continue;
    closable -= o.claim.rest + o.claim.more_rest - o.claim.opening;
  }
  const Quantity opening = rest - std::min(rest, std::max(closable, Quantity{}));
  Price price = last_mark(request.instrument);
  if (type(order) == OrderType::Limit || type(order) == OrderType::StopLimit) price = limit(order);
  if (type(order) == OrderType::Stop) price = trigger(order);
  const bool is_charged = !opening.is_zero() && order.filled.is_zero();
  return {rest, opening, price, is_charged ? s.fee : Money{}, {}, {}};
}

Money Naive::money_of(const Claim& claim, InstrumentId instrument) const {
  const std::int64_t multiplier = s.tables.instruments[instrument.index()].multiplier;
  return claim.price * claim.opening * multiplier + claim.charges;
}

Money Naive::free_cash(std::size_t without) const {
  Money free = out.cash - cost_of_shorts() * 2;
  for (const NaiveOrder& o : out.orders) {
    if (o.id == without || !has_claim(o)) continue;
    free -= money_of(o.claim, o.request.instrument) + o.claim.more_money;
  }
  return free;
}

// At their entry prices, the first sold being the first bought back.
Money Naive::cost_of_shorts() const {
  Money cost;
  for (const market::Instrument& instrument : s.tables.instruments) {
    std::vector<NaiveFill> lots;  // of one side, signed
    for (const NaiveFill& fill : out.fills) {
      if (order(fill.order).request.instrument != instrument.id) continue;
      Quantity rest = is_buy(order(fill.order)) ? fill.quantity : -fill.quantity;
      while (!rest.is_zero() && !lots.empty() &&
             lots.front().quantity.is_positive() != rest.is_positive()) {
        const Quantity part = std::min(abs(rest), abs(lots.front().quantity));
        const std::int64_t up = rest.is_positive() ? 1 : -1;
        lots.front().quantity += part * up;
        rest -= part * up;
        if (lots.front().quantity.is_zero()) lots.erase(lots.begin());
      }
      if (rest.is_zero()) continue;
      lots.push_back(fill);
      lots.back().quantity = rest;
    }
    for (const NaiveFill& lot : lots) {
      if (lot.quantity.is_negative()) cost += lot.price * -lot.quantity * instrument.multiplier;
    }
  }
  return cost;
}

// Without a price nobody knows what an opening order needs.
bool Naive::lacks_cash(const NaiveOrder& order) const {
  const Claim claim = claim_of(order);
  if (claim.opening.is_zero()) return false;
  if (!claim.price.is_positive()) return true;
  return money_of(claim, order.request.instrument) > free_cash(order.id);
}

}  // namespace muhurat::naive
