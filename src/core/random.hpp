// Random numbers by counter: the i-th number of a seed is a function of both and of nothing else,
// so any part of a sequence can be made again, in any order and on any machine. The mixer is
// splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014). Not for
// secrets.
#pragma once

#include <cstdint>

#include "core/check.hpp"
#include "core/int128.hpp"

namespace muhurat {
inline namespace core {

class Random {
 public:
  constexpr explicit Random(std::uint64_t seed) : seed_{seed} {}

  // A sequence of its own, e.g. one per instrument: independent of how many numbers others draw.
  constexpr Random stream(std::uint64_t number) const {
    return Random{mix(seed_ ^ mix(number + golden))};
  }

  constexpr std::uint64_t at(std::uint64_t index) const {
    return mix(seed_ + (index + 1) * golden);
  }
  constexpr std::uint64_t next() { return at(index_++); }
  constexpr std::uint64_t index() const { return index_; }  // of the number that next() gives
  constexpr void seek(std::uint64_t index) { index_ = index; }

  // In [0, 1), all 53 bits.
  constexpr double uniform() { return unit(next()); }
  constexpr double uniform(double low, double high) { return low + (high - low) * uniform(); }

  // In [0, count), count > 0. Takes one number; with counts below 2^32 no value is favoured by more
  // than 2^-32 of its share.
  constexpr std::uint64_t below(std::uint64_t count) {
    CHECK(count > 0);
    return static_cast<std::uint64_t>((static_cast<uint128>(next()) * count) >> 64);
  }

  // Of the standard normal distribution, one number each.
  double normal_at(std::uint64_t index) const;
  double normal() { return normal_at(index_++); }

 private:
  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;
  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  static constexpr double unit(std::uint64_t bits) {
    return static_cast<double>(bits >> 11) * 0x1p-53;
  }

  std::uint64_t seed_;
  std::uint64_t index_ = 0;
};

}  // namespace core
}  // namespace muhurat
