// The past bars of one series, newest first. There is no index into the future and none counted
// from the beginning: an element is named by how many bars ago it was.
#pragma once

#include <concepts>
#include <cstddef>

#include "core/check.hpp"
#include "market/record.hpp"

namespace muhurat::sdk {

// 0 is the newest bar known now, 1 the one before it.
class BarsAgo {
 public:
  constexpr explicit BarsAgo(std::unsigned_integral auto count) : count_{count} {}
  template <class T>
  BarsAgo(T) = delete;  // a signed count would reach into the future
  constexpr std::size_t count() const { return count_; }

 private:
  std::size_t count_;
};

class History {
 public:
  constexpr History() = default;
  // A ring of `mask` + 1 bars (a power of two) whose element number `next` − 1 is the newest.
  constexpr History(const market::Bar* ring, std::size_t mask, std::size_t next, std::size_t size)
      : ring_{ring}, mask_{mask}, next_{next}, size_{size} {}

  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  const market::Bar& operator[](BarsAgo ago) const {
    CHECK(ago.count() < size_);
    return ring_[(next_ - 1 - ago.count()) & mask_];
  }
  template <class T>
  const market::Bar& operator[](T) const = delete;  // say BarsAgo{1u}

  // The newest `count` bars of it, or fewer if there are fewer.
  constexpr History newest(std::size_t count) const {
    return {ring_, mask_, next_, count < size_ ? count : size_};
  }

 private:
  const market::Bar* ring_ = nullptr;
  std::size_t mask_ = 0;
  std::size_t next_ = 0;
  std::size_t size_ = 0;
};

}  // namespace muhurat::sdk
