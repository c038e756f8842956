// A plain table for the terminal: columns two spaces apart, as wide as their longest cell.
#pragma once

#include <string>
#include <vector>

namespace muhurat::cli {

class Table {
 public:
  // A heading that begins with '>' is of a column set to the right.
  explicit Table(std::vector<std::string> headings);
  void add(std::vector<std::string> cells);
  std::string text() const;

 private:
  std::vector<bool> is_right_;
  std::vector<std::vector<std::string>> rows_;  // the headings first
};

// In characters, not bytes.
std::size_t text_width(const std::string& text);

}  // namespace muhurat::cli
