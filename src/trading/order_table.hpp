// From OrderId to what is kept for a live order. Slots are recycled, the last one freed first, so
// that the few live orders stay in cache however many a run has written; a slot never moves while
// its order lives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
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
  static_assert(std::is_trivially_destructible_v<T>);  // a slot is begun anew

 public:
  // A fresh T for an id that is not live. Id 0 is no order's.
  T& insert(OrderId id) {
    CHECK(id.value() != 0);
    if (2 * (size_ + 1) > mask_ + 1) [[unlikely]]
      grow();
    Place& place = places_[find_place(id.value())];
    CHECK(place.id == 0);
    if (free_.empty()) [[unlikely]]
      add_slots();
    place = {id.value(), free_.back()};
    free_.pop_back();
    ++size_;
    return *::new (static_cast<void*>(place.slot)) T;  // its initialisers, and no zeros before
  }
  // Null: not live.
  T* find(OrderId id) { return places_[find_place(id.value())].slot; }
  const T* find(OrderId id) const { return places_[find_place(id.value())].slot; }
  void erase(OrderId id) {
    const std::size_t hole = find_place(id.value());
    CHECK(places_[hole].id != 0);
    free_.push_back(places_[hole].slot);
    places_[hole] = Place{};
    --size_;
    // Closes the gap, so that every id after it is still found from its own place.
    for (std::size_t next = (hole + 1) & mask_; places_[next].id != 0; next = (next + 1) & mask_)
        [[unlikely]] {
      const Place moved = places_[next];
      places_[next] = Place{};
      places_[find_place(moved.id)] = moved;
    }
  }
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t slots_per_block = 32;
  struct Place {
    std::uint64_t id = 0;  // 0: free
    T* slot = nullptr;
  };

  // Where the id is, or would be: the high bits of a product with 2^64 ÷ φ spread runs of ids.
  std::size_t find_place(std::uint64_t id) const {
    std::size_t place = static_cast<std::size_t>((id * 0x9E3779B97F4A7C15u) >> 40) & mask_;
    while (places_[place].id != id && places_[place].id != 0) [[unlikely]] {
      place = (place + 1) & mask_;
    }
    return place;
  }
  void grow() {
    std::vector<Place> old(2 * places_.size());
    old.swap(places_);
    mask_ = places_.size() - 1;
    for (const Place& place : old) {
      if (place.id != 0) places_[find_place(place.id)] = place;
    }
  }
  void add_slots() {
    blocks_.push_back(std::make_unique<T[]>(slots_per_block));
    for (std::size_t i = slots_per_block; i > 0; --i) free_.push_back(&blocks_.back()[i - 1]);
  }

  std::vector<std::unique_ptr<T[]>> blocks_;
  std::vector<T*> free_;  // the last freed is taken first
  std::size_t mask_ = 63;
  std::vector<Place> places_ = std::vector<Place>(mask_ + 1);  // open addressing, a power of two
  std::size_t size_ = 0;
};

}  // namespace muhurat::trading
