#include "bench/report.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace muhurat::bench {
namespace {

constexpr double seconds_for_further_runs = 2;

// Shortest text that reads back as the same double; JSON has no word for what is not finite.
std::string number_of(double value) {
  if (!(value - value == 0)) return "null";
  char text[40];
  for (int digits = 6; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    if (std::strtod(text, nullptr) == value) break;
  }
  return text;
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

// For people: 75.3 M, 4.87.
std::string figure_of(double value) {
  const double size = value < 0 ? -value : value;
  char text[40];
  if (size >= 1e9) {
    std::snprintf(text, sizeof text, "%.2f G", value / 1e9);
  } else if (size >= 1e6) {
    std::snprintf(text, sizeof text, "%.2f M", value / 1e6);
  } else if (size >= 1e4) {
    std::snprintf(text, sizeof text, "%.1f k", value / 1e3);
  } else {
    std::snprintf(text, sizeof text, "%.2f", value);
  }
  return text;
}

std::string budget_of(const Row& row) {
  std::string text;
  if (row.at_least) text = ">= " + figure_of(*row.at_least);
  if (row.at_most) text += (text.empty() ? "<= " : ", <= ") + figure_of(*row.at_most);
  if (!text.empty()) text += row.is_within_budget() ? " kept" : " MISSED";
  return text;
}

std::string beside_of(const Row& row) {
  if (!row.ratio) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%.2f x ", *row.ratio);
  return text + row.beside;
}

struct Tally {
  const Case* what;
  std::vector<double> values;
  std::string found;
};

void run_once(Tally& measured) {
  Measurement run = measured.what->run();
  measured.values.push_back(run.value);
  const bool was_wrong = !measured.found.empty() && measured.found != measured.what->proof;
  if (!was_wrong) measured.found = run.proof.empty() ? "nothing" : std::move(run.proof);
}

Row row_of(const Tally& measured) {
  const auto [least, most] = std::minmax_element(measured.values.begin(), measured.values.end());
  const Case& what = *measured.what;
  return {what.id,       what.what,      what.unit,
          what.proof,    measured.found, median_of(measured.values),
          *least,        *most,          static_cast<int>(measured.values.size()),
          what.at_least, what.at_most,   what.beside,
          std::nullopt};
}

void append_lines(const std::string& path, const std::vector<Row>& rows, std::size_t from) {
  const std::filesystem::path folder = std::filesystem::path{path}.parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  std::ofstream out{path, std::ios::app};
  for (std::size_t i = from; i < rows.size(); ++i) out << json_of(rows[i]) << '\n';
  out.flush();
  if (!out) throw std::runtime_error("could not append to " + path);
}

}  // namespace

Report::Report(int argument_count, const char* const* arguments) {
  for (int i = 1; i < argument_count; i += 2) {
    const std::string_view name = arguments[i];
    if (i + 1 == argument_count)
      throw std::invalid_argument("expected a value after " + std::string{name});
    const std::string value = arguments[i + 1];
    if (name == "--runs") {
      runs_least_ = runs_most_ = std::max(5, std::atoi(value.c_str()));
    } else if (name == "--only") {
      only_ = value;
    } else if (name == "--out") {
      path_ = value;
    } else {
      throw std::invalid_argument("expected --runs, --only or --out, found " + std::string{name});
    }
  }
}

void Report::measure(const std::vector<Case>& cases) {
  std::vector<Tally> measured;
  for (const Case& one : cases)
    if (one.id.find(only_) != std::string::npos) measured.push_back({&one, {}, {}});
  const Stopwatch watch;
  for (int run = 0; run < runs_most_; ++run) {
    if (run >= runs_least_ && watch.seconds() > seconds_for_further_runs) break;
    for (Tally& one : measured) run_once(one);
  }
  const std::size_t before = rows_.size();
  for (const Tally& one : measured) rows_.push_back(row_of(one));
  for (std::size_t i = before; i < rows_.size(); ++i)
    for (const Row& other : rows_)
      if (!rows_[i].beside.empty() && other.id == rows_[i].beside)
        rows_[i].ratio = rows_[i].median / other.median;
  append_lines(path_, rows_, before);
}

int Report::finish() const {
  std::fputs(table_of(rows_).c_str(), stdout);
  const bool all_proven =
      std::all_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.is_proven(); });
  if (rows_.empty()) std::fputs("no case was run\n", stderr);
  return all_proven && !rows_.empty() ? 0 : 1;
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::string json_of(const Row& row) {
  std::string line = "{\"id\": " + json_text(row.id) + ", \"value\": " + number_of(row.median) +
                     ", \"unit\": " + json_text(row.unit) +
                     ", \"proof\": " + (row.is_proven() ? "\"ok\"" : "\"wrong\"");
  if (!row.is_proven())
    line += ", \"expected\": " + json_text(row.expected) + ", \"found\": " + json_text(row.found);
  line += ", \"runs\": " + std::to_string(row.runs) + ", \"minimum\": " + number_of(row.minimum) +
          ", \"maximum\": " + number_of(row.maximum);
  if (row.at_least) line += ", \"at_least\": " + number_of(*row.at_least);
  if (row.at_most) line += ", \"at_most\": " + number_of(*row.at_most);
  if (row.ratio)
    line += ", \"beside\": " + json_text(row.beside) + ", \"ratio\": " + number_of(*row.ratio);
  return line + ", \"what\": " + json_text(row.what) + "}";
}

std::string table_of(const std::vector<Row>& rows) {
  std::vector<std::vector<std::string>> cells = {
      {"id", "what", "median", "unit", "minimum", "maximum", "proof", "budget", "beside"}};
  for (const Row& row : rows)
    cells.push_back({row.id, row.what, figure_of(row.median), row.unit, figure_of(row.minimum),
                     figure_of(row.maximum), row.is_proven() ? "ok" : "WRONG", budget_of(row),
                     beside_of(row)});
  std::vector<std::size_t> widths(cells[0].size(), 0);
  for (const auto& line : cells)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
  std::string text;
  for (const auto& line : cells) {
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i)
      out += line[i] + std::string(widths[i] - line[i].size() + 2, ' ');
    text += out.substr(0, out.find_last_not_of(' ') + 1) + '\n';
  }
  for (const Row& row : rows)
    if (!row.is_proven())
      text += row.id + ": expected \"" + row.expected + "\", found \"" + row.found + "\"\n";
  return text;
}

}  // namespace muhurat::bench
