// What a fee model remembers of each order over all its fills. Ids count up, so values lie in
// blocks of neighbours: one allocation for many orders, and the orders of today stay in cache.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>

#include "core/ids.hpp"

namespace muhurat::sdk {

template <class T>
class PerOrder {
 public:
  // T{} for an order not asked for before.
  T& operator[](OrderId order) { return block_of(order)[order.value() % block_size]; }
  // The same, without remembering it.
  T find(OrderId order) const {
    const std::uint64_t number = order.value() / block_size;
    if (last_ != nullptr && number == last_number_) return (*last_)[order.value() % block_size];
    const auto found = blocks_.find(number);
    return found == blocks_.end() ? T{} : (*found->second)[order.value() % block_size];
  }

 private:
  static constexpr std::uint64_t block_size = 1024;
  using Block = std::array<T, block_size>;

  Block& block_of(OrderId order) {
    const std::uint64_t number = order.value() / block_size;
    if (last_ == nullptr || number != last_number_) {
      std::unique_ptr<Block>& block = blocks_[number];
      if (block == nullptr) block = std::make_unique<Block>();
      last_ = block.get();
      last_number_ = number;
    }
    return *last_;
  }

  std::unordered_map<std::uint64_t, std::unique_ptr<Block>> blocks_;
  std::uint64_t last_number_ = 0;
  Block* last_ = nullptr;
};

}  // namespace muhurat::sdk
