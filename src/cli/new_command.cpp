// muhurat new: writes a small, commented strategy that compiles and trades, to be changed by its
// owner.
#include <CLI/CLI.hpp>

#include <cctype>
#include <filesystem>
#include <span>
#include <string_view>

#include "cli/command.hpp"
#include "core/embedded.hpp"
#include "core/file.hpp"
#include "core/shell_word.hpp"

namespace muhurat::embedded {
std::span<const core::EmbeddedFile> strategy_templates();
std::span<const core::EmbeddedFile> strategy_headers();
}  // namespace muhurat::embedded

namespace muhurat::cli {
namespace {

namespace fs = std::filesystem;

// Whether the headers that a strategy includes have this word, which then may name something else.
bool is_taken(std::string_view name) {
  const auto is_of_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  for (const EmbeddedFile& header : embedded::strategy_headers()) {
    const std::string_view text{header.bytes};
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      const bool begins = at == 0 || !is_of_word(text[at - 1]);
      if (begins && (end == text.size() || !is_of_word(text[end]))) return true;
    }
  }
  return false;
}

// my_first-idea.cpp → MyFirstIdea; digits and other signs at the start are left out.
std::string class_name_of(const fs::path& file) {
  std::string name;
  bool begins_word = true;
  for (const char c : file.stem().string()) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_letter && (!is_digit || name.empty())) {
      begins_word = true;
      continue;
    }
    name.push_back(begins_word && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
    begins_word = false;
  }
  if (name.empty() || name == "Strategy") return "MyStrategy";
  return is_taken(name) ? name + "Strategy" : name;
}

std::string template_text(const std::string& class_name) {
  const EmbeddedFile& file = embedded::strategy_templates().front();
  constexpr std::string_view mark = "Crossover";
  std::string text{file.bytes};
  for (std::size_t at = text.find(mark); at != text.npos;
       at = text.find(mark, at + class_name.size())) {
    text.replace(at, mark.size(), class_name);
  }
  return text;
}

ExitCode write_new(const fs::path& file) {
  if (file.extension() != ".cpp") {
    throw ProblemError{{.headline = "a strategy's file ends in .cpp",
                        .expected = "e.g. crossover.cpp",
                        .found = file.string(),
                        .exit_code = ExitCode::Usage}};
  }
  if (fs::exists(file)) {
    throw ProblemError{{.headline = file.string() + " is there already",
                        .expected = "a new name",
                        .found = file.string(),
                        .kept = "the file is as it was",
                        .exit_code = ExitCode::Usage}};
  }
  write_file(file, template_text(class_name_of(file)));
  print("Wrote    " + file.string() +
        ", a moving-average crossover that compiles and trades\n"
        "Next     muhurat backtest " +
        shell_word(file.string()) +
        " --instrument EXCHANGE:SYMBOL --interval 1d   (muhurat data list)\n");
  return ExitCode::Done;
}

}  // namespace

void add_new(Program& program) {
  CLI::App* app = program.app->add_subcommand("new", "write a small strategy to start from");
  const auto file = std::make_shared<std::string>();
  app->add_option("file", *file, "the file to write, e.g. crossover.cpp")
      ->required()
      ->option_text("FILE.cpp");
  app->footer("\nExample:\n  muhurat new crossover.cpp\n");
  app->callback(
      [file, &program] { *program.chosen = [file](const Terminal&) { return write_new(*file); }; });
}

}  // namespace muhurat::cli
