// Which column of a file holds which part of a bar: found by the names in the header, or given.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/import/csv_request.hpp"

namespace muhurat::store {

struct CsvColumns {
  std::array<int, role_count> index;  // of each role's column; -1: there is none
  std::size_t count = 0;              // of columns in the file
  std::vector<std::string> names;     // as the header, or --columns, has them
  std::vector<std::string> ignored;   // names that hold nothing of a bar
  bool ignores_adjusted_close = false;

  bool has(Role role) const { return index[static_cast<std::size_t>(role)] >= 0; }
  std::size_t of(Role role) const {
    return static_cast<std::size_t>(index[static_cast<std::size_t>(role)]);
  }
};

// `first_line` are the cells of the file's first line: its header, or with has_header = false its
// first row. Throws ProblemError for a column that is missing, named twice or not understood.
CsvColumns find_columns(const CsvRequest& request, const std::string& file,
                        const std::vector<std::string_view>& first_line);

}  // namespace muhurat::store
