#include "research/report/packing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string_view>
#include <vector>

#include "core/parse.hpp"
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

std::int64_t number_before_comma(std::string_view& rest) {
  const std::size_t comma = rest.find(',');
  const std::int64_t number = std::stoll(std::string{rest.substr(0, comma)});
  rest.remove_prefix(comma + 1);
  return number;
}

// As the page reads it, by the words of data.ts.
std::vector<std::int64_t> unpack(const std::string& text) {
  std::string_view rest{text};
  const bool is_sum = rest.front() == 'd';
  rest.remove_prefix(1);
  const std::int64_t first = number_before_comma(rest);
  const std::int64_t unit = number_before_comma(rest);
  std::vector<std::int64_t> values;
  if (is_sum) values.push_back(first);
  std::uint64_t number = 0;
  int shift = 0;
  for (const char c : bytes_of(std::string{rest})) {
    const auto byte = static_cast<unsigned char>(c);
    number |= static_cast<std::uint64_t>(byte & 127) << shift;
    shift += 7;
    if (byte >= 128) continue;
    const auto half = static_cast<std::int64_t>(number / 2);
    const std::int64_t step = number % 2 == 0 ? half : -half - 1;
    values.push_back(is_sum ? values.back() + unit * step
                            : first + unit * static_cast<std::int64_t>(number));
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

std::string json_of(const NumberColumn& column) {
  std::string out;
  JsonWriter json{out};
  column.write(json);
  return out;
}

std::int64_t raw(const char* price) {
  return parse_price(price).value().raw();
}

}  // namespace

TEST(Packing, WritesTheShorterOfValuesAndDifferencesAsLeb128InBase64) {
  // 0, −5, 5 and 1 as zigzag: 0, 9, 10 and 2.
  EXPECT_EQ(pack(std::vector<std::int64_t>{7, 7, 2, 7, 8}), "d7,1,AAkKAg==");
  EXPECT_EQ(pack(std::vector<std::int64_t>{900, 0, 900, 0, 127}), "v0,1,hAcAhAcAfw==");
}

TEST(Packing, DividesByWhatTheNumbersHaveInCommon) {
  // Three closes of a day, Friday to Tuesday: 3 and 1 days on.
  EXPECT_EQ(pack(std::vector<std::int64_t>{1'000, 260'200, 346'600}), "d1000,86400,BgI=");
  EXPECT_EQ(pack(std::vector<std::int64_t>(3, 8)), "d8,1,AAA=");
}

TEST(Packing, IsUsedFromFiftyValuesOn) {
  EXPECT_EQ(json_of({5, 7, 4}), "[5,7,4]");
  EXPECT_EQ(json_of(std::vector<std::int64_t>(49, 1)).front(), '[');
  EXPECT_EQ(json_of(std::vector<std::int64_t>(50, 1)).front(), '"');
}

TEST(Packing, AColumnNamesTheRowsThatHaveANumberIfSomeHaveNone) {
  NumberColumn all{2};
  all.add(150);
  all.add(-1);
  EXPECT_EQ(json_of(all), R"({"scale":2,"value":[150,-1]})");
  NumberColumn some{0};
  some.add(std::nullopt);
  some.add(7);
  some.add(std::nullopt);
  EXPECT_EQ(json_of(some), R"({"scale":0,"value":[7],"rows":[1]})");
  NumberColumn none{0};
  none.add(std::nullopt);
  EXPECT_EQ(json_of(none), R"({"scale":0,"value":[],"rows":[]})");
}

TEST(Packing, TakesTheFewestDecimalsThatAreExactAndFit) {
  EXPECT_EQ(scale_of(std::vector{raw("100"), raw("7")}), 0);
  EXPECT_EQ(scale_of(std::vector{raw("100.05"), raw("100.1")}), 2);
  EXPECT_EQ(at_scale(raw("100.05"), 2), 10'005);
  EXPECT_EQ(scale_of(std::vector{raw("-0.00000001")}), 8);
  EXPECT_EQ(scale_of(std::vector{raw("0.00000001"), raw("30000000000")}), 4);  // below 2^51
  EXPECT_EQ(scale_of({}), 0);
}

RC_GTEST_PROP(Packing, IsUndoneByThePage, (const std::vector<std::int64_t>& any)) {
  std::vector<std::int64_t> values;
  for (const std::int64_t each : any) values.push_back(each % (std::int64_t{1} << 51));
  RC_PRE(!values.empty());
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
