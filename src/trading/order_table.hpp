// From OrderId to what is kept for a live order. Slots are recycled, the last one freed first, so
// that the few live orders stay in cache however many a run has written; a slot never moves while
// its order lives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/check.hpp"
#include "core/ids.hpp"

namespace muhurat::trading {

// The counter of an id, without the epoch of its writer.
constexpr std::uint64_t counter_of(OrderId id) {
  return id.value() & ((std::uint64_t{1} << 48) - 1);
}

template <class T>
class OrderTable {
 public:
  // A fresh T for an id that is not live.
  T& insert(OrderId id) {
    const std::uint64_t counter = counter_of(id);
    if (counter >= index_.size()) index_.resize(counter + 1, none);
    CHECK(index_[counter] == none);
    if (free_.empty()) add_slots();
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    index_[counter] = slot;
    ++size_;
    return at(slot) = T{};
  }
  // Null: not live.
  T* find(OrderId id) {
    const std::uint64_t counter = counter_of(id);
    if (counter >= index_.size() || index_[counter] == none) return nullptr;
    return &at(index_[counter]);
  }
  const T* find(OrderId id) const { return const_cast<OrderTable*>(this)->find(id); }
  void erase(OrderId id) {
    const std::uint64_t counter = counter_of(id);
    CHECK(counter < index_.size() && index_[counter] != none);
    free_.push_back(index_[counter]);
    index_[counter] = none;
    --size_;
  }
  std::size_t size() const { return size_; }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  static constexpr std::size_t slots_per_block = 32;

  T& at(std::uint32_t slot) { return blocks_[slot / slots_per_block][slot % slots_per_block]; }
  void add_slots() {
    const auto first = static_cast<std::uint32_t>(blocks_.size() * slots_per_block);
    blocks_.push_back(std::make_unique<T[]>(slots_per_block));
    for (std::uint32_t i = slots_per_block; i > 0; --i) free_.push_back(first + i - 1);
  }

  std::vector<std::unique_ptr<T[]>> blocks_;
  std::vector<std::uint32_t> free_;   // the last freed is taken first
  std::vector<std::uint32_t> index_;  // by counter: slot or none
  std::size_t size_ = 0;
};

}  // namespace muhurat::trading
