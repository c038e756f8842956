// The charges of shares at NSE through Zerodha, by trade date, as a contract note has them. Each
// line accrues unrounded per fill; at the day's end one entry per line brings the day to what the
// note books: STT and stamp duty in whole rupees (half up), every other line to the paisa.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/numbers.hpp"
#include "market/charges_table.hpp"
#include "market/run_tables.hpp"
#include "sdk/fee_model.hpp"
#include "sdk/fees/per_order.hpp"
#include "sdk/fees/rate_sheet.hpp"
#include "trading/order.hpp"

namespace muhurat::sdk {

// The product decides: what the run's own product is charged as was named by the user, and an order
// of another product is charged by that one (MIS as intraday, any other as delivery).
class NseEquityFees final : public FeeModel {
 public:
  // The tables must outlive the model.
  NseEquityFees(const market::ChargesTable& charges, const market::RunTables& tables,
                ChargedAs run_charged_as, trading::Product run_product);

  void on_fill(const trading::Fill& fill, Charges& charges) override;
  void on_day_end(Date date, Charges& charges) override;
  Money estimate(const trading::Fill& fill) const override;
  // Of the dates on which there were fills.
  std::vector<ChargeRule> rules() const override;
  std::vector<FeeAssumption> assumptions() const override;

 private:
  struct OrderSoFar {
    Money turnover;
    Money brokerage;
  };
  // The first and the last fill under a sheet.
  struct Use {
    Date first = Date::max();
    Date last = Date::min();
    bool is_used() const { return first <= last; }
  };
  struct Book {
    Book(const market::ChargesTable& table, ChargedAs as)
        : charged_as{as}, rates{table, as}, uses(rates.sheets().size()) {}
    ChargedAs charged_as;
    RateBook rates;
    std::vector<Use> uses;  // by sheet
  };
  struct Note {  // the contract note of a date, as far as it goes
    Date date;
    Charges charges;
  };
  Charges& note_of(Date date);
  struct Writer;  // rules and assumptions as text

  ChargedAs charged_as(trading::Product product) const;
  const Book& book_of(const trading::Fill& fill) const {
    return books_[static_cast<std::size_t>(charged_as(fill.product))];
  }
  // The lines of a fill of an order that had so much before.
  Charges lines(const trading::Fill& fill, const RateSheet& sheet, const OrderSoFar& order) const;
  bool owes_depository(const trading::Fill& fill) const;

  const market::RunTables& tables_;
  ChargedAs run_charged_as_;
  trading::Product run_product_;
  std::array<Book, 2> books_;  // by ChargedAs
  PerOrder<OrderSoFar> orders_;
  std::vector<Date> depository_dates_;  // by InstrumentId: the last day it was charged
  std::vector<bool> has_fills_;         // by InstrumentId
  std::vector<Note> notes_;             // of the dates that are not over, nearly always one
};

}  // namespace muhurat::sdk
