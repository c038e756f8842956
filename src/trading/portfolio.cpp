#include "trading/portfolio.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "trading/share.hpp"
#include "trading/value.hpp"

namespace muhurat::trading {
namespace {

Money short_part(const Position& position) {
  return position.quantity.is_negative() ? -position.cost : Money{};
}

}  // namespace

// What is left of a fill while lots are closed and opened by it.
struct Portfolio::Booking {
  const Fill& fill;
  Position& position;
  LotQueue& queue;
  Quantity rest;
  Money charges;  // not yet given to a lot or a round trip
};

Portfolio::Portfolio(const market::RunTables& tables, Money capital)
    : positions_(tables.instruments.size()),
      units_(tables.instruments.size()),
      lots_(tables.instruments.size()),
      capital_{capital},
      cash_{capital},
      lowest_cash_{capital} {
  for (std::size_t i = 0; i < positions_.size(); ++i) {
    positions_[i].multiplier = tables.instruments[i].multiplier;
  }
}

void Portfolio::apply(const Fill& fill, const Charges& charges) {
  const std::size_t index = fill.instrument.index();
  Position& position = positions_[index];
  if (position.mark.is_zero()) position.mark = fill.price;
  const Money short_before = short_part(position);

  Booking booking{fill, position, lots_[index], fill.quantity, charges.total()};
  const bool is_long = position.quantity.is_positive();
  if (!position.is_flat() && is_long != (fill.side == Side::Buy)) {
    close_lots(booking);
  }
  if (booking.rest.is_positive()) open_lot(booking);

  const bool was_flat = position.is_flat();
  position.quantity += fill.signed_quantity();
  if (position.is_flat() != was_flat) was_flat ? ++held_ : --held_;
  position.charges += charges.total();
  units_[index] = position.quantity * position.multiplier;
  market_value_ += value_of(position.mark, fill.signed_quantity(), position.multiplier);
  short_cost_ += short_part(position) - short_before;
  pay(with_sign(fill.value, fill.side), charges);
  ++fills_;
  if (cash_.is_negative()) ++fills_below_zero_;
}

void Portfolio::close_lots(Booking& booking) {
  const Fill& fill = booking.fill;
  LotQueue& queue = booking.queue;
  const std::int64_t multiplier = booking.position.multiplier;
  while (booking.rest.is_positive() && queue.first < queue.lots.size()) {
    Lot& lot = queue.lots[queue.first];
    const Quantity part = std::min(booking.rest, lot.quantity);
    const Money entry_charges = share_of(lot.charges, part, lot.quantity);
    const Money exit_charges = share_of(booking.charges, part, booking.rest);
    const Quantity closed = with_sign(part, opposite(fill.side));
    const Money cost = value_of(lot.price, closed, multiplier);
    const Money gross = value_of(fill.price, closed, multiplier) - cost;
    RoundTrip& trip = round_trips_.push();
    trip.instrument = fill.instrument;
    trip.side = opposite(fill.side);
    trip.quantity = part;
    trip.entry_time = lot.time;
    trip.entry_price = lot.price;
    trip.exit_time = fill.time;
    trip.exit_price = fill.price;
    trip.gross = gross;
    trip.charges = entry_charges + exit_charges;
    trip.entry_order = lot.order;
    trip.exit_order = fill.order;
    booking.position.cost -= cost;
    booking.position.realised += gross;
    realised_ += gross;
    lot.quantity -= part;
    lot.charges -= entry_charges;
    booking.charges -= exit_charges;
    booking.rest -= part;
    if (lot.quantity.is_zero()) ++queue.first;
  }
  if (queue.first == queue.lots.size()) {
    queue.lots.clear();
    queue.first = 0;
  }
}

void Portfolio::open_lot(Booking& booking) {
  const Fill& fill = booking.fill;
  LotQueue& queue = booking.queue;
  // The closed lots in front are dropped once they are the larger half, so that a lot is moved at
  // most about once.
  if (queue.first > 32 && queue.first * 2 > queue.lots.size()) {
    queue.lots.erase(queue.lots.begin(),
                     queue.lots.begin() + static_cast<std::ptrdiff_t>(queue.first));
    queue.first = 0;
  }
  queue.lots.emplace_back(booking.rest, fill.price, fill.time, fill.order, booking.charges);
  booking.position.cost +=
      value_of(fill.price, with_sign(booking.rest, fill.side), booking.position.multiplier);
}

void Portfolio::book(const Charges& charges) {
  pay(Money{}, charges);
}

void Portfolio::pay(Money amount, const Charges& charges) {
  cash_ -= amount + charges.total();
  const Money cash = cash_, lowest = lowest_cash_;
  lowest_cash_ = cash < lowest ? cash : lowest;
  charges_.add(charges);
}

Money Portfolio::gross_exposure() const {
  Money sum;
  for (const Position& position : positions_) {
    if (!position.is_flat()) sum += abs(position.value());
  }
  return sum;
}

std::span<const Lot> Portfolio::lots(InstrumentId instrument) const {
  const LotQueue& queue = lots_[instrument.index()];
  return std::span{queue.lots}.subspan(queue.first);
}

}  // namespace muhurat::trading
