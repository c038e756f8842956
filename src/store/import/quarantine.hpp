// The rows that an import did not take, in a file of their own beside the data, each with its
// reason and as it stood.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "store/import/csv_rows.hpp"

namespace muhurat::store {

struct QuarantineFile {
  std::filesystem::path path;
  bool is_there = false;  // with the same text: the same rows were set aside before
};
// DATA/quarantine/NAME-20260402.csv; NAME-20260402-2.csv where there is another of that name.
QuarantineFile quarantine_file(const std::filesystem::path& folder,
                               const std::filesystem::path& imported, Date today,
                               const std::string& text);
// line,reason,row
std::string quarantine_text(const CsvText& text, const std::vector<QuarantinedRow>& rows);

}  // namespace muhurat::store
