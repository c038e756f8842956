#include "store/series/series_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/check.hpp"
#include "core/clock.hpp"
#include "core/file.hpp"

namespace muhurat::store {
namespace {

using market::Bar;

Timestamp now() {
  // When a series was updated is told to people and enters no result.
  return RealClock{}.now();
}

std::vector<std::filesystem::path> subfolders(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  if (!std::filesystem::is_directory(folder)) return found;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.is_directory()) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

// A bar's place in its series: the date of a daily bar, the available time of another.
class PlaceInTime {
 public:
  PlaceInTime(const market::Zone& zone, market::Interval interval)
      : zone_{zone}, is_daily_{interval.is_daily()} {}
  std::int64_t operator()(const Bar& bar) const {
    return is_daily_ ? zone_.date_of(bar.start()).days() : bar.available_time.ns();
  }

 private:
  const market::Zone& zone_;
  bool is_daily_;
};

bool is_equal(const Bar& a, const Bar& b) {
  return a.open == b.open && a.high == b.high && a.low == b.low && a.close == b.close &&
         a.volume == b.volume && a.open_interest == b.open_interest;
}

// Merges the new bars of one year with those that stand there. `first_index` is that of
// new_bars[0].
std::vector<Bar> merge_year(const Partition& stored, std::span<const Bar> new_bars,
                            std::size_t first_index, OnConflict on_conflict,
                            const PlaceInTime& place, MergeResult& result) {
  std::vector<Bar> merged;
  const std::size_t stored_size = stored.size();
  merged.reserve(stored_size + new_bars.size());
  std::size_t old = 0;
  for (std::size_t i = 0; i < new_bars.size(); ++i) {
    const std::int64_t at = place(new_bars[i]);
    Bar before;
    bool is_taken = false;
    for (; old < stored_size; ++old) {
      before = stored.bar(old);
      const std::int64_t old_at = place(before);
      is_taken = old_at == at;
      if (old_at >= at) break;
      merged.push_back(before);
    }
    if (old == stored_size || !is_taken) {
      merged.push_back(new_bars[i]);
      ++result.added;
      continue;
    }
    ++old;
    if (is_equal(before, new_bars[i])) {
      ++result.there_before;
      merged.push_back(before);
    } else if (on_conflict == OnConflict::Replace) {
      ++result.replaced;
      merged.push_back(new_bars[i]);
    } else {
      result.conflicts.push_back(first_index + i);
      merged.push_back(before);
    }
  }
  for (; old < stored_size; ++old) merged.push_back(stored.bar(old));
  return merged;
}

// A damaged year is an error, unless it is to be replaced: then it gives way as a whole.
std::optional<Partition> open_to_merge(const std::filesystem::path& folder,
                                       const market::Zone& zone, OnConflict on_conflict) {
  std::optional<Partition> stored;
  try {
    stored = Partition::open(folder);
    if (stored) stored->check_sums();
  } catch (const SurroundingsError&) {
    throw;
  } catch (const ProblemError&) {
    if (on_conflict == OnConflict::Replace) return std::nullopt;
    throw;
  }
  if (!stored || stored->header().zone == zone.name()) return stored;
  throw ProblemError{
      {.headline = fmt::format("{} is stored in another zone", to_text(stored->header().name)),
       .expected = stored->header().zone,
       .found = zone.name(),
       .kept = "the data are as they were"}};
}

// Above every version that a column file in the folder has, whether it counts or was left behind.
std::uint64_t next_version(const std::filesystem::path& folder) {
  std::uint64_t highest = 0;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator{folder, ignored}) {
    const std::string name = entry.path().stem().string();  // close.3
    const std::size_t point = name.find('.');
    std::uint64_t version = 0;
    if (point != std::string::npos) {
      std::from_chars(name.data() + point + 1, name.data() + name.size(), version);
    }
    highest = std::max(highest, version);
  }
  return highest + 1;
}

// The moments at which the years of a zone begin, found once per year.
class YearBounds {
 public:
  explicit YearBounds(const market::Zone& zone) : zone_{zone} {}
  int year_of(Timestamp time) const { return zone_.date_of(time).civil().year; }
  Timestamp begin_of(int year) const {
    return zone_.to_utc(Date::from_civil(year, 1, 1), Duration{});
  }

 private:
  const market::Zone& zone_;
};

SeriesSummary summary_of(const std::vector<Partition>& partitions) {
  const PartitionHeader& first = partitions.front().header();
  const PartitionHeader& last = partitions.back().header();
  const market::Zone zone{first.zone};
  SeriesSummary summary{.name = first.name,
                        .zone = first.zone,
                        .from = zone.date_of(first.first - Duration::nanoseconds(1)),
                        .to = zone.date_of(last.last - Duration::nanoseconds(1)),
                        .first = first.first,
                        .last = last.last,
                        .updated = first.updated,
                        .checksum = {}};
  Checksum sum;
  for (const Partition& partition : partitions) {
    const PartitionHeader& header = partition.header();
    summary.bars += header.rows;
    summary.bytes += header.rows * row_bytes + to_text(header).size();
    summary.has_volume |= header.has_volume;
    summary.updated = std::max(summary.updated, header.updated);
    sum.append(std::as_bytes(std::span{header.checksums}));
  }
  summary.checksum = sum.digest();
  return summary;
}

}  // namespace

std::size_t SeriesBars::size() const {
  std::size_t size = 0;
  for (const Part& part : parts_) size += part.last - part.first;
  return size;
}

std::vector<market::Record> SeriesBars::records(SeriesId id) const {
  std::vector<market::Record> records;
  records.reserve(size());
  for (const Part& part : parts_) part.partition.append_to(records, part.first, part.last, id);
  return records;
}

std::filesystem::path SeriesStore::folder_of(const SeriesName& name) const {
  const std::size_t colon = name.instrument.find(':');
  CHECK(colon != std::string::npos);
  return folder_.series() / name.instrument.substr(0, colon) / name.instrument.substr(colon + 1) /
         market::to_text(name.interval);
}

std::vector<Partition> SeriesStore::partitions(const SeriesName& name) const {
  std::vector<Partition> found;
  for (const auto& folder : subfolders(folder_of(name))) {
    if (auto partition = Partition::open(folder)) found.push_back(std::move(*partition));
  }
  std::ranges::sort(found, {}, [](const Partition& one) { return one.header().year; });
  return found;
}

std::vector<SeriesName> SeriesStore::names() const {
  std::vector<SeriesName> found;
  for (const auto& exchange : subfolders(folder_.series())) {
    for (const auto& symbol : subfolders(exchange)) {
      for (const auto& interval : subfolders(symbol)) {
        const market::Interval parsed = market::parse_interval(interval.filename().string());
        const bool has_years = !subfolders(interval).empty();
        if (parsed == market::Interval{} || !has_years) continue;
        found.push_back({exchange.filename().string() + ":" + symbol.filename().string(), parsed});
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

std::optional<SeriesSummary> SeriesStore::find(const SeriesName& name) const {
  const std::vector<Partition> found = partitions(name);
  return found.empty() ? std::nullopt : std::optional{summary_of(found)};
}

std::optional<std::string> SeriesStore::zone_of(const std::string& instrument) const {
  for (const auto& interval : subfolders(folder_of({instrument, {}}).parent_path())) {
    for (const auto& year : subfolders(interval)) {
      if (const auto partition = Partition::open(year)) return partition->header().zone;
    }
  }
  return std::nullopt;
}

std::vector<SeriesSummary> SeriesStore::list() const {
  std::vector<SeriesSummary> summaries;
  for (const SeriesName& name : names()) {
    if (auto summary = find(name)) summaries.push_back(std::move(*summary));
  }
  return summaries;
}

SeriesBars SeriesStore::select(const SeriesName& name, Timestamp from, Timestamp to) const {
  std::vector<SeriesBars::Part> parts;
  std::vector<Partition> found = partitions(name);
  for (Partition& partition : found) {
    const std::size_t first = partition.first_starting_at(from);
    const std::size_t last = partition.first_starting_at(to);
    if (first < last) parts.push_back({std::move(partition), first, last});
  }
  return SeriesBars{std::move(parts)};
}

SeriesBars SeriesStore::read(const SeriesName& name, Timestamp from, Timestamp to) const {
  SeriesBars bars = select(name, from, to);
  for (const SeriesBars::Part& part : bars.parts()) part.partition.check_sums();
  return bars;
}

SeriesBars SeriesStore::read_all(const SeriesName& name) const {
  return read(name, Timestamp::min(), Timestamp::max());
}

Timestamp SeriesStore::warm_up_start(const SeriesName& name, Timestamp from,
                                     std::size_t count) const {
  const SeriesBars before = select(name, Timestamp::min(), from);
  for (auto part = before.parts().rbegin(); part != before.parts().rend() && count > 0; ++part) {
    const std::size_t rows = part->last - part->first;
    if (count <= rows) return Timestamp::from_ns(part->partition.start_ns(part->last - count));
    count -= rows;
  }
  if (count == 0 || before.parts().empty()) return from;
  const SeriesBars::Part& first = before.parts().front();
  return Timestamp::from_ns(first.partition.start_ns(first.first));
}

StagedMerge SeriesStore::stage(const SeriesName& name, const market::Zone& zone,
                               std::span<const Bar> bars, OnConflict on_conflict) const {
  CHECK(folder_.is_writable());
  StagedMerge staged;
  MergeResult& result = staged.result_;
  const YearBounds years{zone};
  const PlaceInTime place{zone, name.interval};
  for (std::size_t at = 0; at < bars.size();) {
    const int year = years.year_of(bars[at].start());
    const Timestamp end = years.begin_of(year + 1);
    const std::size_t first = at;
    while (at < bars.size() && bars[at].start() < end) ++at;

    const std::filesystem::path folder = folder_of(name) / std::to_string(year);
    const std::optional<Partition> stored = open_to_merge(folder, zone, on_conflict);
    const std::uint64_t changes_before = result.added + result.replaced;
    const std::span<const Bar> new_bars = bars.subspan(first, at - first);
    std::vector<Bar> merged;
    if (stored) {
      merged = merge_year(*stored, new_bars, first, on_conflict, place, result);
      if (result.added + result.replaced == changes_before) continue;  // all there before
    } else {
      result.added += new_bars.size();
    }
    PartitionHeader header;
    header.name = name;
    header.zone = zone.name();
    header.year = year;
    header.updated = now();
    header.version = next_version(folder);
    staged.partitions_.emplace_back(folder, std::move(header)).write(stored ? merged : new_bars);
  }
  for (StagedPartition& partition : staged.partitions_) partition.sync();
  return staged;
}

void StagedMerge::publish() {
  for (StagedPartition& partition : partitions_) partition.publish();
}

MergeResult SeriesStore::merge(const SeriesName& name, const market::Zone& zone,
                               std::span<const Bar> bars, OnConflict on_conflict) {
  StagedMerge staged = stage(name, zone, bars, on_conflict);
  staged.publish();
  return staged.result();
}

void SeriesStore::remove(const SeriesName& name) {
  CHECK(folder_.is_writable());
  // Headers first: a year without one is no data, whatever is left of it.
  for (const auto& folder : subfolders(folder_of(name))) {
    std::filesystem::remove(folder / "header");
  }
  std::filesystem::remove_all(folder_of(name));
}

}  // namespace muhurat::store
