// Looks a stored series over: every byte against its checksum, every row against the rules that the
// importer kept, the whole against its calendar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "market/calendar.hpp"
#include "store/series/gaps.hpp"
#include "store/series/series_store.hpp"

namespace muhurat::store {

struct SeriesCheck {
  SeriesName name;
  std::uint64_t bars = 0;
  std::vector<std::string> damage;       // what cannot be read or trusted, and what to do about it
  std::optional<std::vector<Gap>> gaps;  // absent: not judged
  std::uint64_t off_calendar = 0;        // bars on dates that the calendar calls closed
  std::uint64_t outside_session = 0;     // bars outside the hours of an open date
  std::uint64_t placed_otherwise = 0;    // bars of a day with other hours than the calendar has
  std::uint64_t jumps = 0;               // closes more than a fifth from the one before

  bool is_sound() const { return damage.empty(); }  // gaps and kept rows are no damage
};

// What is told of a series that threw this when it was read: every damaged year, with what to do
// about it. Throws again what is no damage but a matter of the surroundings.
std::vector<std::string> damage_told(const SeriesStore& store, const SeriesName& name,
                                     const ProblemError& error);

SeriesCheck verify(const SeriesStore& store, const SeriesName& name,
                   const market::Calendar& calendar);

// The gaps of a stored series, as find_gaps tells them.
std::optional<std::vector<Gap>> stored_gaps(const SeriesStore& store, const SeriesName& name,
                                            const market::Calendar& calendar);

}  // namespace muhurat::store
