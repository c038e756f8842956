// The part of a run's tables that stock parts need on every slice: which records are bars of a
// matching series, and of which instrument.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/ids.hpp"
#include "market/run_tables.hpp"
#include "sdk/slice.hpp"

namespace muhurat::sdk {

class MatchingSeries {
 public:
  MatchingSeries() = default;
  explicit MatchingSeries(const market::RunTables& tables)
      : instruments_(tables.instruments.size()), of_(tables.series.size(), none) {
    for (const market::Series& series : tables.series) {
      if (series.is_matching && series.kind == market::RecordKind::Bar) {
        of_[series.id.index()] = series.instrument.value();
      }
    }
  }

  std::size_t instruments() const { return instruments_; }
  // Calls visit(instrument, bar) for each bar of a matching series in the slice.
  template <class Visit>
  void for_each_bar(const Slice& slice, Visit&& visit) const {
    for (const market::Record& record : slice) {
      const std::uint32_t instrument = of_[record.bar.series.index()];
      if (instrument != none) visit(InstrumentId{instrument}, record.bar);
    }
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  std::size_t instruments_ = 0;
  std::vector<std::uint32_t> of_;  // by SeriesId
};

}  // namespace muhurat::sdk
