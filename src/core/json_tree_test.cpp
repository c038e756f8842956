#include "core/json_tree.hpp"

#include <gtest/gtest.h>

namespace muhurat {

TEST(JsonTree, ReachesMembersByName) {
  const auto tree = parse_json(R"({"a": {"b": "12.5", "n": 260, "x": null}, "l": [1, true]})");
  ASSERT_TRUE(tree);
  EXPECT_EQ((*tree)["a"]["b"].text(), "12.5");
  EXPECT_EQ((*tree)["a"]["n"].text(), "260");
  EXPECT_EQ((*tree)["a"]["x"].text(), "");
  EXPECT_EQ((*tree)["none"]["deeper"].text(), "");
  EXPECT_EQ((*tree)["l"].as<JsonArray>()->size(), 2u);
}

TEST(JsonTree, SaysWhatIsWrong) {
  EXPECT_FALSE(parse_json("{\"a\": }"));
  EXPECT_FALSE(parse_json(""));
  EXPECT_FALSE(parse_json(std::string(100, '[')));
}

}  // namespace muhurat
