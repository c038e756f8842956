// Gives imported rows their order and their times: sorted, one row for each time, each bar from its
// start to the moment when it was known, by the sessions of the calendar.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "market/calendar.hpp"
#include "store/import/csv_rows.hpp"

namespace muhurat::store {

// What was seen and kept.
struct RowNotes {
  std::uint64_t out_of_order = 0;     // rows that stood before an earlier one; sorted
  bool is_newest_first = false;       // the whole file runs backwards
  std::uint64_t off_calendar = 0;     // on a date that the calendar calls closed
  std::uint64_t outside_session = 0;  // outside the hours of an open date
  std::uint64_t jumps = 0;            // closes that differ by more than a fifth from the one before
  std::vector<std::uint32_t> lines_off_calendar, lines_outside_session,
      lines_of_jumps;  // first few
  // Dates have a row at the very close of their session, which no bar begins at, and none has one
  // at an open: as where times name the close of a bar, and were taken for its open.
  bool is_like_closes = false;
};

// Sets the times of rows.bars and moves what cannot stay to rows.quarantined. Throws ProblemError
// where the rows as a whole are not of the interval asked for.
RowNotes set_bar_times(CsvRows& rows, const CsvRequest& request, const std::string& file,
                       const market::Calendar& calendar);

}  // namespace muhurat::store
