// The price's way through one bar, as pure functions: four points, three straight legs. Orders meet
// it at places, and places have an order.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/numbers.hpp"
#include "exchange/bars/profile.hpp"
#include "market/record.hpp"

namespace muhurat::exchange {

struct Path {
  std::array<Price, 4> points;  // open, first extreme, second extreme, close
};
Path path_of(const market::Bar& bar, PathPolicy policy);

// A place on the path: a price on leg 1, 2 or 3, which ends at points[leg]; leg 0 is the open.
struct Place {
  std::uint8_t leg = 0;
  Price price;
  friend constexpr bool operator==(const Place&, const Place&) = default;
};

// What comes earlier on the path.
bool is_before(const Path& path, const Place& a, const Place& b);

enum class Direction : std::uint8_t { Rising, Falling };

// A price that a leg of that direction must pass, and how far the leg must go to count.
struct Crossing {
  Direction direction;
  Price level;  // where it is met
  Price reach;  // the leg must end here or beyond
};

// Where the path from `from` on first makes the crossing.
std::optional<Place> meet(const Path& path, const Place& from, const Crossing& crossing);

}  // namespace muhurat::exchange
