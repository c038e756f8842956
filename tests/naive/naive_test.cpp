// The engine and the naive backtester must agree on every random scenario: same fills, same cash,
// same states.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
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
        case Action::Kind::Answer: break;
        case Action::Kind::Cancel:
          if (const auto id = named(context, action)) context.cancel(*id);
          break;
        case Action::Kind::Change:
          if (const auto id = named(context, action)) context.change(*id, action.change);
          break;
      }
    }
  }
  void on_order(sdk::Context& context, const trading::OrderEvent& event) override {
    if (event.kind != trading::OrderEventKind::Filled) return;
    if (event.order.state != trading::OrderState::Filled) return;
    for (std::size_t i = 0; i < next_action_; ++i) {
      const Action& action = scenario_.script[i];
      if (action.kind != Action::Kind::Answer || ids_[action.nth] != event.order.id) continue;
      context.submit(action.request);
    }
  }

 private:
  // The order that an action names; none: a child that is not live.
  std::optional<OrderId> named(const sdk::Context& context, const Action& action) const {
    const OrderId entry = ids_[action.nth];
    if (action.role == trading::OrderRole::Entry) return entry;
    for (const market::Instrument& instrument : scenario_.tables.instruments) {
      for (const trading::Order* order : context.live_orders(instrument.id)) {
        if (order->parent == entry && order->role == action.role) return order->id;
      }
    }
    return std::nullopt;
  }

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
    case SlippageKind::ShareOfVolume:
      return std::make_unique<sdk::VolumeSlippage>(
          Rate::from_raw(scenario.slippage_amount * (Rate::one / 100)));
    case SlippageKind::None: break;
  }
  return std::make_unique<sdk::NoSlippage>();
}

trading::Limits limits_of(const Scenario& scenario) {
  trading::Limits limits = trading::Limits::none();
  if (scenario.checks_cash) limits.cash_reserve = Rate{};
  if (!scenario.checks_orders) return limits;
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
      scenario.tables,
      venue,
      fees,
      strategy,
      sdk::OnBar | sdk::OnOrder,
      {.capital = scenario.capital,
       .limits = limits_of(scenario),
       .product = scenario.product,
       .end = scenario.closes_at_end ? engine::EndMode::Close : engine::EndMode::Mark}};
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
  for (const trading::Position& each : result.positions) {
    text << "holds " << to_text(each.quantity) << "\n";
  }
  text << "cash " << to_text(result.cash) << " equity " << to_text(result.equity) << "\n";
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
  for (const Quantity each : result.positions) text << "holds " << to_text(each) << "\n";
  text << "cash " << to_text(result.cash) << " equity " << to_text(result.equity) << "\n";
  return text.str();
}

bool agree(const Scenario& scenario) {
  return drawn_by_engine(scenario) == drawn_by_naive(scenario);
}

Scenario without_action(Scenario scenario, std::size_t index) {
  std::size_t nth = 0;
  for (std::size_t i = 0; i < index; ++i) nth += scenario.script[i].kind == Action::Kind::Submit;
  const bool is_submit = scenario.script[index].kind == Action::Kind::Submit;
  scenario.script.erase(scenario.script.begin() + static_cast<std::ptrdiff_t>(index));
  if (!is_submit) return scenario;
  std::erase_if(scenario.script, [&](const Action& each) {
    return each.kind != Action::Kind::Submit && each.nth == nth;
  });
  for (Action& each : scenario.script) each.nth -= each.nth > nth;
  return scenario;
}

Scenario without_bar(Scenario scenario, std::size_t index) {
  for (std::size_t i = scenario.script.size(); i > 0; --i) {
    if (i <= scenario.script.size() && scenario.script[i - 1].at_bar == index) {
      scenario = without_action(std::move(scenario), i - 1);
    }
  }
  for (Action& each : scenario.script) each.at_bar -= each.at_bar > index;
  scenario.bars.erase(scenario.bars.begin() + static_cast<std::ptrdiff_t>(index));
  return scenario;
}

// One thing less of everything that can be left out.
std::vector<Scenario> smaller_than(const Scenario& scenario) {
  std::vector<Scenario> smaller;
  for (std::size_t i = scenario.bars.size(); i > 0; --i) {
    smaller.push_back(without_bar(scenario, i - 1));
  }
  for (std::size_t i = 0; i < scenario.script.size(); ++i) {
    smaller.push_back(without_action(scenario, i));
    if (scenario.script[i].request.bracket == trading::Bracket{}) continue;
    smaller.push_back(scenario);
    smaller.back().script[i].request.bracket = {};
  }
  if (scenario.slippage != SlippageKind::None) {
    smaller.push_back(scenario);
    smaller.back().slippage = SlippageKind::None;
  }
  if (scenario.closes_at_end) {
    smaller.push_back(scenario);
    smaller.back().closes_at_end = false;
  }
  if (scenario.checks_orders) {
    smaller.push_back(scenario);
    smaller.back().checks_orders = false;
  }
  if (!scenario.fee.is_zero()) {
    smaller.push_back(scenario);
    smaller.back().fee = Money{};
  }
  return smaller;
}

// Leaves things out as long as the two still disagree.
Scenario shrunk(Scenario scenario) {
  for (;;) {
    const std::vector<Scenario> smaller = smaller_than(scenario);
    const auto least = std::find_if_not(smaller.begin(), smaller.end(), agree);
    if (least == smaller.end()) return scenario;
    scenario = *least;
  }
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
