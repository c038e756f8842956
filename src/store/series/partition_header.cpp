#include "store/series/partition_header.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/error.hpp"

namespace muhurat::store {
namespace {

constexpr std::string_view magic = "muhurat series ";

Hash128 checksum_of(std::string_view text) {
  return checksum(std::as_bytes(std::span{text}));
}

std::filesystem::path folder_of(std::string_view file) {
  return std::filesystem::path{file}.parent_path();
}

// Takes the header's lines one after the other: a word, a space, the value.
class Lines {
 public:
  Lines(std::string_view text, std::string_view file) : text_{text}, file_{file} {}

  std::string_view take(std::string_view word) {
    const std::size_t end = text_.find('\n');
    const std::string_view line = text_.substr(0, end);
    if (end == std::string_view::npos || !line.starts_with(word)) refuse(word, line);
    text_.remove_prefix(end + 1);
    return line.substr(word.size());
  }
  template <class Integer>
  Integer take_integer(std::string_view word) {
    const std::string_view value = take(word);
    Integer integer = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), integer);
    if (error != std::errc{} || end != value.data() + value.size()) refuse(word, value);
    return integer;
  }
  [[noreturn]] void refuse(std::string_view expected, std::string_view found) const {
    throw ProblemError{{.headline = fmt::format("{} is damaged", file_),
                        .expected = fmt::format("a line that begins with \"{}\"", expected),
                        .found = std::string{found.substr(0, 60)},
                        .kept = "the other series can be used",
                        .what_to_do = way_out_of_damage(folder_of(file_))}};
  }

 private:
  std::string_view text_, file_;
};

// The bytes must be those that were written: the last line is the checksum of the lines before it.
void check_bytes(std::string_view text, std::string_view file) {
  constexpr std::string_view word = "checksum ";
  const std::size_t at = text.rfind(word);
  const std::string expected = to_hex(checksum_of(text.substr(0, at)));
  const std::string_view found =
      at == std::string_view::npos ? "no checksum" : text.substr(at + word.size());
  if (found == expected + "\n") return;
  throw ProblemError{{.headline = fmt::format("{} is damaged", file),
                      .expected = fmt::format("checksum {}", expected),
                      .found = std::string{found.substr(0, found.find('\n'))},
                      .kept = "the other series can be used",
                      .what_to_do = way_out_of_damage(folder_of(file))}};
}

void check_schema(std::string_view text, std::string_view file) {
  const int schema = Lines{text, file}.take_integer<int>(magic);
  if (schema == PartitionHeader::schema) return;
  throw ProblemError{{.headline = fmt::format("{} was written by a newer version of muhurat", file),
                      .expected = fmt::format("series schema {}", PartitionHeader::schema),
                      .found = fmt::format("series schema {}", schema),
                      .exit_code = ExitCode::Surroundings}};
}

std::uint64_t parse_half(std::string_view digits) {
  std::uint64_t half = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), half, 16);
  return half;
}

}  // namespace

std::string way_out_of_damage(const std::filesystem::path& folder) {
  return fmt::format("remove the folder {} and import that year again", folder.string());
}

std::string PartitionHeader::column_file(std::size_t column) const {
  return fmt::format("{}.{}.col", column_types[column].name, version);
}

std::string to_text(const PartitionHeader& header) {
  std::string text = fmt::format(
      "{}{}\ninstrument {}\ninterval {}\nzone {}\nyear {}\nversion {}\nrows {}\nfirst {}\nlast {}\n"
      "volume {}\nupdated {}\n",
      magic, PartitionHeader::schema, header.name.instrument, market::to_text(header.name.interval),
      header.zone, header.year, header.version, header.rows, header.first.ns(), header.last.ns(),
      header.has_volume ? 1 : 0, header.updated.ns());
  for (std::size_t i = 0; i < column_count; ++i) {
    text += fmt::format("column {} {} {}\n", column_types[i].name, column_types[i].type,
                        to_hex(header.checksums[i]));
  }
  return text + fmt::format("checksum {}\n", to_hex(checksum_of(text)));
}

PartitionHeader parse_partition_header(std::string_view text, std::string_view file) {
  check_schema(text, file);
  check_bytes(text, file);
  Lines lines{text, file};
  (void)lines.take(magic);
  PartitionHeader header;
  header.name.instrument = lines.take("instrument ");
  const std::string_view interval = lines.take("interval ");
  header.name.interval = market::parse_interval(interval);
  if (header.name.interval == market::Interval{}) lines.refuse("interval ", interval);
  header.zone = lines.take("zone ");
  header.year = lines.take_integer<int>("year ");
  header.version = lines.take_integer<std::uint64_t>("version ");
  header.rows = lines.take_integer<std::uint64_t>("rows ");
  header.first = Timestamp::from_ns(lines.take_integer<std::int64_t>("first "));
  header.last = Timestamp::from_ns(lines.take_integer<std::int64_t>("last "));
  header.has_volume = lines.take_integer<int>("volume ") != 0;
  header.updated = Timestamp::from_ns(lines.take_integer<std::int64_t>("updated "));
  for (std::size_t i = 0; i < column_count; ++i) {
    const std::string word =
        fmt::format("column {} {} ", column_types[i].name, column_types[i].type);
    const std::string_view hex = lines.take(word);
    if (hex.size() != 32) lines.refuse(word, hex);
    header.checksums[i] = {parse_half(hex.substr(0, 16)), parse_half(hex.substr(16))};
  }
  return header;
}

}  // namespace muhurat::store
