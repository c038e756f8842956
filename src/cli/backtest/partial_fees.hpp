// Charges that some instruments of a run have and the others have not.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "market/run_tables.hpp"
#include "sdk/fee_model.hpp"

namespace muhurat::cli {

class PartialFees final : public sdk::FeeModel {
 public:
  // `is_charged` by InstrumentId. The tables need not outlive it.
  PartialFees(std::unique_ptr<sdk::FeeModel> fees, std::vector<bool> is_charged,
              const market::RunTables& tables)
      : fees_{std::move(fees)}, is_charged_{std::move(is_charged)} {
    for (const market::Instrument& each : tables.instruments) {
      if (!is_charged_[each.id.index()]) free_ += (free_.empty() ? "" : ", ") + each.key();
    }
  }

  void on_fill(const trading::Fill& fill, sdk::Charges& charges) override {
    if (is_charged_[fill.instrument.index()]) fees_->on_fill(fill, charges);
  }
  void on_day_end(Date date, sdk::Charges& charges) override { fees_->on_day_end(date, charges); }
  Money estimate(const trading::Fill& fill) const override {
    return is_charged_[fill.instrument.index()] ? fees_->estimate(fill) : Money{};
  }
  std::vector<sdk::ChargeRule> rules() const override { return fees_->rules(); }
  std::vector<sdk::FeeAssumption> assumptions() const override {
    std::vector<sdk::FeeAssumption> list = fees_->assumptions();
    list.insert(list.begin(), {"no charges are known for " + free_, true});
    return list;
  }

 private:
  std::unique_ptr<sdk::FeeModel> fees_;
  std::vector<bool> is_charged_;
  std::string free_;  // "BSE:TCS, NASDAQ:QQQ"
};

}  // namespace muhurat::cli
