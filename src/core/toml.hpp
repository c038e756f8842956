// A TOML file as a small tree of our own, each value with its line, so that whoever reads a
// strategy or the settings can say exactly where something is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"
#include "core/result.hpp"

namespace muhurat {
inline namespace core {

struct TomlValue;
struct TomlEntry;

using TomlArray = std::vector<TomlValue>;

struct TomlTable {
  std::vector<TomlEntry> entries;  // in the order of the file
  const TomlEntry* find(std::string_view key) const;
  const TomlTable* table(std::string_view key) const;  // none if it is missing or no table
};

using TomlContent =
    std::variant<std::string, std::int64_t, double, bool, Date, TomlArray, TomlTable>;

struct TomlValue {
  TomlContent value;
  int line = 0;

  template <class Kind>
  const Kind* as() const {
    return std::get_if<Kind>(&value);
  }
  // A whole or broken number as exact decimal text, for prices, amounts and ratios; else none.
  std::optional<std::string> decimal() const;
  // As it is told to a person: "abc", 12, 2026-03-20, [3 values], a table.
  std::string shown() const;
};

struct TomlEntry {
  std::string key;
  TomlValue value;
};

// `file` is the name for messages. Times are refused, since nothing of ours takes one.
Result<TomlTable, Problem> parse_toml(std::string_view text, std::string_view file);

struct TomlPlace {
  std::string file;
  std::string table = {};  // "signal"; empty at the top
  std::string full_key(std::string_view key) const;
};

// strategy.toml:14: unknown key "signal.perod". `more` says where the known keys are listed.
Problem unknown_key(const TomlPlace& place, const TomlEntry& entry,
                    std::span<const std::string> known, std::string_view more = {});
Problem missing_key(const TomlPlace& place, std::string_view key, std::string expected);
Problem wrong_value(const TomlPlace& place, const TomlEntry& entry, std::string expected);

}  // namespace core
}  // namespace muhurat
