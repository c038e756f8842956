// Writes JSON (RFC 8259) as it comes, without a tree. Exact numbers are strings of canonical text,
// estimates are numbers and null where there is none; the result is UTF-8 whatever came in.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"

namespace muhurat {
inline namespace core {

enum class JsonLayout { Compact, Indented };

class JsonWriter {
 public:
  // Appends to `out`, which must outlive the writer.
  explicit JsonWriter(std::string& out, JsonLayout layout = JsonLayout::Compact)
      : out_{out}, layout_{layout} {}

  JsonWriter& begin_object() { return begin('{', '}'); }
  JsonWriter& begin_array() { return begin('[', ']'); }
  JsonWriter& end();  // of the innermost object or array
  JsonWriter& key(std::string_view name);

  JsonWriter& null();
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view{text}); }
  JsonWriter& value(const std::string& text) { return value(std::string_view{text}); }
  JsonWriter& value(double number);  // null if not finite
  JsonWriter& value(std::same_as<bool> auto flag) { return literal(flag ? "true" : "false"); }
  template <std::integral Whole>
    requires(!std::same_as<Whole, bool> && !std::same_as<Whole, char>)
  JsonWriter& value(Whole number) {
    return literal(std::to_string(number));
  }
  JsonWriter& value(Price exact) { return value(to_text(exact)); }
  JsonWriter& value(Quantity exact) { return value(to_text(exact)); }
  JsonWriter& value(Rate exact) { return value(to_text(exact)); }
  JsonWriter& value(Money exact) { return value(to_text(exact)); }
  JsonWriter& value(Date date) { return value(to_text(date)); }
  JsonWriter& value(IsoWeek week) { return value(to_text(week)); }
  JsonWriter& value(Timestamp time) { return value(to_text(time)); }
  template <class Value>
  JsonWriter& value(const std::optional<Value>& present) {
    return present ? value(*present) : null();
  }

  template <class Value>
  JsonWriter& member(std::string_view name, const Value& content) {
    return key(name).value(content);
  }

  bool is_complete() const { return open_.empty(); }

 private:
  struct Open {
    char close;
    bool is_empty = true;
  };
  JsonWriter& begin(char open, char close);
  JsonWriter& literal(std::string_view text);
  void before_value();
  void new_line();

  std::string& out_;
  JsonLayout layout_;
  std::vector<Open> open_;
  bool has_key_ = false;
};

// The text between quotes, quotes included.
void append_json_string(std::string& out, std::string_view text);

}  // namespace core
}  // namespace muhurat
