// What is levied on fills, line by line, as a contract note lists it.
#pragma once

#include <array>
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
// entries).
class Charges {
 public:
  constexpr void add(ChargeKind kind, Money amount) {
    lines_[static_cast<std::size_t>(kind)] += amount;
    total_ += amount;
  }
  constexpr void add(const Charges& other) {
    for (std::size_t i = 0; i < charge_kind_count; ++i) {
      if (!other.lines_[i].is_zero()) lines_[i] += other.lines_[i];
    }
    total_ += other.total_;
  }
  constexpr Money line(ChargeKind kind) const { return lines_[static_cast<std::size_t>(kind)]; }
  constexpr Money total() const { return total_; }
  constexpr void clear() { *this = Charges{}; }

 private:
  std::array<Money, charge_kind_count> lines_ = {};
  Money total_;
};

}  // namespace muhurat::trading
