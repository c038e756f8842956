// Ticks, lots and freeze quantities by date: the lookups in segments.csv that an instrument's terms
// are made of.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/numbers.hpp"
#include "market/instrument.hpp"

namespace muhurat::market {

// The last close of one calendar month: what the exchanges set the next month's tick by.
struct MonthClose {
  Date date;  // any day of that month
  Price close;
};

class SegmentTable {
 public:
  // The compiled-in table, or REFERENCE/segments.csv. Throws ProblemError naming file, line,
  // column.
  explicit SegmentTable(const std::filesystem::path& reference = {});

  ~SegmentTable();

  // The tick of an ordinary instrument of the segment at this price: an equity that is no ETF, or
  // an index option. Empty: no row speaks of it.
  std::optional<Price> tick(std::string_view exchange, std::string_view segment, Price price,
                            Date date) const;
  // Units of one lot, and of the largest order, of an underlying's derivatives. Empty: not known.
  std::optional<Quantity> lot(std::string_view exchange, std::string_view segment,
                              std::string_view underlying, Date date) const;
  std::optional<Quantity> freeze(std::string_view exchange, std::string_view segment,
                                 std::string_view underlying, Date date) const;

  // The dated terms of an instrument whose prices are known: before the first close its band
  // is that of `closes.front()`. `closes` is not empty and in order of date; has_derivatives is
  // false.
  std::vector<InstrumentTerms> terms(const Instrument& instrument,
                                     std::span<const MonthClose> closes) const;

 private:
  enum class Kind { Tick, Lot, Freeze };
  struct Row;
  const Row* find(Kind kind, std::string_view exchange, std::string_view segment,
                  std::string_view instrument, Price price, Date date) const;
  InstrumentTerms terms_at(const Instrument& instrument, Price price, Date date) const;
  std::vector<Date> changes(const Instrument& instrument) const;

  std::vector<Row> rows_;
};

}  // namespace muhurat::market
