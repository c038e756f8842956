#include "research/report/packing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string_view>
#include <vector>

#include "core/random.hpp"

namespace muhurat::research {
namespace {

int digit_of(char c) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return static_cast<int>(alphabet.find(c));
}

std::string bytes_of(const std::string& text) {
  std::string bytes;
  int bits = 0;
  std::uint32_t buffer = 0;
  for (const char c : text) {
    if (c == '=') break;
    buffer = (buffer << 6) | static_cast<std::uint32_t>(digit_of(c));
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((buffer >> bits) & 255);
  }
  return bytes;
}

// As the page reads it, by the words of data.ts.
std::vector<std::int64_t> unpack(const std::string& text) {
  std::vector<std::int64_t> values;
  std::int64_t value = 0;
  std::uint64_t number = 0;
  int shift = 0;
  for (const char c : bytes_of(text)) {
    const auto byte = static_cast<unsigned char>(c);
    number |= static_cast<std::uint64_t>(byte & 127) << shift;
    shift += 7;
    if (byte >= 128) continue;
    const auto half = static_cast<std::int64_t>(number / 2);
    value += number % 2 == 0 ? half : -half - 1;
    values.push_back(value);
    number = 0;
    shift = 0;
  }
  return values;
}

std::string json_of(const std::vector<std::int64_t>& values) {
  std::string out;
  JsonWriter json{out};
  write_ints(json, values);
  return out;
}

}  // namespace

TEST(Packing, WritesDifferencesAsZigzagLeb128InBase64) {
  EXPECT_EQ(pack(std::vector<std::int64_t>{}), "");
  EXPECT_EQ(pack(std::vector<std::int64_t>{0, -1, 0, -2}), "AAECAw==");
  EXPECT_EQ(pack(std::vector<std::int64_t>{64}), "gAE=");
  EXPECT_EQ(pack(std::vector<std::int64_t>{1, 2, 3}), "AgIC");
}

TEST(Packing, IsUsedFromTwoHundredValuesOn) {
  EXPECT_EQ(json_of({5, 7, 4}), "[5,2,-3]");
  EXPECT_EQ(json_of(std::vector<std::int64_t>(199, 1)).front(), '[');
  EXPECT_EQ(json_of(std::vector<std::int64_t>(200, 1)).front(), '"');
}

RC_GTEST_PROP(Packing, IsUndoneByThePage, (const std::vector<std::int64_t>& any)) {
  std::vector<std::int64_t> values;
  for (const std::int64_t each : any) values.push_back(each % (std::int64_t{1} << 51));
  RC_ASSERT(unpack(pack(values)) == values);
}

TEST(Packing, KeepsTimesAndPricesOfAWholeRun) {
  Random random{7};
  std::vector<std::int64_t> values;
  std::int64_t value = 1'700'000'000;
  for (int i = 0; i < 5'000; ++i) values.push_back(value += random.below(100'000) - 40'000);
  EXPECT_EQ(unpack(pack(values)), values);
}

}  // namespace muhurat::research
