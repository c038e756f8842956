// The CSV files of a result: orders, fills, trades, equity, weeks, explain. Comma, header line, LF,
// RFC 4180 quotes; exact decimal text, UTC times. docs/reference/result.md names every column.
#pragma once

#include <string>

#include "research/run_record.hpp"

namespace muhurat::research {

std::string orders_csv(const RunRecord& record);
std::string fills_csv(const RunRecord& record);
std::string trades_csv(const RunRecord& record);
std::string equity_csv(const RunRecord& record);
std::string weeks_csv(const Evaluation& evaluation);
std::string explain_csv(const RunRecord& record);

}  // namespace muhurat::research
