#include "sdk/fees/nse_equity_fees.hpp"

#include <algorithm>

namespace muhurat::sdk {
namespace {

constexpr Money rupee{1};
constexpr Money paisa = Money::from_raw(Money::one / 100);

// source: the worked contract notes beside charges.csv.
constexpr Money booking_unit(ChargeKind kind) {
  return kind == ChargeKind::Stt || kind == ChargeKind::Stamp ? rupee : paisa;
}

}  // namespace

NseEquityFees::NseEquityFees(const market::ChargesTable& charges, const market::RunTables& tables,
                             ChargedAs run_charged_as, trading::Product run_product)
    : tables_{tables},
      run_charged_as_{run_charged_as},
      run_product_{run_product},
      books_{Book{charges, ChargedAs::Delivery}, Book{charges, ChargedAs::Intraday}},
      depository_dates_(tables.instruments.size(), Date::min()),
      has_fills_(tables.instruments.size(), false) {}

ChargedAs NseEquityFees::charged_as(trading::Product product) const {
  if (product == run_product_) return run_charged_as_;
  return product == trading::Product::Mis ? ChargedAs::Intraday : ChargedAs::Delivery;
}

bool NseEquityFees::owes_depository(const trading::Fill& fill) const {
  return fill.side == trading::Side::Sell &&
         depository_dates_[fill.instrument.index()] != fill.date;
}

Charges NseEquityFees::lines(const trading::Fill& fill, const RateSheet& sheet,
                             const OrderSoFar& order) const {
  const auto of_value = [&](Levy levy) {
    return multiply(fill.value, sheet.rate(levy), Rounding::HalfUp);
  };
  const bool buys = fill.side == trading::Side::Buy;
  Charges charges;
  Money brokerage;
  if (sheet.has_brokerage()) {
    const Money whole = sheet.brokerage(order.turnover + fill.value);
    brokerage = std::max(Money{}, whole - order.brokerage);
  }
  const Money exchange = of_value(Levy::Exchange);
  const Money sebi = of_value(Levy::Sebi);
  charges.add(ChargeKind::Brokerage, brokerage);
  charges.add(ChargeKind::Stt, of_value(buys ? Levy::SttBuy : Levy::SttSell));
  charges.add(ChargeKind::Exchange, exchange);
  charges.add(ChargeKind::Ipft, of_value(Levy::Ipft));
  charges.add(ChargeKind::Sebi, sebi);
  if (buys) charges.add(ChargeKind::Stamp, of_value(Levy::Stamp));
  charges.add(ChargeKind::Gst,
              multiply(brokerage + exchange + sebi, sheet.rate(Levy::Gst), Rounding::HalfUp));
  if (owes_depository(fill)) charges.add(ChargeKind::Depository, sheet.depository());
  return charges;
}

void NseEquityFees::on_fill(const trading::Fill& fill, Charges& charges) {
  Book& book = books_[static_cast<std::size_t>(charged_as(fill.product))];
  const std::size_t index = book.rates.index_on(fill.date);
  const RateSheet& sheet = book.rates.sheets()[index];
  Charges levied;
  if (sheet.has_brokerage()) {
    OrderSoFar& order = orders_[fill.order];
    levied = lines(fill, sheet, order);
    order.turnover += fill.value;
    order.brokerage += levied.line(ChargeKind::Brokerage);
  } else {
    levied = lines(fill, sheet, {});
  }
  if (!levied.line(ChargeKind::Depository).is_zero()) {
    depository_dates_[fill.instrument.index()] = fill.date;
  }
  has_fills_[fill.instrument.index()] = true;
  Use& use = book.uses[index];
  use.first = std::min(use.first, fill.date);
  use.last = std::max(use.last, fill.date);
  charges.add(levied);
  note_of(fill.date).add(levied);
}

// Nearly always the newest: two dates are open at once only beside an exchange of another zone.
Charges& NseEquityFees::note_of(Date date) {
  for (auto note = notes_.rbegin(); note != notes_.rend(); ++note) {
    if (note->date == date) return note->charges;
  }
  return notes_.emplace_back(Note{date, {}}).charges;
}

Money NseEquityFees::estimate(const trading::Fill& fill) const {
  const Book& book = book_of(fill);
  const RateSheet& sheet = book.rates.sheets()[book.rates.index_on(fill.date)];
  return lines(fill, sheet, sheet.has_brokerage() ? orders_.find(fill.order) : OrderSoFar{})
      .total();
}

void NseEquityFees::on_day_end(Date date, Charges& charges) {
  for (const Note& note : notes_) {
    if (note.date > date || note.charges.total().is_zero()) continue;
    note.charges.for_each([&](ChargeKind kind, Money exact) {
      charges.add(kind, round_to(exact, booking_unit(kind), Rounding::HalfUp) - exact);
    });
  }
  std::erase_if(notes_, [&](const Note& note) { return note.date <= date; });
}

}  // namespace muhurat::sdk
