// User code runs in a child process. The parent watches it: a crash, a callback that does not end,
// an exception or a call of exit() ends the run with a message that names the place, and leaves
// nothing half-written.
#pragma once

#include <signal.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>

#include "cli/stack_trace.hpp"
#include "core/error.hpp"
#include "engine/callback_marker.hpp"

namespace muhurat::cli {

// Which user code is running. In a run it is an indicator where the marker names no callback.
enum class UserCode : std::uint8_t {
  None,
  Loading,  // the library, constructor and destructor, intervals() and thresholds()
  Running,
  Drawing  // indicators once more, for the report
};

// In memory that both processes see. The child writes, the parent reads.
struct SharedPage {
  engine::CallbackMarker marker;  // whatever changes in it is progress
  std::atomic<UserCode> user_code{UserCode::None};
  std::atomic<std::uint64_t> records_in_all{0};
  StackTrace trace;
};

// Runs user code under the watch. What it throws leaves the page as it is, for the message.
template <class Work>
auto in_user_code(SharedPage& page, UserCode code, Work&& work) {
  const UserCode before = page.user_code.exchange(code, std::memory_order_release);
  if constexpr (std::is_void_v<decltype(work())>) {
    work();
    page.user_code.store(before, std::memory_order_release);
  } else {
    auto result = work();
    page.user_code.store(before, std::memory_order_release);
    return result;
  }
}

// What the child says before it ends: the text to print on standard output, or a problem.
struct ChildAnswer {
  bool is_problem = false;
  std::string text;
  ExitCode exit_code = ExitCode::Done;
};

struct ChildEnd {
  enum class Kind { Answered, Crashed, TimedOut, EndedItself, Interrupted };
  Kind kind = Kind::Answered;
  ChildAnswer answer;   // of Answered
  int signal = 0;       // of Crashed
  int exit_status = 0;  // of EndedItself
  double seconds = 0;   // of TimedOut: how long without progress
};

struct WatchOptions {
  double callback_seconds_max = 2;                     // --time-limit
  double start_seconds_max = 10;                       // loading and on_start
  std::function<void(const SharedPage&)> on_progress;  // about ten times a second; may be empty
};

// While it lives, Ctrl-C and SIGTERM are noted instead of ending this process. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
  bool is_interrupted() const;

 private:
  struct sigaction before_int_{};
  struct sigaction before_term_{};
};

// Maps a page shared with children forked later; never unmapped.
SharedPage& make_shared_page();

// Forks, runs `work` in the child and watches it to its end. `work` returns what the child answers;
// what it throws is answered as a fault of ours, so it catches what user code throws. An interrupt
// ends the child while it works; one that comes later is the caller's to see.
ChildEnd run_in_child(SharedPage& page, const std::function<ChildAnswer()>& work,
                      const WatchOptions& options, const InterruptGuard& interrupts = {});

}  // namespace muhurat::cli
