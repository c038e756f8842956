// What a compiler said, cut to what concerns the user's own file: diagnostics inside the sdk's or
// the system's headers are counted and left out, unless nothing else remains.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muhurat::cli {

struct CompilerOutput {
  std::string text;        // what is shown
  int errors = 0;          // error lines in all
  int lines_left_out = 0;  // inside headers that are not the user's
};

// `foreign` are path prefixes of headers that are not the user's.
CompilerOutput cut_compiler_output(std::string_view output,
                                   const std::vector<std::string>& foreign);

}  // namespace muhurat::cli
