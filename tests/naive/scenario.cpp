#include "naive/scenario.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace muhurat::naive {
namespace {

constexpr Date first_day = Date::from_civil(2026, 1, 1);

Timestamp at(int day, int minute_of_day) {
  return Timestamp::from_seconds(std::int64_t{first_day.days() + day} * 86'400) +
         Duration::minutes(minute_of_day);
}

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_{seed} {}

  Scenario make() {
    choose_conventions();
    add_instruments();
    add_bars();
    add_script();
    return std::move(made_);
  }

 private:
  std::int64_t pick(std::int64_t low, std::int64_t high) {  // both included
    return low +
           static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(high - low + 1)));
  }
  bool one_in(std::int64_t chances) { return pick(1, chances) == 1; }

  void choose_conventions() {
    made_.profile = exchange::profiles[static_cast<std::size_t>(pick(0, 2))];
    if (one_in(4)) {
      made_.profile.path =
          pick(0, 1) == 0 ? exchange::PathPolicy::HighFirst : exchange::PathPolicy::LowFirst;
    }
    if (!made_.profile.volume_share.is_zero() && one_in(2)) {
      made_.profile.volume_share = Rate::from_raw(Rate::one / 1'000 * pick(1, 100));
    }
    made_.slippage = static_cast<SlippageKind>(pick(0, 3));
    made_.slippage_amount = made_.slippage == SlippageKind::Ticks ? pick(0, 2) : pick(0, 150);
    made_.fee = Money{pick(0, 1) * 20};
    made_.checks_orders = one_in(3);
    made_.product = one_in(2) ? trading::Product::Mis : trading::Product::Cnc;
    made_.closes_at_end = one_in(2);
    made_.checks_cash = one_in(3);
    if (made_.checks_cash) made_.capital = Money{pick(1, 40) * 500};
    is_daily_ = one_in(3);
    has_brackets_ = one_in(2);
    answers_ = one_in(3);
  }

  void add_instruments() {
    constexpr int days = 8;
    const std::int64_t count = pick(1, 3);
    lot_ = one_in(3) ? 5 : 1;
    for (std::int64_t i = 0; i < count; ++i) {
      market::Instrument each;
      each.id = InstrumentId{static_cast<std::uint32_t>(i)};
      each.exchange = "X";
      each.symbol = std::string(1, static_cast<char>('A' + i));
      each.currency = "INR";
      each.multiplier = one_in(4) ? 10 : 1;
      each.terms = {{.tick = Price{1}, .lot = Quantity{lot_}, .freeze = {}}};
      made_.tables.instruments.push_back(each);
      std::vector<market::Session> sessions;
      for (int day = 0; day < days; ++day) {
        if (i > 0 && one_in(8)) continue;  // a holiday of its own: what trades is off session
        sessions.push_back({first_day + day, at(day, 555), at(day, 930)});
      }
      made_.tables.sessions.push_back(sessions);
      made_.tables.series.push_back(
          {.id = SeriesId{static_cast<std::uint32_t>(i)},
           .instrument = each.id,
           .interval = is_daily_ ? market::Interval::days(1) : market::Interval::minutes(75),
           .is_matching = true,
           .has_volume = !one_in(3)});
    }
  }

  void add_bar(std::size_t instrument, Timestamp start, Timestamp end) {
    std::int64_t& last = last_[instrument];
    const std::int64_t open = std::max<std::int64_t>(20, last + pick(-3, 3));
    const std::int64_t close = std::max<std::int64_t>(20, open + pick(-5, 5));
    market::Bar bar;
    bar.available_time = end;
    bar.series = SeriesId{static_cast<std::uint32_t>(instrument)};
    bar.length_ms = static_cast<std::uint32_t>((end - start).ns() / 1'000'000);
    bar.open = Price{open};
    bar.close = Price{close};
    bar.high = Price{std::max(open, close) + pick(0, 4)};
    bar.low = Price{std::min(open, close) - pick(0, 4)};
    const bool has_volume = made_.tables.series[instrument].has_volume;
    bar.volume = has_volume && !one_in(8) ? static_cast<double>(pick(1, 40) * 25) : 0;
    last = close;
    made_.bars.push_back(bar);
  }

  void add_bars() {
    const int days = static_cast<int>(is_daily_ ? pick(3, 6) : pick(1, 3));
    const std::size_t instruments = made_.tables.instruments.size();
    const bool is_thin = one_in(3);
    for (int day = 0; day < days; ++day) {
      for (int step = 0; step < (is_daily_ ? 1 : 5); ++step) {
        for (std::size_t i = 0; i < instruments; ++i) {
          if (one_in(is_thin ? 2 : 9)) continue;
          const int start = 555 + step * 75;
          add_bar(i, at(day, start), at(day, is_daily_ ? 930 : start + 75));
        }
      }
      if (!is_daily_ && one_in(3)) add_bar(0, at(day, 940), at(day, 970));  // after the session
    }
  }

  trading::Pricing pricing(trading::Side side, std::int64_t near) {
    const std::int64_t away = side == trading::Side::Buy ? 1 : -1;
    switch (pick(0, 3)) {
      case 0: return trading::Market{};
      case 1: return trading::Limit{price(near - away * pick(-3, 6))};
      case 2: return trading::Stop{price(near + away * pick(-2, 6))};
      default:
        return trading::StopLimit{price(near + away * pick(-2, 5)),
                                  price(near + away * pick(-4, 7))};
    }
  }
  Price price(std::int64_t whole) {
    const bool off_tick = made_.checks_orders && one_in(12);
    return Price::from_raw(std::max<std::int64_t>(1, whole) * Price::one +
                           (off_tick ? Price::one / 2 : 0));
  }

  // The last close of an instrument that the script can know at the end of a bar.
  std::int64_t near(InstrumentId instrument, std::size_t bar) const {
    for (std::size_t i = bar + 1; i > 0; --i) {
      const market::Bar& each = made_.bars[i - 1];
      if (each.series.value() == instrument.value()) return each.close.raw() / Price::one;
    }
    return 100;
  }

  // Mostly of the instrument whose bar it is, else of any.
  void add_submit(std::size_t bar) {
    Action action{.at_bar = bar};
    const auto count = static_cast<std::int64_t>(made_.tables.instruments.size());
    action.request.instrument = InstrumentId{made_.bars[bar].series.value()};
    if (one_in(4)) {
      action.request.instrument = InstrumentId{static_cast<std::uint32_t>(pick(0, count - 1))};
    }
    action.request.side = one_in(2) ? trading::Side::Sell : trading::Side::Buy;
    action.request.quantity = Quantity{pick(1, 12) * lot_ + (one_in(20) && made_.checks_orders)};
    action.request.pricing = pricing(action.request.side, near(action.request.instrument, bar));
    action.request.validity = static_cast<trading::Validity>(pick(0, 2));
    if (has_brackets_ && !one_in(3)) {
      action.request.bracket = {Price{pick(0, 5)}, Price{pick(0, 6)}};
    }
    made_.script.push_back(action);
    submits_.push_back(action.request);
  }

  // Any order written so far, live or not, or a child of it.
  Action about_some_order(Action::Kind kind, std::size_t bar) {
    Action action{.kind = kind, .at_bar = bar};
    action.nth = static_cast<std::size_t>(pick(0, std::ssize(submits_) - 1));
    const trading::Bracket& bracket = submits_[action.nth].bracket;
    if (bracket.stop.is_positive() && one_in(3)) action.role = trading::OrderRole::StopChild;
    if (bracket.target.is_positive() && one_in(3)) action.role = trading::OrderRole::TargetChild;
    return action;
  }

  // An exit of what was filled, or an order of any kind; of the same instrument.
  void add_answer(std::size_t bar) {
    Action action{.kind = Action::Kind::Answer, .at_bar = bar};
    action.nth = static_cast<std::size_t>(pick(0, std::ssize(submits_) - 1));
    action.request = submits_[action.nth];
    action.request.bracket = {};
    if (!one_in(3)) action.request.side = trading::opposite(action.request.side);
    action.request.pricing = pricing(action.request.side, near(action.request.instrument, bar));
    action.request.validity = static_cast<trading::Validity>(pick(0, 2));
    made_.script.push_back(action);
  }

  void add_change(std::size_t bar) {
    Action action = about_some_order(Action::Kind::Change, bar);
    const auto& request = submits_[action.nth];
    const std::int64_t price = near(request.instrument, bar);
    auto type = trading::type_of(request.pricing);
    if (action.role == trading::OrderRole::StopChild) type = trading::OrderType::Stop;
    if (action.role == trading::OrderRole::TargetChild) type = trading::OrderType::Limit;
    const bool has_limit =
        type == trading::OrderType::Limit || type == trading::OrderType::StopLimit;
    const bool has_trigger =
        type == trading::OrderType::Stop || type == trading::OrderType::StopLimit;
    if (one_in(3)) action.change.quantity = request.quantity + Quantity{pick(-5, 3) * lot_};
    if (has_limit && !one_in(3)) action.change.limit = Price{price + pick(-4, 4)};
    if (has_trigger && !one_in(3)) action.change.trigger = Price{price + pick(-4, 4)};
    if (!action.change.quantity && !action.change.limit && !action.change.trigger) return;
    made_.script.push_back(action);
  }

  void add_script() {
    const bool is_fickle = one_in(4);
    for (std::size_t bar = 0; bar < made_.bars.size(); ++bar) {
      for (std::int64_t i = pick(-2, 2); i > 0; --i) add_submit(bar);
      if (is_fickle && !submits_.empty() && one_in(2)) {  // an order loses both children
        Action action = about_some_order(Action::Kind::Cancel, bar);
        for (const auto role : {trading::OrderRole::StopChild, trading::OrderRole::TargetChild}) {
          action.role = role;
          made_.script.push_back(action);
        }
      }
      if (!submits_.empty() && one_in(6)) {
        made_.script.push_back(about_some_order(Action::Kind::Cancel, bar));
      }
      if (!submits_.empty() && one_in(4)) add_change(bar);
      if (answers_ && !submits_.empty() && one_in(3)) add_answer(bar);
    }
  }

  Random random_;
  Scenario made_;
  bool is_daily_ = false;
  bool has_brackets_ = false;
  bool answers_ = false;  // it writes orders when it is told of fills
  std::int64_t lot_ = 1;
  std::vector<trading::OrderRequest> submits_;
  std::int64_t last_[3] = {100, 60, 40};
};

std::string draw(const trading::Pricing& pricing) {
  if (const auto* limit = std::get_if<trading::Limit>(&pricing)) {
    return "limit " + to_text(limit->price);
  }
  if (const auto* stop = std::get_if<trading::Stop>(&pricing)) {
    return "stop " + to_text(stop->trigger);
  }
  if (const auto* both = std::get_if<trading::StopLimit>(&pricing)) {
    return "stop " + to_text(both->trigger) + " limit " + to_text(both->limit);
  }
  return "market";
}

std::string draw(const Action& action) {
  std::string named = "#" + std::to_string(action.nth);
  if (action.role == trading::OrderRole::StopChild) named += " stop child";
  if (action.role == trading::OrderRole::TargetChild) named += " target child";
  if (action.kind == Action::Kind::Cancel) return "cancel " + named;
  if (action.kind == Action::Kind::Change) {
    std::string text = "change " + named;
    if (action.change.quantity) text += " quantity " + to_text(*action.change.quantity);
    if (action.change.limit) text += " limit " + to_text(*action.change.limit);
    if (action.change.trigger) text += " trigger " + to_text(*action.change.trigger);
    return text;
  }
  const auto& request = action.request;
  std::string text = action.kind == Action::Kind::Answer ? "when " + named + " is filled: " : "";
  text += std::string{to_text(request.side)} + " " + to_text(request.quantity) + " " +
          std::string(1, static_cast<char>('A' + request.instrument.value())) + " " +
          draw(request.pricing) + " " + to_text(request.validity);
  if (request.bracket.stop.is_positive()) text += " bracket-stop " + to_text(request.bracket.stop);
  if (request.bracket.target.is_positive()) text += " target " + to_text(request.bracket.target);
  return text;
}

}  // namespace

Scenario random_scenario(std::uint64_t seed) {
  return Maker{seed}.make();
}

std::string draw(const Scenario& scenario) {
  std::string text =
      std::string{scenario.profile.name} + " " + exchange::to_text(scenario.profile.path) +
      " slippage " + std::to_string(static_cast<int>(scenario.slippage)) + ":" +
      std::to_string(scenario.slippage_amount) + " cap " + to_text(scenario.profile.volume_share) +
      " fee " + to_text(scenario.fee) + (scenario.checks_orders ? " checked " : " ") +
      (scenario.checks_cash ? "capital " + to_text(scenario.capital) + " " : "") +
      trading::to_text(scenario.product) + "\n";
  for (const auto& each : scenario.tables.instruments) {
    text += each.symbol + " lot " + to_text(each.terms.front().lot) + " multiplier " +
            std::to_string(each.multiplier) +
            (scenario.tables.series[each.id.index()].has_volume ? "" : " without volume") +
            " sessions";
    for (const market::Session& session : scenario.tables.sessions[each.id.index()]) {
      text += " " + to_text(session.date);
    }
    text += "\n";
  }
  for (std::size_t i = 0; i < scenario.bars.size(); ++i) {
    const market::Bar& bar = scenario.bars[i];
    text += to_text(bar.start()) + " to " + to_text(bar.available_time) + " " +
            std::string(1, static_cast<char>('A' + bar.series.value())) + " " + to_text(bar.open) +
            " " + to_text(bar.high) + " " + to_text(bar.low) + " " + to_text(bar.close) + " v" +
            std::to_string(static_cast<int>(bar.volume)) + "\n";
    for (const Action& action : scenario.script) {
      if (action.at_bar == i) text += "    " + draw(action) + "\n";
    }
  }
  return text;
}

}  // namespace muhurat::naive
