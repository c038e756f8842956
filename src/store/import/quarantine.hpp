// The rows that an import did not take, in a file of their own beside the data, each with its
// reason and as it stood.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "store/import/csv_rows.hpp"

namespace muhurat::store {

// DATA/quarantine/NAME-20260402.csv; NAME-20260402-2.csv where there is one of that name.
std::filesystem::path quarantine_path(const std::filesystem::path& folder,
                                      const std::filesystem::path& imported, Date today);
// line,reason,row
std::string quarantine_text(const CsvText& text, const std::vector<QuarantinedRow>& rows);

}  // namespace muhurat::store
