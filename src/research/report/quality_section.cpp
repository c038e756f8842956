#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "research/report/sections.hpp"

namespace muhurat::research {
namespace {

int number_of_month(const MonthCoverage& month) {
  return month.year * 12 + month.month - 1;
}

// Cut, not rounded, so that 100 means all.
std::optional<double> percent_of(const MonthCoverage& month) {
  if (month.expected == 0) return std::nullopt;
  const double percent = 100.0 * month.have / month.expected;
  return month.have >= month.expected ? 100.0 : std::floor(percent * 10) / 10;
}

void write_coverage(JsonWriter& json, const InstrumentCoverage& coverage, int first, int last) {
  std::uint64_t have = 0;
  std::uint64_t expected = 0;
  json.begin_object().member("instrument", coverage.instrument.value());
  json.key("percent").begin_array();
  auto month = coverage.months.begin();
  for (int number = first; number <= last; ++number) {
    if (month != coverage.months.end() && number_of_month(*month) == number) {
      json.value(percent_of(*month));
      have += month->have;
      expected += month->expected;
      ++month;
    } else {
      json.null();
    }
  }
  json.end().member("have", have).member("expected", expected).end();
}

void write_data_quality(JsonWriter& json, const RunRecord& record) {
  const DataQuality& quality = record.quality;
  const YearMonthDay start = record.facts.from.civil();
  int first = start.year * 12 + start.month - 1;
  int last = first - 1;
  for (const InstrumentCoverage& each : quality.coverage) {
    if (each.months.empty()) continue;
    if (last < first) first = number_of_month(each.months.front());
    first = std::min(first, number_of_month(each.months.front()));
    last = std::max(last, number_of_month(each.months.back()));
  }
  json.begin_object();
  json.member("from_month", fmt::format("{:04}-{:02}", first / 12, first % 12 + 1));
  json.key("coverage").begin_array();
  for (const InstrumentCoverage& each : quality.coverage) write_coverage(json, each, first, last);
  json.end().key("gaps").begin_array();
  for (const DataGap& gap : quality.gaps) {
    json.begin_object().member("instrument", gap.instrument.value());
    json.member("text", screen_text(gap.text)).end();
  }
  json.end().member("gaps_total", quality.gaps_in_all);
  json.key("notes").begin_array();
  for (const auto& [label, text] : quality.notes) {
    json.begin_object().member("label", label).member("text", text).end();
  }
  json.end().end();
}

// A long command on lines of at most about 80 characters, broken before an option outside quotes.
std::string folded(const std::string& command) {
  constexpr std::size_t width = 80;
  std::string out;
  std::size_t line_length = 0;
  std::size_t begin = 0;
  while (begin < command.size()) {
    bool in_quotes = false;
    std::size_t end = begin;
    for (++end; end < command.size(); ++end) {
      if (command[end] == '\'') in_quotes = !in_quotes;
      if (!in_quotes && command.compare(end, 3, " --") == 0) break;
    }
    const std::string piece = command.substr(begin, end - begin);
    if (line_length > 0 && line_length + piece.size() > width) {
      out += " \\\n ";
      line_length = 1;
    }
    out += piece;
    line_length += piece.size();
    begin = end;
  }
  return out;
}

void write_reproduce(JsonWriter& json, const Scope& scope) {
  const RunRecord& record = scope.record;
  json.begin_object().member("command", folded(record.facts.command));
  json.member("state_hash", record.state_hash);
  if (record.verified_runs > 0) json.member("verified_runs", record.verified_runs);
  json.key("facts").begin_array();
  for (const Fact& fact : record.reproduce) {
    json.begin_object().member("label", fact.label).member("value", fact.value);
    json.member("mono", fact.is_code).end();
  }
  json.end().end();
}

}  // namespace

void write_quality(JsonWriter& json, const Scope& scope) {
  json.key("assumptions").begin_array();
  for (const Assumption& each : scope.record.assumptions) {
    json.begin_object().member("label", each.label).member("text", assumption_text(each));
    json.member("optimistic", each.is_optimistic).end();
  }
  json.end();
  write_data_quality(json.key("data_quality"), scope.record);
  write_reproduce(json.key("reproduce"), scope);
}

}  // namespace muhurat::research
