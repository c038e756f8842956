// Settings, each declared once: name, unit, bounds and one sentence, bound to the field that holds
// it; what the field holds when it is declared is the default. Read from a TOML table, the
// environment (MUHURAT_*) and options. An unknown name is an error that names the nearest one; a
// wrong value leaves the field as it was.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.hpp"
#include "core/toml.hpp"

namespace muhurat {
inline namespace core {

class Settings {
 public:
  struct Declaration {
    std::string name;       // "cache", or "thresholds.sharpe" for a key of a table
    std::string unit = {};  // "days"; part of what is expected
    std::string min = {};   // as text of the field's type; empty: no bound
    std::string max = {};
    std::vector<std::string> choices = {};  // texts alone
    std::string help;                       // one sentence
  };
  using Field = std::variant<std::string*, std::int64_t*, double*, bool*>;

  // The field must outlive the settings. CHECKs that the name is new and the default within bounds.
  void declare(Field field, Declaration declaration);

  // Each stops at the first problem; later readings win over earlier ones.
  std::optional<Problem> read(const TomlTable& table, const TomlPlace& place);
  std::optional<Problem> read_environment(std::span<const std::string> variables);  // NAME=value
  // `where` says where the text stands, e.g. "--capital".
  std::optional<Problem> set(std::string_view name, std::string_view text, std::string_view where);

  struct Row {
    std::string name;
    std::string environment;  // MUHURAT_THRESHOLDS_SHARPE
    std::string expected;     // "a whole number of days, at least 0"
    std::string default_text;
    std::string value;  // as it is now
    std::string help;
    std::string source;  // "default", or where it was set
  };
  std::vector<Row> rows() const;  // in the order of declaration, for help and reference

 private:
  struct Setting {
    Field field;
    Declaration declaration;
    std::string default_text;
    std::string source = "default";
  };
  Setting* find(std::string_view name);
  std::vector<std::string> names_in(std::string_view table) const;
  std::optional<Problem> read_entry(const TomlEntry& entry, const TomlPlace& place,
                                    std::string_view table);

  std::vector<Setting> settings_;
};

// Those of this process that begin with MUHURAT_.
std::vector<std::string> environment_variables();

}  // namespace core
}  // namespace muhurat
