// The numbers in the cells of other people's files: prices exactly, with what may stand around the
// digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/decimal.hpp"
#include "core/numbers.hpp"

namespace muhurat::store {

// Factor for every price cell; a plain file has none.
struct PriceScale {
  std::optional<Rate> factor;
};

struct PriceCell {
  std::int64_t raw = 0;     // of a Price
  bool is_rounded = false;  // had more than eight decimals
};

// Handles what the fast path does not: a sign, grouped thousands, more than eight decimals, a
// scale.
std::optional<PriceCell> parse_price_cell_slowly(std::string_view cell, const PriceScale& scale);

// Empty if the cell is no number, such as nan, null or 1e5, or is out of range.
inline std::optional<PriceCell> parse_price_cell(std::string_view cell, const PriceScale& scale) {
  if (!scale.factor) {
    if (const auto raw = parse_decimal(cell, Price::decimals)) return PriceCell{*raw, false};
  }
  return parse_price_cell_slowly(cell, scale);
}

// 12,345 or 12,5: what the comma parts cannot be told. 1,234.50 and 12,34,567 can be.
bool has_lone_comma(std::string_view cell);

// An amount traded or open: digits, grouped thousands, a point, an exponent. Empty cells and - are
// 0.
std::optional<double> parse_amount_cell(std::string_view cell);

}  // namespace muhurat::store
