// The dated tables of the Indian exchanges, as they were compiled in: holidays, sessions, hours,
// segments and charges. Their columns, statuses and sources are told in tables/README.md.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace muhurat::market {

// The bytes of tables/NAME.csv. CHECKs that there is such a table.
std::string_view table(std::string_view name);

// A table's text and the name it has in messages.
struct TableText {
  std::string file;
  std::string text;
};

// REFERENCE/NAME.csv if it is there, else the compiled-in table. Throws ProblemError if the file
// cannot be read.
TableText table_text(std::string_view name, const std::filesystem::path& reference);

}  // namespace muhurat::market
