#include "market/tables.hpp"

#include <fmt/format.h>

#include <span>

#include "core/check.hpp"
#include "core/embedded.hpp"
#include "core/file.hpp"

namespace muhurat::embedded {

std::span<const EmbeddedFile> market_tables();

}  // namespace muhurat::embedded

namespace muhurat::market {

std::string_view table(std::string_view name) {
  for (const EmbeddedFile& file : embedded::market_tables()) {
    if (file.path == fmt::format("{}.csv", name)) return file.bytes;
  }
  CHECK(!"a table of this name is compiled in");
  return {};
}

TableText table_text(std::string_view name, const std::filesystem::path& reference) {
  const std::string file = fmt::format("{}.csv", name);
  if (!reference.empty()) {
    const std::filesystem::path replacement = reference / file;
    if (auto text = read_file_if_there(replacement))
      return {replacement.string(), std::move(*text)};
  }
  return {file, std::string{table(name)}};
}

}  // namespace muhurat::market
