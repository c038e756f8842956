// The columns of a table of the report's document, from the rows it lists.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/json.hpp"
#include "research/report/packing.hpp"

namespace muhurat::research {

template <class Row>
class Table {
 public:
  Table(JsonWriter& json, std::vector<const Row*> rows) : json_{json}, rows_{std::move(rows)} {}

  // `value` gives a whole number of a row.
  template <class Value>
  void whole_numbers(const char* name, Value value) {
    std::vector<std::int64_t> values;
    for (const Row* row : rows_) values.push_back(static_cast<std::int64_t>(value(*row)));
    write_ints(json_.key(name), values);
  }
  // A whole number of 10^-scale, or none.
  template <class Value>
  void numbers(const char* name, int scale, Value value) {
    NumberColumn column{scale};
    for (const Row* row : rows_) column.add(value(*row));
    column.write(json_.key(name));
  }
  // A Price or a Quantity, or an optional one, exactly.
  template <class Value>
  void exact(const char* name, Value value) {
    std::vector<std::optional<std::int64_t>> raws;
    std::vector<std::int64_t> known;
    for (const Row* row : rows_) {
      const std::optional number{value(*row)};
      raws.push_back(number ? std::optional{number->raw()} : std::nullopt);
      if (number) known.push_back(number->raw());
    }
    const int scale = scale_of(known);
    NumberColumn column{scale};
    for (const auto& raw : raws) {
      column.add(raw ? std::optional{at_scale(*raw, scale)} : std::nullopt);
    }
    column.write(json_.key(name));
  }
  template <class Value>
  void letters(const char* name, Value value) {
    std::string text;
    for (const Row* row : rows_) text += value(*row);
    json_.member(name, text);
  }

 private:
  JsonWriter& json_;
  std::vector<const Row*> rows_;
};

template <class Row>
std::vector<const Row*> rows_of(const std::vector<Row>& all,
                                const std::vector<std::size_t>& which) {
  std::vector<const Row*> rows;
  for (const std::size_t i : which) rows.push_back(&all[i]);
  return rows;
}

}  // namespace muhurat::research
