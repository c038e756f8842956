// result.json: the whole result of a run for programs. docs/reference/result.schema.json is its
// schema.
#pragma once

#include <string>

#include "research/run_record.hpp"

namespace muhurat::research {

inline constexpr const char* result_format = "muhurat-result";
inline constexpr int result_version = 1;

// Money, prices and quantities are strings of canonical decimal text, ratios numbers or null, times
// RFC 3339 UTC.
std::string result_json(const RunRecord& record, const Evaluation& evaluation);

}  // namespace muhurat::research
