#include "cli/backtest/result_folder.hpp"

#include <unistd.h>

#include <algorithm>

#include "core/file.hpp"
#include "research/report/report_html.hpp"
#include "research/result_csv.hpp"
#include "research/result_json.hpp"

namespace muhurat::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* file_names[] = {"result.json", "orders.csv", "fills.csv",   "trades.csv",
                                      "equity.csv",  "weeks.csv",  "explain.csv", "report.html"};

bool is_ours(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator{folder}) {
    const std::string name = entry.path().filename().string();
    if (std::find(std::begin(file_names), std::end(file_names), name) == std::end(file_names)) {
      return false;
    }
  }
  const auto result = read_file_if_there(folder / "result.json");
  return result && result->find(research::result_format) != std::string::npos;
}

// "results/" and "results" are the same folder.
fs::path without_slash(const fs::path& folder) {
  return folder.has_filename() ? folder : folder.parent_path();
}

}  // namespace

std::optional<Problem> check_result_folder(const fs::path& named) {
  const fs::path folder = without_slash(named);
  const fs::path parent = fs::absolute(folder).parent_path();
  std::error_code error;
  if (!fs::is_directory(parent, error)) {
    return Problem{.headline = "the folder that would hold " + folder.string() + " does not exist",
                   .expected = "an existing folder " + parent.string(),
                   .found = "none",
                   .where = "--out",
                   .what_to_do = "mkdir -p " + parent.string(),
                   .exit_code = ExitCode::Usage};
  }
  if (!fs::exists(folder, error)) return std::nullopt;
  const bool is_folder = fs::is_directory(folder, error);
  if (is_folder && (fs::is_empty(folder, error) || is_ours(folder))) return std::nullopt;
  return Problem{.headline = folder.string() + " is not a result of ours",
                 .expected = "a new or empty folder, or an earlier result",
                 .found = is_folder ? "other files in it" : "a file",
                 .where = "--out",
                 .kept = folder.string() + " is as it was",
                 .what_to_do = "name another folder",
                 .exit_code = ExitCode::Usage};
}

ResultFiles result_files(const research::RunRecord& record,
                         const research::Evaluation& evaluation) {
  return {{"result.json", research::result_json(record, evaluation)},
          {"orders.csv", research::orders_csv(record)},
          {"fills.csv", research::fills_csv(record)},
          {"trades.csv", research::trades_csv(record)},
          {"equity.csv", research::equity_csv(record)},
          {"weeks.csv", research::weeks_csv(evaluation)},
          {"explain.csv", research::explain_csv(record)},
          {"report.html", research::report_html(record, evaluation)}};
}

fs::path write_beside(const fs::path& named, const ResultFiles& files) {
  fs::path beside = fs::absolute(without_slash(named));
  beside += ".new-" + std::to_string(getpid());
  std::error_code ignored;
  fs::remove_all(beside, ignored);
  try {
    if (!fs::create_directory(beside, ignored)) {
      throw SurroundingsError{"make", beside, ignored.value()};
    }
    for (const auto& [name, content] : files) write_file(beside / name, content);
  } catch (...) {
    fs::remove_all(beside, ignored);
    throw;
  }
  return beside;
}

void remove_stale_beside(const fs::path& named) {
  const fs::path folder = fs::absolute(without_slash(named));
  const std::string mark = folder.filename().string() + ".new-";
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator{folder.parent_path(), ignored}) {
    if (entry.path().filename().string().starts_with(mark)) {
      std::error_code kept;
      fs::remove_all(entry.path(), kept);
    }
  }
}

void take_place(const fs::path& beside, const fs::path& named) {
  const fs::path folder = fs::absolute(without_slash(named));
  std::error_code error;
  if (fs::exists(folder, error)) {
    exchange_folders(beside, folder);
    fs::remove_all(beside, error);
  } else {
    fs::rename(beside, folder);
    sync_folder(folder.parent_path());
  }
}

}  // namespace muhurat::cli
