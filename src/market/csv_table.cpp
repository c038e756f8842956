#include "market/csv_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/check.hpp"
#include "core/error.hpp"
#include "core/parse.hpp"

namespace muhurat::market {
namespace {

constexpr std::size_t bytes_max = 16'000'000;

[[noreturn]] void refuse_at(const std::string& file, int line, std::string_view what,
                            std::string expected, std::string found) {
  throw ProblemError{{.headline = fmt::format("{}, line {}: {}", file, line, what),
                      .expected = std::move(expected),
                      .found = std::move(found)}};
}

// Walks the cells of a text; a quoted cell is unquoted where it stands.
class Reader {
 public:
  Reader(const std::string& file, std::string& text)
      : file_{file}, at_{text.data()}, end_{text.data() + text.size()} {}

  bool is_at_end() const { return at_ == end_; }
  int line() const { return line_; }

  // Adds the cells of one line.
  void read_line(std::vector<std::string_view>& cells) {
    const int first_line = line_;
    while (true) {
      cells.push_back(at_ != end_ && *at_ == '"' ? quoted(first_line) : plain(first_line));
      if (at_ == end_) break;
      const char stop = *at_++;
      if (stop == '\r' && at_ != end_ && *at_ == '\n') ++at_;
      if (stop != ',') break;
    }
    ++line_;
  }

 private:
  bool is_stop() const { return *at_ == ',' || *at_ == '\n' || *at_ == '\r'; }

  std::string_view plain(int first_line) {
    const char* const begin = at_;
    for (; at_ != end_ && !is_stop(); ++at_) {
      if (*at_ == '"')
        refuse_at(file_, first_line, "a quote inside a cell", "\"…\" around it", "\"");
      if (*at_ == '\0') refuse_at(file_, first_line, "a NUL byte", "text", "NUL");
    }
    return {begin, static_cast<std::size_t>(at_ - begin)};
  }

  std::string_view quoted(int first_line) {
    char* const begin = ++at_;
    char* to = begin;
    for (; at_ != end_; ++at_) {
      if (*at_ == '\n') ++line_;
      if (*at_ == '"') {
        ++at_;
        if (at_ == end_ || *at_ != '"') break;
      }
      *to++ = *at_;
    }
    if (at_[-1] != '"' || (at_ != end_ && !is_stop())) {
      refuse_at(file_, first_line, "a quoted cell without its end", "\" and then a comma", "none");
    }
    return {begin, static_cast<std::size_t>(to - begin)};
  }

  const std::string& file_;
  char* at_;
  char* const end_;
  int line_ = 1;
};

}  // namespace

CsvTable::CsvTable(TableText source, std::span<const std::string_view> columns)
    : file_{std::move(source.file)}, text_{std::make_unique<std::string>(std::move(source.text))} {
  if (text_->size() > bytes_max) {
    refuse_at(file_, 1, "the table is too large", fmt::format("at most {} bytes", bytes_max),
              fmt::format("{} bytes", text_->size()));
  }
  if (text_->starts_with("\xEF\xBB\xBF")) text_->erase(0, 3);
  Reader reader{file_, *text_};
  std::vector<std::string_view> header;
  reader.read_line(header);
  if (!std::equal(header.begin(), header.end(), columns.begin(), columns.end())) {
    refuse_at(file_, 1, "other columns than this table has",
              fmt::format("{}", fmt::join(columns, ",")),
              fmt::format("{}", fmt::join(header, ",")));
  }
  names_ = std::move(header);
  while (!reader.is_at_end()) {
    const std::size_t before = cells_.size();
    const int line = reader.line();
    reader.read_line(cells_);
    const std::size_t count = cells_.size() - before;
    if (count == 1 && cells_.back().empty()) {
      cells_.pop_back();  // an empty line
      continue;
    }
    if (count != names_.size()) {
      refuse_at(file_, line, "another number of cells", fmt::format("{} cells", names_.size()),
                fmt::format("{} cells", count));
    }
    lines_.push_back(line);
  }
}

CsvTable::Row CsvTable::row(std::size_t index) const {
  CHECK(index < size());
  return Row{*this, index};
}

std::string_view CsvTable::Row::text(std::size_t column) const {
  return table_->cells_[index_ * table_->names_.size() + column];
}

bool CsvTable::Row::lists(std::size_t column, std::string_view word) const {
  std::string_view rest = text(column);
  while (true) {
    const std::size_t bar = rest.find('|');
    if (rest.substr(0, bar) == word) return true;
    if (bar == std::string_view::npos) return false;
    rest.remove_prefix(bar + 1);
  }
}

Date CsvTable::Row::date(std::size_t column) const {
  const auto date = parse_date(text(column));
  if (!date) refuse(column, "a date, yyyy-mm-dd");
  return *date;
}

std::optional<Duration> CsvTable::Row::time_of_day(std::size_t column) const {
  const std::string_view cell = text(column);
  if (cell.empty()) return std::nullopt;
  const auto digit = [&](std::size_t i) { return cell[i] >= '0' && cell[i] <= '9'; };
  if (cell.size() == 5 && cell[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const int hours = (cell[0] - '0') * 10 + cell[1] - '0';
    const int minutes = (cell[3] - '0') * 10 + cell[4] - '0';
    if (minutes < 60 && hours * 60 + minutes <= 24 * 60) {
      return Duration::minutes(hours * 60 + minutes);
    }
  }
  refuse(column, "a time, HH:MM, 00:00 to 24:00, or nothing");
}

void CsvTable::Row::refuse(std::size_t column, std::string expected) const {
  refuse_at(table_->file_, line(), fmt::format("the {} cannot be read", table_->names_[column]),
            std::move(expected), fmt::format("\"{}\"", text(column)));
}

DateBound date_bound(const CsvTable::Row& row, std::size_t column) {
  const std::string_view cell = row.text(column);
  if (cell.empty()) return {DateBound::Open, {}};
  if (cell == "[?]") return {DateBound::Unknown, {}};
  return {DateBound::Dated, row.date(column)};
}

}  // namespace muhurat::market
