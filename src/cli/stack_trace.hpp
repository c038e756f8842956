// Where in a strategy's file the program counter stood when it crashed, threw, ended the process or
// hung. The child records raw addresses (safe inside a signal handler); the parent turns them into
// file and line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace muhurat::cli {

// What the child leaves in memory shared with the parent.
struct StackTrace {
  static constexpr int frames_max = 64;
  int signal = 0;  // 0: not a signal
  int frame_count = 0;
  std::uintptr_t frames[frames_max] = {};
  std::uintptr_t library_begin = 0;  // where the strategy's library lies in the child
  std::uintptr_t library_end = 0;
};

// Records the stack of the caller; `program_counter` (0: none) goes first. Async-signal-safe once
// prepare_stack_trace() has run.
void record_stack(StackTrace& trace, std::uintptr_t program_counter);
// Loads the unwinder, so that a later call allocates nothing.
void prepare_stack_trace();
// Finds where a loaded library lies in this process.
void locate_library(StackTrace& trace, const std::filesystem::path& library);

struct SourcePlace {
  std::string file;  // as given to the compiler
  int line = 0;
};
// The innermost frame inside the strategy's own file, by the library's line table; none if no frame
// is there or the line table cannot be read.
std::optional<SourcePlace> place_in_source(const StackTrace& trace,
                                           const std::filesystem::path& library,
                                           const std::filesystem::path& source);

}  // namespace muhurat::cli
