// What ends a run because of what the strategy did. Told to its author, with the moment.
#pragma once

#include <stdexcept>
#include <string>

#include "core/timestamp.hpp"

namespace muhurat::engine {

class StrategyError : public std::runtime_error {
 public:
  StrategyError(const std::string& what, std::string expected, std::string found, Timestamp at)
      : std::runtime_error{what},
        expected_{std::move(expected)},
        found_{std::move(found)},
        at_{at} {}
  const std::string& expected() const { return expected_; }
  const std::string& found() const { return found_; }
  Timestamp at() const { return at_; }  // of the run

 private:
  std::string expected_;
  std::string found_;
  Timestamp at_;
};

}  // namespace muhurat::engine
