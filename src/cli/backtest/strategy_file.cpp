#include "cli/backtest/strategy_file.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "core/file.hpp"
#include "core/text.hpp"
#include "core/toml.hpp"
#include "research/verdict.hpp"
#include "research/weeks.hpp"

namespace muhurat::cli {
namespace {

// A scalar as --set would have it; none for arrays and tables.
std::optional<std::string> scalar_text(const TomlValue& value) {
  if (const auto* text = value.as<std::string>()) return *text;
  if (const auto* on = value.as<bool>()) return std::string{*on ? "true" : "false"};
  if (const auto* date = value.as<Date>()) return to_text(*date);
  return value.decimal();
}

double double_of(const std::string& decimal) {
  double value = 0;
  std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
  return value;
}

class Reader {
 public:
  Reader(std::string file, const TomlTable& root) : file_{std::move(file)}, root_{root} {}

  StrategyFile read() {
    check_tables();
    StrategyFile strategy;
    strategy.signal = read_part("signal");
    strategy.sizer = read_part("sizer");
    strategy.execution = read_part("execution");
    if (const TomlTable* run = root_.table("run")) read_run(*run, strategy.run);
    if (const TomlTable* table = root_.table("thresholds")) {
      read_thresholds(*table, strategy.thresholds);
    }
    return strategy;
  }

 private:
  std::string at(const TomlValue& value) const { return file_ + ":" + std::to_string(value.line); }

  void check_tables() const {
    static const std::vector<std::string> known = {"signal", "sizer", "execution", "run",
                                                   "thresholds"};
    for (const TomlEntry& entry : root_.entries) {
      if (std::find(known.begin(), known.end(), entry.key) == known.end()) {
        throw ProblemError{unknown_key({.file = file_}, entry, known)};
      }
      if (entry.value.as<TomlTable>() == nullptr) {
        throw ProblemError{wrong_value({.file = file_}, entry, "a table [" + entry.key + "]")};
      }
    }
  }

  PartChoice read_part(const std::string& table_name) const {
    const TomlPlace place{.file = file_, .table = table_name};
    const TomlTable* table = root_.table(table_name);
    const TomlEntry* part = table == nullptr ? nullptr : table->find("part");
    if (part == nullptr) {
      throw ProblemError{missing_key(place, "part", "the name of a part (muhurat parts)")};
    }
    PartChoice choice;
    const auto* name = part->value.as<std::string>();
    if (name == nullptr) throw ProblemError{wrong_value(place, *part, "a part's name in quotes")};
    choice.part = *name;
    choice.where = at(part->value);
    for (const TomlEntry& entry : table->entries) {
      if (entry.key == "part") continue;
      const auto text = scalar_text(entry.value);
      if (!text) throw ProblemError{wrong_value(place, entry, "a single value")};
      choice.settings.push_back({entry.key, *text, at(entry.value)});
    }
    return choice;
  }

  // A file of limits that a strategy's file names lies beside it.
  std::string beside(const std::string& limits) const {
    if (limits == "market" || limits == "none") return limits;
    return (std::filesystem::path{file_}.parent_path() / limits).string();
  }

  void read_run(const TomlTable& table, OptionTexts& run) const {
    const TomlPlace place{.file = file_, .table = "run"};
    std::vector<std::string> known;
    for (const auto& definition : run_option_definitions()) known.emplace_back(definition.key);
    for (const TomlEntry& entry : table.entries) {
      std::string key = entry.key;
      std::replace(key.begin(), key.end(), '_', '-');
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        throw ProblemError{unknown_key(place, entry, known, "muhurat backtest --help")};
      }
      if (const auto text = scalar_text(entry.value)) {
        run[key].push_back({key == "limits" ? beside(*text) : *text, at(entry.value)});
      } else if (const auto* array = entry.value.as<TomlArray>();
                 array != nullptr && key == "instrument") {
        for (const TomlValue& element : *array) {
          const auto* name = element.as<std::string>();
          if (name == nullptr) throw ProblemError{wrong_value(place, entry, "names in quotes")};
          run[key].push_back({*name, at(element)});
        }
      } else {
        throw ProblemError{wrong_value(place, entry, "a single value")};
      }
    }
  }

  // cagr = 0.12, or max_drawdown = { at_most = 0.12, hard = true }.
  void read_thresholds(const TomlTable& table, sdk::Thresholds& thresholds) const {
    const TomlPlace place{.file = file_, .table = "thresholds"};
    for (const TomlEntry& entry : table.entries) {
      if (const TomlTable* week = entry.value.as<TomlTable>(); week && entry.key == "week") {
        const TomlPlace inside{.file = file_, .table = "thresholds.week"};
        for (const TomlEntry& inner : week->entries) {
          thresholds.push_back(read_threshold(inside, inner, "week." + inner.key));
        }
        continue;
      }
      thresholds.push_back(read_threshold(place, entry, entry.key));
    }
  }

  sdk::Threshold read_threshold(const TomlPlace& place, const TomlEntry& entry,
                                const std::string& metric) const {
    if (!research::is_judgeable(metric)) {
      const std::vector<std::string> known = metrics_beside(metric);
      throw ProblemError{unknown_key(place, entry, known, "docs/reference/metrics.md")};
    }
    sdk::Threshold threshold{.metric = metric, .kind = research::usual_kind(metric)};
    if (const TomlTable* details = entry.value.as<TomlTable>()) {
      read_details(place, entry, *details, threshold);
    } else if (const auto number = entry.value.decimal()) {
      threshold.limit = double_of(*number);
    } else {
      throw ProblemError{wrong_value(place, entry, "a number, or {at_least = …, hard = true}")};
    }
    if (auto problem = research::problem_of(threshold)) {
      problem->headline = at(entry.value) + ": " + problem->headline;
      throw ProblemError{*std::move(problem)};
    }
    return threshold;
  }

  // The keys that could stand in the metric's place.
  static std::vector<std::string> metrics_beside(const std::string& metric) {
    constexpr std::string_view weekly = "week.";
    std::vector<std::string> known;
    if (metric.starts_with(weekly)) {
      for (const auto& each : research::week_metrics()) known.emplace_back(each.id + weekly.size());
    } else {
      for (const auto& each : research::figure_definitions()) known.emplace_back(each.id);
    }
    return known;
  }

  void read_details(const TomlPlace& place, const TomlEntry& entry, const TomlTable& details,
                    sdk::Threshold& threshold) const {
    bool has_limit = false;
    for (const TomlEntry& inner : details.entries) {
      const auto number = inner.value.decimal();
      const bool is_limit = inner.key == "at_least" || inner.key == "at_most";
      if (is_limit && !number) throw ProblemError{wrong_value(place, inner, "a number")};
      if (is_limit && has_limit) {
        throw ProblemError{wrong_value(place, entry, "at_least or at_most, one of them")};
      }
      if (is_limit) {
        threshold.kind =
            inner.key == "at_least" ? sdk::Threshold::Kind::AtLeast : sdk::Threshold::Kind::AtMost;
        threshold.limit = double_of(*number);
        has_limit = true;
      } else if (inner.key == "hard") {
        const bool* hard = inner.value.as<bool>();
        if (hard == nullptr) throw ProblemError{wrong_value(place, inner, "true or false")};
        threshold.hard = *hard;
      } else {
        const std::vector<std::string> known = {"at_least", "at_most", "hard"};
        throw ProblemError{unknown_key(place, inner, known)};
      }
    }
    if (!has_limit) {
      throw ProblemError{wrong_value(place, entry, "at_least or at_most with a number")};
    }
  }

  std::string file_;
  const TomlTable& root_;
};

}  // namespace

Result<StrategyFile, Problem> read_strategy_file(const std::filesystem::path& path) {
  const auto text = read_file_if_there(path);
  if (!text) {
    return failure(Problem{.headline = "strategy file " + path.string() + " does not exist",
                           .expected = "a C++ file, or a TOML file of stock parts",
                           .found = path.string()});
  }
  const auto root = parse_toml(*text, path.string());
  if (!root) return failure(root.error());
  try {
    return Reader{path.string(), *root}.read();
  } catch (const ProblemError& error) {
    return failure(error.problem());
  }
}

}  // namespace muhurat::cli
