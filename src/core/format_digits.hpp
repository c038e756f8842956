// The decimal digits of a number on its way to the eye: moved, rounded and grouped as text, so that
// what is shown is the rounding of what is written and not of its binary neighbour. Made for
// core/format.hpp.
#pragma once

#include <string>
#include <string_view>

namespace muhurat {
inline namespace core {

enum class Grouping { Indian, International };  // 12,34,56,789 and 123,456,789

class Digits {
 public:
  explicit Digits(std::string_view decimal);  // canonical text: [-]digits[.digits]
  static Digits of(double value);  // the shortest decimal that reads back as the value; finite

  bool is_negative() const { return is_negative_; }
  bool is_zero() const;
  int decimals() const { return static_cast<int>(fraction_.size()); }

  Digits times_ten_to(int power) const;
  Digits rounded(int decimals) const;  // to exactly so many decimals, halves away from zero
  Digits padded(int decimals) const;   // to at least so many, exactly

  // Whether the size, without sign, is at least 10^power.
  bool reaches_ten_to(int power) const;

  std::string grouped(Grouping grouping) const;  // without sign

 private:
  Digits() = default;

  bool is_negative_ = false;
  std::string whole_;     // no leading zeros; empty below 1
  std::string fraction_;  // as many digits as there are decimals
};

}  // namespace core
}  // namespace muhurat
