// Timers by time of day and before the close, fired between records: each knows its next moment,
// and the earliest of all is one comparison.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/timestamp.hpp"
#include "engine/session_closes.hpp"
#include "market/zone.hpp"
#include "sdk/context.hpp"

namespace muhurat::engine {

class Timers {
 public:
  // Both must outlive the timers; no zone: UTC.
  Timers(const std::vector<SessionClose>& closes, const market::Zone* zone)
      : closes_{&closes}, zone_{zone} {}

  sdk::TimerId at_time_of_day(Duration since_midnight);
  sdk::TimerId before_close(Duration before);

  // From now on only moments after `time` fire.
  void start_after(Timestamp time);
  // The earliest moment that has not fired; max: none.
  Timestamp next_time() const { return next_time_; }
  struct Fired {
    sdk::TimerId timer;
    Timestamp time;
  };
  // Takes the next one: by time, then by id.
  Fired take();

 private:
  enum class Kind : std::uint8_t { TimeOfDay, BeforeClose };
  struct Timer {
    Kind kind;
    Duration offset;
    std::size_t session = 0;  // index of the close it belongs to
    Timestamp next = Timestamp::max();
  };
  Timestamp moment_of(const Timer& timer) const;
  bool repeats_date(std::size_t session) const;
  void advance(Timer& timer, Timestamp after);
  void find_next();

  const std::vector<SessionClose>* closes_;
  const market::Zone* zone_;
  std::vector<Timer> timers_;  // by TimerId
  std::size_t first_ = 0;      // the timer that fires next
  Timestamp next_time_ = Timestamp::max();
};

}  // namespace muhurat::engine
