// Orders and fills of a run, small as they are kept and whole as they are read: what is mostly
// absent lies in lists of its own, because fresh memory costs more than the work that fills it. A
// row is a value made for the asking; a reference into it ends with it.
#pragma once

#include <cstdint>

#include "core/rows.hpp"
#include "trading/charges.hpp"
#include "trading/fill.hpp"
#include "trading/order.hpp"

namespace muhurat::engine {

// An order as it was at the end of the run.
struct OrderRow {
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  trading::Order order;
  trading::Reason reason;                            // of the request
  trading::FillRule rule = trading::FillRule::None;  // of its last fill
  std::uint32_t refusal = none;                      // index into refusals: the last one
  std::uint32_t explain = none;                      // index into explains
};

class OrderRows {
 public:
  using value_type = OrderRow;
  struct Kept {
    trading::Order order;  // anything until it is written
    std::uint32_t reason;
    std::uint32_t refusal;
    std::uint32_t explain;
    trading::FillRule rule;
  };

  Kept& add(const trading::Reason& reason);
  Kept& kept(std::size_t index) { return rows_[index]; }

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  OrderRow operator[](std::size_t index) const;
  IndexIterator<OrderRows> begin() const { return {*this, 0}; }
  IndexIterator<OrderRows> end() const { return {*this, size()}; }

 private:
  Rows<Kept> rows_;
  Rows<trading::Reason> reasons_;
};

struct FillRow {
  trading::Fill fill;
  trading::Charges charges;
};

class FillRows {
 public:
  using value_type = FillRow;

  void add(const trading::Fill& fill, const trading::Charges& charges);

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  FillRow operator[](std::size_t index) const;
  IndexIterator<FillRows> begin() const { return {*this, 0}; }
  IndexIterator<FillRows> end() const { return {*this, size()}; }

 private:
  struct Kept {
    trading::Fill fill;
    std::uint32_t first_line;
    std::uint8_t lines;
  };
  struct ChargeLine {
    Money amount;
    trading::ChargeKind kind;
  };
  Rows<Kept> rows_;
  Rows<ChargeLine> lines_;
};

}  // namespace muhurat::engine
