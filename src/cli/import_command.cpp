// muhurat import csv: brings a file of bars into the data folder and says what it took and what it
// set aside.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>

#include "cli/backtest/market_data.hpp"
#include "cli/command.hpp"
#include "cli/program_settings.hpp"
#include "core/clock.hpp"
#include "core/parse.hpp"
#include "core/shell_word.hpp"
#include "core/text.hpp"
#include "store/import/csv_import.hpp"

namespace muhurat::cli {
namespace {

struct ImportArguments {
  std::string file, instrument, interval, zone, columns, date, scale, data;
  std::string stamp = "open";
  std::string day_order;
  std::string segment, tick, lot, currency;
  bool no_header = false;
  bool replaces = false;
  bool is_strict = false;
};

[[noreturn]] void refuse(const char* option, const std::string& found,
                         const std::string& expected) {
  throw ProblemError{{.headline = std::string{option} + " is not understood",
                      .expected = expected,
                      .found = found,
                      .where = option,
                      .what_to_do = "muhurat import csv --help",
                      .exit_code = ExitCode::Usage}};
}

// The value of an option that may be absent.
template <class Value, class Parse>
std::optional<Value> read(const char* option, const std::string& text, Parse parse) {
  if (text.empty()) return std::nullopt;
  const auto value = parse(text);
  if (!value) refuse(option, text, value.error().expected);
  return *value;
}

market::Zone read_zone(const std::string& text) {
  try {
    return market::Zone{text};
  } catch (const std::invalid_argument& error) {
    refuse("--zone", text,
           std::string{"an IANA name or an offset such as +05:30: "} + error.what());
  }
}

market::InstrumentWishes read_wishes(const ImportArguments& arguments) {
  market::InstrumentWishes wishes;
  if (!arguments.segment.empty()) wishes.segment = arguments.segment;
  if (!arguments.currency.empty()) wishes.currency = arguments.currency;
  wishes.tick = read<Price>("--tick", arguments.tick, parse_price);
  wishes.lot = read<Quantity>("--lot", arguments.lot, parse_quantity);
  if (wishes.tick && !wishes.tick->is_positive()) refuse("--tick", arguments.tick, "above 0");
  if (wishes.lot && !wishes.lot->is_positive()) refuse("--lot", arguments.lot, "above 0");
  return wishes;
}

store::CsvRequest request_of(const ImportArguments& arguments) {
  store::CsvRequest request;
  request.file = arguments.file;
  const auto key = market::parse_instrument_key(arguments.instrument);
  if (!key) refuse("--instrument", arguments.instrument, key.error().expected);
  request.instrument = *key;
  request.interval = market::parse_interval(arguments.interval);
  if (request.interval.to_seconds() == 0) {
    refuse("--interval", arguments.interval, "an interval, e.g. 1m, 5m, 1h or 1d");
  }
  if (!arguments.zone.empty()) request.zone = read_zone(arguments.zone);
  request.columns = arguments.columns;
  request.has_header = !arguments.no_header;
  request.date = read<Date>("--date", arguments.date, parse_date);
  request.scale = read<Rate>("--scale", arguments.scale, parse_rate);
  if (request.scale && !request.scale->is_positive()) refuse("--scale", arguments.scale, "above 0");
  request.stamp = arguments.stamp == "close" ? store::Stamp::Close : store::Stamp::Open;
  if (arguments.day_order == "day") request.day_order = store::DayOrder::DayFirst;
  if (arguments.day_order == "month") request.day_order = store::DayOrder::MonthFirst;
  request.replaces = arguments.replaces;
  request.is_strict_calendar = arguments.is_strict;
  request.wishes = read_wishes(arguments);
  request.now = RealClock{}.now();
  return request;
}

// The lines of what was found and done.
class ImportText {
 public:
  ImportText(const store::CsvImport& done, const Terminal& terminal)
      : done_{done}, formatter_{{.medium = terminal.medium()}} {}

  std::string text() {
    add_head();
    add_counts();
    add_gaps();
    add_notes();
    add_changed_terms();
    for (const std::string& remark : done_.remarks) line("note", remark);
    out_ += last_line() + "\n";
    return std::move(out_);
  }

 private:
  void line(const std::string& label, const std::string& text) {
    std::string row = fmt::format("  {:<13}{}", label, text);
    row.erase(row.find_last_not_of(' ') + 1);
    out_ += row + "\n";
  }

  void add_head() {
    std::string columns;
    for (const std::string& name : done_.columns.names) {
      columns += (columns.empty() ? "" : ",") + name;
    }
    out_ +=
        fmt::format("{}   {}   {}, {}, {}", std::filesystem::path{done_.file}.filename().string(),
                    columns, done_.delimiter, done_.date_format, done_.zone);
    if (!done_.series.interval.is_daily()) {
      out_ += done_.stamp == store::Stamp::Open ? ", times are the bar's open"
                                                : ", times are the bar's close";
    }
    out_ += "\n";
  }

  void add_counts() {
    line("read", fmt::format("{}      {}", formatter_.counted(done_.rows_read, "row"),
                             formatter_.rate(done_.rows_per_second(), "rows")));
    std::string period;
    if (done_.stored + done_.replaced + done_.placed_anew + done_.there_before > 0) {
      period = ", " + to_text(done_.from) + " to " + to_text(done_.to);
    }
    line("stored", fmt::format("{:<14}{}{}", formatter_.count(done_.stored),
                               store::to_text(done_.series), period));
    if (done_.replaced > 0) line("replaced", formatter_.count(done_.replaced));
    if (done_.placed_anew > 0) {
      line("placed anew", fmt::format("{:<14}there before, the calendar has other hours now",
                                      formatter_.count(done_.placed_anew)));
    }
    line("there before", formatter_.count(done_.there_before));
    std::string first;
    for (const store::ImportedLine& each : done_.first_quarantined) {
      if (!first.empty()) first += fmt::format("\n{:>29}", "");
      first += fmt::format("line {}: {}", each.line, each.reason);
    }
    const std::uint64_t shown = done_.first_quarantined.size();
    if (done_.quarantined > shown) {
      first += fmt::format("\n{:>29}and {} more", "", formatter_.count(done_.quarantined - shown));
    }
    line("quarantined", first.empty()
                            ? formatter_.count(done_.quarantined)
                            : fmt::format("{:<14}{}", formatter_.count(done_.quarantined), first));
  }

  void add_gaps() {
    constexpr std::size_t shown_max = 5;
    if (!done_.gaps) return;
    const market::Zone zone{done_.exchange_zone};
    std::string text;
    for (std::size_t i = 0; i < done_.gaps->size() && i < shown_max; ++i) {
      if (!text.empty()) text += fmt::format("\n{:>29}", "");
      text += store::describe((*done_.gaps)[i], zone);
    }
    if (done_.gaps->size() > shown_max) {
      text += fmt::format("\n{:>29}and {} more (muhurat data verify {})", "",
                          formatter_.count(done_.gaps->size() - shown_max),
                          shell_word(done_.series.instrument));
    }
    line("gaps", fmt::format("{:<14}{}", formatter_.count(done_.gaps->size()), text));
  }

  // What was seen and kept. Only what there is: most files have none of it.
  void add_notes() {
    const store::RowNotes& notes = done_.notes;
    if (notes.is_newest_first) {
      line("order", "newest first; sorted by time");
    } else if (notes.out_of_order > 0) {
      line("out of order",
           fmt::format("{:<14}sorted by time", formatter_.count(notes.out_of_order)));
    }
    add_kept("off calendar", notes.off_calendar, notes.lines_off_calendar,
             "no trading day by the calendar, kept");
    add_kept("off hours", notes.outside_session, notes.lines_outside_session,
             "outside the session, kept");
    add_kept("jumps", notes.jumps, notes.lines_of_jumps,
             "more than a fifth from the close before, kept");
    if (done_.prices_rounded > 0) {
      line("rounded",
           fmt::format("{:<14}prices, to eight decimals", formatter_.count(done_.prices_rounded)));
    }
  }
  void add_kept(const char* label, std::uint64_t found, const std::vector<std::uint32_t>& lines,
                const char* what) {
    if (found == 0) return;
    std::string where;
    // Without the commas of thousands, which would read as more lines.
    for (const std::uint32_t each : lines)
      where += fmt::format("{}{}", where.empty() ? "" : ", ", each);
    if (found > lines.size()) where += ", …";
    line(label, fmt::format("{:<14}{} {}: {}", formatter_.count(found),
                            found == 1 ? "line" : "lines", where, what));
  }

  void add_changed_terms() {
    for (const store::ChangedTerm& each : done_.changed_terms) {
      std::string text = fmt::format("{:<14}on every date, was {}", each.now, each.before);
      if (each.name == "tick" && done_.prices_off_tick > 0) {
        text += fmt::format("; {} {} no multiple of it",
                            formatter_.counted(done_.prices_off_tick, "stored price"),
                            done_.prices_off_tick == 1 ? "is" : "are");
      }
      line(each.name, text);
    }
  }

  std::string last_line() const {
    if (done_.quarantined == 0) return "imported";
    return fmt::format("imported with {} in {}", formatter_.counted(done_.quarantined, "row"),
                       done_.quarantine_file.string());
  }

  const store::CsvImport& done_;
  const Formatter formatter_;
  std::string out_;
};

ExitCode import_csv(const ImportArguments& arguments, const Terminal& terminal) {
  const store::CsvRequest request = request_of(arguments);
  const std::filesystem::path root = data_folder(arguments.data);
  const store::DataFolder folder = open_data_folder(root, store::Access::Write);
  const market::CalendarBook calendars{folder.reference()};
  const market::SegmentTable segments{folder.reference()};
  const store::CsvImport done = store::CsvImporter{folder, calendars, segments}.import(request);
  print(for_terminal(ImportText{done, terminal}.text(), terminal));
  return ExitCode::Done;
}

void add_options(CLI::App& app, ImportArguments& to) {
  app.add_option("file", to.file, "the CSV file")->required()->option_text("FILE");
  app.add_option("--instrument", to.instrument, "whose bars they are, e.g. NSE:INFY")
      ->required()
      ->option_text("EXCHANGE:SYMBOL");
  app.add_option("--interval", to.interval, "of the bars, e.g. 1d or 5m")
      ->required()
      ->option_text("INTERVAL");
  app.add_option("--zone", to.zone, "of the file's times (else the exchange's)")
      ->option_text("ZONE");
  app.add_option("--columns", to.columns,
                 "by position: date,open,high,low,close,volume; or by name: close=LTP")
      ->option_text("LIST");
  app.add_flag("--no-header", to.no_header, "the first line is a row");
  app.add_option("--date", to.date, "of all rows, where the file has times only")
      ->option_text("DATE");
  app.add_option("--scale", to.scale, "prices are multiplied by it, e.g. 0.0001")
      ->option_text("FACTOR");
  app.add_option("--stamp", to.stamp, "a time names the bar's open or close (else open)")
      ->option_text("open|close")
      ->check(CLI::IsMember({"open", "close"}));
  app.add_option("--day-order", to.day_order, "of 03/04/2010: day or month first")
      ->option_text("day|month")
      ->check(CLI::IsMember({"day", "month"}));
  app.add_flag("--replace", to.replaces, "rows with other values at a stored time replace it");
  app.add_flag("--strict-calendar", to.is_strict, "rows outside the calendar are set aside");
  app.add_option("--segment", to.segment,
                 "of a new instrument (NSE, BSE: EQ); a known one keeps its own")
      ->option_text("NAME");
  app.add_option("--tick", to.tick,
                 "on every date, also of a known instrument (else as the exchange rules by price)")
      ->option_text("PRICE");
  app.add_option("--lot", to.lot, "on every date, also of a known instrument (else 1)")
      ->option_text("UNITS");
  app.add_option("--currency", to.currency,
                 "of a new instrument (NSE, BSE, MCX: INR); a known one keeps its own")
      ->option_text("CODE");
  app.add_option("--data", to.data, "data folder (else that of muhurat config)")
      ->option_text("DIR");
  app.footer(
      "\nExamples:\n"
      "  muhurat import csv prices.csv --instrument NSE:INFY --interval 1d\n"
      "  muhurat import csv nifty.csv --instrument NSE:NIFTY --interval 5m --zone Asia/Kolkata\n"
      "  muhurat import csv orcl.txt --instrument NYSE:ORCL --interval 1d --currency USD\n");
}

}  // namespace

void add_import(Program& program) {
  CLI::App* app = program.app->add_subcommand("import", "bring prices into the data folder");
  app->footer(
      "\nExample:\n"
      "  muhurat import csv prices.csv --instrument NSE:INFY --interval 1d   "
      "(muhurat import csv --help)\n");
  app->require_subcommand(1);
  CLI::App* csv = app->add_subcommand("csv", "from a CSV file of bars");
  const auto arguments = std::make_shared<ImportArguments>();
  add_options(*csv, *arguments);
  csv->callback([arguments, &program] {
    *program.chosen = [arguments](const Terminal& terminal) {
      return import_csv(*arguments, terminal);
    };
  });
}

}  // namespace muhurat::cli
