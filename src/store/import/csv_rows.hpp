// The rows of a CSV file as bars with their stamps, and those that cannot be bars with what is
// wrong with each. Nothing is known here of calendars or of what is stored.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "market/record.hpp"
#include "store/import/csv_columns.hpp"
#include "store/import/csv_request.hpp"
#include "store/import/csv_stamps.hpp"
#include "store/import/csv_text.hpp"

namespace muhurat::store {

inline constexpr std::size_t rows_max = 100'000'000;  // of one file; they are held at once

enum class Fault : std::uint8_t {
  WrongCellCount,
  CutOff,
  TooLong,
  NulByte,
  OpenQuote,
  NotADate,
  NotATime,
  Empty,
  NotAPrice,
  LoneComma,  // in a price of a file that is not delimited by commas: 12,345
  NotAnAmount,
  ZeroPrice,
  NegativePrice,
  NegativeAmount,
  HighBelowLow,
  OutsideRange,    // the open or close lies outside low to high
  Duplicate,       // the same bar as an earlier line of the file
  ConflictInFile,  // other values at the time of an earlier line
  Conflict,        // other values are stored at its time
  StoredOverlap,   // begins or ends within a stored bar
  Overlap,
  OffCalendar,
  OutsideSession
};

// Where a row stands in the file.
struct RowPlace {
  std::uint64_t offset = 0;
  std::uint32_t size = 0;
  std::uint32_t line = 0;
};

struct QuarantinedRow {
  RowPlace place;
  Fault fault;
  Role role = Role::Date;        // the cell, where the fault is in one
  std::uint32_t other_line = 0;  // of the row it clashes with, where it does
};
std::string reason_of(const QuarantinedRow& row);  // "close is not a price"

struct CsvRows {
  CsvColumns columns;
  char delimiter = ',';
  StampFormat format;
  // Bars in the order of the file. Until their times are set, available_time holds the stamp: in
  // UTC, or for bars of a day or longer the date's midnight as if it were UTC.
  std::vector<market::Bar> bars;
  std::vector<RowPlace> places;  // of each bar
  std::vector<QuarantinedRow> quarantined;
  std::uint64_t rows_read = 0;
  std::uint64_t prices_rounded = 0;  // to eight decimals
};

// `zone` is that of local times in the file; `exchange_zone` decides the date of a daily bar whose
// stamp is a moment. Throws ProblemError where the file as a whole cannot be read.
CsvRows read_rows(CsvText& text, const CsvRequest& request, const market::Zone& zone,
                  const market::Zone& exchange_zone);

}  // namespace muhurat::store
