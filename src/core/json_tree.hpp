// JSON read as a small tree of our own, so that the library that parses it stays in one file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.hpp"

namespace muhurat {
inline namespace core {

struct JsonTree;
struct JsonMember;
using JsonArray = std::vector<JsonTree>;
using JsonObject = std::vector<JsonMember>;  // in the order of the text

struct JsonTree {
  std::variant<std::nullptr_t, bool, double, std::string, JsonArray, JsonObject> value;

  template <class Kind>
  const Kind* as() const {
    return std::get_if<Kind>(&value);
  }
  // The member of an object; an empty tree (null) if it has none or this is no object.
  const JsonTree& operator[](std::string_view key) const;
  // A string as it is, a number in its shortest form, everything else empty.
  std::string text() const;
};

// A struct of our own: a pair would have to be complete where JsonTree is not yet, which clang
// minds.
struct JsonMember {
  std::string first;  // the key
  JsonTree second;
};

// What is wrong with the text, or the tree. Depth is limited to 32.
Result<JsonTree, std::string> parse_json(std::string_view text);

}  // namespace core
}  // namespace muhurat
