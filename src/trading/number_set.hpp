// A set of numbers that were seen, made for numbers that are mostly given out in order: everything
// up to a watermark is known without being stored, only what came early is. So the executions of a
// venue that counts cost nothing, and those of one that does not are still never booked twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace muhurat::trading {

class NumberSet {
 public:
  // False if the number (> 0) was in the set before.
  bool insert(std::uint64_t number) {
    if (number == watermark_ + 1) [[likely]] {
      ++watermark_;
      if (count_ > 0) [[unlikely]]
        advance();
      return true;
    }
    return number > watermark_ && insert_early(number);
  }
  bool contains(std::uint64_t number) const;
  std::size_t stored() const { return count_; }  // numbers above the watermark

 private:
  bool insert_early(std::uint64_t number);
  void advance();
  std::size_t slot_of(std::uint64_t number) const;
  void grow();
  void erase_at(std::size_t slot);

  std::uint64_t watermark_ = 0;
  std::size_t count_ = 0;
  std::vector<std::uint64_t> slots_;  // open addressing, a power of two; 0: free
};

}  // namespace muhurat::trading
