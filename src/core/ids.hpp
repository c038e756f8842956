// Strong ids: an id of one kind is never taken for one of another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace muhurat {
inline namespace core {

template <class Tag, class Representation>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(Representation value) : value_{value} {}
  constexpr Representation value() const { return value_; }
  constexpr std::size_t index() const { return static_cast<std::size_t>(value_); }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  Representation value_ = 0;
};

using InstrumentId = Id<struct InstrumentTag, std::uint32_t>;  // index within a run
using SeriesId = Id<struct SeriesTag, std::uint32_t>;          // index into the run's series table
using OrderId = Id<struct OrderTag, std::uint64_t>;  // 16-bit writer epoch, 48-bit counter; 0: none

}  // namespace core
}  // namespace muhurat
