// What is levied on fills, line by line, as a contract note lists it.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "core/numbers.hpp"

namespace muhurat::trading {

enum class ChargeKind : std::uint8_t {
  Brokerage,
  Stt,  // securities (or commodities) transaction tax
  Exchange,
  Ipft,  // the exchange's investor protection fund
  Sebi,
  Stamp,
  Gst,
  Depository,
  Other
};
inline constexpr std::size_t charge_kind_count = 9;
const char* to_text(ChargeKind kind);  // brokerage, stt, exchange, …

// The lines of one booking: of a fill, or of a day's end. Amounts may be negative (rounding
// entries). Most lines are absent most of the time, so those that were written are remembered.
class Charges {
 public:
  constexpr void add(ChargeKind kind, Money amount) {
    lines_[static_cast<std::size_t>(kind)] += amount;
    total_ += amount;
    written_ |= 1U << static_cast<unsigned>(kind);
  }
  constexpr void add(const Charges& other) {
    other.for_each(
        [&](ChargeKind kind, Money amount) { lines_[static_cast<std::size_t>(kind)] += amount; });
    total_ += other.total_;
    written_ |= other.written_;
  }
  // The lines that are not zero, in the order of ChargeKind.
  template <class Visitor>
  constexpr void for_each(Visitor&& visit) const {
    for (unsigned left = written_; left != 0; left &= left - 1) {
      const int i = std::countr_zero(left);
      const Money amount = lines_[static_cast<std::size_t>(i)];
      if (!amount.is_zero()) visit(static_cast<ChargeKind>(i), amount);
    }
  }
  constexpr Money line(ChargeKind kind) const { return lines_[static_cast<std::size_t>(kind)]; }
  constexpr Money total() const { return total_; }
  constexpr void clear() {
    for (; written_ != 0; written_ &= written_ - 1) {
      lines_[static_cast<std::size_t>(std::countr_zero(written_))] = Money{};
    }
    total_ = Money{};
  }

 private:
  std::array<Money, charge_kind_count> lines_ = {};
  Money total_;
  unsigned written_ = 0;  // a bit for each kind
};

}  // namespace muhurat::trading
