// What a person asks for when they import a CSV file of bars, and the parts of a row that are
// looked for.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "market/interval.hpp"
#include "market/reference.hpp"
#include "market/zone.hpp"

namespace muhurat::store {

// Which part of a bar a column holds.
enum class Role : std::uint8_t { Date, Time, Open, High, Low, Close, Volume, OpenInterest };
inline constexpr std::size_t role_count = 8;
inline constexpr std::array<std::string_view, role_count> role_names = {
    "date", "time", "open", "high", "low", "close", "volume", "open_interest"};
constexpr std::string_view name_of(Role role) {
  return role_names[static_cast<std::size_t>(role)];
}

enum class Stamp { Open, Close };  // which end of its bar an intraday row's time is

// How numerals of day and month are ordered where a file cannot tell: 03/04/2010.
enum class DayOrder { Unknown, DayFirst, MonthFirst };

struct CsvRequest {
  std::filesystem::path file;
  market::InstrumentKey instrument;
  market::Interval interval;
  std::optional<market::Zone> zone;  // of the times in the file; absent: the exchange's
  std::string columns;               // "date,open,…" by position, "close=LTP" by name, or empty
  bool has_header = true;
  std::optional<Date> date;   // of every row, where rows have a time only
  std::optional<Rate> scale;  // each price cell is multiplied by it
  Stamp stamp = Stamp::Open;
  DayOrder day_order = DayOrder::Unknown;
  bool replaces = false;            // other values at a stored time give way
  bool is_strict_calendar = false;  // rows outside the calendar are quarantined
  market::InstrumentWishes wishes;
  Timestamp now;  // for the name of the quarantine file
};

}  // namespace muhurat::store
