// User code runs in a child process. The parent watches it: a crash, a callback that does not end,
// an exception or a call of exit() ends the run with a message that names the place, and leaves
// nothing half-written.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "cli/stack_trace.hpp"
#include "core/error.hpp"
#include "engine/callback_marker.hpp"

namespace muhurat::cli {

// In memory that both processes see. The child writes, the parent reads.
struct SharedPage {
  engine::CallbackMarker marker;
  std::atomic<bool> is_loading{false};  // the strategy's library and constructor are running
  std::atomic<std::uint64_t> records_in_all{0};
  StackTrace trace;
};

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
  double seconds = 0;   // of TimedOut: how long the callback had run
};

struct WatchOptions {
  double callback_seconds_max = 2;                     // --time-limit
  double start_seconds_max = 10;                       // loading and on_start
  std::function<void(const SharedPage&)> on_progress;  // about ten times a second; may be empty
};

// Maps a page shared with children forked later; never unmapped.
SharedPage& make_shared_page();

// Forks, runs `work` in the child and watches it to its end. `work` returns what the child answers;
// what it throws is answered as a fault of ours, so it catches what user code throws.
ChildEnd run_in_child(SharedPage& page, const std::function<ChildAnswer()>& work,
                      const WatchOptions& options);

}  // namespace muhurat::cli
