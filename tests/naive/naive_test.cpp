// The engine and the naive backtester must agree on every random scenario: same fills, same cash,
// same states.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>

#include "core/text.hpp"
#include "engine/engine.hpp"
#include "exchange/bars/bar_venue.hpp"
#include "naive/naive_backtester.hpp"
#include "sdk/fees/simple_fees.hpp"
#include "sdk/slippage/slippage.hpp"

namespace muhurat::naive {
namespace {

// The script as a strategy of the engine.
class Scripted final : public sdk::Strategy {
 public:
  explicit Scripted(const Scenario& scenario) : scenario_{scenario} {}

  void on_bar(sdk::Context& context, const market::Bar&) override {
    const std::size_t bar = next_bar_++;
    for (; next_action_ < scenario_.script.size() && scenario_.script[next_action_].at_bar == bar;
         ++next_action_) {
      const Action& action = scenario_.script[next_action_];
      switch (action.kind) {
        case Action::Kind::Submit: ids_.push_back(context.submit(action.request)); break;
        case Action::Kind::Cancel: context.cancel(ids_[action.nth]); break;
        case Action::Kind::Change: context.change(ids_[action.nth], action.change); break;
      }
    }
  }

 private:
  const Scenario& scenario_;
  std::size_t next_bar_ = 0;
  std::size_t next_action_ = 0;
  std::vector<OrderId> ids_;
};

class Bars final : public sdk::DataFeed {
 public:
  explicit Bars(const std::vector<market::Bar>& bars) : bars_{bars} {}
  bool next(market::Record& record) override {
    if (next_ == bars_.size()) return false;
    record = market::Record{bars_[next_++]};
    return true;
  }

 private:
  const std::vector<market::Bar>& bars_;
  std::size_t next_ = 0;
};

std::unique_ptr<sdk::SlippageModel> slippage_of(const Scenario& scenario) {
  switch (scenario.slippage) {
    case SlippageKind::Ticks: return std::make_unique<sdk::TickSlippage>(scenario.slippage_amount);
    case SlippageKind::BasisPoints:
      return std::make_unique<sdk::BasisPointSlippage>(
          Rate::from_raw(scenario.slippage_amount * (Rate::one / 10'000)));
    case SlippageKind::None: break;
  }
  return std::make_unique<sdk::NoSlippage>();
}

trading::Limits limits_of(const Scenario& scenario) {
  if (!scenario.checks_orders) return trading::Limits::none();
  trading::Limits limits = trading::Limits::none();
  limits.tick = true;
  limits.lot = true;
  limits.no_short_delivery = true;
  return limits;
}

// Fills, states and cash as text, so that a difference can be read.
std::string drawn_by_engine(const Scenario& scenario) {
  const auto slippage = slippage_of(scenario);
  exchange::BarVenue venue{scenario.tables, scenario.profile, *slippage};
  sdk::FlatFees fees{scenario.fee};
  Scripted strategy{scenario};
  engine::Engine engine{
      scenario.tables, venue,      fees,
      strategy,        sdk::OnBar, {.capital = scenario.capital, .limits = limits_of(scenario)}};
  engine.start();
  Bars feed{scenario.bars};
  engine.run(feed);
  const engine::RunResult result = engine.take_result();
  std::ostringstream text;
  for (const engine::FillRow& row : result.fills) {
    const trading::Fill& fill = row.fill;
    text << "fill " << fill.order.value() << " " << to_text(fill.quantity) << "@"
         << to_text(fill.price) << " " << to_text(fill.time) << " " << to_text(fill.rule) << "\n";
  }
  for (const engine::OrderRow& row : result.orders) {
    text << "order " << row.order.id.value() << " " << to_text(row.order.state) << " "
         << to_text(row.order.filled) << "/" << to_text(row.order.quantity) << "\n";
  }
  text << "cash " << to_text(result.cash) << "\n";
  return text.str();
}

std::string drawn_by_naive(const Scenario& scenario) {
  const NaiveResult result = run_naive(scenario);
  std::ostringstream text;
  for (const NaiveFill& fill : result.fills) {
    text << "fill " << fill.order << " " << to_text(fill.quantity) << "@" << to_text(fill.price)
         << " " << to_text(fill.time) << " " << to_text(fill.rule) << "\n";
  }
  for (const NaiveOrder& order : result.orders) {
    text << "order " << order.id << " " << to_text(order.state) << " " << to_text(order.filled)
         << "/" << to_text(order.request.quantity) << "\n";
  }
  text << "cash " << to_text(result.cash) << "\n";
  return text.str();
}

bool agree(const Scenario& scenario) {
  return drawn_by_engine(scenario) == drawn_by_naive(scenario);
}

// Leaves out actions and trailing bars as long as the two still disagree.
Scenario shrunk(Scenario scenario) {
  for (bool is_smaller = true; is_smaller;) {
    is_smaller = false;
    for (std::size_t i = 0; i < scenario.script.size() && !is_smaller; ++i) {
      Scenario smaller = scenario;
      if (smaller.script[i].kind == Action::Kind::Submit) continue;  // others are named by number
      smaller.script.erase(smaller.script.begin() + static_cast<std::ptrdiff_t>(i));
      if (!agree(smaller)) {
        scenario = std::move(smaller);
        is_smaller = true;
      }
    }
    if (!is_smaller && scenario.bars.size() > 1) {
      Scenario smaller = scenario;
      smaller.bars.pop_back();
      std::erase_if(smaller.script,
                    [&](const Action& each) { return each.at_bar >= smaller.bars.size(); });
      if (!agree(smaller)) {
        scenario = std::move(smaller);
        is_smaller = true;
      }
    }
  }
  return scenario;
}

std::uint64_t number_from(const char* name, std::uint64_t standard) {
  const char* text = std::getenv(name);
  return text == nullptr ? standard : std::strtoull(text, nullptr, 10);
}

void compare(std::uint64_t first, std::uint64_t count) {
  std::uint64_t fills = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Scenario scenario = random_scenario(seed);
    if (!agree(scenario)) {
      const Scenario least = shrunk(scenario);
      FAIL() << "seed " << seed << "; again: NAIVE_FIRST=" << seed
             << " NAIVE_COUNT=1 naive_test --gtest_filter=Naive.*slow\n"
             << draw(least) << "engine\n"
             << drawn_by_engine(least) << "naive\n"
             << drawn_by_naive(least);
    }
    fills += run_naive(scenario).fills.size();
  }
  std::printf("naive twin: %llu scenarios agree, %llu fills\n",
              static_cast<unsigned long long>(count), static_cast<unsigned long long>(fills));
  EXPECT_GT(fills, count);  // scenarios in which nothing happens would prove nothing
}

TEST(Naive, AgreesWithTheEngineOnAThousandScenarios) {
  compare(1'000'000, 1'000);
}

TEST(Naive, AgreesWithTheEngineOnAHundredThousandScenarios_slow) {
  compare(number_from("NAIVE_FIRST", 1), number_from("NAIVE_COUNT", 100'000));
}

}  // namespace
}  // namespace muhurat::naive
