#include "market/interval.hpp"

namespace muhurat::market {
namespace {

constexpr std::uint32_t longest_seconds = 7 * 86'400;

struct Unit {
  char letter;
  std::uint32_t seconds;
};
constexpr Unit units[] = {{'d', 86'400}, {'h', 3600}, {'m', 60}, {'s', 1}};  // long to short

}  // namespace

std::string to_text(Interval interval) {
  const std::uint32_t seconds = interval.to_seconds();
  for (const Unit& unit : units) {
    if (seconds >= unit.seconds && seconds % unit.seconds == 0) {
      return std::to_string(seconds / unit.seconds) + unit.letter;
    }
  }
  return "0s";
}

Interval parse_interval(std::string_view text) {
  if (text.size() < 2 || text.size() > 7 || text.front() == '0') return Interval{};
  std::uint32_t count = 0;
  for (const char c : text.substr(0, text.size() - 1)) {
    if (c < '0' || c > '9') return Interval{};
    count = count * 10 + static_cast<std::uint32_t>(c - '0');
  }
  for (const Unit& unit : units) {
    if (unit.letter == text.back() && count <= longest_seconds / unit.seconds) {
      return Interval::seconds(count * unit.seconds);
    }
  }
  return Interval{};
}

}  // namespace muhurat::market
