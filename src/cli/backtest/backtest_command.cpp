// muhurat backtest: reads the request, compiles the strategy, runs it in a child process and hands
// on what came back: a summary or result.json, and the result folder put in its place.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>

#include "cli/backtest/backtest_run.hpp"
#include "cli/backtest/failures.hpp"
#include "cli/backtest/progress.hpp"
#include "cli/backtest/result_folder.hpp"
#include "cli/command.hpp"
#include "cli/limits_file.hpp"
#include "cli/program_settings.hpp"
#include "core/clock.hpp"
#include "core/file.hpp"
#include "core/parse.hpp"
#include "research/result_json.hpp"
#include "research/summary.hpp"

namespace muhurat::cli {
namespace {

namespace fs = std::filesystem;

// As typed, before anything is understood.
struct BacktestArguments {
  std::string file;
  std::map<std::string, std::vector<std::string>> options;
  std::vector<std::string> settings;
  std::string out;
  std::string data;
  std::string progress = "auto";
  std::string require;
  double time_limit = 2;
  bool json = false;
  bool verify = false;
  bool full_errors = false;
};

constexpr const char* examples =
    "\nExamples:\n"
    "  muhurat backtest crossover.cpp --instrument NSE:INFY --from 2006-01-01 --to 2006-12-31 \\\n"
    "      --set fast=10 --set slow=30 --out results/\n"
    "  muhurat backtest mean_reversion.toml --instrument NSE:ASHVA --instrument NSE:DEODAR\n"
    "  muhurat backtest opening_range.cpp --instrument NSE:ASHVA --interval 1m --verify\n"
    "\nA TOML strategy may hold the same options as keys of its [run] table; the command line "
    "wins.\n";

void add_options(CLI::App& app, BacktestArguments& arguments) {
  app.add_option("strategy", arguments.file, "a strategy: a .cpp file, or a .toml file of parts")
      ->required()
      ->option_text("FILE");
  for (const RunOptionDefinition& definition : run_option_definitions()) {
    std::string help = definition.help;
    if (*definition.standard != '\0') help += std::string{" (else "} + definition.standard + ")";
    app.add_option(std::string{"--"} + definition.key, arguments.options[definition.key], help)
        ->option_text(definition.value_name)
        ->allow_extra_args(false)
        ->expected(1)
        ->take_all();
  }
  app.add_option("--set", arguments.settings,
                 "a parameter of the strategy; may be given several times")
      ->option_text("NAME=VALUE")
      ->allow_extra_args(false)
      ->expected(1)
      ->take_all();
  app.add_option("--out", arguments.out, "folder that receives the result, all or nothing")
      ->option_text("DIR")
      ->check(CLI::Validator{
          [](const std::string& text) { return text.empty() ? "expected a folder's name" : ""; },
          ""});
  app.add_flag("--json", arguments.json, "print result.json alone on standard output");
  app.add_flag("--verify", arguments.verify,
               "run twice and compare the hashes; run on cut data and compare the orders");
  app.add_option("--require", arguments.require,
                 "exit 7 unless the verdict is this: pass or review")
      ->option_text("VERDICT")
      ->check(CLI::IsMember({"pass", "review"}));
  app.add_option("--time-limit", arguments.time_limit,
                 "seconds that one callback of the strategy may take (else 2); loading and "
                 "on_start may take five times as long")
      ->option_text("SECONDS")
      ->check(CLI::Validator{[](const std::string& text) {
                               const auto seconds = parse_rate(text);
                               const bool is_time = seconds && seconds->is_positive();
                               return is_time ? "" : "expected a number of seconds above 0";
                             },
                             ""});
  app.add_option("--data", arguments.data, "data folder (else that of muhurat config)")
      ->option_text("DIR");
  app.add_option("--progress", arguments.progress, "auto, plain or none (else auto)")
      ->option_text("HOW")
      ->check(CLI::IsMember({"auto", "plain", "none"}));
  app.add_flag("--full-errors", arguments.full_errors,
               "show all of the compiler's lines, those inside headers too");
  app.footer(examples);
}

std::vector<sdk::ParameterSetting> settings_of(const std::vector<std::string>& texts) {
  std::vector<sdk::ParameterSetting> settings;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals == 0) {
      throw ProblemError{{.headline = "--set is not understood",
                          .expected = "NAME=VALUE, e.g. --set fast=10",
                          .found = text,
                          .where = "--set",
                          .exit_code = ExitCode::Usage}};
    }
    settings.push_back({text.substr(0, equals), text.substr(equals + 1), "--set"});
  }
  return settings;
}

// The command line's texts over those of the file.
OptionTexts merged_options(const BacktestArguments& arguments, const OptionTexts& of_file) {
  OptionTexts texts = of_file;
  for (const auto& [key, values] : arguments.options) {
    if (values.empty()) continue;
    texts[key].clear();
    for (const std::string& value : values) texts[key].push_back({value, "--" + key});
  }
  return texts;
}

CompiledStrategy compile(const fs::path& file, bool full_errors) {
  auto compiled = compile_strategy(file, {.cache = {}, .full_errors = full_errors});
  if (!compiled) throw ProblemError{compiled.error()};
  return *compiled;
}

BacktestRequest request_of(const BacktestArguments& arguments, const std::string& command_line) {
  BacktestRequest request;
  request.file = arguments.file;
  request.settings = settings_of(arguments.settings);
  request.data = data_folder(arguments.data);
  request.verify = arguments.verify;
  request.command = command_line;
  OptionTexts of_file;
  if (request.file.extension() == ".toml") {
    auto file = read_strategy_file(request.file);
    if (!file) throw ProblemError{file.error()};
    of_file = file->run;
    request.composed = std::move(*file);
  }
  auto options = parse_run_options(merged_options(arguments, of_file));
  if (!options) throw ProblemError{options.error()};
  request.options = std::move(*options);
  if (const auto* own = std::get_if<OwnLimits>(&request.options.limits)) {
    check_limited_instruments(own->limits, own->file, DataBook{request.data});
  }
  if (!request.composed) request.compiled = compile(request.file, arguments.full_errors);
  return request;
}

class Backtest {
 public:
  Backtest(const BacktestArguments& arguments, BacktestRequest request, const Terminal& terminal)
      : arguments_{arguments},
        request_{std::move(request)},
        terminal_{terminal},
        folder_{arguments.out.empty() ? fs::path{} : result_folder_of(arguments.out)},
        beside_{arguments.out.empty() ? fs::path{} : beside_of(folder_)} {}

  ExitCode run(const Stopwatch& watch) {
    SharedPage& page = make_shared_page();
    Progress progress{request_.file.stem().string(), arguments_.progress, terminal_};
    WatchOptions options;
    options.callback_seconds_max = arguments_.time_limit;
    options.start_seconds_max = 5 * arguments_.time_limit;
    options.on_progress = [&](const SharedPage& seen) { progress.show(seen); };
    // Until the result is in place: an interrupt leaves the whole of it, or nothing.
    const InterruptGuard interrupts;
    ChildEnd end = run_in_child(page, [&] { return work(page, watch); }, options, interrupts);
    progress.clear();
    if (interrupts.is_interrupted()) end.kind = ChildEnd::Kind::Interrupted;
    if (end.kind != ChildEnd::Kind::Answered) {
      remove_left_over();
      throw ProblemError{problem_of_end(end, page, request_, arguments_.out)};
    }
    if (end.answer.is_problem) {
      remove_left_over();
      print_note(for_terminal(end.answer.text, terminal_));
      return end.answer.exit_code;
    }
    // Here and not in the child: what a strategy does to its process cannot put a result in place.
    if (!arguments_.out.empty()) take_place(beside_, folder_);
    print(for_terminal(end.answer.text, terminal_));
    return end.answer.exit_code;
  }

 private:
  // In the child. What user code throws ends as a problem of the strategy.
  ChildAnswer work(SharedPage& page, const Stopwatch& watch) {
    try {
      BacktestOutcome outcome = run_backtest(request_, page);
      if (!arguments_.out.empty()) {
        outcome.record.facts.seconds = watch.elapsed().to_seconds();
        write_files(beside_, result_files(outcome.record, outcome.evaluation));
      }
      outcome.record.facts.seconds = watch.elapsed().to_seconds();
      return {.is_problem = false, .text = text_of(outcome), .exit_code = exit_of(outcome)};
    } catch (const ProblemError&) {
      throw;
    } catch (...) {
      const Problem problem = problem_of_exception(page, request_, arguments_.out);
      return {.is_problem = true, .text = to_text(problem), .exit_code = problem.exit_code};
    }
  }

  std::string text_of(const BacktestOutcome& outcome) const {
    if (arguments_.json) return research::result_json(outcome.record, outcome.evaluation);
    research::SummaryStyle style{.medium = terminal_.medium(), .wrote = {}};
    if (!arguments_.out.empty()) {
      style.wrote = (fs::path{arguments_.out} / "report.html").string() + " and 7 other files";
    }
    return research::summary_text(outcome.record, outcome.evaluation, style);
  }

  ExitCode exit_of(const BacktestOutcome& outcome) const {
    const auto verdict = outcome.evaluation.verdict.result;
    if (arguments_.require == "pass" && verdict != research::RunVerdict::Pass) {
      return ExitCode::CheckSaidNo;
    }
    const bool is_good =
        verdict == research::RunVerdict::Pass || verdict == research::RunVerdict::Review;
    if (arguments_.require == "review" && !is_good) return ExitCode::CheckSaidNo;
    return ExitCode::Done;
  }

  // A child that was stopped while it wrote leaves its own folder beside; it never touched DIR.
  void remove_left_over() const {
    std::error_code ignored;
    if (!beside_.empty()) fs::remove_all(beside_, ignored);
  }

  const BacktestArguments& arguments_;
  const BacktestRequest request_;
  const Terminal terminal_;
  const fs::path folder_;  // where --out leads
  const fs::path beside_;  // holds the result until the run has ended well
};

ExitCode run_command(const BacktestArguments& arguments, const std::string& command_line,
                     const Terminal& terminal) {
  const Stopwatch watch;
  if (!arguments.out.empty()) {
    if (const auto problem = check_result_folder(arguments.out)) throw ProblemError{*problem};
  }
  return Backtest{arguments, request_of(arguments, command_line), terminal}.run(watch);
}

}  // namespace

void add_backtest(Program& program) {
  CLI::App* app = program.app->add_subcommand("backtest", "run a strategy on stored prices");
  const auto arguments = std::make_shared<BacktestArguments>();
  add_options(*app, *arguments);
  app->callback([arguments, &program] {
    *program.chosen = [arguments, line = program.command_line](const Terminal& terminal) {
      return run_command(*arguments, line, terminal);
    };
  });
}

}  // namespace muhurat::cli
