#include "store/import/csv_import_fixture_test.hpp"

#include <fmt/format.h>

#include <fstream>

#include "core/text.hpp"

namespace muhurat::store {

const market::CalendarBook& calendars() {
  static const market::CalendarBook book;
  return book;
}

const market::SegmentTable& segments() {
  static const market::SegmentTable table;
  return table;
}

CsvImport CsvImportTest::import(const std::string& text) {
  return import(text, calendars());
}

CsvImport CsvImportTest::import(const std::string& text, const market::CalendarBook& book) {
  request.file = root_ / "prices.csv";
  std::ofstream{request.file, std::ios::binary} << text;
  return CsvImporter{*folder_, book, segments()}.import(request);
}

std::string CsvImportTest::refusal(const std::string& text) {
  try {
    const CsvImport result = import(text);
    return fmt::format("taken: {} stored", result.stored);
  } catch (const ProblemError& error) {
    problem = error.problem();
  }
  std::string headline = problem.headline;
  const std::size_t at = headline.find(root_.string() + "/");
  if (at != std::string::npos) headline.erase(at, root_.string().size() + 1);
  return fmt::format("{}; found {}", headline, problem.found);
}

std::string CsvImportTest::stored() const {
  std::string drawn;
  const SeriesStore store{*folder_};
  const SeriesName name{request.instrument.exchange + ":" + request.instrument.symbol,
                        request.interval};
  const market::Zone zone{store.zone_of(name.instrument).value_or("UTC")};
  for (const auto& record : store.read_all(name).records({})) {
    const market::Bar& bar = record.bar;
    drawn +=
        fmt::format("{} {}-{} {}\n", to_text(zone.date_of(bar.start())), clock(zone, bar.start()),
                    clock(zone, bar.available_time), to_text(bar.close));
  }
  return drawn;
}

std::string CsvImportTest::clock(const market::Zone& zone, Timestamp time) {
  const std::int64_t minutes = zone.time_of_day(time).ns() / 60'000'000'000;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string CsvImportTest::reasons(const CsvImport& result) {
  std::string drawn;
  for (const ImportedLine& one : result.first_quarantined) {
    drawn += fmt::format("line {}: {}\n", one.line, one.reason);
  }
  return drawn;
}

}  // namespace muhurat::store
