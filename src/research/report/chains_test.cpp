#include "research/report/chains.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/json_tree.hpp"
#include "core/parse.hpp"
#include "research/report/sample_run_test.hpp"

namespace muhurat::research {
namespace {

const JsonArray& array(const JsonTree& tree) {
  return *tree.as<JsonArray>();
}
std::string number(const JsonTree& tree) {
  return fmt::format("{:.0f}", *tree.as<double>());
}

// "decided on bar {t 100}, close {p 200/0}": every value of a hole, and its decimals.
std::string draw(const JsonTree& phrase) {
  std::string text;
  const JsonArray& words = array(phrase["words"]);
  const JsonArray& holes = array(phrase["holes"]);
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += words[i].text();
    if (i == holes.size()) break;
    text += "{" + holes[i]["kind"].text();
    for (const JsonTree& value : array(holes[i]["value"])) text += " " + number(value);
    const JsonTree& scale = holes[i]["scale"];
    if (const auto* scales = scale.as<JsonArray>()) {
      for (const JsonTree& each : *scales) text += " /" + number(each);
    } else {
      text += " /" + number(scale);
    }
    text += "}";
  }
  return text;
}

class ChainsTest : public testing::Test {
 protected:
  // The phrases of a station of all orders of the run, a line each.
  std::string station(std::size_t index) {
    const Scope scope{run_->record, run_->evaluation};
    Chains chains{scope};
    for (const OrderLine& line : run_->record.orders) chains.add(line);
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    chains.write(json);
    json.end();
    document_ = parse_json(out).value();
    std::string text;
    for (const JsonTree& phrase : array(array(document_["stations"])[index])) {
      text += draw(phrase) + "\n";
    }
    return text;
  }
  OrderLine& order(std::size_t index) { return run_->record.orders[index]; }

  std::unique_ptr<SampleRun> run_ = sample_run();
  JsonTree document_;
};

}  // namespace

TEST_F(ChainsTest, OrdersThatSayTheSameShareTheWords) {
  run_->record.orders.resize(3);  // bought, sold, bought again
  EXPECT_EQ(station(8),
            "position {q 0 0 0 /0} to {q 100 -100 50 /0}, "
            "cash {m 10000000000 9900002975 9999995725 /2} to "
            "{m 9900002975 9999995725 9950000115 /2}\n");
  EXPECT_EQ(array(document_["shapes"]).size(), 2u);
  const JsonArray& chain = array(document_["chain"]);
  EXPECT_EQ(number(chain[0]) + number(chain[1]) + number(chain[2]), "010");
}

TEST_F(ChainsTest, AnOrderThatWasDeniedHasNoPhraseBehindTheRiskGate) {
  EXPECT_EQ(station(4),
            "passed\n"
            "denied by C07 TICK_SIZE: value {n 10003 /2}, limit {n 5 /2}, nearest {p 100 /0} and "
            "{p 10005 /2}\n");
  const auto shape = static_cast<std::size_t>(*array(document_["chain"])[3].as<double>());
  const JsonArray& phrases = array(array(document_["shapes"])[shape]);
  EXPECT_EQ(number(phrases[4]), "1");
  for (std::size_t i = 5; i < 9; ++i) EXPECT_EQ(number(phrases[i]), "-1") << i;
}

TEST_F(ChainsTest, NumbersOfAReasonKeepTheirDecimalsAndEquityIsMoney) {
  run_->record.orders.resize(2);
  for (std::size_t i = 0; i < 2; ++i) {
    trading::Reason& why = order(i).chain.sizing.reason;
    why.text = "cut";
    why.note("equity", i == 0 ? 981'067.92 : 5);
    why.note("part", i == 0 ? 1.0 / 3 : -20.5);
  }
  EXPECT_EQ(station(2),
            "target {q 100 100 /0}, gap {q 100 100 /0}; cut; equity {m 98106792 500 /2}, part "
            "{n 3333333333 -205 /10 /1}\n");
}

TEST_F(ChainsTest, ANumberWithAnExponentIsPartOfTheWords) {
  run_->record.orders.resize(1);
  order(0).chain.signal.reason.note("small", 1e-7);
  EXPECT_EQ(station(1), "forecast {f 100 /2}; small 1e-07\n");
}

TEST_F(ChainsTest, AByteOfAMarkInAStrategysTextIsJustText) {
  run_->record.orders.resize(1);
  order(0).chain.signal.reason.text = "a\x1FZ b\x1F";
  EXPECT_EQ(station(1), "forecast {f 100 /2}; a\x1FZ b\x1F\n");
}

}  // namespace muhurat::research
