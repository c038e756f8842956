// Columns of whole numbers as the report's page reads them: as differences, plain while they are
// few, packed from 200 on (zigzag, LEB128, base64). ui/src/model/ints.ts undoes it.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/json.hpp"

namespace muhurat::research {

inline constexpr std::size_t packed_from = 200;

// The differences of the values, packed. Values and differences lie below 2^52.
std::string pack(std::span<const std::int64_t> values);

// The column as a JSON value: an array of differences, or a packed string.
void write_ints(JsonWriter& json, std::span<const std::int64_t> values);

}  // namespace muhurat::research
