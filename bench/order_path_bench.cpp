// The path of an order without engine and market: a request is judged, sent, accepted, filled,
// charged and booked, again and again, at a venue that fills at once. Beside it the same with
// everything told to a listener, beside a hundred resting orders, and with a bracket that brings
// two children.
#include <array>
#include <string>

#include "bench/report.hpp"
#include "trading/order_desk.hpp"

namespace muhurat::bench {
namespace {

constexpr std::int64_t count = 200'000;

// Accepts what it gets, and fills market orders at 100 when asked.
class InstantVenue final : public trading::Venue {
 public:
  void submit(trading::ApprovedOrder&& approved) override {
    const trading::Order& order = std::move(approved).spend();
    say(trading::EvidenceKind::Accepted, order.id);
    if (order.type() != trading::OrderType::Market) return;
    trading::Evidence& fill = say(trading::EvidenceKind::Filled, order.id);
    fill.rule = trading::FillRule::Open;
    fill.execution = ++executions_;
    fill.quantity = fill.filled_total = order.quantity;
    fill.price = fill.unslipped = Price{100};
  }
  void change(trading::ApprovedChange&& approved) override {
    say(trading::EvidenceKind::Changed, std::move(approved).spend().id);
  }
  void cancel(OrderId order, Timestamp) override { say(trading::EvidenceKind::Cancelled, order); }
  void on_record(const market::Record&) override {}
  const trading::Evidence* say_next() override {
    return first_ == last_ ? nullptr : &told_[first_++ % told_.size()];
  }

 private:
  trading::Evidence& say(trading::EvidenceKind kind, OrderId order) {
    trading::Evidence& evidence = told_[last_++ % told_.size()];
    evidence = {};
    evidence.kind = kind;
    evidence.order = order;
    return evidence;
  }
  std::array<trading::Evidence, 16> told_;
  std::size_t first_ = 0, last_ = 0;
  std::uint64_t executions_ = 0;
};

struct FlatEstimate final : trading::ChargeEstimator {
  Money estimate(const trading::Fill&) const override { return Money{20}; }
};

market::RunTables tables_of() {
  market::RunTables tables;
  market::Instrument instrument;
  instrument.exchange = "BENCH";
  instrument.symbol = "WALK";
  instrument.terms = {{Date::min(), Price::from_double(0.05), Quantity{1}, {}, false}};
  tables.instruments.push_back(instrument);
  tables.sessions.push_back({{Date::from_days(0), Timestamp::from_seconds(0),
                              Timestamp::from_seconds(86'400), market::SessionKind::Regular}});
  return tables;
}

class Path {
 public:
  explicit Path(bool is_told) {
    portfolio_.mark(InstrumentId{0}, Price{100});
    desk_.keep_events(is_told);
  }

  void submit(trading::Side side, trading::Pricing pricing = trading::Market{},
              trading::Bracket bracket = {}) {
    trading::OrderRequest request;
    request.side = side;
    request.quantity = Quantity{1};
    request.pricing = pricing;
    request.bracket = bracket;
    last_ = desk_.submit(request, now_);
    drain();
  }
  void cancel_last() {
    desk_.cancel(last_, now_);
    drain();
  }
  std::string answer() const {
    return std::to_string(portfolio_.fills()) + " fills, " + std::to_string(desk_.written_count()) +
           " orders, " + std::to_string(portfolio_.round_trips().size()) + " trades, cash " +
           std::to_string(static_cast<long long>(portfolio_.cash().to_double()));
  }

 private:
  void drain() {
    while (const trading::Evidence* evidence = venue_.next()) {
      if (const trading::Fill* fill = desk_.apply(*evidence, now_)) {
        trading::Charges charges;
        charges.add(trading::ChargeKind::Brokerage, Money{20});
        portfolio_.apply(*fill, charges);
      }
      while (desk_.next_event(event_)) keep(event_);
    }
  }

  market::RunTables tables_ = tables_of();
  trading::Portfolio portfolio_{tables_, Money{100'000'000}};
  FlatEstimate estimate_;
  trading::RiskGate gate_{tables_, trading::Limits::market(), portfolio_, estimate_};
  InstantVenue venue_;
  trading::OrderDesk desk_{tables_, gate_, venue_, trading::Product::Cnc};
  trading::OrderEvent event_;
  OrderId last_;
  Timestamp now_ = Timestamp::from_seconds(3'600);
};

enum class Listener { None, All };

template <class Body>
Measurement time_path(Body body, std::int64_t orders, Listener listener) {
  Path path{listener == Listener::All};
  const Stopwatch watch;
  body(path);
  const double seconds = watch.seconds();
  return {seconds * 1e9 / static_cast<double>(orders), path.answer()};
}

void trade(Path& path) {
  for (std::int64_t i = 0; i < count; ++i) {
    path.submit(i % 2 == 0 ? trading::Side::Buy : trading::Side::Sell);
  }
}

void trade_beside_a_hundred(Path& path) {
  for (int i = 0; i < 100; ++i) path.submit(trading::Side::Buy, trading::Limit{Price{90}});
  trade(path);
}

void protect(Path& path) {
  for (std::int64_t i = 0; i < count; ++i) {
    const bool buys = i % 2 == 0;
    path.submit(buys ? trading::Side::Buy : trading::Side::Sell, trading::Market{},
                buys ? trading::Bracket{Price{5}, Price{5}} : trading::Bracket{});
  }
}

int main_of(int argc, char** argv) {
  Report report{argc, argv};
  report.measure({{.id = "order-path",
                   .what = "an order, submit to booked fill",
                   .unit = "ns/order",
                   .proof = "200000 fills, 200000 orders, 100000 trades, cash 96000000",
                   .at_most = 150,
                   .run = [] { return time_path(trade, count, Listener::None); }},
                  {.id = "order-path-told",
                   .what = "the same, and each event told",
                   .unit = "ns/order",
                   .proof = "200000 fills, 200000 orders, 100000 trades, cash 96000000",
                   .beside = "order-path",
                   .run = [] { return time_path(trade, count, Listener::All); }},
                  {.id = "order-path-100",
                   .what = "the same beside a hundred resting orders",
                   .unit = "ns/order",
                   .proof = "200000 fills, 200100 orders, 100000 trades, cash 96000000",
                   .beside = "order-path",
                   .run = [] { return time_path(trade_beside_a_hundred, count, Listener::None); }},
                  {.id = "order-path-bracket",
                   .what = "an entry with two children, closed by another order",
                   .unit = "ns/order",
                   .proof = "200000 fills, 400000 orders, 100000 trades, cash 96000000",
                   .beside = "order-path",
                   .run = [] { return time_path(protect, 2 * count, Listener::None); }}});
  return report.finish();
}

}  // namespace
}  // namespace muhurat::bench

int main(int argc, char** argv) {
  return muhurat::bench::main_of(argc, argv);
}
