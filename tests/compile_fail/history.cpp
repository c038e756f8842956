// The past is named by how long ago, with an unsigned count: there is no word for the future.
#include "sdk/history.hpp"
#include "sdk/slice.hpp"

using namespace muhurat;
using namespace muhurat::sdk;

void past_bars(const History& history, std::size_t count, int signed_count, Timestamp time) {
  (void)history[BarsAgo{0u}];
  (void)history[BarsAgo{count}];
  (void)history[BarsAgo{static_cast<unsigned>(signed_count)}];
  (void)time;
  (void)history[BarsAgo{signed_count}];  // error: deleted
  (void)history[BarsAgo{-1}];            // error: deleted
  (void)history[BarsAgo{1}];             // error: deleted
  (void)history[BarsAgo{1.0}];           // error: deleted
  (void)history[0];                      // error: deleted
  (void)history[-1];                     // error: deleted
  (void)history[signed_count];           // error: deleted
  (void)history[count];                  // error: deleted
  (void)history[time];                   // error: deleted
  BarsAgo implicit = 1u;                 // error: conver|no viable|deleted
}

void written(const History& history, market::Bar bar) {
  bar = history[BarsAgo{0u}];
  history[BarsAgo{0u}] = bar;  // error: discards qualifiers|read-only|no viable|const
}

void one_moment(const Slice& slice, InstrumentId instrument, SeriesId series, int number) {
  (void)slice.bar(instrument);
  (void)slice.bar(series);
  (void)number;
  (void)slice.bar(0);             // error: deleted
  (void)slice.bar(number);        // error: deleted
  (void)slice.bar(OrderId{1});    // error: deleted
  (void)slice.bar(slice.time());  // error: deleted
  (void)slice[0];                 // error: deleted
  (void)slice[-1];                // error: deleted
  (void)slice[slice.size()];      // error: deleted
  (void)slice[instrument];        // error: deleted
}
