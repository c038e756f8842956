#include "core/json_tree.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace muhurat {
inline namespace core {
namespace {

namespace json = boost::json;

JsonTree tree_of(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null: return {nullptr};
    case json::kind::bool_: return {value.get_bool()};
    case json::kind::int64: return {static_cast<double>(value.get_int64())};
    case json::kind::uint64: return {static_cast<double>(value.get_uint64())};
    case json::kind::double_: return {value.get_double()};
    case json::kind::string: return {std::string{value.get_string()}};
    case json::kind::array: {
      JsonArray array;
      for (const json::value& each : value.get_array()) array.push_back(tree_of(each));
      return {std::move(array)};
    }
    case json::kind::object: {
      JsonObject object;
      for (const auto& each : value.get_object()) {
        object.emplace_back(std::string{each.key()}, tree_of(each.value()));
      }
      return {std::move(object)};
    }
  }
  return {nullptr};
}

}  // namespace

const JsonTree& JsonTree::operator[](std::string_view key) const {
  static const JsonTree nothing{nullptr};
  if (const auto* object = as<JsonObject>()) {
    for (const auto& [name, member] : *object) {
      if (name == key) return member;
    }
  }
  return nothing;
}

std::string JsonTree::text() const {
  if (const auto* string = as<std::string>()) return *string;
  if (const auto* number = as<double>()) return fmt::format("{}", *number);
  return {};
}

Result<JsonTree, std::string> parse_json(std::string_view text) {
  json::error_code error;
  const json::value value = json::parse(json::string_view{text.data(), text.size()}, error);
  if (error) return failure(error.message());
  return tree_of(value);
}

}  // namespace core
}  // namespace muhurat
