// Counts the orders, changes and cancels that user code writes, so that a strategy that answers
// each of its own events with another order is stopped by name and not by the memory of the
// machine.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "core/timestamp.hpp"
#include "engine/strategy_error.hpp"

namespace muhurat::engine {

class CommandCount {
 public:
  static constexpr std::uint64_t per_callback_max = 10'000;
  static constexpr std::uint64_t per_moment_max = 100'000;

  // A callback has returned: whether it wrote any.
  bool end_callback() { return in_callback_ != 0 && std::exchange(in_callback_, 0) != 0; }
  void add(Timestamp now) {
    if (now != moment_) {
      moment_ = now;
      in_moment_ = 0;
    }
    if (++in_callback_ > per_callback_max) refuse("callback", per_callback_max, now);
    if (++in_moment_ > per_moment_max) refuse("moment", per_moment_max, now);
  }

 private:
  [[noreturn]] static void refuse(const std::string& what, std::uint64_t limit, Timestamp now) {
    throw StrategyError{
        "strategy stopped: it writes orders without end in one " + what,
        "at most " + std::to_string(limit) + " orders, changes and cancels in one " + what,
        "more than that; does it answer its own fills or refusals with orders?", now};
  }
  Timestamp moment_ = Timestamp::min();  // of the last command
  std::uint64_t in_callback_ = 0;
  std::uint64_t in_moment_ = 0;
};

}  // namespace muhurat::engine
