#include "core/utf8.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace muhurat {
namespace {

TEST(Utf8, TellsTheLengthOfWhatIsInFront) {
  EXPECT_EQ(utf8_length("a"), 1U);
  EXPECT_EQ(utf8_length("\u00E9"), 2U);
  EXPECT_EQ(utf8_length("\u20B9 1"), 3U);
  EXPECT_EQ(utf8_length("\U0001F600"), 4U);
  EXPECT_EQ(utf8_length("\x80"), 0U);
  EXPECT_EQ(utf8_length("\xC0\x80"), 0U);      // overlong
  EXPECT_EQ(utf8_length("\xED\xA0\x80"), 0U);  // a surrogate
  EXPECT_EQ(utf8_length("\xE2\x82"), 0U);      // cut off
}

TEST(Utf8, ShowsWhatWouldSteerATerminal) {
  EXPECT_EQ(printable("\u20B9 5\tin\nall"), "\u20B9 5\tin\nall");
  EXPECT_EQ(printable("\x1B[31mred\x7F\r"), "\\x1B[31mred\\x7F\\x0D");
  EXPECT_EQ(printable("\xB9z"), "\\xB9z");
  EXPECT_EQ(printable("\u0085"), "\\xC2\\x85");
}

RC_GTEST_PROP(Utf8, WhatIsShownIsUtf8WhateverCame, (const std::string& bytes)) {
  const std::string text = printable(bytes);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(std::string_view{text}.substr(at));
    RC_ASSERT(length > 0U);
    at += length;
  }
  RC_ASSERT(printable(text) == text);
}

}  // namespace
}  // namespace muhurat
