// The bars of a data folder, by instrument and interval: listed, merged into and read back. Writing
// is all or nothing: on an error the data are as before.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"
#include "market/record.hpp"
#include "market/zone.hpp"
#include "store/data_folder.hpp"
#include "store/series/partition.hpp"
#include "store/series/series_name.hpp"
#include "store/series/year_merge.hpp"

namespace muhurat::store {

// What is stored of one series.
struct SeriesSummary {
  SeriesName name;
  std::string zone;
  Date from, to;          // of the first and the last bar, in the zone
  Timestamp first, last;  // when they could have been known
  std::uint64_t bars = 0;
  std::uint64_t bytes = 0;
  bool has_volume = false;
  Timestamp updated;
  // Which data these are, for a result that says what it was computed from: over all columns'
  // checksums.
  Hash128 checksum;
};

// Bars of one series that were read: [first, last) of each year, in order.
class SeriesBars {
 public:
  struct Part {
    Partition partition;
    std::size_t first, last;
  };
  explicit SeriesBars(std::vector<Part> parts) : parts_{std::move(parts)} {}

  std::size_t size() const;
  const std::vector<Part>& parts() const { return parts_; }
  std::vector<market::Record> records(SeriesId id) const;

 private:
  std::vector<Part> parts_;
};

// A merge that is on the disk and does not count yet. Destroyed unpublished, it leaves no trace.
class StagedMerge {
 public:
  const MergeResult& result() const { return result_; }
  // All years at once, after the files that belong to them, each of which gives way to one of its
  // name and .new: all of it, or none, also if the process is killed in between.
  void publish(std::span<const FileRename> before = {});

 private:
  friend class SeriesStore;
  friend void publish_together(std::span<StagedMerge>, std::span<const FileRename>);
  std::filesystem::path folder_;
  MergeResult result_;
  std::vector<StagedPartition> partitions_;
};

// Merges into one data folder, as StagedMerge::publish has it: all of them, or none.
void publish_together(std::span<StagedMerge> merges, std::span<const FileRename> before);

class SeriesStore {
 public:
  explicit SeriesStore(const DataFolder& folder) : folder_{folder} {}

  // From here on these series are read as they are now, whatever an import does meanwhile; under
  // one hold of the folder they agree. Throws ProblemError for a damaged file.
  void open(std::span<const SeriesName> names);

  std::vector<SeriesName> names() const;  // in order
  std::vector<SeriesSummary> list() const;
  std::optional<SeriesSummary> find(const SeriesName& name) const;

  // What is wrong with the files of its years, one problem for each damaged year.
  std::vector<Problem> damage(const SeriesName& name) const;

  // In which the instrument's series are stored; empty where it has none.
  std::optional<std::string> zone_of(const std::string& instrument) const;

  // The bars that start in [from, to); their checksums are compared first. Throws ProblemError for
  // a damaged file. A series that is not stored has no bars.
  SeriesBars read(const SeriesName& name, Timestamp from, Timestamp to) const;
  SeriesBars read_all(const SeriesName& name) const;
  // The start of the bar that lies `count` bars before the first one that starts at or after
  // `from`, or of the first bar stored: where reading begins for a warm-up of `count` bars.
  Timestamp warm_up_start(const SeriesName& name, Timestamp from, std::size_t count) const;

  // The last bar that starts in each month, for prices alone: checksums are not compared.
  std::vector<market::Bar> month_ends(const SeriesName& name) const;

  // Adds bars, which are in order and do not overlap, as Placement says. The folder must be open to
  // write. Throws ProblemError, then the data are as before.
  StagedMerge stage(const SeriesName& name, const market::Zone& zone,
                    std::span<const market::Bar> bars, const MergeOptions& options) const;
  MergeResult merge(const SeriesName& name, const market::Zone& zone,  // staged and published
                    std::span<const market::Bar> bars, const MergeOptions& options);

 private:
  std::filesystem::path folder_of(const SeriesName& name) const;
  std::vector<Partition> partitions(const SeriesName& name) const;
  SeriesBars select(const SeriesName& name, Timestamp from, Timestamp to) const;

  const DataFolder& folder_;
  std::map<SeriesName, std::vector<Partition>> open_;
};

}  // namespace muhurat::store
