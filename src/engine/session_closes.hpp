// The closes of all sessions of a run's instruments, in order, each once: at which of them equity
// is sampled, and after which of them a date is over and its charges are settled.
#pragma once

#include <vector>

#include "core/date.hpp"
#include "core/timestamp.hpp"
#include "market/run_tables.hpp"

namespace muhurat::engine {

struct SessionClose {
  Timestamp open;  // the earliest open of the sessions that close then
  Timestamp time;
  Date date;
  bool ends_date = false;  // no session of that date closes later
  // Equity is sampled here: the date is over for all exchanges, or no other instrument's session is
  // still on. So a date of exchanges with different hours is one sample, and a split day two.
  bool is_sampled = true;
};

std::vector<SessionClose> session_closes_of(const market::RunTables& tables);
std::vector<Timestamp> times_of(const std::vector<SessionClose>& closes);

}  // namespace muhurat::engine
