// One year of one series on the disk: mapped columns to read, and a staged replacement or extension
// that becomes visible all at once.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "market/record.hpp"
#include "store/file_io.hpp"
#include "store/series/partition_header.hpp"

namespace muhurat::store {

// The columns of one year, open: they stay as they were when others take their places. Copies
// share them. A tail that the header does not count (an append cut short) is
// not seen; a column that is too short is damage.
class Partition {
 public:
  // Empty where the folder has no header. Throws ProblemError naming a damaged file.
  static std::optional<Partition> open(const std::filesystem::path& folder);

  const PartitionHeader& header() const { return header_; }
  std::size_t size() const { return static_cast<std::size_t>(header_.rows); }
  std::span<const std::int64_t> times() const;  // available times
  std::span<const std::uint32_t> lengths_ms() const;
  market::Bar bar(std::size_t row) const;
  // The row's start: its available time less its length.
  std::int64_t start_ns(std::size_t row) const;
  // The first row that starts at or after a moment; size() if none does.
  std::size_t first_starting_at(Timestamp time) const;
  // Rows [first, last) as records of this series, appended.
  void append_to(std::vector<market::Record>& records, std::size_t first, std::size_t last,
                 SeriesId id) const;
  // Whether columns lie there of which no header is left. Where a write was cut short before it
  // counted, a new header lies beside them and they are no data.
  static bool is_headless(const std::filesystem::path& folder);
  // Throws ProblemError naming the column file, the checksum expected and the one found.
  void check_sums() const;

 private:
  Partition(std::filesystem::path folder, PartitionHeader header);
  template <class T>
  std::span<const T> column(Column which) const;

  std::filesystem::path folder_;
  PartitionHeader header_;
  std::shared_ptr<const std::vector<MappedFile>> columns_;
};

// New columns for a year: write() puts them on the disk beside the old ones, the renaming makes
// them count. Destroyed before that, it leaves the year as it was.
class StagedPartition {
 public:
  // `bars` are all rows of the year, in order; the header's name, zone, year and version are given,
  // the rest is computed.
  StagedPartition(std::filesystem::path folder, PartitionHeader header);
  ~StagedPartition();
  StagedPartition(StagedPartition&& other) noexcept;
  StagedPartition& operator=(StagedPartition&&) = delete;

  void write(std::span<const market::Bar> bars);
  void sync();                  // waits until columns and new header are on the disk
  FileRename renaming() const;  // of the header: what makes the new columns count
  void settle();                // after that: removes what was there before
  std::size_t bytes() const { return row_bytes * static_cast<std::size_t>(header_.rows); }

 private:
  bool may_count() const;
  void remove_others() const;

  std::filesystem::path folder_;
  PartitionHeader header_;
  std::vector<OutputFile> files_;
  bool is_settled_ = false;
};

}  // namespace muhurat::store
