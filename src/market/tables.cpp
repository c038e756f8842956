#include "market/tables.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <span>

#include "core/check.hpp"
#include "core/embedded.hpp"
#include "core/error.hpp"

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
  if (!reference.empty() && std::filesystem::exists(reference / file)) {
    std::ifstream stream{reference / file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{stream}, {}};
    if (!stream) {
      throw ProblemError{{.headline = fmt::format("{} cannot be read", (reference / file).string()),
                          .exit_code = ExitCode::Surroundings}};
    }
    return {(reference / file).string(), std::move(text)};
  }
  return {file, std::string{table(name)}};
}

}  // namespace muhurat::market
