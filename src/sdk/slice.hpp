// All records that became known at one moment, and nothing of a later one.
#pragma once

#include <cstddef>
#include <span>

#include "core/check.hpp"
#include "core/ids.hpp"
#include "market/record.hpp"
#include "market/series.hpp"

namespace muhurat::sdk {

class Slice {
 public:
  Slice(Timestamp time, std::span<const market::Record> records,
        std::span<const market::Series> series)
      : time_{time}, records_{records}, series_{series} {}

  Timestamp time() const { return time_; }
  std::size_t size() const { return records_.size(); }

  // The bar of a series in this slice; null if it has none.
  const market::Bar* bar(SeriesId series) const {
    for (const market::Record& record : records_) {
      if (record.bar.series == series) return &record.bar;
    }
    return nullptr;
  }
  // The bar of an instrument's matching series; null if it has none.
  const market::Bar* bar(InstrumentId instrument) const {
    for (const market::Record& record : records_) {
      const market::Series& series = series_[record.bar.series.index()];
      if (series.instrument == instrument && series.is_matching) return &record.bar;
    }
    return nullptr;
  }
  template <class T>
  const market::Bar* bar(T) const = delete;  // a record is named by its series or instrument
  template <class T>
  const market::Bar& operator[](T) const = delete;

  auto begin() const { return records_.begin(); }
  auto end() const { return records_.end(); }

 private:
  Timestamp time_;
  std::span<const market::Record> records_;
  std::span<const market::Series> series_;
};

}  // namespace muhurat::sdk
