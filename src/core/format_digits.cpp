#include "core/format_digits.hpp"

#include <charconv>
#include <cmath>

#include "core/check.hpp"

namespace muhurat {
inline namespace core {
namespace {

void drop_leading_zeros(std::string& digits) {
  digits.erase(0, digits.find_first_not_of('0'));
}

// Adds one at the last digit; true if it ran over the front.
bool count_up(std::string& digits) {
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      return false;
    }
    digits[i] = '0';
  }
  return true;
}

}  // namespace

Digits::Digits(std::string_view decimal) {
  is_negative_ = decimal.starts_with('-');
  if (is_negative_) decimal.remove_prefix(1);
  const std::size_t point = decimal.find('.');
  whole_ = decimal.substr(0, point);
  if (point != std::string_view::npos) fraction_ = decimal.substr(point + 1);
  drop_leading_zeros(whole_);
}

Digits Digits::of(double value) {
  CHECK(std::isfinite(value));
  char buffer[400];  // 309 digits and a sign, or 17 digits behind 323 zeros
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  CHECK(end.ec == std::errc{});
  return Digits{std::string_view{buffer, static_cast<std::size_t>(end.ptr - buffer)}};
}

bool Digits::is_zero() const {
  return whole_.empty() && fraction_.find_first_not_of('0') == std::string::npos;
}

Digits Digits::times_ten_to(int power) const {
  Digits moved = *this;
  for (; power > 0; --power) {
    moved.whole_ += moved.fraction_.empty() ? '0' : moved.fraction_.front();
    if (!moved.fraction_.empty()) moved.fraction_.erase(0, 1);
  }
  for (; power < 0; ++power) {
    moved.fraction_.insert(0, 1, moved.whole_.empty() ? '0' : moved.whole_.back());
    if (!moved.whole_.empty()) moved.whole_.pop_back();
  }
  drop_leading_zeros(moved.whole_);
  return moved;
}

Digits Digits::rounded(int decimals) const {
  const auto wanted = static_cast<std::size_t>(decimals);
  if (fraction_.size() <= wanted) return padded(decimals);
  Digits result = *this;
  const bool up = fraction_[wanted] >= '5';
  result.fraction_.resize(wanted);
  if (up && count_up(result.fraction_) && count_up(result.whole_)) result.whole_.insert(0, 1, '1');
  return result;
}

Digits Digits::padded(int decimals) const {
  Digits result = *this;
  const auto wanted = static_cast<std::size_t>(decimals);
  if (result.fraction_.size() < wanted) result.fraction_.resize(wanted, '0');
  return result;
}

bool Digits::reaches_ten_to(int power) const {
  return whole_.size() > static_cast<std::size_t>(power);
}

std::string Digits::grouped(Grouping grouping) const {
  std::string text = whole_.empty() ? "0" : whole_;
  const std::size_t step = grouping == Grouping::Indian ? 2 : 3;
  for (std::size_t left = text.size(), group = 3; left > group; group = step) {
    left -= group;
    text.insert(left, 1, ',');
  }
  if (!fraction_.empty()) text.append(1, '.').append(fraction_);
  return text;
}

}  // namespace core
}  // namespace muhurat
