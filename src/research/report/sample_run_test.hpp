// A small finished run made by hand, for the tests of what is written of one: one share at NSE, ten
// sessions, a closed trade, an open position, a denied order and one still working.
#pragma once

#include <memory>

#include "market/zone.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

struct SampleRun {
  market::RunTables tables;
  market::Zone zone{"Asia/Kolkata"};
  std::vector<market::Record> records;
  RunRecord record;
  Evaluation evaluation;
};

// Records and sessions of `sessions` weekdays from 2026-03-09 with `bars_a_session` bars of each
// instrument; no orders yet.
std::unique_ptr<SampleRun> market_of(int sessions, int bars_a_session, int instruments = 1);
// A closed trade of 100 units between two bars, with its two orders and fills.
void add_trade(SampleRun& run, std::size_t entry_bar, std::size_t exit_bar);
// Equity, benchmark and judgement, once everything has happened.
void close_books(SampleRun& run);
// The whole small run, judged.
std::unique_ptr<SampleRun> sample_run();

}  // namespace muhurat::research
