#include "trading/bracket_book.hpp"

#include <algorithm>

namespace muhurat::trading {

std::uint32_t BracketBook::open(const Order& entry, Price anchor) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(families_.size()));
    families_.emplace_back();
  }
  const std::uint32_t index = free_.back();
  free_.pop_back();
  Family& family = families_[index];
  family = Family{};
  family.entry = entry.id;
  family.instrument = entry.instrument;
  family.side = entry.side;
  family.product = entry.product;
  family.is_in_use = true;
  family.anchor = anchor;
  family.stop = {{}, entry.bracket.stop, entry.bracket.stop.is_positive()};
  family.target = {{}, entry.bracket.target, entry.bracket.target.is_positive()};
  of_instrument_[entry.instrument.index()].push_back(index);
  return index;
}

void BracketBook::add_late_fill(const Fill& fill) {
  for (const std::uint32_t index : of(fill.instrument)) {
    if (families_[index].entry == fill.order) families_[index].filled += fill.quantity;
  }
}

void BracketBook::close_if_done(std::uint32_t index) {
  Family& family = families_[index];
  const bool has_child = family.stop.order != OrderId{} || family.target.order != OrderId{};
  const bool wants_child = family.stop.is_wanted || family.target.is_wanted;
  const bool has_more = family.covered().is_positive() && wants_child;
  if (!family.is_in_use || family.is_entry_live || has_child || has_more) return;
  family.is_in_use = false;
  std::erase(of_instrument_[family.instrument.index()], index);
  free_.push_back(index);
}

Quantity BracketBook::covered(InstrumentId instrument) const {
  Quantity sum;
  for (const std::uint32_t index : of(instrument)) {
    const Family& family = families_[index];
    if (family.has_children()) sum += family.covered() * sign(family.side);
  }
  return sum;
}

void BracketBook::release_beyond(InstrumentId instrument, Quantity long_most, Quantity short_most) {
  release(instrument, Side::Buy, long_most);
  release(instrument, Side::Sell, short_most);
}

void BracketBook::release(InstrumentId instrument, Side side, Quantity most) {
  Quantity excess = -most;
  for (const std::uint32_t index : of(instrument)) {
    const Family& family = families_[index];
    if (family.side == side && family.has_children()) excess += family.covered();
  }
  for (const std::uint32_t index : of(instrument)) {
    Family& family = families_[index];
    if (!excess.is_positive()) return;
    if (family.side != side || !family.has_children()) continue;
    const Quantity part = std::min(excess, family.covered());
    family.released += part;
    excess -= part;
  }
}

}  // namespace muhurat::trading
