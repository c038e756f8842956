#include "market/segment_rules.hpp"

#include <algorithm>
#include <array>

namespace muhurat::market {
namespace {

constexpr std::string_view holiday_columns[] = {"date", "weekday", "exchange", "segment", "closed",
                                                "name", "status",  "note",     "source"};
namespace holiday {
enum Column { Date, Weekday, Exchange, Segment, Closed };
}
constexpr std::string_view session_columns[] = {"date",  "weekday", "exchange", "segment",
                                                "kind",  "window",  "phase",    "open",
                                                "close", "status",  "note",     "source"};
namespace session {
enum Column { Date, Weekday, Exchange, Segment, Kind, Window, Phase, Open, Close, Status };
}
constexpr std::string_view hours_columns[] = {"exchange", "segment", "product",    "phase",
                                              "open",     "close",   "valid_from", "valid_to",
                                              "status",   "note",    "source"};
namespace hour {
enum Column { Exchange, Segment, Product, Phase, Open, Close, ValidFrom, ValidTo, Status };
}

constexpr std::string_view unknown = "[?]";

// The years whose lists of CD closures are complete; in the others CD shuts at least when EQ does.
// source: the tables' README, "How to compute a day", 3
constexpr std::array complete_currency_years = {2014, 2020, 2025, 2026};

bool is_one_of_two(std::string_view exchange) {
  return exchange == "NSE" || exchange == "BSE";
}

Date first_day(Date date) {
  return Date::from_civil(date.civil().year, 1, 1);
}
Date last_day(Date date) {
  return Date::from_civil(date.civil().year, 12, 31);
}

bool closes(const CsvTable::Row& row, const SegmentKey& key) {
  using namespace holiday;
  // The commodity segments of NSE and BSE follow MCX and have no rows of their own (ibid., 4).
  if (key.segment == "COM" && is_one_of_two(key.exchange)) {
    return row.lists(Exchange, "MCX") && row.lists(Segment, "COM");
  }
  if (!row.lists(Exchange, key.exchange)) return false;
  if (row.lists(Segment, key.segment)) return true;
  if (!is_one_of_two(key.exchange) || !row.lists(Segment, "EQ")) return false;
  const bool follows_currency = key.segment == "CD" || key.segment == "IRD";
  return !follows_currency ||
         !std::ranges::count(complete_currency_years, row.date(holiday::Date).civil().year);
}

void read_closures(const CsvTable& table, const SegmentKey& key, SegmentRules& rules) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvTable::Row row = table.row(i);
    const Date date = row.date(holiday::Date);
    const std::string_view closed = row.text(holiday::Closed);
    if (closed != "full" && closed != "morning" && closed != "evening" && closed != "settlement") {
      row.refuse(holiday::Closed, "full, morning, evening or settlement");
    }
    if (closed == "settlement" || !closes(row, key)) continue;
    rules.closures.push_back({date, closed == "full"      ? Closed::Full
                                    : closed == "morning" ? Closed::Morning
                                                          : Closed::Evening});
    rules.first_dated = std::min(rules.first_dated, first_day(date));
    rules.last_dated = std::max(rules.last_dated, last_day(date));
  }
  std::ranges::sort(rules.closures, {}, &Closure::date);
}

void read_windows(const CsvTable& table, const SegmentKey& key, SegmentRules& rules) {
  using namespace session;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvTable::Row row = table.row(i);
    const SpecialWindow window{row.date(session::Date), row.time_of_day(Open),
                               row.time_of_day(Close), row.text(Status) != unknown};
    if (window.open && window.close && *window.open >= *window.close) {
      row.refuse(Close, "a time after the open");
    }
    if (row.text(Phase) == "normal" && row.lists(Exchange, key.exchange) &&
        row.lists(Segment, key.segment)) {
      rules.windows.push_back(window);
    }
  }
  std::ranges::sort(rules.windows, [](const SpecialWindow& a, const SpecialWindow& b) {
    return a.date != b.date ? a.date < b.date : a.open < b.open;
  });
}

// Whether the hours of this product are those of the segment's ordinary instruments.
bool is_ordinary(std::string_view product, bool has_derivatives) {
  if (product == "stocks with derivatives") return has_derivatives;
  if (product == "stocks without derivatives") return !has_derivatives;
  return product == "all" || product.starts_with("all,") || product.starts_with("non-agri") ||
         product == "interest-rate derivatives";
}

void read_hours(const CsvTable& table, const SegmentKey& key, SegmentRules& rules) {
  using namespace hour;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvTable::Row row = table.row(i);
    const RegularHours hours{date_bound(row, ValidFrom).from(), date_bound(row, ValidTo).to(),
                             row.time_of_day(Open), row.time_of_day(Close),
                             row.text(Status) != unknown};
    if (hours.from > hours.to) row.refuse(ValidTo, "a date not before valid_from");
    if (row.text(Phase) != "normal" || !row.lists(Segment, key.segment) ||
        !row.lists(Exchange, key.exchange) ||
        !is_ordinary(row.text(Product), key.has_derivatives)) {
      continue;
    }
    if (hours.open && hours.close && *hours.open >= *hours.close) {
      row.refuse(Close, "a time after the open");
    }
    rules.hours.push_back(hours);
  }
  std::ranges::sort(rules.hours, {}, &RegularHours::from);
}

// Before its own first row the commodity segment of NSE or BSE has the hours of MCX, as estimates.
void prepend_mcx_hours(const CsvTable& table, SegmentRules& rules) {
  SegmentRules mcx;
  read_hours(table, {"MCX", "COM", false}, mcx);
  std::vector<RegularHours> hours;
  for (RegularHours earlier : mcx.hours) {
    if (!rules.hours.empty() && earlier.from >= rules.hours.front().from) break;
    earlier.is_sourced = false;
    if (!rules.hours.empty()) earlier.to = std::min(earlier.to, rules.hours.front().from - 1);
    hours.push_back(earlier);
  }
  rules.hours.insert(rules.hours.begin(), hours.begin(), hours.end());
}

}  // namespace

CalendarTables read_calendar_tables(const std::filesystem::path& reference) {
  return {CsvTable{table_text("holidays", reference), holiday_columns},
          CsvTable{table_text("sessions", reference), session_columns},
          CsvTable{table_text("hours", reference), hours_columns}};
}

SegmentRules read_segment_rules(const CalendarTables& tables, const SegmentKey& key) {
  SegmentRules rules;
  read_closures(tables.holidays, key, rules);
  read_windows(tables.sessions, key, rules);
  read_hours(tables.hours, key, rules);
  if (key.segment == "COM" && is_one_of_two(key.exchange)) prepend_mcx_hours(tables.hours, rules);
  return rules;
}

bool is_known_exchange(const CalendarTables& tables, std::string_view exchange) {
  for (std::size_t i = 0; i < tables.hours.size(); ++i) {
    if (tables.hours.row(i).lists(hour::Exchange, exchange)) return true;
  }
  return false;
}

}  // namespace muhurat::market
