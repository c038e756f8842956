// The bytes of a CSV file as lines and cells. What is no CSV text (UTF-16, gzip and the like) is
// refused by name; a line that cannot be cut into cells is told, not guessed at.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muhurat::store {

inline constexpr std::size_t line_bytes_max = 65'536;

struct CsvLine {
  std::string_view text;  // without its end
  std::uint64_t number = 0;
  bool is_ended = true;  // false: the file stops here without an end of line
};

class CsvText {
 public:
  // `file` names it in messages. Throws ProblemError where the bytes are empty or of another kind.
  CsvText(std::string_view bytes, std::string file);

  // The next line that is not empty; false at the end.
  bool next(CsvLine& line);
  void rewind();
  const std::string& file() const { return file_; }
  std::size_t bytes_left() const { return text_.size() - position_; }
  bool has_nul_bytes() const { return has_nul_bytes_; }
  // Where a piece of this text begins, in bytes.
  std::size_t offset_of(std::string_view piece) const {
    return static_cast<std::size_t>(piece.data() - text_.data());
  }
  std::string_view piece(std::size_t offset, std::size_t size) const {
    return text_.substr(offset, size);
  }

 private:
  std::string_view text_;
  std::string file_;
  char line_end_ = '\n';
  bool has_nul_bytes_ = false;
  std::size_t position_ = 0;
  std::uint64_t line_number_ = 0;
};

// The delimiter that a first line is cut by: comma, semicolon, tab or bar; '\0' if it has none.
char find_delimiter(std::string_view line);
std::string_view name_of_delimiter(char delimiter);  // "comma"

// Cuts a line into cells, without spaces around them and without the quotes of quoted ones (a
// doubled quote stays doubled). False: a quote is not closed.
bool split(std::string_view line, char delimiter, std::vector<std::string_view>& cells);

}  // namespace muhurat::store
