// Stored series as the one stream of a run: merged once, when it is made, into records that lie one
// after the other in the engine's order.
#pragma once

#include <span>
#include <vector>

#include "sdk/data_feed.hpp"
#include "store/series/series_store.hpp"

namespace muhurat::store {

// A series of the run and the id it has there. Ids are by instrument, then interval short to long.
struct FeedSeries {
  SeriesName name;
  SeriesId id;
};

class SeriesFeed final : public sdk::DataFeed {
 public:
  // The bars that start in [from, to). Throws ProblemError for a damaged file.
  SeriesFeed(const SeriesStore& store, std::span<const FeedSeries> series, Timestamp from,
             Timestamp to);

  bool next(market::Record& record) override;
  // The whole stream, for a host that reads it in place.
  std::span<const market::Record> records() const { return records_; }

 private:
  std::vector<market::Record> records_;
  std::size_t position_ = 0;
};

// Merges streams, each in order of available time, by (available time, position in `streams`,
// sequence).
std::vector<market::Record> merge_streams(std::span<const std::vector<market::Record>> streams);

}  // namespace muhurat::store
