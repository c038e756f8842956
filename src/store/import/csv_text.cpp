#include "store/import/csv_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "core/error.hpp"

namespace muhurat::store {
namespace {

struct Kind {
  std::string_view begin;
  std::string_view name;
  std::string_view what_to_do;
};
using namespace std::string_view_literals;
constexpr Kind other_kinds[] = {
    {"\xFF\xFE\x00\x00"sv, "UTF-32", "save the file as UTF-8"},
    {"\xFF\xFE"sv, "UTF-16", "save the file as UTF-8, or: iconv -f UTF-16 -t UTF-8"},
    {"\xFE\xFF"sv, "UTF-16", "save the file as UTF-8, or: iconv -f UTF-16 -t UTF-8"},
    {"\x1F\x8B"sv, "gzip", "unpack the file with gunzip first"},
    {"PK\x03\x04"sv, "a zip archive", "unpack the file with unzip first"},
    {"\x28\xB5\x2F\xFD"sv, "zstd", "unpack the file with unzstd first"},
    {"\xFD"
     "7zXZ"sv,
     "xz", "unpack the file with unxz first"},
    {"BZh"sv, "bzip2", "unpack the file with bunzip2 first"},
    {"PAR1"sv, "Parquet", "export the table as CSV"},
    {"SQLite format 3"sv, "an SQLite database", "export the table as CSV"},
    {"<"sv, "HTML or XML", "download the file itself, not the page around it"},
    {"{"sv, "JSON", "export the table as CSV"}};

[[noreturn]] void refuse(const std::string& file, std::string_view headline, std::string found,
                         std::string_view what_to_do) {
  throw ProblemError{{.headline = fmt::format("{} {}", file, headline),
                      .expected = "CSV text in UTF-8 with a row for each bar",
                      .found = std::move(found),
                      .kept = "nothing was imported",
                      .what_to_do = std::string{what_to_do}}};
}

// Text of one byte per character has no NUL in every second place.
bool looks_like_utf16(std::string_view bytes) {
  const std::string_view begin = bytes.substr(0, 512);
  std::array<std::size_t, 2> nuls = {};
  for (std::size_t i = 0; i < begin.size(); ++i) nuls[i % 2] += begin[i] == '\0' ? 1 : 0;
  return begin.size() >= 8 && std::max(nuls[0], nuls[1]) > begin.size() / 4;
}

void refuse_other_kinds(std::string_view bytes, const std::string& file) {
  if (bytes.empty()) refuse(file, "is empty", "0 bytes", "");
  for (const Kind& kind : other_kinds) {
    if (bytes.starts_with(kind.begin)) {
      refuse(file, "is not CSV text", std::string{kind.name}, kind.what_to_do);
    }
  }
  if (looks_like_utf16(bytes)) refuse(file, "is not CSV text", "UTF-16", other_kinds[1].what_to_do);
}

constexpr std::string_view delimiters = ",;\t|";

std::string_view trim(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

}  // namespace

CsvText::CsvText(std::string_view bytes, std::string file) : text_{bytes}, file_{std::move(file)} {
  refuse_other_kinds(bytes, file_);
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  const std::string_view begin = text_.substr(0, line_bytes_max);
  if (begin.find('\n') == std::string_view::npos && begin.find('\r') != std::string_view::npos) {
    line_end_ = '\r';
  }
  has_nul_bytes_ = text_.find('\0') != std::string_view::npos;
}

bool CsvText::next(CsvLine& line) {
  while (position_ < text_.size()) {
    const char* const begin = text_.data() + position_;
    const std::size_t left = text_.size() - position_;
    const void* const end = std::memchr(begin, line_end_, left);
    const std::size_t size =
        end == nullptr ? left : static_cast<std::size_t>(static_cast<const char*>(end) - begin);
    position_ += size + (end == nullptr ? 0 : 1);
    line.text = {begin, size};
    if (!line.text.empty() && line.text.back() == '\r') line.text.remove_suffix(1);
    line.number = ++line_number_;
    line.is_ended = end != nullptr;
    if (!line.text.empty()) return true;
  }
  return false;
}

void CsvText::rewind() {
  position_ = 0;
  line_number_ = 0;
}

char find_delimiter(std::string_view line) {
  std::array<std::size_t, delimiters.size()> counts = {};
  bool is_quoted = false;
  for (const char c : line) {
    if (c == '"') is_quoted = !is_quoted;
    const std::size_t which = delimiters.find(c);
    if (!is_quoted && which != std::string_view::npos) ++counts[which];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? '\0' : delimiters[static_cast<std::size_t>(most - counts.begin())];
}

std::string_view name_of_delimiter(char delimiter) {
  switch (delimiter) {
    case ',': return "comma";
    case ';': return "semicolon";
    case '\t': return "tab";
    case '|': return "bar";
    default: return "no delimiter";
  }
}

bool split(std::string_view line, char delimiter, std::vector<std::string_view>& cells) {
  cells.clear();
  const char* at = line.data();
  const char* const end = at + line.size();
  while (true) {
    const char* begin = at;
    while (at != end && *at != delimiter && *at != '"') ++at;
    if (at == end || *at == delimiter) {
      cells.push_back(trim({begin, static_cast<std::size_t>(at - begin)}));
    } else {
      if (!trim({begin, static_cast<std::size_t>(at - begin)}).empty()) return false;
      begin = ++at;
      for (; at != end; ++at) {
        if (*at != '"') continue;
        if (at + 1 == end || at[1] != '"') break;
        ++at;
      }
      if (at == end) return false;
      cells.push_back(trim({begin, static_cast<std::size_t>(at - begin)}));
      ++at;
      while (at != end && *at == ' ') ++at;
      if (at != end && *at != delimiter) return false;
    }
    if (at == end) return true;
    ++at;
  }
}

}  // namespace muhurat::store
