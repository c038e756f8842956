// muhurat data: what is stored (list), the bars of one series (show), and whether they are sound
// (verify).
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "cli/backtest/market_data.hpp"
#include "cli/command.hpp"
#include "cli/program_settings.hpp"
#include "cli/table.hpp"
#include "core/check.hpp"
#include "core/text.hpp"
#include "store/series/verify.hpp"

namespace muhurat::cli {
namespace {

struct DataArguments {
  std::string data;
  std::string instrument;
  std::string interval;
  std::string rows = "10";
};

std::size_t rows_shown(const DataArguments& arguments) {
  constexpr std::size_t most = 1'000'000;
  std::size_t rows = 0;
  const char* const end = arguments.rows.data() + arguments.rows.size();
  const auto [at, error] = std::from_chars(arguments.rows.data(), end, rows);
  if (error == std::errc{} && at == end && rows >= 1 && rows <= most) return rows;
  throw ProblemError{{.headline = "--rows is not understood",
                      .expected = fmt::format("a whole number, 1 to {}", most),
                      .found = arguments.rows,
                      .where = "--rows",
                      .what_to_do = "muhurat data show --help",
                      .exit_code = ExitCode::Usage}};
}

std::filesystem::path folder_of(const DataArguments& arguments) {
  return data_folder(arguments.data);
}

// The stored series that the arguments name: all, those of an instrument, or one. Throws
// ProblemError if what they name is not there.
std::vector<store::SeriesName> named_series(const DataBook& book, const DataArguments& arguments) {
  std::vector<store::SeriesName> found;
  if (!arguments.instrument.empty()) {
    book.instrument({arguments.instrument, "the command line"});
  }
  std::set<market::Interval> stored;
  for (const store::SeriesName& each : book.names()) {
    if (!arguments.instrument.empty() && each.instrument != arguments.instrument) continue;
    stored.insert(each.interval);
    if (!arguments.interval.empty() && market::to_text(each.interval) != arguments.interval) {
      continue;
    }
    found.push_back(each);
  }
  if (found.empty() && !arguments.interval.empty()) {
    std::vector<std::string> intervals;
    for (const market::Interval each : stored) intervals.push_back(market::to_text(each));
    const std::string of_whom = arguments.instrument.empty() ? "" : " of " + arguments.instrument;
    throw ProblemError{
        {.headline = fmt::format("no {} bars{} are stored", arguments.interval, of_whom),
         .expected = stored.empty() ? "imported bars"
                                    : fmt::format("one of {}", fmt::join(intervals, ", ")),
         .found = arguments.interval,
         .what_to_do = "muhurat data list"}};
  }
  return found;
}

// All that is told of one series is of one moment.
store::SeriesStore open_series(const DataBook& book, const store::SeriesName& name) {
  store::SeriesStore store{book.folder()};
  const store::FolderHold hold = book.folder().hold();
  store.open({&name, 1});
  return store;
}

store::SeriesSummary summary_of(const store::SeriesStore& store, const store::SeriesName& name) {
  const auto summary = store.find(name);
  CHECK(summary.has_value());
  return *summary;
}

const market::Calendar& calendar_of(const DataBook& book, const store::SeriesSummary& series,
                                    const market::Zone& zone) {
  const market::Instrument& instrument = book.instrument({series.name.instrument, "the store"});
  return book.calendar_of(instrument, series.to, zone);
}

std::string damaged_text(const store::SeriesName& name, const std::vector<std::string>& damage) {
  return fmt::format("{}   damaged\n  damage  {}\n", store::to_text(name),
                     fmt::join(damage, "\n  damage  "));
}

std::vector<std::string> row_of(const DataBook& book, const store::SeriesName& name,
                                const Formatter& formatter) {
  constexpr Duration india = Duration::minutes(330);
  const store::SeriesStore opened = open_series(book, name);
  const store::SeriesSummary each = summary_of(opened, name);
  const market::Zone zone{each.zone};
  const auto gaps = store::stored_gaps(opened, name, calendar_of(book, each, zone));
  return {name.instrument,
          market::to_text(name.interval),
          to_text(each.from),
          to_text(each.to),
          formatter.count(each.bars),
          gaps ? formatter.count(gaps->size()) : "–",
          formatter.size(each.bytes),
          format_date_time(each.updated, india)};
}

ExitCode list(const DataArguments& arguments, const Terminal& terminal) {
  const DataBook book{folder_of(arguments)};
  const auto series = named_series(book, arguments);
  if (series.empty()) {
    print("no bars are stored in " + folder_of(arguments).string() +
          "   (muhurat import csv --help, or muhurat demo)\n");
    return ExitCode::Done;
  }
  const Formatter formatter{{.medium = terminal.medium()}};
  Table table{
      {"instrument", "interval", "from", "to", ">bars", ">gaps", ">stored", "updated, IST"}};
  std::string damage;
  bool is_one_sound = false;
  for (const store::SeriesName& name : series) {
    try {
      table.add(row_of(book, name, formatter));
      is_one_sound = true;
    } catch (const ProblemError& error) {
      damage += damaged_text(name, store::damage_told(book.store(), name, error));
    }
  }
  print(for_terminal((is_one_sound ? table.text() : "") + damage, terminal));
  return damage.empty() ? ExitCode::Done : ExitCode::Input;
}

std::vector<std::string> row_of(const market::Bar& bar, const market::Zone& zone,
                                const market::Interval& interval, int decimals,
                                const Formatter& formatter) {
  const Duration offset = Duration::seconds(zone.offset_seconds(bar.available_time));
  return {interval.is_daily() ? to_text(zone.date_of(bar.start()))
                              : format_date_time(bar.available_time, offset),
          formatter.price(bar.open, decimals),
          formatter.price(bar.high, decimals),
          formatter.price(bar.low, decimals),
          formatter.price(bar.close, decimals),
          fmt::format("{:.0f}", bar.volume)};
}

ExitCode show(const DataArguments& arguments, const Terminal& terminal) {
  const std::size_t rows = rows_shown(arguments);
  const DataBook book{folder_of(arguments)};
  const auto series = named_series(book, arguments);
  if (series.size() != 1) {
    throw ProblemError{{.headline = arguments.instrument + " is stored in " +
                                    std::to_string(series.size()) + " intervals",
                        .expected = "--interval",
                        .found = "none named",
                        .what_to_do = "muhurat data list",
                        .exit_code = ExitCode::Usage}};
  }
  const store::SeriesStore opened = open_series(book, series.front());
  const store::SeriesSummary only = summary_of(opened, series.front());
  const market::Zone zone{only.zone};
  const auto records = opened.read_all(only.name).records(SeriesId{0});
  Table table{{only.name.interval.is_daily() ? "date" : "close, " + zone.name(), ">open", ">high",
               ">low", ">close", ">volume"}};
  const Formatter formatter{{.medium = terminal.medium()}};
  const market::Instrument& instrument = book.instrument({only.name.instrument, "the store"});
  const int decimals = std::max(2, decimals_of(instrument.terms.back().tick));
  const std::size_t front = (rows + 1) / 2;
  const std::size_t back = rows - front;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records.size() > rows && i == front) {
      const auto more = static_cast<std::int64_t>(records.size() - rows);
      table.add({fmt::format("… {} more …", formatter.count(more))});
      i = records.size() - back;
      if (back == 0) break;
    }
    table.add(row_of(records[i].bar, zone, only.name.interval, decimals, formatter));
  }
  print(for_terminal(
      fmt::format("{}   {}, {}\n{}", store::to_text(only.name), formatter.counted(only.bars, "bar"),
                  instrument.name.empty() ? instrument.currency : instrument.name, table.text()),
      terminal));
  return ExitCode::Done;
}

// What is told of one series: damage, gaps, and what was kept though the calendar knows it not.
std::string check_text(const store::SeriesCheck& check, const market::Zone& zone,
                       const Formatter& formatter) {
  constexpr std::size_t shown_max = 20;
  if (!check.is_sound()) return damaged_text(check.name, check.damage);
  std::string text =
      fmt::format("{}   {}, checksums, order and prices hold, {}\n", store::to_text(check.name),
                  formatter.counted(check.bars, "bar"),
                  !check.gaps           ? "gaps not judged: no calendar"
                  : check.gaps->empty() ? "no gaps"
                                        : formatter.counted(check.gaps->size(), "gap"));
  const std::size_t gaps = check.gaps ? check.gaps->size() : 0;
  for (std::size_t i = 0; i < gaps && i < shown_max; ++i) {
    text += "  gap     " + store::describe((*check.gaps)[i], zone) + "\n";
  }
  if (gaps > shown_max) text += "          and " + std::to_string(gaps - shown_max) + " more\n";
  if (check.off_calendar > 0) {
    text += "  kept    " + formatter.counted(check.off_calendar, "bar") +
            " on dates the calendar calls closed\n";
  }
  if (check.outside_session > 0) {
    text += "  kept    " + formatter.counted(check.outside_session, "bar") +
            " outside the session's hours\n";
  }
  if (check.placed_otherwise > 0) {
    text += "  hours   " + formatter.counted(check.placed_otherwise, "bar") +
            " placed by other hours than the calendar has: import them again\n";
  }
  if (check.jumps > 0) {
    text += "  kept    " + formatter.counted(check.jumps, "close") +
            " more than a fifth from the one before\n";
  }
  return text;
}

// Looks series over one by one and keeps what is to be told.
class Verification {
 public:
  Verification(const DataBook& book, const Formatter& formatter)
      : book_{book}, formatter_{formatter} {}

  void add(const store::SeriesName& name) {
    try {
      look_over(name);
    } catch (const ProblemError& error) {
      text_ += damaged_text(name, store::damage_told(book_.store(), name, error));
      is_damaged_ = true;
    }
  }

  const std::string& text() const { return text_; }
  ExitCode exit_code() const {
    if (is_damaged_) return ExitCode::Input;
    return says_no_ ? ExitCode::CheckSaidNo : ExitCode::Done;
  }

 private:
  void look_over(const store::SeriesName& name) {
    const store::SeriesStore opened = open_series(book_, name);
    const store::SeriesSummary each = summary_of(opened, name);
    const market::Zone zone{each.zone};
    const store::SeriesCheck check = store::verify(opened, name, calendar_of(book_, each, zone));
    text_ += check_text(check, zone, formatter_);
    is_damaged_ |= !check.is_sound();
    says_no_ |= check.placed_otherwise > 0 || (check.gaps && !check.gaps->empty());
  }

  const DataBook& book_;
  const Formatter& formatter_;
  std::string text_;
  bool is_damaged_ = false;
  bool says_no_ = false;
};

ExitCode verify(const DataArguments& arguments, const Terminal& terminal) {
  const DataBook book{folder_of(arguments)};
  const Formatter formatter{{.medium = terminal.medium()}};
  Verification verification{book, formatter};
  for (const store::SeriesName& each : named_series(book, arguments)) verification.add(each);
  print(for_terminal(verification.text(), terminal));
  return verification.exit_code();
}

using DataAction = ExitCode (*)(const DataArguments&, const Terminal&);

enum class Asks { OfAllSeries, OfOneInstrument };

void add_action(CLI::App& data, Program& program, const char* name, const char* help, Asks asks,
                DataAction action) {
  const bool needs_instrument = asks == Asks::OfOneInstrument;
  CLI::App* app = data.add_subcommand(name, help);
  app->footer(fmt::format("\nExamples:\n  muhurat data {0}{1}\n  muhurat data {0} NSE:ASHVA{2}\n",
                          name, needs_instrument ? " NSE:ASHVA --interval 1d" : "",
                          needs_instrument ? " --interval 1m --rows 50" : ""));
  const auto arguments = std::make_shared<DataArguments>();
  CLI::Option* instrument = app->add_option("instrument", arguments->instrument, "e.g. NSE:INFY")
                                ->option_text("EXCHANGE:SYMBOL");
  if (needs_instrument) instrument->required();
  app->add_option("--interval", arguments->interval, "of the bars, e.g. 1d")
      ->option_text("INTERVAL");
  app->add_option("--data", arguments->data, "data folder (else that of muhurat config)")
      ->option_text("DIR");
  if (needs_instrument) {
    app->add_option("--rows", arguments->rows, "how many rows to show (else 10)")
        ->option_text("NUMBER");
  }
  app->callback([arguments, action, &program] {
    *program.chosen = [arguments, action](const Terminal& terminal) {
      return action(*arguments, terminal);
    };
  });
}

}  // namespace

void add_data(Program& program) {
  CLI::App* app = program.app->add_subcommand("data", "list, show and verify stored prices");
  app->require_subcommand(1);
  add_action(*app, program, "list", "what is stored", Asks::OfAllSeries, list);
  add_action(*app, program, "show", "the first and last bars of a series", Asks::OfOneInstrument,
             show);
  add_action(*app, program, "verify",
             "look over checksums, prices and calendar; exit 7 if it found something, 3 for damage",
             Asks::OfAllSeries, verify);
  app->footer(
      "\nExamples:\n"
      "  muhurat data list\n"
      "  muhurat data show NSE:ASHVA --interval 1d\n"
      "  muhurat data verify NSE:ASHVA\n");
}

}  // namespace muhurat::cli
