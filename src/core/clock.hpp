// Who is asked for the time. Code that needs it gets a Clock by reference; RealClock is the only
// place that reads the wall clock, and in a backtest the time is that of the events.
#pragma once

#include "core/check.hpp"
#include "core/timestamp.hpp"

namespace muhurat {
inline namespace core {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class RealClock final : public Clock {
 public:
  Timestamp now() const override;
};

// Stands still until it is moved; never goes back.
class SimulatedClock final : public Clock {
 public:
  explicit SimulatedClock(Timestamp start) : now_{start} {}
  Timestamp now() const override { return now_; }
  void advance_to(Timestamp time) {
    CHECK(time >= now_);
    now_ = time;
  }
  void advance(Duration span) { advance_to(now_ + span); }

 private:
  Timestamp now_;
};

// How long a step took, by a clock that nobody sets. For people and benchmarks, never for
// decisions.
class Stopwatch {
 public:
  Stopwatch() : start_{monotonic()} {}
  Duration elapsed() const { return monotonic() - start_; }
  void restart() { start_ = monotonic(); }

 private:
  static Duration monotonic();
  Duration start_;
};

}  // namespace core
}  // namespace muhurat
