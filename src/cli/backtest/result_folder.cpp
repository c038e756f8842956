#include "cli/backtest/result_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

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

// Something else is mounted on it: its name belongs to the mount and cannot be given away.
bool is_mount_point(const fs::path& folder) {
  struct statx status{};
  if (::statx(AT_FDCWD, folder.c_str(), 0, STATX_BASIC_STATS, &status) != 0) return false;
  if ((status.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) != 0) {
    return (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
  }
  struct stat own{}, above{};  // before Linux 5.8
  return ::stat(folder.c_str(), &own) == 0 && ::stat((folder / "..").c_str(), &above) == 0 &&
         own.st_dev != above.st_dev;
}

Problem not_exchangeable(const fs::path& folder, const std::string& found,
                         const std::string& what_to_do) {
  return {.headline = folder.string() + " cannot be exchanged for a result",
          .expected = "a new or empty folder, or an earlier result",
          .found = found,
          .where = "--out",
          .kept = folder.string() + " is as it was",
          .what_to_do = what_to_do,
          .exit_code = ExitCode::Usage};
}

// A result takes the place of the folder itself; there are folders whose place cannot be taken.
std::optional<Problem> check_exchangeable(const fs::path& folder) {
  const std::string inside = "name a folder in it, e.g. --out " + (folder / "results").string();
  std::error_code error;
  if (!fs::exists(folder, error)) {
    if (!fs::is_symlink(folder, error)) return std::nullopt;
    return not_exchangeable(
        folder, "a link to " + fs::read_symlink(folder).string() + ", which does not exist",
        "remove the link, or name another folder");
  }
  if (!fs::is_directory(folder, error)) return std::nullopt;
  if (fs::equivalent(folder, fs::current_path())) {
    return not_exchangeable(folder, "the current folder", inside);
  }
  if (is_mount_point(folder)) return not_exchangeable(folder, "a mount point", inside);
  return std::nullopt;
}

// What lies at `place` bears the name `folder`, or did so a moment ago.
std::optional<Problem> check_replaceable(const fs::path& place, const fs::path& folder) {
  const bool is_folder = fs::is_directory(place);
  if (is_folder && (fs::is_empty(place) || is_ours(place))) return std::nullopt;
  return Problem{.headline = folder.string() + " is not a result of ours",
                 .expected = "a new or empty folder, or an earlier result",
                 .found = is_folder ? "other files in it" : "a file",
                 .where = "--out",
                 .kept = folder.string() + " is as it was",
                 .what_to_do = "name another folder",
                 .exit_code = ExitCode::Usage};
}

// Looks at what came out, since it may have got other files after it was checked: then back.
void exchange_for_result(const fs::path& beside, const fs::path& folder) {
  exchange_folders(beside, folder);
  if (const auto problem = check_replaceable(beside, folder)) {
    exchange_folders(beside, folder);
    throw ProblemError{*problem};
  }
}

}  // namespace

fs::path result_folder_of(const fs::path& named) {
  const fs::path folder = fs::absolute(without_slash(named));
  return fs::exists(folder) ? fs::canonical(folder) : folder;
}

std::optional<Problem> check_result_folder(const fs::path& named) {
  const fs::path folder = without_slash(named);
  if (auto problem = check_exchangeable(folder)) return problem;
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
  return check_replaceable(folder, folder);
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

fs::path beside_of(const fs::path& folder) {
  std::error_code ignored;
  for (int tried = 0;; ++tried) {
    fs::path beside = folder;
    beside += ".new-" + std::to_string(getpid()) + (tried == 0 ? "" : "-" + std::to_string(tried));
    if (!fs::exists(beside, ignored)) return beside;
  }
}

void write_files(const fs::path& beside, const ResultFiles& files) {
  std::error_code ignored;
  if (!fs::create_directory(beside, ignored)) {
    throw SurroundingsError{"make the folder", beside, ignored ? ignored.value() : EEXIST};
  }
  try {
    for (const auto& [name, content] : files) write_file(beside / name, content);
  } catch (...) {
    fs::remove_all(beside, ignored);
    throw;
  }
}

void take_place(const fs::path& beside, const fs::path& folder) {
  std::error_code ignored;
  try {
    if (fs::exists(folder)) {
      exchange_for_result(beside, folder);
    } else {
      fs::rename(beside, folder);
      sync_folder(folder.parent_path());
    }
  } catch (...) {
    fs::remove_all(beside, ignored);
    throw;
  }
  fs::remove_all(beside, ignored);
}

}  // namespace muhurat::cli
