// The table of cases that the dashboard's formatting is held to as well; a row without a text for
// the terminal is the dashboard's alone.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>

#include "core/format.hpp"
#include "core/parse.hpp"
#include "core/text.hpp"

namespace muhurat {
namespace {

namespace json = boost::json;

struct Case {
  std::string kind;
  json::value input;
  json::object options;

  bool is_missing() const { return input.is_null(); }
  double number() const {
    if (input.is_string()) return std::numeric_limits<double>::infinity();
    return input.to_number<double>();
  }
  std::int64_t whole() const { return input.to_number<std::int64_t>(); }
  std::string_view text() const { return input.as_string(); }
  std::optional<double> estimate() const {
    return is_missing() ? std::nullopt : std::optional{number()};
  }
  std::optional<Money> money() const {
    return is_missing() ? std::nullopt : std::optional{parse_money(text()).value()};
  }
  std::optional<Price> price() const {
    return is_missing() ? std::nullopt : std::optional{parse_price(text()).value()};
  }
  int decimals(int otherwise = 2) const {
    return options.contains("decimals") ? options.at("decimals").to_number<int>() : otherwise;
  }
  bool is_set(std::string_view option) const {
    return options.contains(option) && options.at(option).as_bool();
  }
  Sign sign() const { return is_set("signed") ? Sign::Always : Sign::Negative; }
  Formatter::Decimals how() const { return {.decimals = decimals(), .sign = sign()}; }
  Duration offset() const { return Duration::seconds(options.at("offset").to_number<int>()); }
  Timestamp time() const { return Timestamp::from_seconds(whole()); }
  Date date() const { return Date::from_days(input.to_number<std::int32_t>()); }
  Duration span() const {
    return Duration::nanoseconds(static_cast<std::int64_t>(std::llround(number() * 1e9)));
  }
};

using Show = std::string (*)(const Case&, const Formatter&);
const std::map<std::string, Show, std::less<>> kinds = {
    {"money", [](const Case& c, const Formatter& f) { return f.money(c.money(), c.how()); }},
    {"price", [](const Case& c, const Formatter& f) { return f.price(c.price(), c.decimals()); }},
    {"quantity", [](const Case& c,
                    const Formatter& f) { return f.quantity(parse_quantity(c.text()).value()); }},
    {"count", [](const Case& c, const Formatter& f) { return f.count(c.whole()); }},
    {"percent", [](const Case& c, const Formatter& f) { return f.percent(c.estimate(), c.how()); }},
    {"ratio",
     [](const Case& c, const Formatter& f) { return f.ratio(c.estimate(), c.decimals()); }},
    {"multiple", [](const Case& c, const Formatter& f) { return f.multiple(c.estimate()); }},
    {"sessions", [](const Case& c, const Formatter& f) { return f.counted(c.whole(), "session"); }},
    {"bars", [](const Case& c, const Formatter& f) { return f.counted(c.whole(), "bar"); }},
    {"date",
     [](const Case& c, const Formatter&) { return format_date(date_at(c.time(), c.offset())); }},
    {"iso_date",
     [](const Case& c, const Formatter&) { return to_text(date_at(c.time(), c.offset())); }},
    {"date_time",
     [](const Case& c, const Formatter&) { return format_date_time(c.time(), c.offset()); }},
    {"order_time",
     [](const Case& c, const Formatter&) { return format_order_time(c.time(), c.offset()); }},
    {"day", [](const Case& c, const Formatter&) { return format_date(c.date()); }},
    {"week", [](const Case& c, const Formatter&) { return to_text(c.date().iso_week()); }},
    {"duration", [](const Case& c, const Formatter& f) { return f.duration(c.span()); }},
    {"size",
     [](const Case& c, const Formatter& f) { return f.size(c.input.to_number<unsigned long>()); }},
    {"rate",
     [](const Case& c, const Formatter& f) {
       return f.rate(c.number(), std::string{c.options.at("unit").as_string()});
     }},
};

Formatter formatter_of(const Case& one, Medium medium) {
  Formatter::Style style{.medium = medium};
  if (one.options.contains("currency")) style.currency = one.options.at("currency").as_string();
  if (one.options.contains("grouping")) style.grouping = Grouping::International;
  return Formatter{style};
}

TEST(FormatCases, TheTerminalAndTheScreenShowWhatTheSharedTableSays) {
  std::ifstream file{"tests/data/format_cases.json"};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const json::array table = json::parse(text).as_array();
  EXPECT_GT(table.size(), 100U);
  for (const json::value& row : table) {
    const json::object& fields = row.as_object();
    if (!fields.contains("terminal")) continue;  // what the dashboard alone shows
    const Case one{std::string{fields.at("kind").as_string()}, fields.at("input"),
                   fields.at("options").as_object()};
    const auto show = kinds.find(one.kind);
    ASSERT_NE(show, kinds.end()) << "no such kind here: " << one.kind;
    const auto shown = [&](Medium medium) { return show->second(one, formatter_of(one, medium)); };
    EXPECT_EQ(shown(Medium::Terminal), std::string{fields.at("terminal").as_string()}) << row;
    EXPECT_EQ(shown(Medium::Screen), std::string{fields.at("screen").as_string()}) << row;
  }
}

}  // namespace
}  // namespace muhurat
