// Whether a run covers its first and last week or month wholly: figures of a part of one are
// marked.
#pragma once

#include "research/run_record.hpp"

namespace muhurat::research {

enum class RunEdge { Start, End };

// Whether trading dates of the same period lie before the first or after the last session of the
// run. `period_of` gives the period of a Date; the run has a session.
template <class PeriodOf>
bool is_cut(const RunRecord& record, RunEdge edge, PeriodOf period_of) {
  const bool is_start = edge == RunEdge::Start;
  const Date outermost = is_start ? record.sessions.front().date : record.sessions.back().date;
  const auto period = period_of(outermost);
  for (const auto& calendar : record.tables->sessions) {
    for (const market::Session& session : calendar) {
      const bool is_outside = is_start ? session.date < outermost : session.date > outermost;
      if (is_outside && period_of(session.date) == period) return true;
    }
  }
  return false;
}

}  // namespace muhurat::research
