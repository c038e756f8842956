#include "store/import/csv_cells.hpp"

#include <charconv>
#include <cmath>
#include <string>

namespace muhurat::store {
namespace {

constexpr std::size_t digits_max = 60;

constexpr bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') < 10;
}

// 1,234.50 or 12,34,567 without its commas; nothing if they do not group by threes (or twos, then
// three).
std::optional<std::string> without_groups(std::string_view cell) {
  if (cell.size() > digits_max) return std::nullopt;
  if (cell.find(',') == std::string_view::npos) return std::string{cell};
  const std::size_t point = cell.find('.');
  std::string_view whole = cell.substr(0, point);
  std::string plain;
  bool is_first = true;
  while (true) {
    const std::size_t comma = whole.find(',');
    const std::string_view group = whole.substr(0, comma);
    const bool is_last = comma == std::string_view::npos;
    const bool fits = is_first  ? !group.empty() && group.size() <= 4
                      : is_last ? group.size() == 3
                                : group.size() == 3 || group.size() == 2;
    if (!fits) return std::nullopt;
    plain += group;
    if (is_last) break;
    whole.remove_prefix(comma + 1);
    is_first = false;
  }
  if (point != std::string_view::npos) plain += cell.substr(point);
  return plain;
}

// value × factor, rounded half up to eight decimals.
std::optional<PriceCell> scaled(int128 value, int decimals, Rate factor) {
  int128 product = 0;
  if (__builtin_mul_overflow(value, static_cast<int128>(factor.raw()), &product)) {
    return std::nullopt;
  }
  int128 divisor = 1;
  for (int i = Price::decimals; i < decimals + Rate::decimals; ++i) divisor *= 10;
  const int128 magnitude = product < 0 ? -product : product;
  int128 quotient = magnitude / divisor;
  const int128 rest = magnitude % divisor;
  if (rest >= divisor - rest) ++quotient;
  constexpr int128 raw_max = Price::max().raw();
  if (quotient > raw_max) return std::nullopt;
  const auto raw = static_cast<std::int64_t>(quotient);
  return PriceCell{product < 0 ? -raw : raw, rest != 0};
}

}  // namespace

std::optional<PriceCell> parse_price_cell_slowly(std::string_view cell, const PriceScale& scale) {
  if (cell.starts_with('+')) cell.remove_prefix(1);
  auto plain = without_groups(cell);
  if (!plain || plain->empty()) return std::nullopt;
  // Digits beyond the fourteenth decimal are noise of a double; one more than is kept decides
  // rounding.
  constexpr std::size_t decimals_max = 14;
  const std::size_t point = plain->find('.');
  bool is_cut = false;
  if (point != std::string::npos && plain->size() - point - 1 > decimals_max) {
    for (std::size_t i = point + 1; i < plain->size(); ++i) {
      if (!is_digit((*plain)[i])) return std::nullopt;
    }
    plain->resize(point + 1 + decimals_max);
    is_cut = true;
  }
  const auto value = parse_decimal_128(*plain, decimals_max);
  if (!value) return std::nullopt;
  auto price = scaled(*value, decimals_max, scale.factor.value_or(Rate{1}));
  if (price) price->is_rounded |= is_cut;
  return price;
}

bool has_lone_comma(std::string_view cell) {
  const std::size_t comma = cell.find(',');
  return comma != std::string_view::npos &&
         cell.find_first_of(",.", comma + 1) == std::string_view::npos;
}

std::optional<double> parse_amount_cell(std::string_view cell) {
  if (cell.empty() || cell == "-") return 0.0;
  // Whole numbers of up to fifteen digits are exact in a double.
  std::int64_t whole = 0;
  std::size_t i = 0;
  for (; i < cell.size() && i < 15 && is_digit(cell[i]); ++i) whole = whole * 10 + (cell[i] - '0');
  if (i == cell.size()) return static_cast<double>(whole);
  const auto plain = without_groups(cell);
  if (!plain) return std::nullopt;
  double value = 0;
  const char* const end = plain->data() + plain->size();
  const auto [at, error] = std::from_chars(plain->data(), end, value);
  if (error != std::errc{} || at != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace muhurat::store
