// What the report says of the charges: each line's rule with its source, and what was assumed.
#include <algorithm>
#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "sdk/fees/nse_equity_fees.hpp"

namespace muhurat::sdk {
namespace {

std::string percent(Rate rate) {
  return muhurat::to_text(Rate::from_raw(rate.raw() * 100)) + " %";
}

std::string dates(Date first, Date last) {
  if (first == last) return muhurat::to_text(first);
  return muhurat::to_text(first) + " to " + muhurat::to_text(last);
}

ChargeKind kind_of(Levy levy) {
  switch (levy) {
    case Levy::Brokerage: return ChargeKind::Brokerage;
    case Levy::SttBuy:
    case Levy::SttSell: return ChargeKind::Stt;
    case Levy::Exchange: return ChargeKind::Exchange;
    case Levy::Ipft: return ChargeKind::Ipft;
    case Levy::Sebi: return ChargeKind::Sebi;
    case Levy::Stamp: return ChargeKind::Stamp;
    case Levy::Gst: return ChargeKind::Gst;
    case Levy::Depository: return ChargeKind::Depository;
  }
  return ChargeKind::Other;
}

std::string brokerage_rule(const market::ChargeRow& row, Rate rate) {
  if (rate.is_zero()) return "free";
  if (row.unit == "inr_per_order") return muhurat::to_text(rate) + " per executed order";
  std::string text = percent(rate) + " of value";
  if (row.cap) text += ", at most " + muhurat::to_text(*row.cap) + " per executed order";
  return text;
}

std::string rule_of(Levy levy, const RateSheet& sheet) {
  if (!sheet.is_known(levy)) return "no rate known: 0";
  const Rate rate = sheet.rate(levy);
  switch (levy) {
    case Levy::Brokerage: return brokerage_rule(*sheet.row(levy), rate);
    case Levy::SttBuy: return percent(rate) + " of value, buy";
    case Levy::SttSell: return percent(rate) + " of value, sell";
    case Levy::Exchange:
    case Levy::Ipft:
    case Levy::Sebi: return percent(rate) + " of value, buy and sell";
    case Levy::Stamp: return percent(rate) + " of value, buy";
    case Levy::Gst: return percent(rate) + " of brokerage, exchange and SEBI charges";
    case Levy::Depository:
      return muhurat::to_text(rate) + " + " + percent(sheet.rate(Levy::Gst)) +
             " tax, once per share and day on sales";
  }
  return {};
}

}  // namespace

struct NseEquityFees::Writer {
  const NseEquityFees& fees;

  // One period in which a levy stood at one row.
  struct Period {
    const RateSheet* sheet;
    Date first, last;
  };
  static std::vector<Period> periods(const Book& book, Levy levy) {
    std::vector<Period> found;
    for (std::size_t i = 0; i < book.uses.size(); ++i) {
      const Use& use = book.uses[i];
      const RateSheet& sheet = book.rates.sheets()[i];
      if (!use.is_used()) continue;
      if (!found.empty() && rule_of(levy, *found.back().sheet) == rule_of(levy, sheet)) {
        found.back().last = use.last;
      } else {
        found.push_back({&sheet, use.first, use.last});
      }
    }
    return found;
  }
  bool uses(ChargedAs as) const {
    const auto& of = fees.books_[static_cast<std::size_t>(as)].uses;
    return std::any_of(of.begin(), of.end(), [](const Use& use) { return use.is_used(); });
  }
  template <class Visit>
  void visit(Visit&& visit) const {
    for (std::size_t i = 0; i < levy_count; ++i) {
      for (const Book& book : fees.books_) {
        const auto levy = static_cast<Levy>(i);
        if (applies(levy, book.charged_as)) visit(levy, book);
      }
    }
  }

  std::vector<ChargeRule> rules() const {
    const bool both = uses(ChargedAs::Delivery) && uses(ChargedAs::Intraday);
    std::vector<ChargeRule> list;
    visit([&](Levy levy, const Book& book) {
      const std::vector<Period> found = periods(book, levy);
      for (const Period& period : found) {
        std::string rule = rule_of(levy, *period.sheet);
        if (both) rule += std::string{", "} + to_text(book.charged_as);
        if (found.size() > 1) rule += " (" + dates(period.first, period.last) + ")";
        const market::ChargeRow* row = period.sheet->row(levy);
        list.push_back({kind_of(levy), std::move(rule), row == nullptr ? "" : row->source});
      }
    });
    return list;
  }

  void add_unknown(std::vector<FeeAssumption>& list) const {
    visit([&](Levy levy, const Book& book) {
      for (const Period& period : periods(book, levy)) {
        const market::ChargeRow* row = period.sheet->row(levy);
        const std::string when = dates(period.first, period.last);
        if (!period.sheet->is_known(levy)) {
          const std::string levied = std::string{to_text(levy)};
          list.push_back({"No " + levied + " is known for " + when + ": taken as 0", true});
          if (row != nullptr && !row->note.empty()) {
            list.push_back({"On " + levied + " of " + when + ": " + row->note});
          }
        } else if (row->valid_from.kind != market::DateBound::Dated) {
          list.push_back({std::string{"The start of "} + to_text(levy) + ", " +
                          rule_of(levy, *period.sheet) +
                          ", is not known: it is taken to reach back over " + when});
        } else if (row->status == "C" || row->status == "[?]") {
          list.push_back({std::string{"The rate of "} + to_text(levy) + ", " +
                          rule_of(levy, *period.sheet) + ", used for " + when +
                          ", rests on a weak source"});
        }
      }
    });
    const auto key = [](const FeeAssumption& each) { return std::string_view{each.text}; };
    std::ranges::sort(list, {}, key);
    const auto repeated = std::ranges::unique(list, {}, key);
    list.erase(repeated.begin(), repeated.end());
  }

  std::vector<FeeAssumption> assumptions() const {
    std::vector<FeeAssumption> list;
    add_unknown(list);
    if (uses(ChargedAs::Delivery)) {
      list.push_back(
          {"Charged as NSE equity delivery, broker Zerodha; shares bought and sold on one day are "
           "not re-rated as intraday"});
    }
    if (uses(ChargedAs::Intraday)) {
      list.push_back(
          {"Charged as NSE equity intraday, broker Zerodha; open positions are not squared off at "
           "the day's end"});
    }
    if (list.empty()) return list;
    list.push_back({"STT is taken of the value of our fills, not of the day's average price"});
    const auto& instruments = fees.tables_.instruments;
    for (std::size_t i = 0; i < instruments.size(); ++i) {
      const market::Instrument& each = instruments[i];
      if (!fees.has_fills_[i] || (each.exchange == "NSE" && each.segment == "EQ")) continue;
      list.push_back({each.key() + " is charged as if it were a share at NSE"});
    }
    return list;
  }
};

std::vector<ChargeRule> NseEquityFees::rules() const {
  return Writer{*this}.rules();
}

std::vector<FeeAssumption> NseEquityFees::assumptions() const {
  return Writer{*this}.assumptions();
}

}  // namespace muhurat::sdk
