// Runs another program to its end and keeps what it printed: the compiler, addr2line.
#pragma once

#include <string>
#include <vector>

namespace muhurat::cli {

struct SubprocessResult {
  int exit_code = 0;   // 127: the program was not found; 128 + n: ended by signal n
  std::string output;  // standard output and standard error, in order
};

// The first word is the program, looked up in PATH; no shell is involved. Output beyond 16 MiB is
// dropped.
SubprocessResult run_subprocess(const std::vector<std::string>& command);

}  // namespace muhurat::cli
