// How a benchmark measures and tells: a case is run several times, its answer is checked in every
// run, and the median goes as one JSON line to build/bench.jsonl and as one row to a printed table.
// A fast wrong answer is no figure: a case whose proof differs makes finish() return 1.
//
//   Report report{argument_count, arguments};
//   report.measure({{.id = "A1",
//                    .what = "event-driven backtest",
//                    .unit = "bars/s",
//                    .proof = "39375 fills, equity 206393.75",
//                    .at_least = 50e6,
//                    .beside = "A1-bare",
//                    .run = [&] {
//                      const Stopwatch watch;
//                      const Outcome outcome = run_it();
//                      return Measurement{bars / watch.seconds(), text_of(outcome)};
//                    }},
//                   {.id = "A1-bare", ...}});
//   return report.finish();  // from main
//
// A case is run at least 5 times; short ones up to 25 times, while they take less than two seconds.
// The cases of one call take turns (first run of each, second run of each, ...), so that a slow
// spell of the machine falls on all of them and their ratio stays fair. Arguments: --runs N (just N
// times, at least 5), --only TEXT (cases whose id contains it), --out FILE.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace muhurat::bench {

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Tells the compiler that the value is looked at, so that the work behind it is not left out.
template <typename T>
inline void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

// What one run found: the figure in the case's unit, and its answer as text.
struct Measurement {
  double value;
  std::string proof;
};

struct Case {
  std::string id;                       // as in the definitions: "A1", "G-sma-stream"
  std::string what;                     // one phrase for the table
  std::string unit;                     // "bars/s", "ns/update"
  std::string proof;                    // the answer that every run must give
  std::optional<double> at_least = {};  // the budget, for rates
  std::optional<double> at_most = {};   // the budget, for times
  std::string beside = {};              // id of the case that this one is compared with
  std::function<Measurement()> run;     // does the work once and times what counts
};

// A case with its figures.
struct Row {
  std::string id, what, unit, expected, found;
  double median, minimum, maximum;
  int runs;
  std::optional<double> at_least, at_most;
  std::string beside;
  std::optional<double> ratio;  // median ÷ the median of `beside`

  bool is_proven() const { return found == expected; }
  bool is_within_budget() const {
    return (!at_least || median >= *at_least) && (!at_most || median <= *at_most);
  }
};

class Report {
 public:
  // Throws std::invalid_argument for an argument that it does not know.
  Report(int argument_count, const char* const* arguments);

  // Runs the cases in turns and writes their lines.
  void measure(const std::vector<Case>& cases);
  // Rows so far; a missed budget is shown and never fails, for the machine may be busy.
  const std::vector<Row>& rows() const { return rows_; }
  // Prints the table. 0: each proof was right (and there was one); 1: not.
  int finish() const;

 private:
  int runs_least_ = 5;
  int runs_most_ = 25;
  std::string only_;
  std::string path_ = "build/bench.jsonl";
  std::vector<Row> rows_;
};

// The median; of an even count, the mean of the two in the middle. `values` is not empty.
double median_of(std::vector<double> values);
// The row as one line of JSON, without the line's end.
std::string json_of(const Row& row);
// The rows as a table of text, one a line, with a heading.
std::string table_of(const std::vector<Row>& rows);

}  // namespace muhurat::bench
