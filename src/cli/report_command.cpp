// muhurat report: shows again what a result folder holds, from its result.json, and where its page
// lies.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cmath>
#include <filesystem>
#include <initializer_list>
#include <type_traits>

#include "cli/command.hpp"
#include "cli/table.hpp"
#include "core/file.hpp"
#include "core/json_tree.hpp"
#include "core/parse.hpp"
#include "core/shell_word.hpp"
#include "research/figures.hpp"
#include "research/result_json.hpp"
#include "research/summary.hpp"

namespace muhurat::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, const std::string& found) {
  throw ProblemError{
      {.headline = file.string() + " is not a result of ours",
       .expected = "result.json as muhurat backtest --out writes it",
       .found = found,
       .what_to_do = "muhurat backtest STRATEGY --out " + shell_word(file.parent_path().string())}};
}

const JsonTree* find(const JsonTree& tree, std::string_view key) {
  const auto* object = tree.as<JsonObject>();
  if (object == nullptr) return nullptr;
  for (const auto& [name, member] : *object) {
    if (name == key) return &member;
  }
  return nullptr;
}

// What is shown of a table of the file must be there, and of its kind.
template <class Kind>
void require(const fs::path& file, const JsonTree& table, const std::string& name,
             std::initializer_list<const char*> keys) {
  const char* kind = std::is_same_v<Kind, double> ? "a number" : "a text";
  for (const char* key : keys) {
    const std::string field = name.empty() ? key : name + "." + key;
    const JsonTree* found = find(table, key);
    if (found == nullptr) refuse(file, "no field " + field);
    if (found->as<Kind>() == nullptr) refuse(file, "a field " + field + " that is not " + kind);
  }
}

// A figure is a number, a decimal text, or null where it does not exist.
void require_figures(const fs::path& file, const JsonTree& figures, const std::string& name) {
  for (const research::FigureDefinition& each : research::figure_definitions()) {
    const std::string field = name + "." + each.id;
    const JsonTree* found = find(figures, each.id);
    if (found == nullptr) refuse(file, "no field " + field);
    const bool is_figure = found->as<std::nullptr_t>() != nullptr ||
                           found->as<double>() != nullptr || found->as<std::string>() != nullptr;
    if (!is_figure) refuse(file, "a field " + field + " that is no figure");
  }
}

JsonTree read_result(const fs::path& folder) {
  const fs::path file = folder / "result.json";
  const auto text = read_file_if_there(file);
  if (!text) refuse(file, "no such file");
  auto tree = parse_json(*text);
  if (!tree) refuse(file, tree.error());
  if ((*tree)["format"].text() != research::result_format) refuse(file, "another kind of JSON");
  require<double>(file, *tree, "", {"version"});
  if (*(*tree)["version"].as<double>() != research::result_version) {
    throw ProblemError{{.headline = file.string() + " is of another version",
                        .expected = fmt::format("version {}", research::result_version),
                        .found = "version " + (*tree)["version"].text(),
                        .what_to_do = "show it with the program that wrote it, or run it again"}};
  }
  require<std::string>(file, *tree, "", {"state_hash"});
  require<std::string>(file, (*tree)["run"], "run", {"name", "interval", "from", "to", "currency"});
  require<double>(file, (*tree)["run"], "run", {"sessions"});
  require<std::string>(file, (*tree)["verdict"], "verdict", {"result", "reason"});
  require_figures(file, (*tree)["metrics"], "metrics");
  if (find(*tree, "benchmark_metrics") != nullptr) {
    require_figures(file, (*tree)["benchmark_metrics"], "benchmark_metrics");
  }
  return *std::move(tree);
}

research::FigureValue value_of(const JsonTree& metric) {
  if (const double* number = metric.as<double>()) return *number;
  if (const auto* text = metric.as<std::string>()) {
    const auto money = parse_money(*text);
    if (money) return *money;
  }
  return {};
}

std::string sessions_text(const Formatter& formatter, const JsonTree& sessions) {
  const double* count = sessions.as<double>();
  return formatter.counted(count == nullptr ? 0 : std::llround(*count), "session");
}

ExitCode show(const fs::path& folder, const Terminal& terminal) {
  const JsonTree result = read_result(folder);
  const JsonTree& run = result["run"];
  const Formatter formatter{{.medium = terminal.medium(), .currency = run["currency"].text()}};
  std::string text =
      fmt::format("{}   {}, {} to {}, {}\n", run["name"].text(), run["interval"].text(),
                  run["from"].text(), run["to"].text(), sessions_text(formatter, run["sessions"]));
  if (const auto* label = run["generated"].as<std::string>()) text += *label + "\n";
  text += "verdict   " + research::verdict_word(result["verdict"]["result"].text());
  if (const auto reason = result["verdict"]["reason"].text(); !reason.empty()) {
    text += ": " + reason;
  }
  text += "\n\n";
  Table table{{"figure", ">strategy", ">benchmark"}};
  for (const research::FigureDefinition& each : research::figure_definitions()) {
    const auto own = value_of(result["metrics"][each.id]);
    const auto other = value_of(result["benchmark_metrics"][each.id]);
    table.add({each.label, research::figure_text(formatter, each.unit, own),
               other.index() == 0 ? "" : research::figure_text(formatter, each.unit, other)});
  }
  text += table.text() + "\nhash      " + result["state_hash"].text() + "\n";
  const fs::path page = fs::absolute(folder / "report.html");
  if (fs::exists(page)) text += "report    file://" + page.lexically_normal().string() + "\n";
  print(for_terminal(text, terminal));
  return ExitCode::Done;
}

}  // namespace

void add_report(Program& program) {
  CLI::App* app =
      program.app->add_subcommand("report", "show a result again, and where its page is");
  const auto folder = std::make_shared<std::string>();
  app->add_option("folder", *folder, "a folder that muhurat backtest --out wrote")
      ->required()
      ->option_text("DIR");
  app->footer("\nExample:\n  muhurat report results/\n");
  app->callback([folder, &program] {
    *program.chosen = [folder](const Terminal& terminal) { return show(*folder, terminal); };
  });
}

}  // namespace muhurat::cli
