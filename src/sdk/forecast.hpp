// What a signal hands on: a view on each instrument from −1 (fully short) to +1 (fully long). A
// forecast stands until the signal changes or withdraws it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/check.hpp"
#include "core/ids.hpp"
#include "sdk/history.hpp"
#include "trading/reason.hpp"

namespace muhurat::sdk {

struct Forecast {
  InstrumentId instrument;
  double strength = 0;  // −1 … +1; absent: no view; 0: be flat
};

class Forecasts {
 public:
  struct Entry {
    double strength = 0;
    bool is_present = false;     // false: no view, the position is left alone
    bool has_changed = false;    // since the sizer last ran
    trading::Reason reason;      // what the signal noted, the last time it noted anything
    std::uint64_t noted_in = 0;  // slice
  };

  explicit Forecasts(std::size_t instruments) : entries_(instruments) {}

  void set(InstrumentId instrument, double strength) {
    CHECK(strength >= -1 && strength <= 1);
    Entry& entry = entries_[instrument.index()];
    if (entry.is_present && entry.strength == strength) return;
    entry.strength = strength;
    entry.is_present = true;
    mark_changed(entry);
  }
  void withdraw(InstrumentId instrument) {
    Entry& entry = entries_[instrument.index()];
    if (!entry.is_present) return;
    entry.is_present = false;
    mark_changed(entry);
  }
  // An indicator value for Explain; the name is a literal.
  void note(InstrumentId instrument, const char* name, double value) {
    Entry& entry = entries_[instrument.index()];
    if (entry.noted_in != slice_) entry.reason = {};
    entry.noted_in = slice_;
    entry.reason.note(name, value);
  }

  std::span<const Entry> entries() const { return entries_; }
  const Entry& operator[](InstrumentId instrument) const { return entries_[instrument.index()]; }
  bool any_changed() const { return any_changed_; }
  // By the engine, when the sizer's rebalance timer fired: every view wants a new target.
  void mark_all_changed() {
    for (Entry& entry : entries_) {
      if (entry.is_present) mark_changed(entry);
    }
  }
  // By the engine, before the signal sees a slice: what it notes now stands without older notes.
  void begin_slice() { ++slice_; }
  // By the engine, after the sizer has run.
  void clear_changes() {
    if (!any_changed_) return;
    for (Entry& entry : entries_) entry.has_changed = false;
    any_changed_ = false;
  }
  // By the engine, at the end of the warm-up: as if nothing had been said.
  void drop_all() {
    for (Entry& entry : entries_) entry = Entry{};
    any_changed_ = false;
  }

 private:
  void mark_changed(Entry& entry) {
    entry.has_changed = true;
    any_changed_ = true;
  }
  std::vector<Entry> entries_;
  std::uint64_t slice_ = 0;
  bool any_changed_ = false;
};

// The forecasts of one instrument for a whole series at once; addressed like the history it is made
// from.
class ForecastColumns {
 public:
  explicit ForecastColumns(std::size_t bars) : strength_(bars), is_present_(bars, 0), size_{bars} {}

  std::size_t size() const { return size_; }
  void set(BarsAgo ago, double strength) {
    CHECK(ago.count() < size_ && strength >= -1 && strength <= 1);
    strength_[size_ - 1 - ago.count()] = strength;
    is_present_[size_ - 1 - ago.count()] = 1;
  }
  void withdraw(BarsAgo ago) {
    CHECK(ago.count() < size_);
    is_present_[size_ - 1 - ago.count()] = 0;
  }
  bool is_present(BarsAgo ago) const { return is_present_[size_ - 1 - ago.count()] != 0; }
  double strength(BarsAgo ago) const { return strength_[size_ - 1 - ago.count()]; }

 private:
  std::vector<double> strength_;
  std::vector<unsigned char> is_present_;
  std::size_t size_;
};

}  // namespace muhurat::sdk
