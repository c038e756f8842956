// From the engine's result to the record of a run: rows become lines with their texts, trades get
// their excursions, and what the run rests on is said in words.
#pragma once

#include "engine/run_result.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

// Fills the part of the record that comes from the result; facts, tables, zone, records and
// thresholds are set before. The benchmark is that of the record's own instruments unless
// `record.benchmark` is set.
void collect(const engine::RunResult& result, RunRecord& record);

}  // namespace muhurat::research
