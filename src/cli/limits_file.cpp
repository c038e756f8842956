#include "cli/limits_file.hpp"

#include <string>
#include <vector>

#include "core/file.hpp"
#include "core/toml.hpp"

namespace muhurat::cli {
namespace {

// The entries of a file, and the line of each.
struct LimitLines {
  std::vector<trading::LimitEntry> entries;
  std::vector<int> lines;

  void add(std::string key, std::string value, int line) {
    entries.push_back({std::move(key), std::move(value)});
    lines.push_back(line);
  }
  // A key that stands twice is no TOML, so the first is the only one.
  int line_of(const std::string& key) const {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].key == key) return lines[i];
    }
    return 0;
  }
};

// `[Z01] lots = 10` is the entry Z01.lots.
void append_entries(const TomlTable& table, const std::string& prefix, const std::string& file,
                    LimitLines& found) {
  for (const TomlEntry& entry : table.entries) {
    const std::string key = prefix.empty() ? entry.key : prefix + "." + entry.key;
    const int line = entry.value.line;
    if (const auto* inner = entry.value.as<TomlTable>()) {
      append_entries(*inner, key, file, found);
    } else if (const auto* text = entry.value.as<std::string>()) {
      found.add(key, *text, line);
    } else if (const auto* on = entry.value.as<bool>()) {
      found.add(key, *on ? "true" : "false", line);
    } else if (const auto number = entry.value.decimal()) {
      found.add(key, *number, line);
    } else {
      throw ProblemError{wrong_value({.file = file, .table = prefix}, entry, "a single value")};
    }
  }
}

void check_overrides(const std::vector<trading::InstrumentLimit>& overrides,
                     const std::string& where, const DataBook& book) {
  for (const trading::InstrumentLimit& each : overrides) book.instrument({each.instrument, where});
}

}  // namespace

Result<trading::Limits, Problem> read_limits_file(const std::filesystem::path& file) {
  const std::string name = file.string();
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    return failure(Problem{.headline = name + " is a folder",
                           .expected = "a file of limits (docs/reference/limits.md)",
                           .found = "a folder"});
  }
  try {
    const auto root = parse_toml(read_file(file), name);
    if (!root) return failure(root.error());
    LimitLines found;
    append_entries(*root, "", name, found);
    auto limits = trading::limits_from(trading::Limits::market(), found.entries);
    if (limits) return *std::move(limits);
    const trading::LimitsError& wrong = limits.error();
    return failure(Problem{.headline = name + ":" + std::to_string(found.line_of(wrong.key)) +
                                       ": " + wrong.key + " is not understood",
                           .expected = wrong.expected,
                           .found = wrong.found,
                           .what_to_do = "correct it; docs/reference/limits.md lists all keys"});
  } catch (const ProblemError& problem) {
    return failure(problem.problem());
  }
}

void check_limited_instruments(const trading::Limits& limits, const std::filesystem::path& file,
                               const DataBook& book) {
  const std::string name = file.string();
  if (limits.quantity) {
    check_overrides(limits.quantity->overrides, name + ", Z01.instruments", book);
  }
  if (limits.position) {
    check_overrides(limits.position->overrides, name + ", Z06.instruments", book);
  }
}

}  // namespace muhurat::cli
