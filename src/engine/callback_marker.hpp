// Which callback of user code is running, kept where a timer thread or a parent process can read
// it: a watchdog that sees the same count and time for longer than the time limit knows what hangs,
// where and at which moment of the run. The engine only stores plain values here and reads no
// clock.
#pragma once

#include <atomic>
#include <cstdint>

namespace muhurat::engine {

enum class CallbackKind : std::uint8_t {
  None,  // between callbacks
  OnStart,
  OnBar,
  OnSlice,  // of a free-form strategy, or the three parts of a composed one
  OnOrder,
  OnTimer,
  OnStop
};
constexpr const char* to_text(CallbackKind kind) {
  switch (kind) {
    case CallbackKind::None: return "none";
    case CallbackKind::OnStart: return "on_start";
    case CallbackKind::OnBar: return "on_bar";
    case CallbackKind::OnSlice: return "on_slice";
    case CallbackKind::OnOrder: return "on_order";
    case CallbackKind::OnTimer: return "on_timer";
    case CallbackKind::OnStop: return "on_stop";
  }
  return "";
}

struct CallbackMarker {
  static constexpr std::uint32_t no_instrument = ~std::uint32_t{0};

  std::atomic<std::uint32_t> instrument = no_instrument;  // index of InstrumentId
  std::atomic<std::int64_t> time_ns = 0;                  // of the run, not of the clock
  std::atomic<std::uint64_t> records = 0;                 // done, for progress

  std::uint64_t count() const { return state_.load(std::memory_order_acquire) / one; }  // begun
  CallbackKind kind() const {
    return static_cast<CallbackKind>(state_.load(std::memory_order_acquire) % one);
  }
  // Gives what end() wants. Only the engine writes, so nothing here need be one indivisible step.
  std::uint64_t begin(CallbackKind kind, std::uint32_t of) {
    if (instrument.load(std::memory_order_relaxed) != of) {
      instrument.store(of, std::memory_order_relaxed);
    }
    const std::uint64_t next = (state_.load(std::memory_order_relaxed) / one + 1) * one;
    state_.store(next + static_cast<std::uint64_t>(kind), std::memory_order_release);
    return next;
  }
  void end(std::uint64_t begun) { state_.store(begun, std::memory_order_release); }

 private:
  static constexpr std::uint64_t one = 16;
  std::atomic<std::uint64_t> state_ =
      0;  // callbacks begun × one + CallbackKind: a bar pays per store
};

}  // namespace muhurat::engine
