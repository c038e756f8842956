#include "core/json.hpp"

#include <charconv>
#include <cmath>

#include "core/check.hpp"
#include "core/utf8.hpp"

namespace muhurat {
inline namespace core {
namespace {

void append_ascii(std::string& out, char c) {
  constexpr char digits[] = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  if (c >= ' ') {
    out += c;
  } else {
    out += "\\u00";
    out += digits[c >> 4];
    out += digits[c & 15];
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 1)
      append_ascii(out, text.front());
    else if (length > 1)
      out += text.substr(0, length);
    else
      out += "\xEF\xBF\xBD";  // U+FFFD for each byte that is no UTF-8
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

void JsonWriter::new_line() {
  if (layout_ == JsonLayout::Compact) return;
  out_ += '\n';
  out_.append(2 * open_.size(), ' ');
}

void JsonWriter::before_value() {
  if (has_key_) {
    has_key_ = false;
    return;
  }
  if (open_.empty()) return;
  CHECK(open_.back().close == ']');  // in an object a key comes first
  if (!open_.back().is_empty) out_ += ',';
  open_.back().is_empty = false;
  new_line();
}

JsonWriter& JsonWriter::begin(char open, char close) {
  before_value();
  out_ += open;
  open_.push_back({.close = close});
  return *this;
}

JsonWriter& JsonWriter::end() {
  CHECK(!open_.empty() && !has_key_);
  const Open closed = open_.back();
  open_.pop_back();
  if (!closed.is_empty) new_line();
  out_ += closed.close;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  CHECK(!open_.empty() && open_.back().close == '}' && !has_key_);
  if (!open_.back().is_empty) out_ += ',';
  open_.back().is_empty = false;
  new_line();
  append_json_string(out_, name);
  out_ += layout_ == JsonLayout::Compact ? ":" : ": ";
  has_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::literal(std::string_view text) {
  before_value();
  out_ += text;
  return *this;
}

JsonWriter& JsonWriter::null() {
  return literal("null");
}

JsonWriter& JsonWriter::value(std::string_view text) {
  before_value();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number);
  return literal({buffer, static_cast<std::size_t>(end.ptr - buffer)});
}

}  // namespace core
}  // namespace muhurat
