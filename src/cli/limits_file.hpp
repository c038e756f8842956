// A limits file as the user writes it: TOML, put over the market's own limits. Its keys are those
// of docs/reference/limits.md.
#pragma once

#include <filesystem>

#include "cli/backtest/market_data.hpp"
#include "core/error.hpp"
#include "core/result.hpp"
#include "trading/limits.hpp"

namespace muhurat::cli {

Result<trading::Limits, Problem> read_limits_file(const std::filesystem::path& file);

// A limit of an instrument that nobody knows would never apply. Throws ProblemError; instruments
// that are known and not in the run are fine, so that one file serves many runs.
void check_limited_instruments(const trading::Limits& limits, const std::filesystem::path& file,
                               const DataBook& book);

}  // namespace muhurat::cli
