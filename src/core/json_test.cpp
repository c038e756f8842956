#include "core/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>
#include <cmath>
#include <limits>

namespace muhurat {
namespace {

TEST(Json, ExactNumbersAreTextAndEstimatesAreNumbers) {
  std::string text;
  JsonWriter json{text};
  json.begin_object()
      .member("equity", Money{1'016'256})
      .member("price", Price::from_raw(101'570'000'000))
      .member("sharpe", 1.5)
      .member("sortino", std::numeric_limits<double>::quiet_NaN())
      .member("calmar", std::optional<double>{})
      .member("orders", 12)
      .member("ok", true)
      .member("week", IsoWeek{2026, 12})
      .member("at", Timestamp{})
      .end();
  EXPECT_TRUE(json.is_complete());
  EXPECT_EQ(text,
            R"({"equity":"1016256","price":"1015.7","sharpe":1.5,"sortino":null,"calmar":null,)"
            R"("orders":12,"ok":true,"week":"2026-W12","at":"1970-01-01T00:00:00Z"})");
}

TEST(Json, IndentedTextHasALineForEachMember) {
  std::string text;
  JsonWriter json{text, JsonLayout::Indented};
  json.begin_object().key("list").begin_array().value(1).value("two").end();
  json.key("none").begin_array().end().key("empty").begin_object().end().end();
  EXPECT_EQ(text,
            "{\n  \"list\": [\n    1,\n    \"two\"\n  ],\n  \"none\": [],\n  \"empty\": {}\n}");
}

TEST(Json, ControlCharactersAreEscapedAndWhatIsNoUtf8IsReplaced) {
  std::string text;
  append_json_string(text, std::string_view("a\"\\\n\r\t\x01\0₹é", 13));
  EXPECT_EQ(text, "\"a\\\"\\\\\\n\\r\\t\\u0001\\u0000₹é\"");
  for (const std::string_view broken :
       {"\xff", "\xc3", "\xed\xa0\x80", "\xc0\xaf", "\xf5\x80\x80\x80"}) {
    std::string shown;
    append_json_string(shown, broken);
    EXPECT_EQ(shown.substr(0, 4), "\"\xEF\xBF\xBD");
    EXPECT_NO_THROW(boost::json::parse(shown));
  }
}

RC_GTEST_PROP(Json, AReaderGetsBackWhatWasWritten, (const std::string& bytes, double number)) {
  std::string text;
  JsonWriter json{text, *rc::gen::element(JsonLayout::Compact, JsonLayout::Indented)};
  json.begin_array().value(bytes).value(number).value(std::int64_t{INT64_MIN}).value(UINT64_MAX);
  json.end();
  const boost::json::array read = boost::json::parse(text).as_array();
  RC_ASSERT(read.size() == 4U);
  const bool is_ascii = std::all_of(bytes.begin(), bytes.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii) RC_ASSERT(std::string{read[0].as_string()} == bytes);
  if (std::isfinite(number))
    RC_ASSERT(std::fabs(read[1].to_number<double>() - number) <= std::fabs(number) * 1e-15);
  RC_ASSERT(read[2].as_int64() == INT64_MIN);
  RC_ASSERT(read[3].as_uint64() == UINT64_MAX);
}

TEST(JsonDeathTest, AValueWithoutKeyInAnObjectIsAFault) {
  std::string text;
  JsonWriter json{text};
  json.begin_object();
  EXPECT_DEATH(json.value(1), "the rule");
}

}  // namespace
}  // namespace muhurat
