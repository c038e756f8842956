#include "store/series/series_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/check.hpp"
#include "core/clock.hpp"
#include "core/file.hpp"
#include "store/rename_journal.hpp"
#include "store/series/year_merge.hpp"

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

bool has_data(const std::filesystem::path& interval) {
  return std::ranges::any_of(subfolders(interval), [](const std::filesystem::path& year) {
    return std::filesystem::exists(year / "header") || Partition::is_headless(year);
  });
}

void check_has_header(const std::filesystem::path& folder, const char* kept) {
  if (!Partition::is_headless(folder)) return;
  throw ProblemError{{.headline = fmt::format("{} is missing", (folder / "header").string()),
                      .expected = "the header of the columns beside it",
                      .found = "columns without one",
                      .kept = kept,
                      .what_to_do = way_out_of_damage(folder)}};
}

// A damaged year is an error, also where bars are to be replaced: those that are named are not all
// that it held.
std::optional<Partition> open_to_merge(const std::filesystem::path& folder,
                                       const market::Zone& zone) {
  check_has_header(folder, "the data are as they were");
  std::optional<Partition> stored;
  try {
    stored = Partition::open(folder);
    if (stored) stored->check_sums();
  } catch (const SurroundingsError&) {
    throw;
  } catch (const ProblemError& error) {
    Problem problem = error.problem();
    problem.kept = "the data are as they were";
    throw ProblemError{std::move(problem)};
  }
  if (!stored || stored->header().zone == zone.name()) return stored;
  throw ProblemError{
      {.headline = fmt::format("{} is stored in another zone", to_text(stored->header().name)),
       .expected = stored->header().zone,
       .found = zone.name(),
       .kept = "the data are as they were"}};
}

// By its header alone, so that a damaged column is no hindrance; a damaged header tells nothing.
std::optional<std::string> zone_of_year(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "header";
  if (!std::filesystem::exists(file)) return std::nullopt;
  try {
    return parse_partition_header(read_file(file), file.string()).zone;
  } catch (const ProblemError& error) {
    if (error.problem().exit_code != ExitCode::Input) throw;
    return std::nullopt;
  }
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

void SeriesStore::open(std::span<const SeriesName> names) {
  for (const SeriesName& name : names) {
    if (!open_.contains(name)) open_.emplace(name, partitions(name));
  }
}

std::vector<Partition> SeriesStore::partitions(const SeriesName& name) const {
  if (const auto is_open = open_.find(name); is_open != open_.end()) return is_open->second;
  std::vector<Partition> found;
  for (const auto& folder : subfolders(folder_of(name))) {
    check_has_header(folder, "the other series can be used");
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
        if (parsed == market::Interval{} || !has_data(interval)) continue;
        found.push_back({exchange.filename().string() + ":" + symbol.filename().string(), parsed});
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

std::vector<Problem> SeriesStore::damage(const SeriesName& name) const {
  std::vector<Problem> found;
  for (const auto& folder : subfolders(folder_of(name))) {
    try {
      check_has_header(folder, "the other series can be used");
      if (const auto year = Partition::open(folder)) year->check_sums();
    } catch (const ProblemError& error) {
      if (error.problem().exit_code != ExitCode::Input) throw;
      found.push_back(error.problem());
    }
  }
  return found;
}

std::optional<SeriesSummary> SeriesStore::find(const SeriesName& name) const {
  const std::vector<Partition> found = partitions(name);
  return found.empty() ? std::nullopt : std::optional{summary_of(found)};
}

std::optional<std::string> SeriesStore::zone_of(const std::string& instrument) const {
  for (const auto& interval : subfolders(folder_of({instrument, {}}).parent_path())) {
    for (const auto& year : subfolders(interval)) {
      if (auto zone = zone_of_year(year)) return zone;
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

std::vector<Bar> SeriesStore::month_ends(const SeriesName& name) const {
  std::vector<Bar> ends;
  for (const Partition& partition : partitions(name)) {
    const market::Zone zone{partition.header().zone};
    const int year = partition.header().year;
    std::size_t row = 0;
    for (int month = 1; month <= 12; ++month) {
      const Date next =
          month == 12 ? Date::from_civil(year + 1, 1, 1) : Date::from_civil(year, month + 1, 1);
      const std::size_t end = partition.first_starting_at(zone.to_utc(next, Duration{}));
      if (end > row) ends.push_back(partition.bar(end - 1));
      row = end;
    }
  }
  return ends;
}

StagedMerge SeriesStore::stage(const SeriesName& name, const market::Zone& zone,
                               std::span<const Bar> bars, const MergeOptions& options) const {
  CHECK(folder_.is_writable());
  StagedMerge staged;
  staged.folder_ = folder_.root();
  MergeResult& result = staged.result_;
  const YearBounds years{zone};
  const Placement placement{zone, name.interval, options};
  for (std::size_t at = 0; at < bars.size();) {
    const int year = years.year_of(bars[at].start());
    const Timestamp end = years.begin_of(year + 1);
    const std::size_t first = at;
    while (at < bars.size() && bars[at].start() < end) ++at;

    const std::filesystem::path folder = folder_of(name) / std::to_string(year);
    std::optional<Partition> stored;
    if (options.stored == StoredBars::Count) stored = open_to_merge(folder, zone);
    const std::uint64_t changes_before = result.changes();
    const std::span<const Bar> new_bars = bars.subspan(first, at - first);
    std::vector<Bar> merged;
    if (stored) {
      merged = YearMerge{*stored, options.on_conflict, placement, result}.merge(new_bars, first);
      if (result.changes() == changes_before) continue;  // all there before
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

void StagedMerge::publish(std::span<const FileRename> before) {
  publish_together({this, 1}, before);
}

void publish_together(std::span<StagedMerge> merges, std::span<const FileRename> before) {
  if (merges.empty()) return;
  std::vector<FileRename> renames{before.begin(), before.end()};
  for (const StagedMerge& merge : merges) {
    for (const StagedPartition& each : merge.partitions_) renames.push_back(each.renaming());
  }
  rename_together(merges.front().folder_, renames);
  for (StagedMerge& merge : merges) {
    for (StagedPartition& each : merge.partitions_) each.settle();
  }
}

MergeResult SeriesStore::merge(const SeriesName& name, const market::Zone& zone,
                               std::span<const Bar> bars, const MergeOptions& options) {
  StagedMerge staged = stage(name, zone, bars, options);
  staged.publish();
  return staged.result();
}

}  // namespace muhurat::store
