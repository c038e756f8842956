#include "sdk/fees/rate_sheet.hpp"

#include <algorithm>
#include <span>
#include <string_view>

namespace muhurat::sdk {
namespace {

constexpr std::string_view broker = "ZERODHA";

// Before GST there was service tax, under several names.
constexpr std::string_view taxes_on_services[] = {"GST", "service tax",
                                                  "service tax incl. Swachh Bharat cess",
                                                  "service tax incl. Krishi Kalyan cess"};

struct LevyQuery {
  std::string_view party;
  std::string_view charge;
  std::string_view side;
};

LevyQuery query_of(Levy levy) {
  switch (levy) {
    case Levy::Brokerage: return {broker, "brokerage", "buy"};
    case Levy::SttBuy: return {"", "STT", "buy"};
    case Levy::SttSell: return {"", "STT", "sell"};
    case Levy::Exchange: return {"", "exchange transaction charge", "buy"};
    case Levy::Ipft: return {"", "IPFT", "buy"};
    case Levy::Sebi: return {"", "SEBI turnover fee", "buy"};
    case Levy::Stamp: return {"", "stamp duty", "buy"};
    case Levy::Gst: return {"", "GST", "buy"};
    case Levy::Depository: return {broker, "DP charge", "sell"};
  }
  return {};
}

const market::ChargeRow* find(const market::ChargesTable& table, Levy levy, ChargedAs charged_as,
                              Date date) {
  const LevyQuery query = query_of(levy);
  const auto find_charge = [&](std::string_view charge) {
    return table.find({.party = query.party,
                       .charge = charge,
                       .exchange = "NSE",
                       .segment = "EQ",
                       .product = to_text(charged_as),
                       .side = query.side,
                       .date = date});
  };
  if (levy != Levy::Gst) return find_charge(query.charge);
  for (const std::string_view tax : taxes_on_services) {
    if (const market::ChargeRow* row = find_charge(tax)) return row;
  }
  return nullptr;
}

// Both have decimals to spare: 12 and 16.
Money rupees(Rate amount) {
  return Money::from_raw(static_cast<int128>(amount.raw()) * (Money::one / Rate::one));
}

}  // namespace

const char* to_text(ChargedAs charged_as) {
  return charged_as == ChargedAs::Delivery ? "delivery" : "intraday";
}

const char* to_text(Levy levy) {
  switch (levy) {
    case Levy::Brokerage: return "brokerage";
    case Levy::SttBuy: return "STT of the buyer";
    case Levy::SttSell: return "STT of the seller";
    case Levy::Exchange: return "exchange transaction charge";
    case Levy::Ipft: return "IPFT";
    case Levy::Sebi: return "SEBI turnover fee";
    case Levy::Stamp: return "stamp duty";
    case Levy::Gst: return "GST or service tax";
    case Levy::Depository: return "depository charge";
  }
  return "?";
}

bool applies(Levy levy, ChargedAs charged_as) {
  const bool only_delivered = levy == Levy::SttBuy || levy == Levy::Depository;
  return charged_as == ChargedAs::Delivery || !only_delivered;
}

RateSheet::RateSheet(const market::ChargesTable& table, ChargedAs charged_as, Date date)
    : from{date} {
  for (std::size_t i = 0; i < levy_count; ++i) {
    const auto levy = static_cast<Levy>(i);
    if (!applies(levy, charged_as)) continue;
    rows_[i] = find(table, levy, charged_as, date);
    if (is_known(levy)) rates_[i] = *rows_[i]->rate;
  }
  if (const market::ChargeRow* brokerage = row(Levy::Brokerage)) {
    is_brokerage_flat_ = brokerage->unit == "inr_per_order";
    is_brokerage_capped_ = brokerage->cap.has_value();
    brokerage_cap_ = brokerage->cap.value_or(Money{});
  }
  const Money before_tax = rupees(rate(Levy::Depository));
  depository_ = before_tax + multiply(before_tax, rate(Levy::Gst), Rounding::HalfUp);
}

Money RateSheet::brokerage(Money turnover) const {
  if (is_brokerage_flat_) return rupees(rate(Levy::Brokerage));
  const Money by_value = multiply(turnover, rate(Levy::Brokerage), Rounding::HalfUp);
  return is_brokerage_capped_ ? std::min(by_value, brokerage_cap_) : by_value;
}

RateBook::RateBook(const market::ChargesTable& table, ChargedAs charged_as) {
  std::vector<Date> changes = {Date::min()};
  for (const market::ChargeRow& row : table.rows()) {
    if (row.valid_from.kind == market::DateBound::Dated) changes.push_back(row.valid_from.date);
    if (row.valid_to.kind == market::DateBound::Dated) changes.push_back(row.valid_to.date + 1);
  }
  std::sort(changes.begin(), changes.end());
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
  for (const Date date : changes) {
    const RateSheet sheet{table, charged_as, date};
    if (!sheets_.empty() && sheets_.back().has_rows_of(sheet)) continue;
    if (!sheets_.empty()) sheets_.back().to = date - 1;
    sheets_.push_back(sheet);
  }
}

std::size_t RateBook::search(Date date) const {
  const auto after =
      std::upper_bound(sheets_.begin() + 1, sheets_.end(), date,
                       [](Date day, const RateSheet& each) { return day < each.from; });
  return static_cast<std::size_t>(after - sheets_.begin()) - 1;
}

}  // namespace muhurat::sdk
