// The rates of charges.csv that one kind of trade meets, by date: looked up once when a run begins,
// so that a fill costs a few multiplications and no search.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/date.hpp"
#include "core/numbers.hpp"
#include "market/charges_table.hpp"

namespace muhurat::sdk {

// How a trade in shares is charged: delivered, or squared off on the same day.
enum class ChargedAs : std::uint8_t { Delivery, Intraday };
const char* to_text(ChargedAs charged_as);  // delivery, intraday

enum class Levy : std::uint8_t {
  Brokerage,
  SttBuy,
  SttSell,
  Exchange,
  Ipft,
  Sebi,
  Stamp,
  Gst,
  Depository
};
inline constexpr std::size_t levy_count = 9;
const char* to_text(Levy levy);  // "STT of the buyer", as sentences name it

// Which levies there are at all: nobody pays STT on an intraday purchase.
bool applies(Levy levy, ChargedAs charged_as);

// The rates in force from one date to another, inclusive. A levy without a known rate is 0.
class RateSheet {
 public:
  RateSheet(const market::ChargesTable& table, ChargedAs charged_as, Date from);

  Rate rate(Levy levy) const { return rates_[static_cast<std::size_t>(levy)]; }
  // The row that a rate is of; null: the table has none.
  const market::ChargeRow* row(Levy levy) const { return rows_[static_cast<std::size_t>(levy)]; }
  bool is_known(Levy levy) const { return row(levy) != nullptr && row(levy)->rate.has_value(); }
  // Of a whole order of which so much was executed.
  Money brokerage(Money turnover) const;
  bool has_brokerage() const { return rate(Levy::Brokerage).is_positive(); }
  Money depository() const { return depository_; }  // with tax, once per share and day
  bool has_rows_of(const RateSheet& other) const { return rows_ == other.rows_; }

  Date from;
  Date to = Date::max();

 private:
  std::array<const market::ChargeRow*, levy_count> rows_ = {};
  std::array<Rate, levy_count> rates_ = {};
  Money depository_;
  Money brokerage_cap_;
  bool is_brokerage_flat_ = false;
  bool is_brokerage_capped_ = false;
};

// All sheets of one kind of trade, by date.
class RateBook {
 public:
  RateBook(const market::ChargesTable& table, ChargedAs charged_as);

  // The place in sheets() of the one in force.
  std::size_t index_on(Date date) const {
    const RateSheet& last = sheets_[last_];
    return last.from <= date && date <= last.to ? last_ : last_ = search(date);
  }
  const std::vector<RateSheet>& sheets() const { return sheets_; }

 private:
  std::size_t search(Date date) const;
  std::vector<RateSheet> sheets_;
  mutable std::size_t last_ = 0;  // dates go forward nearly always
};

}  // namespace muhurat::sdk
