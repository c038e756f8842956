// What the tests of the importer share: a data folder of their own, and results drawn as text.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <optional>
#include <string>

#include "core/file.hpp"
#include "core/parse.hpp"
#include "core/text.hpp"
#include "store/import/csv_import.hpp"
#include "store/temporary_folder.hpp"

namespace muhurat::store {

inline const market::CalendarBook& calendars() {
  static const market::CalendarBook book;
  return book;
}
inline const market::SegmentTable& segments() {
  static const market::SegmentTable table;
  return table;
}

class CsvImportTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_.emplace(root_ / "data", Access::Write);
    request.instrument = {"NSE", "INFY"};
    request.interval = market::Interval::days(1);
    request.now = parse_timestamp("2026-04-02T13:10:00Z").value();
  }
  void TearDown() override { folder_.reset(); }

  CsvImport import(const std::string& text) {
    request.file = root_ / "prices.csv";
    std::ofstream{request.file, std::ios::binary} << text;
    return CsvImporter{*folder_, calendars(), segments()}.import(request);
  }
  // "HEADLINE; found FOUND", without the path of the file.
  std::string refusal(const std::string& text) {
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
  std::string stored() const {
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
  static std::string clock(const market::Zone& zone, Timestamp time) {
    const std::int64_t minutes = zone.time_of_day(time).ns() / 60'000'000'000;
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
  }
  static std::string reasons(const CsvImport& result) {
    std::string drawn;
    for (const ImportedLine& one : result.first_quarantined) {
      drawn += fmt::format("line {}: {}\n", one.line, one.reason);
    }
    return drawn;
  }

  TemporaryFolder temporary_{testing::UnitTest::GetInstance()->current_test_info()->name()};
  std::filesystem::path root_ = temporary_.path();
  std::optional<DataFolder> folder_;
  CsvRequest request;
  Problem problem;
};

}  // namespace muhurat::store
