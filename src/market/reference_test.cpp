#include "market/reference.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>

#include "core/text.hpp"

namespace muhurat::market {
namespace {

constexpr const char* header =
    "exchange,segment,symbol,isin,name,tick,lot,multiplier,currency,has_derivatives,valid_from,"
    "valid_to\n";

const SegmentTable& segments() {
  static const SegmentTable compiled_in;
  return compiled_in;
}

class InstrumentFileTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              (std::string{"muhurat_"} + test->name() + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path path() const { return folder_ / "reference" / "instruments.csv"; }
  void write(const std::string& rows) const {
    std::filesystem::create_directories(path().parent_path());
    std::ofstream{path()} << header << rows;
  }
  std::string text() const {
    std::ifstream stream{path()};
    return {std::istreambuf_iterator<char>{stream}, {}};
  }
  std::string refusal(const std::string& rows) const {
    write(rows);
    try {
      const InstrumentFile file{path(), segments()};
      return "taken";
    } catch (const ProblemError& error) {
      const std::string& headline = error.problem().headline;
      return headline.substr(headline.find(", line") + 2);
    }
  }

  std::filesystem::path folder_;
};

TEST_F(InstrumentFileTest, IsEmptyWhereThereIsNoFile) {
  const InstrumentFile file{path(), segments()};
  EXPECT_TRUE(file.keys().empty());
  EXPECT_EQ(file.find("NSE:INFY"), nullptr);
}

TEST_F(InstrumentFileTest, ReadsTheDatedTermsOfAnInstrument) {
  write(
      "NSE,EQ,INFY,INE009A01021,\"Infosys, Ltd\",0.05,1,1,INR,true,,2025-04-14\n"
      "NSE,EQ,INFY,INE009A01021,\"Infosys, Ltd\",0.1,1,1,INR,true,2025-04-15,\n");
  const InstrumentFile file{path(), segments()};
  const Instrument* infy = file.find("NSE:INFY");
  ASSERT_NE(infy, nullptr);
  EXPECT_EQ(infy->name, "Infosys, Ltd");
  EXPECT_EQ(infy->terms_on(Date::from_civil(2025, 4, 14)).tick, Price::from_raw(5'000'000));
  EXPECT_EQ(infy->terms_on(Date::from_civil(2025, 4, 15)).tick, Price::from_raw(10'000'000));
  EXPECT_TRUE(infy->terms_on(Date::from_civil(2025, 4, 15)).has_derivatives);
}

TEST_F(InstrumentFileTest, KeepsTheRowsOfOthersWhenOneIsPut) {
  const std::string others =
      "BSE,EQ,TCS,,,0.05,1,1,INR,false,2004-08-25,2020-01-01\n"
      "LSE,,VOD,,\"a \"\"b\"\"\",0.01,1,1,GBP,false,,\n";
  write(others);
  InstrumentFile file{path(), segments()};
  const MonthClose closes[] = {{Date::from_civil(2006, 1, 2), Price{100}}};
  file.put(new_instrument({"NSE", "INFY"},
                          {.segment = {}, .currency = {}, .tick = Price{1}, .lot = {}}, closes,
                          segments())
               .value());
  file.write();
  EXPECT_EQ(text(), header + others + "NSE,EQ,INFY,,,1,1,1,INR,false,,\n");
  const InstrumentFile again{path(), segments()};
  EXPECT_EQ(again.keys(), (std::vector<std::string>{"BSE:TCS", "LSE:VOD", "NSE:INFY"}));
}

TEST_F(InstrumentFileTest, NamesTheLineAndFieldThatIsAmiss) {
  const std::string good = "NSE,EQ,INFY,,,0.05,1,1,INR,false,,2020-01-01\n";
  EXPECT_EQ(refusal(good), "taken");
  EXPECT_EQ(refusal("NSE,EQ,INFY,,,0,1,1,INR,false,,\n"), "line 2: the tick cannot be read");
  EXPECT_EQ(refusal("NSE,EQ,INFY,,,0.05,-1,1,INR,false,,\n"), "line 2: the lot cannot be read");
  EXPECT_EQ(refusal("NSE,EQ,INFY,,,0.05,1,0,INR,false,,\n"),
            "line 2: the multiplier cannot be read");
  EXPECT_EQ(refusal("NSE,EQ,INFY,,,0.05,1,1,Rs,false,,\n"), "line 2: the currency cannot be read");
  EXPECT_EQ(refusal("NSE,EQ,INFY,,,0.05,1,1,INR,no,,\n"),
            "line 2: the has_derivatives cannot be read");
  EXPECT_EQ(refusal("NSE,EQ,../x,,,0.05,1,1,INR,false,,\n"), "line 2: the symbol cannot be read");
  EXPECT_EQ(refusal(good + "NSE,EQ,INFY,,,0.05,1,1,INR,false,2020-01-01,\n"),
            "line 3: the valid_from cannot be read");
  EXPECT_EQ(refusal(good + "NSE,EQ,INFY,,,0.05,1,1,USD,false,2020-01-02,\n"),
            "line 3: the currency cannot be read");
}

TEST_F(InstrumentFileTest, IsAsItWasWhereItCannotBeWritten) {
  write("NSE,EQ,INFY,,,0.05,1,1,INR,false,,\n");
  const InstrumentFile file{path(), segments()};
  rlimit limit = {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &limit), 0);
  const auto previous = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small = {.rlim_cur = 16, .rlim_max = limit.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  EXPECT_THROW(file.write(), ProblemError);
  ::setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, previous);
  EXPECT_EQ(text(), std::string{header} + "NSE,EQ,INFY,,,0.05,1,1,INR,false,,\n");
}

TEST(InstrumentKey, IsAnExchangeAndASymbol) {
  EXPECT_EQ(parse_instrument_key("NSE:M&M")->symbol, "M&M");
  EXPECT_EQ(parse_instrument_key("NSE:NIFTY 50")->symbol, "NIFTY 50");
  for (const char* text :
       {"INFY", ":INFY", "NSE:", "NSE:A/B", "NSE:..", "NSE:A:B", "NSE: A", "NSE:\n"}) {
    EXPECT_FALSE(parse_instrument_key(text)) << text;
  }
}

TEST(NewInstrument, NeedsACurrencyOffTheKnownExchanges) {
  const MonthClose closes[] = {{Date::from_civil(2006, 1, 2), Price{100}}};
  const auto refused = new_instrument({"XETRA", "SAP"}, {}, closes, segments());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().headline, "the currency of XETRA:SAP is not known");
  const auto taken =
      new_instrument({"XETRA", "SAP"}, {.segment = {}, .currency = "EUR", .tick = {}, .lot = {}},
                     closes, segments());
  ASSERT_TRUE(taken);
  EXPECT_EQ(to_text(taken->terms.front().tick), "0.01");
  EXPECT_EQ(taken->terms.size(), 1u);
  EXPECT_EQ(taken->segment, "");
}

}  // namespace
}  // namespace muhurat::market
