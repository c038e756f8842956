// For tests: a venue on one instrument, its orders and bars written and its answers drawn as text.
//   Floor floor{next_open};
//   floor.send("buy 10 market");
//   EXPECT_EQ(floor.day("100 105 95 102"), "1 fills 10 at 100 open\n");
#pragma once

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "exchange/bars/bar_venue.hpp"
#include "trading/risk_gate.hpp"

namespace muhurat::exchange {

// Against us by a fixed distance.
class FixedSlippage final : public sdk::SlippageModel {
 public:
  explicit FixedSlippage(Price distance) : distance_{distance} {}
  Price worsen(const trading::Order& order, Price unslipped, const market::Bar&, Price) override {
    return order.side == trading::Side::Buy ? unslipped + distance_ : unslipped - distance_;
  }
  bool is_none() const override { return distance_.is_zero(); }

 private:
  Price distance_;
};

struct FloorTerms {
  Price tick{1};
  Quantity lot{1};
  bool has_volume = true;
  Price slippage = {};
  std::int64_t interval_minutes = 0;  // 0: a day
};

// Sessions 09:15 to 15:30, every day from 2026-01-01 on.
class Floor {
 public:
  explicit Floor(const FillProfile& profile, const FloorTerms& terms = {})
      : tables_{tables_of(terms)},
        slippage_{terms.slippage},
        venue_{tables_, profile, slippage_},
        portfolio_{tables_, Money{1'000'000'000}},
        gate_{tables_, trading::Limits::none(), portfolio_, charges_},
        now_{close_of(0)} {}

  // "buy 10 limit 99", "sell 5 stop_limit 90 89 ioc": Day unless said. Returns its number, from 1.
  std::uint64_t send(const std::string& text) {
    trading::Order order = order_of(text);
    order.id = OrderId{++last_id_};
    order.written = now_;
    orders_.push_back(order);
    auto approved = gate_.approve(order, now_);
    CHECK(approved.has_value());
    venue_.submit(std::move(*approved));
    return last_id_;
  }
  void cancel(std::uint64_t id) { venue_.cancel(OrderId{id}, now_); }
  void change(std::uint64_t id, const trading::OrderChange& change) {
    auto approved = gate_.approve_change(orders_[id - 1], change, now_);
    CHECK(approved.has_value());
    venue_.change(std::move(*approved));
  }

  // The bar of the next day, "open high low close" and perhaps a volume; returns what it causes.
  std::string day(const std::string& text) {
    today_ += 1;
    return bar(text, open_of(today_), close_of(today_));
  }
  void skip_day() { today_ += 1; }
  std::string bar(const std::string& text, Timestamp start, Timestamp end) {
    show(text, start, end);
    return rest();
  }
  // Only shows the bar; the caller pulls.
  void show(const std::string& text, Timestamp start, Timestamp end) {
    std::istringstream words{text};
    std::int64_t open = 0, high = 0, low = 0, close = 0;
    double volume = 1e6;
    words >> open >> high >> low >> close;
    if (!(words >> volume)) volume = 1e6;
    now_ = end;
    market::Bar shown;
    shown.available_time = end;
    shown.length_ms = static_cast<std::uint32_t>((end - start).ns() / 1'000'000);
    shown.open = Price{open};
    shown.high = Price{high};
    shown.low = Price{low};
    shown.close = Price{close};
    shown.volume = volume;
    venue_.on_record(market::Record{shown});
  }
  // All that the venue still has to say, but for what answers commands with yes.
  std::string rest() {
    std::string drawn;
    while (const auto evidence = venue_.next()) drawn += draw(*evidence);
    return drawn;
  }
  std::string one() {
    while (const auto evidence = venue_.next()) {
      const std::string drawn = draw(*evidence);
      if (!drawn.empty()) return drawn;
    }
    return "";
  }

  Timestamp now() const { return now_; }
  void set_now(Timestamp now) { now_ = now; }
  static Timestamp at(int day, int hour, int minute) {
    return Timestamp::from_seconds(std::int64_t{first_day.days() + day} * 86'400) +
           Duration::minutes(hour * 60 + minute);
  }
  static Timestamp open_of(int day) { return at(day, 9, 15); }
  static Timestamp close_of(int day) { return at(day, 15, 30); }
  const BarVenueCounts& counts() const { return venue_.counts(); }

 private:
  static constexpr Date first_day = Date::from_civil(2026, 1, 1);

  struct NoCharges final : trading::ChargeEstimator {
    Money estimate(const trading::Fill&) const override { return {}; }
  };

  static market::RunTables tables_of(const FloorTerms& terms) {
    market::RunTables tables;
    market::Instrument instrument;
    instrument.exchange = "TEST";
    instrument.symbol = "ONE";
    market::InstrumentTerms in_force;
    in_force.tick = terms.tick;
    in_force.lot = terms.lot;
    instrument.terms.push_back(in_force);
    tables.instruments.push_back(instrument);
    market::Series series;
    series.interval = market::Interval::days(1);
    series.is_matching = true;
    series.has_volume = terms.has_volume;
    tables.series.push_back(series);
    std::vector<market::Session> sessions;
    for (int day = 0; day < 60; ++day) {
      sessions.push_back({first_day + day, open_of(day), close_of(day)});
    }
    tables.sessions.push_back(sessions);
    return tables;
  }

  static trading::Order order_of(const std::string& text) {
    std::istringstream words{text};
    std::string side, type, word;
    std::int64_t quantity = 0, a = 0, b = 0;
    words >> side >> quantity >> type;
    trading::Order order;
    order.side = side == "buy" ? trading::Side::Buy : trading::Side::Sell;
    order.quantity = Quantity{quantity};
    if (type != "market") words >> a;
    if (type == "stop_limit") words >> b;
    if (type == "limit") order.pricing = trading::Limit{Price{a}};
    if (type == "stop") order.pricing = trading::Stop{Price{a}};
    if (type == "stop_limit") order.pricing = trading::StopLimit{Price{a}, Price{b}};
    if (words >> word) {
      order.validity = word == "ioc" ? trading::Validity::Ioc : trading::Validity::Gtc;
    }
    return order;
  }

  static std::string draw(const trading::Evidence& evidence) {
    using Kind = trading::EvidenceKind;
    const std::string order = std::to_string(evidence.order.value());
    switch (evidence.kind) {
      case Kind::Filled:
        return order + " fills " + to_text(evidence.quantity) + " at " + to_text(evidence.price) +
               " " + trading::to_text(evidence.rule) + "\n";
      case Kind::Triggered: return order + " triggers\n";
      case Kind::Cancelled: return order + " cancelled\n";
      case Kind::Expired: return order + " expires\n";
      case Kind::CancelRejected: return order + " cannot be cancelled\n";
      case Kind::ChangeRejected: return order + " cannot be changed\n";
      default: return "";
    }
  }

  market::RunTables tables_;
  FixedSlippage slippage_;
  BarVenue venue_;
  trading::Portfolio portfolio_;
  NoCharges charges_;
  trading::RiskGate gate_;
  Timestamp now_;
  int today_ = 0;
  std::uint64_t last_id_ = 0;
  std::vector<trading::Order> orders_;
};

}  // namespace muhurat::exchange
