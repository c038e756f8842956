// Any bytes: they are a tree whose values can all be shown, or a problem that names the file.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/check.hpp"
#include "core/toml.hpp"

namespace {

void visit(const muhurat::TomlTable& table);

void visit(const muhurat::TomlValue& value) {
  CHECK(!value.shown().empty());
  CHECK(value.line >= 0);
  value.decimal();
  if (const auto* nested = value.as<muhurat::TomlTable>()) visit(*nested);
  if (const auto* values = value.as<muhurat::TomlArray>()) {
    for (const muhurat::TomlValue& one : *values) visit(one);
  }
}

void visit(const muhurat::TomlTable& table) {
  for (const muhurat::TomlEntry& entry : table.entries) {
    CHECK(table.find(entry.key) == &entry);
    visit(entry.value);
    CHECK(!muhurat::unknown_key({.file = "x.toml"}, entry, {}).headline.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto parsed =
      muhurat::parse_toml({reinterpret_cast<const char*>(bytes), size}, "fuzz.toml");
  if (parsed)
    visit(*parsed);
  else
    CHECK(parsed.error().headline.starts_with("fuzz.toml:"));
  return 0;
}
