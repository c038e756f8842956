#include "store/series/partition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <utility>

#include "core/check.hpp"
#include "core/file.hpp"

namespace muhurat::store {
namespace {

static_assert(std::endian::native == std::endian::little, "columns are little-endian and mapped");

constexpr std::string_view new_header = "header.new";
constexpr std::size_t rows_per_write = 1 << 16;

template <class T, class Take>
std::vector<std::byte> pack(std::span<const market::Bar> bars, Take take) {
  std::vector<std::byte> bytes(bars.size() * sizeof(T));
  T* to = reinterpret_cast<T*>(bytes.data());
  for (const market::Bar& bar : bars) *to++ = take(bar);
  return bytes;
}

std::vector<std::byte> pack_column(Column column, std::span<const market::Bar> bars) {
  using market::Bar;
  switch (column) {
    case Column::Time:
      return pack<std::int64_t>(bars, [](const Bar& bar) { return bar.available_time.ns(); });
    case Column::Length:
      return pack<std::uint32_t>(bars, [](const Bar& bar) { return bar.length_ms; });
    case Column::Open:
      return pack<std::int64_t>(bars, [](const Bar& bar) { return bar.open.raw(); });
    case Column::High:
      return pack<std::int64_t>(bars, [](const Bar& bar) { return bar.high.raw(); });
    case Column::Low: return pack<std::int64_t>(bars, [](const Bar& bar) { return bar.low.raw(); });
    case Column::Close:
      return pack<std::int64_t>(bars, [](const Bar& bar) { return bar.close.raw(); });
    case Column::Volume: return pack<double>(bars, [](const Bar& bar) { return bar.volume; });
    case Column::OpenInterest:
      return pack<double>(bars, [](const Bar& bar) { return bar.open_interest; });
  }
  return {};
}

[[noreturn]] void refuse_short(const std::filesystem::path& file, std::size_t expected,
                               std::size_t found) {
  throw ProblemError{{.headline = fmt::format("{} is damaged", file.string()),
                      .expected = fmt::format("{} bytes", expected),
                      .found = fmt::format("{} bytes", found),
                      .kept = "the other series can be used",
                      .what_to_do = way_out_of_damage(file.parent_path())}};
}

// One that is not there is damage like any other: the header counts it.
MappedFile open_column(const std::filesystem::path& file) {
  try {
    return MappedFile{file};
  } catch (const SurroundingsError& error) {
    if (error.error_number() != ENOENT) throw;
    throw ProblemError{{.headline = fmt::format("{} is missing", file.string()),
                        .expected = "the column that the header beside it counts",
                        .found = "no such file",
                        .kept = "the other series can be used",
                        .what_to_do = way_out_of_damage(file.parent_path())}};
  }
}

// The columns of a header that another process replaces at this moment are gone: then read it
// again.
bool columns_exist(const std::filesystem::path& folder, const PartitionHeader& header) {
  for (std::size_t i = 0; i < column_count; ++i) {
    if (!std::filesystem::exists(folder / header.column_file(i))) return false;
  }
  return true;
}

}  // namespace

std::optional<Partition> Partition::open(const std::filesystem::path& folder) {
  constexpr int tries_max = 3;
  const std::filesystem::path file = folder / "header";
  for (int tries = 1; std::filesystem::exists(file); ++tries) {
    PartitionHeader header = parse_partition_header(read_file(file), file.string());
    if (tries < tries_max && !columns_exist(folder, header)) continue;
    return Partition{folder, std::move(header)};
  }
  return std::nullopt;
}

bool Partition::is_headless(const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / "header")) return false;
  if (std::filesystem::exists(folder / new_header)) return false;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator{folder, ignored}) {
    if (entry.path().extension() == ".col") return true;
  }
  return false;
}

Partition::Partition(std::filesystem::path folder, PartitionHeader header)
    : folder_{std::move(folder)}, header_{std::move(header)} {
  std::vector<MappedFile> columns;
  for (std::size_t i = 0; i < column_count; ++i) {
    const std::filesystem::path file = folder_ / header_.column_file(i);
    const MappedFile& column = columns.emplace_back(open_column(file));
    const std::size_t bytes = size() * column_types[i].width;
    if (column.bytes().size() < bytes) refuse_short(file, bytes, column.bytes().size());
  }
  columns_ = std::make_shared<const std::vector<MappedFile>>(std::move(columns));
}

template <class T>
std::span<const T> Partition::column(Column which) const {
  const auto index = static_cast<std::size_t>(which);
  return {reinterpret_cast<const T*>((*columns_)[index].bytes().data()), size()};
}

std::span<const std::int64_t> Partition::times() const {
  return column<std::int64_t>(Column::Time);
}

std::span<const std::uint32_t> Partition::lengths_ms() const {
  return column<std::uint32_t>(Column::Length);
}

std::int64_t Partition::start_ns(std::size_t row) const {
  return times()[row] - std::int64_t{lengths_ms()[row]} * 1'000'000;
}

market::Bar Partition::bar(std::size_t row) const {
  const auto price = [&](Column which) {
    return Price::from_raw(column<std::int64_t>(which)[row]);
  };
  return {.available_time = Timestamp::from_ns(times()[row]),
          .series = {},
          .length_ms = lengths_ms()[row],
          .open = price(Column::Open),
          .high = price(Column::High),
          .low = price(Column::Low),
          .close = price(Column::Close),
          .volume = column<double>(Column::Volume)[row],
          .open_interest = column<double>(Column::OpenInterest)[row]};
}

// Rows are in the order of their starts as well as of their available times.
std::size_t Partition::first_starting_at(Timestamp time) const {
  std::size_t low = 0;
  std::size_t high = size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (start_ns(middle) < time.ns()) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

void Partition::append_to(std::vector<market::Record>& records, std::size_t first, std::size_t last,
                          SeriesId id) const {
  const auto time = times();
  const auto length = lengths_ms();
  const auto open = column<std::int64_t>(Column::Open);
  const auto high = column<std::int64_t>(Column::High);
  const auto low = column<std::int64_t>(Column::Low);
  const auto close = column<std::int64_t>(Column::Close);
  const auto volume = column<double>(Column::Volume);
  const auto open_interest = column<double>(Column::OpenInterest);
  for (std::size_t row = first; row < last; ++row) {
    records.emplace_back(market::Bar{.available_time = Timestamp::from_ns(time[row]),
                                     .series = id,
                                     .length_ms = length[row],
                                     .open = Price::from_raw(open[row]),
                                     .high = Price::from_raw(high[row]),
                                     .low = Price::from_raw(low[row]),
                                     .close = Price::from_raw(close[row]),
                                     .volume = volume[row],
                                     .open_interest = open_interest[row]});
  }
}

void Partition::check_sums() const {
  for (std::size_t i = 0; i < column_count; ++i) {
    const Hash128 found = checksum((*columns_)[i].bytes().first(size() * column_types[i].width));
    if (found == header_.checksums[i]) continue;
    throw ProblemError{
        {.headline = fmt::format("{} is damaged", (folder_ / header_.column_file(i)).string()),
         .expected = fmt::format("checksum {}", to_hex(header_.checksums[i])),
         .found = fmt::format("checksum {}", to_hex(found)),
         .kept = "the other series can be used",
         .what_to_do = way_out_of_damage(folder_)}};
  }
}

StagedPartition::StagedPartition(std::filesystem::path folder, PartitionHeader header)
    : folder_{std::move(folder)}, header_{std::move(header)} {}

StagedPartition::StagedPartition(StagedPartition&& other) noexcept
    : folder_{std::move(other.folder_)},
      header_{std::move(other.header_)},
      files_{std::move(other.files_)},
      is_settled_{std::exchange(other.is_settled_, true)} {}

StagedPartition::~StagedPartition() {
  if (is_settled_ || may_count()) return;
  std::error_code ignored;
  for (std::size_t i = files_.size(); i > 0; --i) {  // the new header last
    std::filesystem::remove(files_[i - 1].path(), ignored);
  }
  // Year, interval, symbol and exchange, only where they are empty: they were made for this.
  std::filesystem::path made = folder_;
  for (int level = 0; level < 4 && std::filesystem::remove(made, ignored); ++level) {
    made = made.parent_path();
  }
}

void StagedPartition::write(std::span<const market::Bar> bars) {
  CHECK(!bars.empty());
  make_folder(folder_);
  files_.emplace_back(folder_ / new_header);  // before the first column
  header_.rows = bars.size();
  header_.first = bars.front().available_time;
  header_.last = bars.back().available_time;
  header_.has_volume =
      std::ranges::any_of(bars, [](const market::Bar& bar) { return bar.volume != 0; });
  for (std::size_t i = 0; i < column_count; ++i) {
    OutputFile& file = files_.emplace_back(folder_ / header_.column_file(i));
    Checksum sum;
    for (std::size_t at = 0; at < bars.size(); at += rows_per_write) {
      const auto piece = bars.subspan(at, std::min(rows_per_write, bars.size() - at));
      const std::vector<std::byte> bytes = pack_column(static_cast<Column>(i), piece);
      sum.append(bytes);
      file.write(bytes);
    }
    header_.checksums[i] = sum.digest();
    file.begin_sync();
  }
}

void StagedPartition::sync() {
  for (OutputFile& file : std::span{files_}.subspan(1)) file.sync();
  const std::string text = to_text(header_);
  OutputFile& header = files_.front();
  header.write(std::as_bytes(std::span{text}));
  header.sync();
  sync_folder(folder_);
}

FileRename StagedPartition::renaming() const {
  return {folder_ / new_header, folder_ / "header"};
}

void StagedPartition::settle() {
  is_settled_ = true;
  remove_others();
}

// Whether the header may be the new one, though nobody said so.
bool StagedPartition::may_count() const {
  try {
    return read_file_if_there(folder_ / "header") == to_text(header_);
  } catch (const ProblemError&) {
    return true;
  }
}

// What the header does not name is of an older version, or of an attempt that was cut short.
void StagedPartition::remove_others() const {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator{folder_, ignored}) {
    const std::string name = entry.path().filename().string();
    bool is_named = name == "header";
    for (std::size_t i = 0; i < column_count; ++i) is_named |= name == header_.column_file(i);
    if (!is_named) std::filesystem::remove(entry.path(), ignored);
  }
}

}  // namespace muhurat::store
