// Any bytes as JSON: they are a tree of limited depth whose members are found by their names, or it
// is said what is wrong with them.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/check.hpp"
#include "core/json_tree.hpp"

namespace {

using namespace muhurat;

void visit(const JsonTree& tree, int depth) {
  CHECK(depth <= 32);
  if (tree.as<double>() != nullptr) CHECK(!tree.text().empty());
  if (const auto* array = tree.as<JsonArray>()) {
    for (const JsonTree& each : *array) visit(each, depth + 1);
  }
  if (const auto* object = tree.as<JsonObject>()) {
    for (const JsonMember& each : *object) {
      CHECK(&tree[each.first] == &each.second);
      visit(each.second, depth + 1);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto tree = parse_json({reinterpret_cast<const char*>(bytes), size});
  if (tree) {
    visit(*tree, 0);
  } else {
    CHECK(!tree.error().empty());
  }
  return 0;
}
