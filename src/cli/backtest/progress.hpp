// One line on standard error while a run lasts: shown after a second, rewritten at most ten times a
// second, gone when done. Off a terminal nothing, or with --progress=plain a line each 10 %.
#pragma once

#include <string>

#include "cli/child_process.hpp"
#include "cli/command.hpp"
#include "core/clock.hpp"

namespace muhurat::cli {

class Progress {
 public:
  Progress(std::string name, const std::string& how, const Terminal& terminal);
  void show(const SharedPage& page);
  void clear();

 private:
  void draw(double share, const SharedPage& page);

  std::string name_;
  bool is_line_;
  bool is_plain_;
  bool is_utf8_;
  bool is_shown_ = false;
  int tenths_ = 0;
  Stopwatch watch_;
};

}  // namespace muhurat::cli
