// What a run trades and reads: its instruments, its series and each instrument's sessions. Made
// once before the run; everybody in it reads the same tables by id.
#pragma once

#include <vector>

#include "market/instrument.hpp"
#include "market/series.hpp"
#include "market/session.hpp"
#include "market/zone.hpp"

namespace muhurat::market {

struct RunTables {
  std::vector<Instrument> instruments;  // by InstrumentId: the byte order of key()
  std::vector<Series> series;           // by SeriesId: instrument, then interval short to long
  std::vector<std::vector<Session>> sessions;  // by InstrumentId: in order of their opens
  const Zone* zone = nullptr;                  // what a time of day is read in; null: UTC
};

}  // namespace muhurat::market
