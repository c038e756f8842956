#include "store/series/series_feed.hpp"

#include <algorithm>
#include <limits>

namespace muhurat::store {
namespace {

constexpr std::int64_t exhausted = std::numeric_limits<std::int64_t>::max();

struct Cursor {
  const market::Record* at;
  const market::Record* end;

  std::int64_t time() const { return at == end ? exhausted : at->bar.available_time.ns(); }
};

}  // namespace

// All streams of one time step are taken in one pass, because most instruments trade at the same
// times; so a step costs one look at each stream, not a heap operation per record.
std::vector<market::Record> merge_streams(std::span<const std::vector<market::Record>> streams) {
  std::vector<market::Record> merged;
  std::size_t size = 0;
  std::vector<Cursor> cursors;
  for (const auto& stream : streams) {
    size += stream.size();
    cursors.push_back({stream.data(), stream.data() + stream.size()});
  }
  merged.reserve(size);
  std::int64_t time = exhausted;
  for (const Cursor& cursor : cursors) time = std::min(time, cursor.time());
  while (merged.size() < size) {
    std::int64_t next_time = exhausted;
    for (Cursor& cursor : cursors) {
      while (cursor.time() == time && cursor.at != cursor.end) merged.push_back(*cursor.at++);
      next_time = std::min(next_time, cursor.time());
    }
    time = next_time;
  }
  return merged;
}

SeriesFeed::SeriesFeed(const SeriesStore& store, std::span<const FeedSeries> series, Timestamp from,
                       Timestamp to) {
  std::vector<FeedSeries> ordered{series.begin(), series.end()};
  std::ranges::sort(ordered, {}, &FeedSeries::id);
  std::vector<std::vector<market::Record>> streams;
  for (const FeedSeries& one : ordered) {
    streams.push_back(store.read(one.name, from, to).records(one.id));
  }
  records_ = streams.size() == 1 ? std::move(streams.front()) : merge_streams(streams);
}

bool SeriesFeed::next(market::Record& record) {
  if (position_ == records_.size()) return false;
  record = records_[position_++];
  return true;
}

}  // namespace muhurat::store
