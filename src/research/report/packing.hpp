// Columns of numbers as the report's page reads them: plain while they are few, packed from 50 on.
// A packed column is the shorter of its values and its differences, divided by what they have in
// common (a tick, a day), as LEB128 in base64. ui/src/model/ints.ts undoes it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/json.hpp"

namespace muhurat::research {

inline constexpr std::size_t packed_from = 50;

// "v100,5,…": 100 and five times each unsigned number; "d100,5,…": 100, then sums of five times
// each signed one (zigzag). Not of an empty column; values and differences lie below 2^52.
std::string pack(std::span<const std::int64_t> values);

// The column as a JSON value: an array, or a packed string.
void write_ints(JsonWriter& json, std::span<const std::int64_t> values);

// Numbers with decimals: whole numbers of 10^-scale, and which rows have one if not all do.
class NumberColumn {
 public:
  explicit NumberColumn(int scale) : scale_{scale} {}

  void add(std::optional<std::int64_t> whole);
  // An object: scale, value, and rows if some have no value.
  void write(JsonWriter& json) const;

 private:
  int scale_;
  std::vector<std::int64_t> values_;
  std::vector<std::int64_t> rows_;
  std::int64_t next_row_ = 0;
};

// The fewest decimals, up to eight, that write every number exactly, as long as all stay below
// 2^51. Prices and quantities are given by their raw.
int scale_of(std::span<const std::int64_t> raws);
// A raw of Price or Quantity as a whole number of 10^-scale.
std::int64_t at_scale(std::int64_t raw, int scale);

}  // namespace muhurat::research
