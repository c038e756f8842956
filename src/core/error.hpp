// What a person is told when something cannot be done: one block whose first line stands alone in a
// log, then expected, found, nearest, where, kept, do (as they apply), and the exit code last.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace muhurat {
inline namespace core {

enum class ExitCode : int {
  Done = 0,
  Fault = 1,         // ours: names the file to send
  Usage = 2,         // wrong usage
  Input = 3,         // wrong input
  Compile = 4,       // a strategy did not compile
  Strategy = 5,      // a strategy failed while running
  Surroundings = 6,  // disk full, folder locked, no compiler
  CheckSaidNo = 7,   // data verify, --require pass
  Interrupted = 130
};

struct Problem {
  std::string headline;  // without "error: "; may begin with "file:line: "
  std::string expected = {};
  std::string found = {};
  std::string nearest = {};
  std::string where = {};
  std::string kept = {};
  std::string what_to_do = {};
  std::string preamble = {};  // printed before the block, e.g. a compiler's own lines
  ExitCode exit_code = ExitCode::Input;
};

// error: HEADLINE, the fields that are not empty, exit N; ends with a newline.
std::string to_text(const Problem& problem);

// Broken surroundings or input found deep inside a room, caught once at the edge of the process.
class ProblemError : public std::runtime_error {
 public:
  explicit ProblemError(Problem problem)
      : std::runtime_error{problem.headline}, problem_{std::move(problem)} {}
  const Problem& problem() const { return problem_; }

 private:
  Problem problem_;
};

}  // namespace core
}  // namespace muhurat
