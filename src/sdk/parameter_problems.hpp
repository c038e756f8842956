// What a person is told when settings do not fit a part or a strategy.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "sdk/parameters.hpp"

namespace muhurat::sdk {

struct ParameterOwner {
  std::string_view name;            // rsi_reversion, or the strategy
  std::string_view prefix = {};     // "signal" where keys are written signal.period
  std::string_view listed_by = {};  // "muhurat parts rsi_reversion"; empty: nothing lists them
};

// The first that is wrong: a setting nobody declared, then a value that does not fit. To be asked
// after the part was made.
std::optional<Problem> problem_with(const Parameters& parameters, const ParameterOwner& owner);

// "mean_reversion.toml:14: TEXT" for a place in a file; the text alone for an option.
std::string headline_at(std::string_view where, std::string text);

}  // namespace muhurat::sdk
