// One field of all bars of a history, oldest first, as the batch indicators want it.
#pragma once

#include <cstddef>
#include <vector>

#include "core/numbers.hpp"
#include "market/record.hpp"
#include "sdk/history.hpp"

namespace muhurat::sdk {

inline std::vector<double> column_of(const History& history, Price market::Bar::* field) {
  std::vector<double> column(history.size());
  for (std::size_t i = 0; i < column.size(); ++i) {
    column[i] = (history[BarsAgo{column.size() - 1 - i}].*field).to_double();
  }
  return column;
}

}  // namespace muhurat::sdk
