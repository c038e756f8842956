// The loops beside A1, alone: what this machine does with the same bars and no engine.
#include <cstdio>
#include <stdexcept>

#include "bench/bare_loop.hpp"
#include "bench/report.hpp"

namespace muhurat::bench {
namespace {

constexpr BareProof proof = a1_proofs[2];

Measurement measured(const Stopwatch& watch, const BareResult& result) {
  const double rate = static_cast<double>(proof.bars) / watch.seconds();
  return {rate, answer_of(result)};
}

template <typename Strategy>
Case engine_case(const char* id, const char* what, const std::vector<market::Bar>& bars) {
  return {.id = id, .what = what, .unit = "bars/s", .proof = proof.answer, .run = [&bars] {
            Strategy strategy;
            const Stopwatch watch;
            const BareResult result = run_bare_engine(bars, strategy);
            return measured(watch, result);
          }};
}

Case columns_case(const TickColumns& columns) {
  return {.id = "A1-bare-columns",
          .what = "one loop over two columns of integers",
          .unit = "bars/s",
          .proof = proof.answer,
          .run = [&columns] {
            const Stopwatch watch;
            const BareResult result = run_bare_columns(columns);
            return measured(watch, result);
          }};
}

int run(int argument_count, char** arguments) {
  Report report{argument_count, arguments};
  const TickColumns columns = generate(42, proof.bars);
  const std::vector<market::Bar> bars = bars_of(columns);
  report.measure({engine_case<BareSmaCross>("A1-bare-sma", "records, strategy with Sma", bars),
                  engine_case<BareCross>("A1-bare-engine", "records, strategy on integers", bars),
                  columns_case(columns)});
  return report.finish();
}

}  // namespace
}  // namespace muhurat::bench

int main(int argument_count, char** arguments) {
  try {
    return muhurat::bench::run(argument_count, arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
