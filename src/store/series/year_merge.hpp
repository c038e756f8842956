// Merges new bars of one year of a series with those that stand there: which are the same, which
// are new, and which cannot both be right.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "market/calendar.hpp"
#include "market/interval.hpp"
#include "market/zone.hpp"
#include "store/series/partition.hpp"

namespace muhurat::store {

enum class OnConflict { Keep, Replace };
enum class StoredBars { Count, GiveWay };  // of the years that new bars lie in
enum class TimeGiven { Start, End };       // which end of a bar its file told

struct MergeOptions {
  OnConflict on_conflict;
  // GiveWay: whatever a year held, damaged or not, it holds the new bars alone afterwards.
  StoredBars stored = StoredBars::Count;
  TimeGiven time_given = TimeGiven::Start;
  // Tells which bar is the first or the last of its session. Without one no bar gives way to
  // another.
  const market::Calendar* calendar = nullptr;
};

// What became of the rows of one merge.
struct MergeResult {
  std::uint64_t added = 0;
  std::uint64_t there_before = 0;      // equal rows
  std::uint64_t placed_anew = 0;       // equal daily rows whose session has other hours now
  std::uint64_t replaced = 0;          // other values stood there, and gave way
  std::vector<std::size_t> conflicts;  // indices of rows with other values, which stayed out
  std::vector<std::size_t> overlaps;   // indices of rows across a stored bar, which stayed out

  std::uint64_t changes() const { return added + replaced + placed_anew; }
};

// How a stored bar lies to a new one. Daily bars are told by their dates. Of others the file may
// not have told where they begin or end, because the neighbour that cuts them lies in another file:
// bars that share one end are the same.
class Placement {
 public:
  Placement(const market::Zone& zone, market::Interval interval, const MergeOptions& options)
      : zone_{zone}, is_daily_{interval.is_daily()}, options_{options} {}

  bool is_before(const market::Bar& stored, const market::Bar& bar) const;
  bool is_after(const market::Bar& stored, const market::Bar& bar) const;
  bool is_same(const market::Bar& stored, const market::Bar& bar) const;
  // The times of two equal bars: a daily bar's are those of its sessions, which the new one has
  // from the calendar; else those that both say they have.
  void agree(market::Bar& stored, const market::Bar& bar) const;
  bool is_daily() const { return is_daily_; }
  // Parts two bars of which one begins in the other, as one file with both would: the first bar of
  // a session ends where the second begins, and the last begins where the one before it ends. Other
  // bars are not shortened: a bar is known at its own close and never before. False: they overlap.
  bool part(market::Bar& one, market::Bar& other) const;

 private:
  Date first_day_of(const market::Bar& bar) const { return zone_.date_of(bar.start()); }
  Date last_day_of(const market::Bar& bar) const {
    return zone_.date_of(bar.available_time - Duration::nanoseconds(1));
  }
  std::vector<market::Session> sessions_of(const market::Bar& bar) const;

  const market::Zone& zone_;
  bool is_daily_;
  MergeOptions options_;
};

class YearMerge {
 public:
  YearMerge(const Partition& stored, OnConflict on_conflict, const Placement& placement,
            MergeResult& result)
      : stored_{stored}, on_conflict_{on_conflict}, placement_{placement}, result_{result} {}

  // All bars of the year, in order. `first_index` is that of the first new bar, for the result.
  std::vector<market::Bar> merge(std::span<const market::Bar> new_bars, std::size_t first_index);

 private:
  struct Neighbours {  // places of stored bars
    std::optional<std::size_t> same;
    std::optional<std::size_t> other;  // that the new bar lies across
    bool are_many = false;
  };
  Neighbours find_neighbours(const market::Bar& bar) const;
  void take(const market::Bar& bar, std::size_t index);
  void join_equal(std::size_t place, const market::Bar& bar);
  bool put(const market::Bar& new_bar, const Neighbours& neighbours);

  market::Bar stored_bar(std::size_t place) const;
  void keep_until(std::size_t end);
  void skip_to(std::size_t place);

  const Partition& stored_;
  const OnConflict on_conflict_;
  const Placement& placement_;
  MergeResult& result_;
  std::vector<market::Bar> merged_;
  std::size_t next_ = 0;               // of the stored bars
  std::optional<market::Bar> parted_;  // stands for the next stored bar
};

}  // namespace muhurat::store
