#include "research/report/packing.hpp"

#include <string_view>

namespace muhurat::research {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// RFC 4648, padded.
std::string base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group <<= 8;
      if (i + k < bytes.size()) group |= static_cast<unsigned char>(bytes[i + k]);
    }
    const std::size_t known = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 4; ++k) {
      out += k <= known ? alphabet[(group >> (18 - 6 * k)) & 63] : '=';
    }
  }
  return out;
}

// Small numbers of either sign become small ones without: 0, -1, 1, -2 are 0, 1, 2, 3.
std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

void append_leb128(std::string& out, std::uint64_t rest) {
  for (; rest >= 128; rest >>= 7) out += static_cast<char>((rest & 127) | 128);
  out += static_cast<char>(rest);
}

}  // namespace

std::string pack(std::span<const std::int64_t> values) {
  std::string bytes;
  bytes.reserve(values.size() * 2);
  std::int64_t before = 0;
  for (const std::int64_t value : values) {
    append_leb128(bytes, zigzag(value - before));
    before = value;
  }
  return base64(bytes);
}

void write_ints(JsonWriter& json, std::span<const std::int64_t> values) {
  if (values.size() >= packed_from) {
    json.value(pack(values));
    return;
  }
  json.begin_array();
  std::int64_t before = 0;
  for (const std::int64_t value : values) {
    json.value(value - before);
    before = value;
  }
  json.end();
}

}  // namespace muhurat::research
