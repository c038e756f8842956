#include "research/report/packing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "core/numbers.hpp"

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

std::uint64_t distance(std::int64_t from, std::int64_t to) {
  return to >= from ? static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from)
                    : static_cast<std::uint64_t>(from) - static_cast<std::uint64_t>(to);
}

// What all numbers are a multiple of; 1 if they are all 0.
class CommonUnit {
 public:
  void add(std::uint64_t number) { unit_ = std::gcd(unit_, number); }
  std::int64_t value() const { return unit_ == 0 ? 1 : static_cast<std::int64_t>(unit_); }

 private:
  std::uint64_t unit_ = 0;
};

struct Packed {
  char kind;
  std::int64_t first;
  std::int64_t unit;
  std::string bytes;
};

Packed values_of(std::span<const std::int64_t> values) {
  Packed packed{'v', *std::min_element(values.begin(), values.end()), 1, {}};
  CommonUnit unit;
  for (const std::int64_t value : values) unit.add(distance(packed.first, value));
  packed.unit = unit.value();
  for (const std::int64_t value : values) {
    append_leb128(packed.bytes, static_cast<std::uint64_t>((value - packed.first) / packed.unit));
  }
  return packed;
}

Packed differences_of(std::span<const std::int64_t> values) {
  Packed packed{'d', values.front(), 1, {}};
  CommonUnit unit;
  for (std::size_t i = 1; i < values.size(); ++i) unit.add(distance(values[i - 1], values[i]));
  packed.unit = unit.value();
  for (std::size_t i = 1; i < values.size(); ++i) {
    append_leb128(packed.bytes, zigzag((values[i] - values[i - 1]) / packed.unit));
  }
  return packed;
}

}  // namespace

std::string pack(std::span<const std::int64_t> values) {
  Packed packed = differences_of(values);
  if (Packed plain = values_of(values); plain.bytes.size() < packed.bytes.size()) {
    packed = std::move(plain);
  }
  return fmt::format("{}{},{},{}", packed.kind, packed.first, packed.unit, base64(packed.bytes));
}

void write_ints(JsonWriter& json, std::span<const std::int64_t> values) {
  if (values.size() >= packed_from) {
    json.value(pack(values));
    return;
  }
  json.begin_array();
  for (const std::int64_t value : values) json.value(value);
  json.end();
}

void NumberColumn::add(std::optional<std::int64_t> whole) {
  if (whole) {
    values_.push_back(*whole);
    rows_.push_back(next_row_);
  }
  ++next_row_;
}

void NumberColumn::write(JsonWriter& json) const {
  json.begin_object().member("scale", scale_);
  write_ints(json.key("value"), values_);
  if (std::ssize(rows_) < next_row_) write_ints(json.key("rows"), rows_);
  json.end();
}

int scale_of(std::span<const std::int64_t> raws) {
  std::int64_t step = Price::one;
  std::int64_t largest = 0;
  int scale = 0;
  for (const std::int64_t raw : raws) {
    largest = std::max(largest, std::abs(raw));
    for (; raw % step != 0; step /= 10) ++scale;
  }
  for (; scale > 0 && largest / step >= std::int64_t{1} << 51; step *= 10) --scale;
  return scale;
}

std::int64_t at_scale(std::int64_t raw, int scale) {
  std::int64_t step = Price::one;
  for (int i = 0; i < scale; ++i) step /= 10;
  return raw / step;
}

}  // namespace muhurat::research
