// Import of a CSV file of a million one-minute bars, end to end: from the file on the disk to
// columns that are synced, checksummed and published. Beside it stands the bare loop that cuts the
// same file into cells and reads their digits, and keeps nothing.
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "bench/generator.hpp"
#include "bench/report.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "store/import/csv_import.hpp"

namespace muhurat::bench {
namespace {

constexpr std::size_t row_count = 1'000'000;
constexpr std::uint64_t seed = 42;

// A price of quarter ticks as a file has it: 20000.25.
void append_price(std::string& text, std::int64_t ticks) {
  constexpr const char* quarters[] = {".00", ".25", ".50", ".75"};
  text += fmt::format("{}{}", ticks / 4, quarters[ticks % 4]);
}

std::string make_csv() {
  std::string text = "date,open,high,low,close,volume\n";
  text.reserve(row_count * 64);
  BarStream stream{seed};
  for (std::size_t i = 0; i < row_count; ++i) {
    const TickBar bar = stream.next();
    const std::string time = to_text(Timestamp::from_ns(bar.time_ns));  // 2024-01-01T03:45:00Z
    text.append(time, 0, 10).append(" ").append(time, 11, 8);
    for (const std::int64_t ticks : {bar.open, bar.high, bar.low, bar.close}) {
      text += ',';
      append_price(text, ticks);
    }
    text += fmt::format(",{}\n", bar.volume);
  }
  return text;
}

// What a right import has stored: sums over whole ticks, exact in any order.
struct Sums {
  std::uint64_t rows = 0;
  std::int64_t close_ticks = 0;
  std::int64_t volume = 0;
  std::string text() const {
    return fmt::format("{} rows, close {} ticks, volume {}", rows, close_ticks, volume);
  }
};

Sums expected_sums() {
  Sums sums;
  BarStream stream{seed};
  for (std::size_t i = 0; i < row_count; ++i) {
    const TickBar bar = stream.next();
    ++sums.rows;
    sums.close_ticks += bar.close;
    sums.volume += bar.volume;
  }
  return sums;
}

Sums stored_sums(const store::DataFolder& folder, const store::SeriesName& name) {
  Sums sums;
  const store::SeriesStore stored{folder};
  for (const market::Record& record : stored.read_all(name).records({})) {
    ++sums.rows;
    sums.close_ticks += record.bar.close.raw() / (Price::one / 4);
    sums.volume += static_cast<std::int64_t>(record.bar.volume);
  }
  return sums;
}

Measurement import_once(const std::filesystem::path& folder_path,
                        const std::filesystem::path& file) {
  std::filesystem::remove_all(folder_path);
  const store::DataFolder folder{folder_path, store::Access::Write};
  const market::CalendarBook calendars;
  const market::SegmentTable segments;
  store::CsvRequest request;
  request.file = file;
  request.instrument = {"BENCH", "A1"};
  request.interval = market::Interval::minutes(1);
  request.wishes.currency = "INR";
  const store::CsvImport done = store::CsvImporter{folder, calendars, segments}.import(request);
  return {done.rows_per_second(), stored_sums(folder, done.series).text()};
}

// Digits of a cell as a number, whatever else stands in it.
std::int64_t digits_of(std::string_view cell) {
  std::int64_t value = 0;
  for (const char c : cell) {
    if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
  }
  return value;
}

Measurement scan_once(const std::filesystem::path& file) {
  const Stopwatch watch;
  const store::MappedFile mapped{file};
  Sums sums;
  std::string_view text = mapped.text();
  text.remove_prefix(text.find('\n') + 1);
  while (!text.empty()) {
    std::int64_t cells[6] = {};
    for (int i = 0; i < 6; ++i) {
      const std::size_t end = text.find(i == 5 ? '\n' : ',');
      cells[i] = digits_of(text.substr(0, end));
      text.remove_prefix(end + 1);
    }
    keep(cells);
    ++sums.rows;
    sums.close_ticks += cells[4] / 25;
    sums.volume += cells[5];
  }
  return {static_cast<double>(sums.rows) / watch.seconds(), sums.text()};
}

int run(int argument_count, char** arguments) {
  Report report{argument_count, arguments};
  const std::filesystem::path folder = "build/import_bench";
  std::filesystem::create_directories(folder);
  const std::filesystem::path file = folder / "minutes.csv";
  write_file(file, make_csv());
  const std::string proof = expected_sums().text();
  report.measure({{.id = "import-csv",
                   .what = "CSV of 1 M minutes into synced columns",
                   .unit = "rows/s",
                   .proof = proof,
                   .at_least = 1e6,
                   .beside = "import-csv-bare",
                   .run = [&] { return import_once(folder / "data", file); }},
                  {.id = "import-csv-bare",
                   .what = "the same file cut into cells, nothing kept",
                   .unit = "rows/s",
                   .proof = proof,
                   .run = [&] { return scan_once(file); }}});
  std::filesystem::remove_all(folder);
  return report.finish();
}

}  // namespace
}  // namespace muhurat::bench

int main(int argument_count, char** arguments) {
  try {
    return muhurat::bench::run(argument_count, arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
