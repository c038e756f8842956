// What the tests of the importer share: a data folder of their own, and results drawn as text.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "core/parse.hpp"
#include "store/import/csv_import.hpp"
#include "store/temporary_folder.hpp"

namespace muhurat::store {

const market::CalendarBook& calendars();
const market::SegmentTable& segments();

class CsvImportTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_.emplace(root_ / "data", Access::Write);
    request.instrument = {"NSE", "INFY"};
    request.interval = market::Interval::days(1);
    request.now = Timestamp::from_seconds(1'775'135'400);  // 2 April 2026, 13:10
  }
  void TearDown() override { folder_.reset(); }

  CsvImport import(const std::string& text);
  CsvImport import(const std::string& text, const market::CalendarBook& book);
  // "HEADLINE; found FOUND", without the path of the file.
  std::string refusal(const std::string& text);
  std::string stored() const;
  static std::string clock(const market::Zone& zone, Timestamp time);
  static std::string reasons(const CsvImport& result);

  TemporaryFolder temporary_{testing::UnitTest::GetInstance()->current_test_info()->name()};
  std::filesystem::path root_ = temporary_.path();
  std::optional<DataFolder> folder_;
  CsvRequest request;
  Problem problem;
};

}  // namespace muhurat::store
