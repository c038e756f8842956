// muhurat demo: fills the data folder with generated prices to try things out with.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <span>
#include <utility>

#include "cli/backtest/market_data.hpp"
#include "cli/command.hpp"
#include "cli/program_settings.hpp"
#include "core/clock.hpp"
#include "market/demo/demo_data.hpp"

namespace muhurat::cli {
namespace {

// Generated prices give way to generated prices only.
void check_is_free(const market::DemoSeries& each, const market::InstrumentFile& instruments,
                   const store::SeriesStore& series) {
  const std::string key = each.instrument.key();
  const market::Instrument* known = instruments.find(key);
  const auto names = series.names();
  const auto is_its = [&](const store::SeriesName& name) { return name.instrument == key; };
  const bool is_stored = std::any_of(names.begin(), names.end(), is_its);
  const bool is_free = known != nullptr ? known->name.starts_with(market::demo_label) : !is_stored;
  if (is_free) return;
  throw ProblemError{{.headline = key + " holds bars of your own",
                      .expected = "no instrument of this name, or generated sample data",
                      .found = known != nullptr ? "an instrument that was imported" : "bars",
                      .kept = "nothing was written; the data are as they were",
                      .what_to_do = "name another data folder: muhurat demo --data DIR",
                      .exit_code = ExitCode::Usage}};
}

// All series and their instruments at once, or nothing. Returns how many bars there are.
std::int64_t store_demo(std::span<const market::DemoSeries> generated,
                        const store::DataFolder& folder, const market::Zone& zone,
                        market::InstrumentFile& instruments) {
  const std::filesystem::path file = folder.instruments_file();
  const std::filesystem::path new_file = std::filesystem::path{file} += ".new";
  std::int64_t bars = 0;
  try {
    std::vector<store::StagedMerge> merges;
    for (const market::DemoSeries& each : generated) {
      merges.push_back(store::SeriesStore{folder}.stage(
          {each.instrument.key(), each.interval}, zone, each.bars,
          {.on_conflict = store::OnConflict::Replace,
           .stored = store::StoredBars::GiveWay}));  // of another seed, perhaps
      instruments.put(each.instrument);
      bars += static_cast<std::int64_t>(each.bars.size());
    }
    instruments.write_to(new_file);
    store::publish_together(merges, std::vector<store::FileRename>{{new_file, file}});
  } catch (const ProblemError& error) {
    std::error_code ignored;
    std::filesystem::remove(new_file, ignored);
    Problem problem = error.problem();
    if (problem.kept.empty()) problem.kept = "nothing was written; the data are as they were";
    throw ProblemError{std::move(problem)};
  }
  return bars;
}

ExitCode make_demo(const std::filesystem::path& root, std::uint64_t seed,
                   const Terminal& terminal) {
  const Stopwatch watch;
  const store::DataFolder folder = open_data_folder(root, store::Access::Write);
  const market::CalendarBook calendars{folder.reference()};
  const market::SegmentTable segments{folder.reference()};
  const market::Zone india{"Asia/Kolkata"};
  const market::Calendar& calendar =
      calendars.calendar({.exchange = "NSE", .segment = "EQ", .has_derivatives = false}, india);
  const auto generated = market::generate_demo(seed, calendar);
  market::InstrumentFile instruments{folder.instruments_file(), segments};
  const store::SeriesStore series{folder};
  for (const market::DemoSeries& each : generated) check_is_free(each, instruments, series);
  const std::int64_t bars = store_demo(generated, folder, india, instruments);
  const Formatter formatter{{.medium = terminal.medium()}};
  print(for_terminal(
      fmt::format("Wrote    {} of generated sample data (seed {}) to {} in {}\n"
                  "         {} series: days 2016 to 2025, minutes of its last three months\n"
                  "Next     muhurat data list, or muhurat new crossover.cpp\n",
                  formatter.counted(bars, "bar"), seed, root.string(),
                  formatter.duration(watch.elapsed()), generated.size()),
      terminal));
  return ExitCode::Done;
}

}  // namespace

void add_demo(Program& program) {
  CLI::App* app = program.app->add_subcommand(
      "demo", "fill the data folder with generated prices of five made-up instruments");
  const auto data = std::make_shared<std::string>();
  const auto seed = std::make_shared<std::uint64_t>(market::demo_seed);
  app->add_option("--data", *data, "data folder (else that of muhurat config)")->option_text("DIR");
  app->add_option("--seed", *seed, "another seed gives other prices (else 48)")
      ->option_text("NUMBER")
      ->check(CLI::Validator{[](const std::string& text) {
                               const bool is_whole =
                                   !text.empty() && text.size() <= 18 &&
                                   text.find_first_not_of("0123456789") == std::string::npos;
                               return is_whole ? "" : "expected a whole number from 0 on";
                             },
                             ""});
  app->footer("\nExample:\n  muhurat demo && muhurat data list\n");
  app->callback([data, seed, &program] {
    *program.chosen = [data, seed](const Terminal& terminal) {
      return make_demo(data_folder(*data), *seed, terminal);
    };
  });
}

}  // namespace muhurat::cli
