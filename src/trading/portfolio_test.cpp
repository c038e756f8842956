#include "trading/portfolio.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "trading/trading_floor_test.hpp"

namespace muhurat::trading {
namespace {

class Book {
 public:
  explicit Book(std::int64_t multiplier = 1) : tables{tables_for_test()} {
    tables.instruments[0].multiplier = multiplier;
    portfolio = Portfolio{tables, Money{10'000}};
  }
  void fill(Side side, const char* quantity, const char* price, const char* charge = "0") {
    Fill fill;
    fill.order = OrderId{++orders};
    fill.instrument = acme;
    fill.side = side;
    fill.quantity = *parse_quantity(quantity);
    fill.price = *parse_price(price);
    fill.time = Timestamp::from_seconds(static_cast<std::int64_t>(orders));
    fill.value = fill.price * fill.quantity * tables.instruments[0].multiplier;
    Charges charges;
    charges.add(ChargeKind::Brokerage, *parse_money(charge));
    portfolio.apply(fill, charges);
  }
  void buy(const char* quantity, const char* price, const char* charge = "0") {
    fill(Side::Buy, quantity, price, charge);
  }
  void sell(const char* quantity, const char* price, const char* charge = "0") {
    fill(Side::Sell, quantity, price, charge);
  }
  // "10 at cost 1000, realised 0, cash 9000, equity 10000"
  std::string drawn() const {
    const Position& position = portfolio.position(acme);
    return to_text(position.quantity) + " at cost " + to_text(position.cost) + ", realised " +
           to_text(position.realised) + ", cash " + to_text(portfolio.cash()) + ", equity " +
           to_text(portfolio.equity());
  }
  // "long 10 100 -> 110 = 100 - 3; …"
  std::string trips() const {
    std::string text;
    for (const RoundTrip& trip : portfolio.round_trips()) {
      text += std::string{text.empty() ? "" : "; "} +
              (trip.side == Side::Buy ? "long " : "short ") + to_text(trip.quantity) + " " +
              to_text(trip.entry_price) + " -> " + to_text(trip.exit_price) + " = " +
              to_text(trip.gross) + " - " + to_text(trip.charges);
    }
    return text;
  }

  market::RunTables tables;
  Portfolio portfolio{tables, Money{}};
  std::uint64_t orders = 0;
};

TEST(Portfolio, ABuyTurnsCashIntoAPosition) {
  Book book;
  book.buy("10", "100", "5");
  EXPECT_EQ(book.drawn(), "10 at cost 1000, realised 0, cash 8995, equity 9995");
  book.portfolio.mark(acme, Price{120});
  EXPECT_EQ(book.drawn(), "10 at cost 1000, realised 0, cash 8995, equity 10195");
  EXPECT_EQ(book.portfolio.position(acme).unrealised(), Money{200});
  EXPECT_EQ(book.portfolio.gross_exposure(), Money{1'200});
}

TEST(Portfolio, LotsAreClosedFirstInFirstOut) {
  Book book;
  book.buy("10", "100");
  book.buy("10", "110");
  book.sell("15", "120");
  EXPECT_EQ(book.trips(), "long 10 100 -> 120 = 200 - 0; long 5 110 -> 120 = 50 - 0");
  EXPECT_EQ(book.portfolio.lots(acme).size(), 1u);
  EXPECT_EQ(book.portfolio.lots(acme).front().quantity, Quantity{5});
  EXPECT_EQ(book.portfolio.position(acme).cost, Money{550});
  EXPECT_EQ(book.portfolio.realised(), Money{250});
}

TEST(Portfolio, ChargesGoToRoundTripsByQuantityAndTheLastPieceTakesTheRest) {
  Book book;
  book.buy("3", "100", "1");
  book.sell("1", "100", "0.5");
  book.sell("1", "100", "0.5");
  book.sell("1", "100", "0.5");
  EXPECT_EQ(book.trips(),
            "long 1 100 -> 100 = 0 - 0.8333333333333333; "
            "long 1 100 -> 100 = 0 - 0.8333333333333333; "
            "long 1 100 -> 100 = 0 - 0.8333333333333334");
}

TEST(Portfolio, AnExitOverSeveralLotsSharesItsChargesToo) {
  Book book;
  book.buy("1", "100");
  book.buy("2", "100");
  book.sell("3", "100", "1");
  EXPECT_EQ(book.trips(),
            "long 1 100 -> 100 = 0 - 0.3333333333333333; "
            "long 2 100 -> 100 = 0 - 0.6666666666666667");
}

TEST(Portfolio, AReversalClosesAndOpens) {
  Book book;
  book.buy("10", "100");
  book.sell("15", "110", "3");
  EXPECT_EQ(book.trips(), "long 10 100 -> 110 = 100 - 2");
  EXPECT_EQ(book.drawn(), "-5 at cost -550, realised 100, cash 10647, equity 10147");
  EXPECT_EQ(book.portfolio.lots(acme).front().charges, Money{1});
}

TEST(Portfolio, AShortGainsWhenThePriceFalls) {
  Book book;
  book.sell("10", "100");
  book.portfolio.mark(acme, Price{90});
  EXPECT_EQ(book.drawn(), "-10 at cost -1000, realised 0, cash 11000, equity 10100");
  book.buy("10", "90");
  EXPECT_EQ(book.trips(), "short 10 100 -> 90 = 100 - 0");
  EXPECT_EQ(book.drawn(), "0 at cost 0, realised 100, cash 10100, equity 10100");
}

TEST(Portfolio, AShortTiesUpItsProceedsAndAsMuchAgain) {
  Book book;
  book.sell("10", "100");
  EXPECT_EQ(book.portfolio.free_cash(), Money{9'000});
  book.buy("4", "90");
  EXPECT_EQ(book.portfolio.cash(), Money{10'640});
  EXPECT_EQ(book.portfolio.free_cash(), Money{9'440});
  book.buy("6", "100");
  EXPECT_EQ(book.portfolio.free_cash(), book.portfolio.cash());
}

TEST(Portfolio, TheMultiplierScalesCashAndGains) {
  Book book{50};
  book.buy("2", "100");
  book.portfolio.mark(acme, Price{101});
  EXPECT_EQ(book.drawn(), "2 at cost 10000, realised 0, cash 0, equity 10100");
  book.sell("2", "101");
  EXPECT_EQ(book.drawn(), "0 at cost 0, realised 100, cash 10100, equity 10100");
}

TEST(Portfolio, DayEndChargesAreCashOnly) {
  Book book;
  Charges charges;
  charges.add(ChargeKind::Stt, *parse_money("0.4"));
  charges.add(ChargeKind::Gst, *parse_money("-0.01"));
  book.portfolio.book(charges);
  EXPECT_EQ(book.portfolio.cash(), *parse_money("9999.61"));
  EXPECT_EQ(book.portfolio.charges().line(ChargeKind::Stt), *parse_money("0.4"));
  EXPECT_EQ(book.portfolio.charges().total(), *parse_money("0.39"));
}

TEST(Portfolio, FillsThatLeaveCashBelowZeroAreCountedNotRefused) {
  Book book;
  book.buy("100", "100", "1");
  EXPECT_EQ(book.portfolio.fills_below_zero(), 1);
  EXPECT_EQ(book.portfolio.lowest_cash(), Money{-1});
  book.sell("100", "100");
  EXPECT_EQ(book.portfolio.fills_below_zero(), 1);
  EXPECT_EQ(book.portfolio.lowest_cash(), Money{-1});
}

TEST(Portfolio, ManyLotsAreKeptInOrder) {
  Book book;
  for (int i = 0; i < 200; ++i) {
    book.buy("2", std::to_string(100 + i).c_str());
    book.sell("1", "100");
  }
  EXPECT_EQ(book.portfolio.lots(acme).size(), 100u);
  EXPECT_EQ(book.portfolio.lots(acme).front().price, Price{200});
  EXPECT_EQ(book.portfolio.position(acme).quantity, Quantity{200});
}

// Cash, position and equity from nothing but the list of fills.
void check_balance(const Book& book, Money signed_value, Money charges, const Position& position) {
  const Portfolio& portfolio = book.portfolio;
  RC_ASSERT(portfolio.cash() == Money{10'000} - signed_value - charges);
  RC_ASSERT(portfolio.equity() ==
            Money{10'000} + position.realised + position.unrealised() - charges);
  RC_ASSERT(portfolio.charges().total() == charges);
  Quantity quantity;
  Money cost, open_charges, trip_charges, gross;
  const std::int64_t side = position.quantity.is_negative() ? -1 : 1;
  for (const Lot& lot : portfolio.lots(acme)) {
    RC_ASSERT(lot.quantity.is_positive());
    quantity += lot.quantity * side;
    cost += lot.price * lot.quantity * side * position.multiplier;
    open_charges += lot.charges;
  }
  for (const RoundTrip& trip : portfolio.round_trips()) {
    trip_charges += trip.charges;
    gross += trip.gross;
  }
  RC_ASSERT(quantity == position.quantity);
  RC_ASSERT(cost == position.cost);
  RC_ASSERT(gross == position.realised);
  RC_ASSERT(open_charges + trip_charges == charges);
}

RC_GTEST_PROP(Portfolio, CashPositionAndEquityBalanceAfterEveryEvent, ()) {
  Book book{*rc::gen::element<std::int64_t>(1, 50)};
  Money signed_value, charges;
  const int events = *rc::gen::inRange(1, 40);
  for (int i = 0; i < events; ++i) {
    if (*rc::gen::inRange(0, 4) == 0) {
      book.portfolio.mark(acme, Price::from_raw(*rc::gen::inRange<std::int64_t>(1, 1'000'000)));
    } else {
      Fill fill;
      fill.order = OrderId{static_cast<std::uint64_t>(i + 1)};
      fill.instrument = acme;
      fill.side = *rc::gen::element(Side::Buy, Side::Sell);
      fill.quantity = Quantity::from_raw(*rc::gen::inRange<std::int64_t>(1, 2'000));
      fill.price = Price::from_raw(*rc::gen::inRange<std::int64_t>(1, 1'000'000));
      fill.value = fill.price * fill.quantity * book.tables.instruments[0].multiplier;
      Charges levied;
      levied.add(ChargeKind::Stt, Money::from_raw(*rc::gen::inRange<std::int64_t>(0, 1'000)));
      book.portfolio.apply(fill, levied);
      signed_value += fill.value * sign(fill.side);
      charges += levied.total();
    }
    check_balance(book, signed_value, charges, book.portfolio.position(acme));
  }
}

}  // namespace
}  // namespace muhurat::trading
