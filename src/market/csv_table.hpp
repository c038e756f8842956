// A strict reader of the small reference tables: UTF-8, commas, quotes where needed, exactly the
// columns that were asked for. Whatever is amiss throws ProblemError naming file, line and column.
// Prices are read by store/import, which is made for millions of rows and for other people's files.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/timestamp.hpp"
#include "market/dated.hpp"
#include "market/tables.hpp"

namespace muhurat::market {

class CsvTable {
 public:
  class Row;

  CsvTable(TableText source, std::span<const std::string_view> columns);

  std::size_t size() const { return lines_.size(); }
  Row row(std::size_t index) const;

 private:
  std::string file_;
  std::unique_ptr<std::string> text_;  // quoted cells are unquoted in place
  std::vector<std::string_view> names_;
  std::vector<std::string_view> cells_;  // row by row
  std::vector<int> lines_;               // the line on which each row begins
};

// One row; valid as long as its table.
class CsvTable::Row {
 public:
  std::string_view text(std::size_t column) const;
  // One of the alternatives of a cell like NSE|BSE.
  bool lists(std::size_t column, std::string_view word) const;
  Date date(std::size_t column) const;  // yyyy-mm-dd
  std::optional<Duration> time_of_day(
      std::size_t column) const;  // HH:MM, 00:00–24:00; may be empty
  // The cell is not what it should be.
  [[noreturn]] void refuse(std::size_t column, std::string expected) const;
  int line() const { return table_->lines_[index_]; }

 private:
  friend CsvTable;
  Row(const CsvTable& table, std::size_t index) : table_{&table}, index_{index} {}
  const CsvTable* table_;
  std::size_t index_;
};

// Dated, empty (Open) or [?] (Unknown).
DateBound date_bound(const CsvTable::Row& row, std::size_t column);

}  // namespace muhurat::market
