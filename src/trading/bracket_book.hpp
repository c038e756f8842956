// The families of the desk: an entry with a bracket and the two children that protect what it
// filled. Here is only the arithmetic of what each family still protects; the desk writes, resizes
// and cancels the children accordingly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "trading/fill.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

// One protective child of a family.
struct Child {
  OrderId order;           // 0: not there now
  Price distance;          // from the anchor
  bool is_wanted = false;  // false, too, once it was denied, refused or cancelled by hand
  constexpr bool is_there() const { return order != OrderId{} || is_wanted; }
};

struct Family {
  OrderId entry;
  InstrumentId instrument;
  Side side = Side::Buy;  // of the entry
  Product product = Product::Cnc;
  bool is_entry_live = true;
  bool is_in_use = false;
  Price anchor;  // price of the entry's first fill
  Child stop;
  Child target;
  Quantity filled;    // by the entry
  Quantity exited;    // by the children
  Quantity released;  // closed by other means, or given up: protected no more

  constexpr Quantity covered() const { return filled - exited - released; }
  // False once both children were taken away by hand: what is held of it then is like any position.
  constexpr bool has_children() const { return stop.is_there() || target.is_there(); }
  constexpr Child& child(OrderRole role) { return role == OrderRole::StopChild ? stop : target; }
};

class BracketBook {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  explicit BracketBook(std::size_t instruments) : of_instrument_(instruments) {}

  // The family of an entry whose first fill has come.
  std::uint32_t open(const Order& entry, Price anchor);
  // Forgets the family once its entry is final, no child is there and nothing is left to protect.
  void close_if_done(std::uint32_t family);
  // A fill of an entry that was final already.
  void add_late_fill(const Fill& fill);
  Family& at(std::uint32_t family) { return families_[family]; }

  // Oldest first.
  std::span<const std::uint32_t> of(InstrumentId instrument) const {
    return of_instrument_[instrument.index()];
  }
  // What all families of an instrument protect together, signed like the position.
  Quantity covered(InstrumentId instrument) const;
  // Gives up protection beyond `long_most` of bought and `short_most` of sold entries, the oldest
  // first, as lots are closed.
  void release_beyond(InstrumentId instrument, Quantity long_most, Quantity short_most);

 private:
  void release(InstrumentId instrument, Side side, Quantity most);

  std::vector<std::vector<std::uint32_t>> of_instrument_;
  std::vector<Family> families_;
  std::vector<std::uint32_t> free_;
};

}  // namespace muhurat::trading
