// muhurat demo: fills the data folder with generated prices to try things out with.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>

#include "cli/backtest/market_data.hpp"
#include "cli/command.hpp"
#include "core/clock.hpp"
#include "market/demo/demo_data.hpp"

namespace muhurat::cli {
namespace {

ExitCode make_demo(const std::filesystem::path& root, std::uint64_t seed,
                   const Terminal& terminal) {
  const Stopwatch watch;
  const store::DataFolder folder{root, store::Access::Write};
  const market::CalendarBook calendars{folder.reference()};
  const market::SegmentTable segments{folder.reference()};
  const market::Zone india{"Asia/Kolkata"};
  const market::Calendar& calendar = calendars.calendar("NSE", "EQ", false, india);
  const auto generated = market::generate_demo(seed, calendar);
  market::InstrumentFile instruments{folder.instruments_file(), segments};
  store::SeriesStore series{folder};
  std::int64_t bars = 0;
  std::string first;
  for (const market::DemoSeries& each : generated) {
    series.remove({each.instrument.key(), each.interval});  // of another seed, perhaps
    series.merge({each.instrument.key(), each.interval}, india, each.bars,
                 store::OnConflict::Replace);
    instruments.put(each.instrument);
    bars += static_cast<std::int64_t>(each.bars.size());
    if (first.empty()) first = each.instrument.key();
  }
  instruments.write();
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
  app->add_option("--data", *data, "data folder (else MUHURAT_DATA, else the user's)")
      ->option_text("DIR");
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
      return make_demo(data->empty() ? default_data_folder() : std::filesystem::path{*data}, *seed,
                       terminal);
    };
  });
}

}  // namespace muhurat::cli
