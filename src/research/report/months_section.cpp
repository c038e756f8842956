#include <fmt/format.h>

#include "research/partial_period.hpp"
#include "research/report/sections.hpp"

namespace muhurat::research {
namespace {

// Months since year 0, of a trading date.
int month_of(Date date) {
  const YearMonthDay civil = date.civil();
  return civil.year * 12 + civil.month - 1;
}
int year_of(Date date) {
  return date.civil().year;
}

// The return of the sessions of one month or year, from the close before them.
struct Period {
  int number = 0;
  double period_return = 0;
  std::optional<double> benchmark = {};
};

double growth(double before, double after) {
  return before > 0 ? after / before - 1 : 0;
}

template <class NumberOf>
std::vector<Period> periods_of(const RunRecord& record, NumberOf number_of) {
  std::vector<Period> periods;
  const double capital = record.capital.to_double();
  double base = capital;
  double benchmark_base = capital;
  for (std::size_t i = 0; i < record.sessions.size(); ++i) {
    const int number = number_of(record.sessions[i].date);
    if (periods.empty() || periods.back().number != number) {
      if (i > 0) base = record.sessions[i - 1].equity.to_double();
      if (i > 0 && !record.benchmark.empty()) benchmark_base = record.benchmark[i - 1];
      periods.push_back({.number = number});
    }
    periods.back().period_return = growth(base, record.sessions[i].equity.to_double());
    if (!record.benchmark.empty()) {
      periods.back().benchmark = growth(benchmark_base, record.benchmark[i]);
    }
  }
  return periods;
}

}  // namespace

void write_months(JsonWriter& json, const Scope& scope) {
  const RunRecord& record = scope.record;
  const std::vector<Period> months = periods_of(record, month_of);
  json.begin_object().key("month").begin_array();
  for (const Period& month : months) {
    json.value(fmt::format("{:04}-{:02}", month.number / 12, month.number % 12 + 1));
  }
  json.end().key("return").begin_array();
  for (const Period& month : months) json.value(six_digits(month.period_return));
  json.end().key("benchmark").begin_array();
  for (const Period& month : months) json.value(six_digits(month.benchmark));
  json.end().key("partial").begin_array();
  const bool starts_late = is_cut(record, RunEdge::Start, month_of);
  const bool ends_early = is_cut(record, RunEdge::End, month_of);
  if (starts_late) json.value(0);
  if (ends_early && !(starts_late && months.size() == 1)) json.value(months.size() - 1);
  json.end().key("year").begin_array();
  for (const Period& year : periods_of(record, year_of)) {
    json.begin_object().member("year", year.number);
    json.member("return", six_digits(year.period_return));
    json.member("benchmark", six_digits(year.benchmark)).end();
  }
  json.end().end();
}

}  // namespace muhurat::research
