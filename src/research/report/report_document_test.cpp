// The report's document and page, by the hand-made run of sample_run_test.hpp.
// MUHURAT_WRITE_GOLDENS=1 build/dev/src/research_test --gtest_filter='ReportDocument.*' rewrites
// the golden.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/json_tree.hpp"
#include "core/parse.hpp"
#include "core/text.hpp"
#include "research/report/report_html.hpp"
#include "research/report/sample_run_test.hpp"

namespace muhurat::research {
namespace {

constexpr const char* golden = "tests/data/report_document.json";

JsonTree document_of(const SampleRun& run) {
  return parse_json(report_json(run.record, run.evaluation)).value();
}

Money money(const JsonTree& tree) {
  return parse_money(tree.text()).value();
}

const JsonArray& array(const JsonTree& tree) {
  return *tree.as<JsonArray>();
}

const JsonTree& figure(const JsonTree& document, std::string_view id) {
  for (const JsonTree& each : array(document["figures"])) {
    if (each["id"].text() == id) return each;
  }
  throw std::out_of_range(std::string{id});
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// One line for each value of the first three levels, so that a change can be read.
std::string in_lines(const std::string& json) {
  std::string out;
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    out += c;
    if (in_text) {
      if (c == '\\')
        out += json[++i];
      else if (c == '"')
        in_text = false;
      continue;
    }
    if (c == '"') in_text = true;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c == ',' && depth <= 3) out += '\n';
  }
  return out + '\n';
}

std::string read(const std::string& path) {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST(ReportDocument, NetProfitIsClosedTradesAndWhatIsOpen) {
  const auto run = sample_run();
  const JsonTree document = document_of(*run);
  const Money closed = money(document["trades"]["total_net"]);
  const JsonTree& open = document["open"];
  EXPECT_EQ(closed + money(open["net"]), money(figure(document, "net_profit")["value"]));
  Money positions;
  for (const JsonTree& each : array(open["positions"])) {
    positions += money(each["unrealised"]) - money(each["charges"]);
  }
  EXPECT_EQ(to_text(money(open["day_charges"])), "0.37");
  EXPECT_EQ(positions - money(open["day_charges"]), money(open["net"]));
}

TEST(ReportDocument, GrossLessEveryLineIsNet) {
  const auto run = sample_run();
  const JsonTree costs = document_of(*run)["costs"];
  Money rest = money(costs["gross"]);
  for (const JsonTree& line : array(costs["lines"])) rest -= money(line["amount"]);
  EXPECT_EQ(rest, money(costs["net"]));
  EXPECT_EQ(money(costs["gross"]) - money(costs["total"]), money(costs["net"]));
}

TEST(ReportDocument, EveryKnownFigureShowsItsFormulaWithNumbers) {
  const auto run = sample_run();
  const JsonTree document = document_of(*run);
  for (const JsonTree& each : array(document["figures"])) {
    const bool is_known = each["value"].as<std::nullptr_t>() == nullptr;
    EXPECT_EQ(is_known, !each["with_numbers"].text().empty()) << each["id"].text();
    EXPECT_TRUE(is_known || !each["reason"].text().empty()) << each["id"].text();
  }
}

TEST(ReportDocument, ColumnsOfATableHaveEqualLengths) {
  const auto run = sample_run();
  const JsonTree document = document_of(*run);
  for (const char* table : {"trades", "orders", "weeks"}) {
    const std::size_t rows = table == std::string{"trades"}   ? 1
                             : table == std::string{"orders"} ? 5
                                                              : 2;
    for (const auto& [name, column] : *document[table].as<JsonObject>()) {
      const bool is_partial =
          column.as<JsonObject>() != nullptr && column["rows"].as<JsonArray>() != nullptr;
      const auto* values = column.as<JsonObject>() != nullptr ? column["value"].as<JsonArray>()
                                                              : column.as<JsonArray>();
      if (values == nullptr || is_partial || name == "partial" || name.ends_with("_rules") ||
          name == "shapes" || name == "stations") {
        continue;
      }
      EXPECT_EQ(values->size(), rows) << table << "." << name;
    }
  }
  for (const JsonTree& shape : array(document["orders"]["shapes"])) {
    EXPECT_EQ(array(shape).size(), 9u);
  }
}

TEST(ReportDocument, OrdersHaveTheirStateAndTradesNameTheirOrders) {
  const auto run = sample_run();
  const JsonTree document = document_of(*run);
  const JsonTree& orders = document["orders"];
  const auto& texts = array(document["texts"]);
  std::string states;
  for (const JsonTree& state : array(orders["state"])) {
    states += texts[static_cast<std::size_t>(*state.as<double>())].text() + " ";
  }
  EXPECT_EQ(states, "Filled Filled Filled Denied Working ");
  const auto entry =
      static_cast<std::size_t>(*array(document["trades"]["entry_order"])[0].as<double>());
  EXPECT_EQ(*array(orders["id"])[entry].as<double>(), 1);
}

TEST(ReportDocument, TheStrategysOwnLinesBeginWhereTheyAreKnown) {
  const auto run = sample_run();
  run->record.lines = {{InstrumentId{0}, "SMA 3", {}}, {InstrumentId{0}, "SMA 999", {}}};
  const std::size_t bars = run->record.records.size();
  run->record.lines[0].values.assign(bars, 100.125);
  run->record.lines[0].values[0] = run->record.lines[0].values[1] = std::nan("");
  run->record.lines[0].values[3] = 100.5;
  run->record.lines[1].values.assign(bars, std::nan(""));  // never ready
  const JsonTree document = document_of(*run);
  const auto& lines = array(array(document["price"]["tables"])[0]["lines"]);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["name"].text(), "SMA 3");
  EXPECT_EQ(lines[0]["scale"].as<double>()[0], 4);
  EXPECT_EQ(lines[0]["first"].as<double>()[0], 2);
  const auto& values = array(lines[0]["value"]);
  ASSERT_EQ(values.size(), bars - 2);
  EXPECT_EQ(*values[0].as<double>(), 1'001'250);
  EXPECT_EQ(*values[1].as<double>(), 1'005'000);
  EXPECT_EQ(*values[2].as<double>(), 1'001'250);
}

TEST(ReportDocument, OfTheSampleRunIsTheGolden) {
  const auto run = sample_run();
  const std::string text = in_lines(report_json(run->record, run->evaluation));
  if (std::getenv("MUHURAT_WRITE_GOLDENS") != nullptr) std::ofstream{golden} << text;
  EXPECT_EQ(text, read(golden)) << "rewrite it: MUHURAT_WRITE_GOLDENS=1 and this test again";
}

TEST(ReportPage, NoTextOfTheRunBecomesMarkup) {
  const auto plain = sample_run();
  const auto hostile = sample_run();
  const std::string text = "</script><script>alert(\"1\")</script><!-- ' & \x01";
  hostile->record.facts.name = text;
  hostile->record.facts.command = text;
  hostile->record.assumptions.push_back({text, text, true});
  hostile->record.orders[3].chain.signal.head = text;
  hostile->record.reproduce.push_back({text, text, true});
  hostile->record.quality.notes = {{text, text}};
  const std::string clean_page = report_html(plain->record, plain->evaluation);
  const std::string page = report_html(hostile->record, hostile->evaluation);
  for (const char* markup : {"<script", "</script", "<!--", "</noscript", "</title"}) {
    EXPECT_EQ(count(page, markup), count(clean_page, markup)) << markup;
  }
  EXPECT_EQ(page.find('\x01'), page.npos);
  EXPECT_EQ(document_of(*hostile)["run"]["name"].text(), text);
}

TEST(ReportPage, HoldsTitleDataAndPlainTablesWithoutPlacesLeft) {
  const auto run = sample_run();
  const std::string page = report_html(run->record, run->evaluation);
  EXPECT_NE(page.find("<title>crossover, 2026-03-09 to 2026-03-20, backtest bt-0c41f7</title>"),
            page.npos);
  EXPECT_EQ(count(page, "<!--muhurat:"), 0u);
  EXPECT_EQ(count(page, "id=\"report-data\""), 1u);
  const std::size_t begin = page.find("<noscript>");
  const std::string plain = page.substr(begin, page.find("</noscript>") - begin);
  for (const char* part :
       {"No verdict", "needs 30 trades, has 1", "Net profit", "2026-W11", "next bar&#39;s open",
        "better than life", "6f1c09ae77d241b8e05a3c94d1f08826", "generated sample data"}) {
    EXPECT_NE(plain.find(part), plain.npos) << part;
  }
}

// The budget is 0.8 MB; what is below it is room for what strategies say of their orders.
TEST(ReportPage, OfTenYearsOfDaysAndAThousandOrdersIsAtMostSixHundredKilobytes) {
  const auto run = market_of(2'480, 1, 5);
  for (std::size_t i = 0; i < 500; ++i) add_trade(*run, i * 24, i * 24 + 15);
  close_books(*run);
  EXPECT_LE(report_html(run->record, run->evaluation).size(), 600'000u);
}

TEST(ReportPage, OfAMillionBarsAndFiveThousandTradesIsAtMostTwoMegabytes_slow) {
  const auto run = market_of(2'667, 375);
  for (std::size_t i = 0; i < 5'000; ++i) add_trade(*run, i * 199, i * 199 + 40);
  close_books(*run);
  const std::string page = report_html(run->record, run->evaluation);
  EXPECT_LE(page.size(), 2'000'000u);
  const JsonTree document = document_of(*run);
  EXPECT_EQ(document["trades"]["side"].text().size(), 1'000u);
  EXPECT_EQ(document["trades"]["thinned"]["note"].text(),
            "1,000 of 5,000 trades: the largest by net result");
  EXPECT_EQ(array(document["price"]["tables"])[0]["thinned"]["of"].text(), "1000125");
}

}  // namespace muhurat::research
