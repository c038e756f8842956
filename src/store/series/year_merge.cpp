#include "store/series/year_merge.hpp"

#include <algorithm>
#include <utility>

#include "store/series/equal_values.hpp"

namespace muhurat::store {
namespace {

using market::Bar;

void set_span(Bar& bar, Timestamp start, Timestamp end) {
  bar.available_time = end;
  bar.length_ms = static_cast<std::uint32_t>((end - start).ns() / 1'000'000);
}

}  // namespace

bool Placement::is_before(const Bar& stored, const Bar& bar) const {
  return is_daily_ ? last_day_of(stored) < first_day_of(bar) : stored.available_time <= bar.start();
}

bool Placement::is_after(const Bar& stored, const Bar& bar) const {
  return is_daily_ ? first_day_of(stored) > last_day_of(bar) : stored.start() >= bar.available_time;
}

bool Placement::is_same(const Bar& stored, const Bar& bar) const {
  return is_daily_ || stored.start() == bar.start() || stored.available_time == bar.available_time;
}

void Placement::agree(Bar& stored, const Bar& bar) const {
  if (is_daily_) return set_span(stored, bar.start(), bar.available_time);
  set_span(stored, std::max(stored.start(), bar.start()),
           std::min(stored.available_time, bar.available_time));
}

std::vector<market::Session> Placement::sessions_of(const Bar& bar) const {
  if (options_.calendar == nullptr) return {};
  const Date date = options_.calendar->zone().date_of(bar.start());
  return options_.calendar->sessions(date, date);
}

bool Placement::part(Bar& one, Bar& other) const {
  Bar& earlier = one.start() < other.start() ? one : other;
  Bar& later = one.start() < other.start() ? other : one;
  if (is_daily_ || later.available_time <= earlier.available_time) return false;
  for (const market::Session& session : sessions_of(later)) {
    if (options_.time_given == TimeGiven::Start && session.open == earlier.start()) {
      set_span(earlier, earlier.start(), later.start());
      return true;
    }
    if (options_.time_given == TimeGiven::End && session.close == later.available_time) {
      set_span(later, earlier.available_time, later.available_time);
      return true;
    }
  }
  return false;
}

std::vector<Bar> YearMerge::merge(std::span<const Bar> new_bars, std::size_t first_index) {
  merged_.reserve(stored_.size() + new_bars.size());
  for (std::size_t i = 0; i < new_bars.size(); ++i) take(new_bars[i], first_index + i);
  keep_until(stored_.size());
  return std::move(merged_);
}

void YearMerge::take(const Bar& bar, std::size_t index) {
  while (next_ < stored_.size() && placement_.is_before(stored_bar(next_), bar)) {
    keep_until(next_ + 1);
  }
  const Neighbours neighbours = find_neighbours(bar);
  if (neighbours.same) {
    if (has_equal_values(stored_bar(*neighbours.same), bar))
      return join_equal(*neighbours.same, bar);
    if (on_conflict_ == OnConflict::Keep) {
      result_.conflicts.push_back(index);
      return;
    }
  }
  if (!put(bar, neighbours)) {
    result_.overlaps.push_back(index);
  } else {
    ++(neighbours.same ? result_.replaced : result_.added);
  }
}

YearMerge::Neighbours YearMerge::find_neighbours(const Bar& bar) const {
  Neighbours found;
  for (std::size_t at = next_; at < stored_.size(); ++at) {
    const Bar stored = stored_bar(at);
    if (placement_.is_after(stored, bar)) break;
    auto& place = placement_.is_same(stored, bar) && !found.same ? found.same : found.other;
    found.are_many |= place.has_value();
    place = at;
  }
  return found;
}

void YearMerge::join_equal(std::size_t place, const Bar& bar) {
  keep_until(place);
  Bar stored = stored_bar(place);
  const bool has_moved =
      stored.available_time != bar.available_time || stored.start() != bar.start();
  placement_.agree(stored, bar);
  merged_.push_back(stored);
  skip_to(place + 1);
  ++(has_moved && placement_.is_daily() ? result_.placed_anew : result_.there_before);
}

// Instead of the same bar, and beside at most one other. False: there is no room.
bool YearMerge::put(const Bar& new_bar, const Neighbours& neighbours) {
  const auto& [same, other, are_many] = neighbours;
  if (are_many) return false;
  Bar bar = new_bar;
  Bar neighbour = other ? stored_bar(*other) : Bar{};
  if (other && !placement_.part(neighbour, bar)) return false;
  if (other && neighbour.start() < bar.start()) {
    keep_until(*other);
    merged_.push_back(neighbour);
    skip_to(*other + 1);
  }
  if (same) {
    keep_until(*same);
    skip_to(*same + 1);
  }
  merged_.push_back(bar);
  if (other && *other == next_) parted_ = neighbour;
  return true;
}

// The next stored bar may be parted from a new one before it.
Bar YearMerge::stored_bar(std::size_t place) const {
  return place == next_ && parted_ ? *parted_ : stored_.bar(place);
}

void YearMerge::keep_until(std::size_t end) {
  while (next_ < end) {
    merged_.push_back(stored_bar(next_));
    skip_to(next_ + 1);
  }
}

void YearMerge::skip_to(std::size_t place) {
  if (place != next_) parted_.reset();
  next_ = place;
}

}  // namespace muhurat::store
