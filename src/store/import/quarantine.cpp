#include "store/import/quarantine.hpp"

#include <fmt/format.h>

#include "core/file.hpp"

namespace muhurat::store {
namespace {

constexpr std::size_t row_bytes_shown_max = 1000;

std::string csv_cell(std::string_view text) {
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c == '\0' ? '?' : c;
  }
  return cell + '"';
}

}  // namespace

QuarantineFile quarantine_file(const std::filesystem::path& folder,
                               const std::filesystem::path& imported, Date today,
                               const std::string& text) {
  const YearMonthDay day = today.civil();
  const std::string name =
      fmt::format("{}-{:04}{:02}{:02}", imported.stem().string(), day.year, day.month, day.day);
  std::filesystem::path path = folder / (name + ".csv");
  for (int number = 2;; ++number) {
    const auto before = read_file_if_there(path);
    if (!before) return {path, false};
    if (*before == text) return {path, true};
    path = folder / fmt::format("{}-{}.csv", name, number);
  }
}

std::string quarantine_text(const CsvText& text, const std::vector<QuarantinedRow>& rows) {
  std::string file = "line,reason,row\n";
  for (const QuarantinedRow& row : rows) {
    const std::string_view as_it_stood = text.piece(row.place.offset, row.place.size);
    file += fmt::format("{},{},{}\n", row.place.line, csv_cell(reason_of(row)),
                        csv_cell(as_it_stood.substr(0, row_bytes_shown_max)));
  }
  return file;
}

}  // namespace muhurat::store
