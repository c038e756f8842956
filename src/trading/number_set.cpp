#include "trading/number_set.hpp"

namespace muhurat::trading {

// Fibonacci hashing: the high bits of a product with 2^64 ÷ φ spread even consecutive numbers.
std::size_t NumberSet::slot_of(std::uint64_t number) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = static_cast<std::size_t>((number * 0x9E3779B97F4A7C15u) >> 32) & mask;
  while (slots_[slot] != 0 && slots_[slot] != number) slot = (slot + 1) & mask;
  return slot;
}

bool NumberSet::contains(std::uint64_t number) const {
  if (number <= watermark_) return number != 0;
  return count_ > 0 && slots_[slot_of(number)] == number;
}

bool NumberSet::insert_early(std::uint64_t number) {
  if (2 * (count_ + 1) > slots_.size()) grow();
  const std::size_t slot = slot_of(number);
  if (slots_[slot] == number) return false;
  slots_[slot] = number;
  ++count_;
  return true;
}

// The watermark moves over numbers that came early; they need not be stored any more.
void NumberSet::advance() {
  while (count_ > 0) {
    const std::size_t slot = slot_of(watermark_ + 1);
    if (slots_[slot] == 0) return;
    erase_at(slot);
    ++watermark_;
  }
}

// Closes the gap, so that every number after it is still found from its own place.
void NumberSet::erase_at(std::size_t slot) {
  const std::size_t mask = slots_.size() - 1;
  slots_[slot] = 0;
  --count_;
  for (std::size_t next = (slot + 1) & mask; slots_[next] != 0; next = (next + 1) & mask) {
    const std::uint64_t number = slots_[next];
    slots_[next] = 0;
    slots_[slot_of(number)] = number;
  }
}

void NumberSet::grow() {
  std::vector<std::uint64_t> old(slots_.empty() ? 16 : 2 * slots_.size(), 0);
  old.swap(slots_);
  for (const std::uint64_t number : old) {
    if (number != 0) slots_[slot_of(number)] = number;
  }
}

}  // namespace muhurat::trading
