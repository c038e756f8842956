// The header of one year of one series: what its columns hold, which version of their files counts,
// and their checksums. It is small, plain text, guarded by a checksum of its own, and replaced
// last, so that a crash at any moment leaves the year as it was before or as it is after.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/checksum.hpp"
#include "core/timestamp.hpp"
#include "store/series/series_name.hpp"

namespace muhurat::store {

// One plain little-endian array per column, in this order. time: when the bar could have been
// known, in ns; length: its interval in ms; prices: raw, eight decimals.
enum class Column { Time, Length, Open, High, Low, Close, Volume, OpenInterest };
inline constexpr std::size_t column_count = 8;
struct ColumnType {
  std::string_view name;
  std::string_view type;
  std::size_t width;
};
inline constexpr std::array<ColumnType, column_count> column_types = {
    {{"time", "i64", 8},
     {"length", "u32", 4},
     {"open", "i64", 8},
     {"high", "i64", 8},
     {"low", "i64", 8},
     {"close", "i64", 8},
     {"volume", "f64", 8},
     {"open_interest", "f64", 8}}};
inline constexpr std::size_t row_bytes = 60;

struct PartitionHeader {
  static constexpr int schema = 1;

  SeriesName name;
  std::string zone;  // in which a year, and a day of daily bars, is one
  int year = 0;
  std::uint64_t version = 0;  // of the column files: close.VERSION.col
  std::uint64_t rows = 0;
  Timestamp first, last;  // available times; of no meaning where rows is 0
  bool has_volume = false;
  Timestamp updated;
  std::array<Hash128, column_count> checksums = {};

  std::string column_file(std::size_t column) const;
};

// What to do where something in a year's folder is damaged: what is left of it is not mended.
std::string way_out_of_damage(const std::filesystem::path& folder);

std::string to_text(const PartitionHeader& header);
// `file` names it in messages. Throws ProblemError if it is damaged or of a newer schema.
PartitionHeader parse_partition_header(std::string_view text, std::string_view file);

}  // namespace muhurat::store
