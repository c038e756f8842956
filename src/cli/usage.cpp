#include "cli/usage.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <sstream>
#include <string_view>
#include <vector>

#include "core/nearest.hpp"

namespace muhurat::cli {
namespace {

const CLI::App* named_subcommand(const CLI::App& app) {
  const CLI::App* found = &app;
  for (;;) {
    const auto inner = found->get_subcommands();
    if (inner.empty()) return found;
    found = inner.front();
  }
}

// "muhurat import csv".
std::string path_of(const CLI::App& app) {
  std::string path = app.get_name();
  const CLI::App* at = &app;
  for (auto inner = at->get_subcommands(); !inner.empty(); inner = at->get_subcommands()) {
    at = inner.front();
    path += " " + at->get_name();
  }
  return path;
}

// Words that no option took, where a subcommand was expected.
std::string first_unknown_word(const CLI::App& app) {
  for (const std::string& word : app.remaining(true)) {
    if (!word.starts_with("-")) return word;
  }
  return {};
}

std::vector<std::string> known_words(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::App* inner : app.get_subcommands([](const CLI::App*) { return true; })) {
    words.push_back(inner->get_name());
  }
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  }
  return words;
}

// Descriptions broken into lines, so that help fits a terminal.
class WrappedFormatter final : public CLI::Formatter {
 public:
  static constexpr std::size_t column = 34;
  static constexpr std::size_t line_most = 98;

  std::string make_option_desc(const CLI::Option* option) const override {
    return wrapped(CLI::Formatter::make_option_desc(option));
  }
  std::string make_subcommand(const CLI::App* sub) const override {
    std::ostringstream out;
    CLI::detail::format_help(out, sub->get_name(), wrapped(sub->get_description()), column);
    return out.str();
  }

 private:
  static std::string wrapped(const std::string& text) {
    std::istringstream words{text};
    std::string lines;
    std::size_t length = 0;
    for (std::string word; words >> word;) {
      const bool fits = length + 1 + word.size() <= line_most - column;
      if (length > 0) lines += fits ? ' ' : '\n';
      length = length > 0 && fits ? length + 1 + word.size() : word.size();
      lines += word;
    }
    return lines;
  }
};

}  // namespace

std::string usage_head() {
  return "Muhurat: write a strategy once; backtest it, paper-trade it, trade it live.";
}

void set_up_program(CLI::App& app) {
  app.set_version_flag("--version", "");
  app.require_subcommand(1);
  const auto formatter = std::make_shared<WrappedFormatter>();
  formatter->column_width(WrappedFormatter::column);
  app.formatter(formatter);
  app.footer(
      "\nExamples:\n"
      "  muhurat demo\n"
      "  muhurat new crossover.cpp\n"
      "  muhurat backtest crossover.cpp --instrument NSE:ASHVA --interval 1d --out results/\n"
      "  muhurat import csv prices.csv --instrument NSE:INFY --interval 1d\n"
      "\nExit codes: 0 done, 1 a fault of ours, 2 wrong usage, 3 wrong input, 4 strategy did not\n"
      "compile, 5 strategy failed while running, 6 surroundings (disk, lock, no compiler),\n"
      "7 a check said no, 130 interrupted.\n");
}

std::string help_text(const CLI::App& app) {
  return app.help();  // of the subcommand that is named, with the words before it
}

Problem usage_problem(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* at = named_subcommand(app);
  const std::string name = path_of(app);
  std::string_view said = error.what();
  Problem problem{.headline = std::string{said.substr(0, said.find('\n'))},
                  .where = name,
                  .what_to_do = name + " --help",
                  .exit_code = ExitCode::Usage};
  const auto commands = at->get_subcommands([](const CLI::App*) { return true; });
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !commands.empty()) {
    const std::string word = first_unknown_word(app);
    problem.headline = word.empty() ? "no command is named" : "unknown command " + word;
    problem.found = word;
    for (const CLI::App* each : commands) {
      problem.expected += (problem.expected.empty() ? "" : ", ") + each->get_name();
    }
    if (const auto near = nearest(word, known_words(*at))) problem.nearest = *near;
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::string word{said.substr(said.rfind(' ') + 1)};
    problem.headline = "unknown argument " + word;
    problem.found = word;
    if (const auto near = nearest(word, known_words(*at))) problem.nearest = *near;
  }
  return problem;
}

}  // namespace muhurat::cli
