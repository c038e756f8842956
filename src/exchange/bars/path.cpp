#include "exchange/bars/path.hpp"

namespace muhurat::exchange {
namespace {

bool low_comes_first(const market::Bar& bar, PathPolicy policy) {
  switch (policy) {
    case PathPolicy::HighFirst: return false;
    case PathPolicy::LowFirst: return true;
    case PathPolicy::NearerFirst: break;
  }
  return bar.open - bar.low <= bar.high - bar.open;
}

}  // namespace

Path path_of(const market::Bar& bar, PathPolicy policy) {
  const bool low_first = low_comes_first(bar, policy);  // as often as not: no branch on it
  const Price ends[] = {bar.high, bar.low};
  return {{bar.open, ends[low_first], ends[!low_first], bar.close}};
}

bool is_before(const Path& path, const Place& a, const Place& b) {
  if (a.leg != b.leg) return a.leg < b.leg;
  if (a.leg == 0) return false;
  const Price start = path.points[a.leg - 1U];
  return abs(a.price - start) < abs(b.price - start);
}

std::optional<Place> meet(const Path& path, const Place& from, const Crossing& crossing) {
  const bool rising = crossing.direction == Direction::Rising;
  for (std::uint8_t leg = from.leg == 0 ? 1 : from.leg; leg < path.points.size(); ++leg) {
    const Price start = path.points[leg - 1U];
    const Price end = path.points[leg];
    if (rising ? end <= start : end >= start) continue;
    if (rising ? end < crossing.reach : end > crossing.reach) continue;
    const auto lies_before = [&](Price price) {
      return rising ? crossing.level < price : crossing.level > price;
    };
    if (leg == from.leg && lies_before(from.price)) continue;  // passed on this leg already
    return Place{leg, lies_before(start) ? start : crossing.level};
  }
  return std::nullopt;
}

}  // namespace muhurat::exchange
