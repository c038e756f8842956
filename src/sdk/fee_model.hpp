// What is levied on our fills.
#pragma once

#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/numbers.hpp"
#include "trading/charges.hpp"
#include "trading/fill.hpp"

namespace muhurat::sdk {

using Charges = trading::Charges;
using ChargeKind = trading::ChargeKind;

// One line of the model as the report's cost section lists it.
struct ChargeRule {
  ChargeKind kind;
  std::string rule;    // "0.1 % of value, buy and sell"
  std::string source;  // circular, or the user's own setting
};

struct FeeAssumption {
  std::string text;
  bool is_optimistic = false;  // the true costs are higher
};

class FeeModel {
 public:
  virtual ~FeeModel() = default;
  // Adds the lines of this fill, unrounded.
  virtual void on_fill(const trading::Fill& fill, Charges& charges) = 0;
  // After the last session of a date: one rounding entry per line, so that the day equals the note.
  virtual void on_day_end(Date, Charges&) {}
  // What on_fill would levy, for the margin check before an order; changes nothing.
  virtual Money estimate(const trading::Fill&) const { return Money{}; }
  // For the report.
  virtual std::vector<ChargeRule> rules() const { return {}; }
  virtual std::vector<FeeAssumption> assumptions() const { return {}; }
};

}  // namespace muhurat::sdk
