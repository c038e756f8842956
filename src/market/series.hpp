// The run's table of series: which instrument, interval and kind a record's SeriesId stands for.
#pragma once

#include "core/ids.hpp"
#include "core/timestamp.hpp"
#include "market/interval.hpp"
#include "market/record.hpp"

namespace muhurat::market {

struct Series {
  SeriesId id;  // index into the table; by instrument, then interval short to long
  InstrumentId instrument;
  Interval interval;
  RecordKind kind = RecordKind::Bar;
  bool is_matching = false;  // the one series of its instrument whose records reach the venue
  bool has_volume = true;    // false where the whole series has volume 0: then no volume cap
  Timestamp volume_from = Timestamp::min();  // when the first bar with volume is known
  // Whether volume 0 at that time says that nothing was traded.
  bool has_volume_at(Timestamp time) const { return has_volume && time >= volume_from; }
};

}  // namespace muhurat::market
