#include "research/report/thinning.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace muhurat::research {
namespace {

JoinedBar joined_of(const market::Bar& bar) {
  return {bar.available_time, bar.open, bar.high, bar.low, bar.close, bar.volume};
}

void join(JoinedBar& into, const market::Bar& bar) {
  into.time = bar.available_time;
  into.high = std::max(into.high, bar.high);
  into.low = std::min(into.low, bar.low);
  into.close = bar.close;
  into.volume += bar.volume;
}

enum class Groups { WithinSessions, AcrossSessions };

// Calls `begin(i)` or `add(i)` for each bar: groups of `size`, cut at sessions unless they reach
// across.
template <class Begin, class Add>
void group(std::span<const std::int32_t> session_of, std::size_t size, Groups groups, Begin begin,
           Add add) {
  const bool is_cut = groups == Groups::WithinSessions;
  std::size_t in_group = 0;
  for (std::size_t i = 0; i < session_of.size(); ++i) {
    const bool is_new_session = i > 0 && session_of[i] != session_of[i - 1];
    if (in_group == 0 || in_group == size || (is_cut && is_new_session)) {
      begin(i);
      in_group = 0;
    } else {
      add(i);
    }
    ++in_group;
  }
}

std::size_t count_groups(std::span<const std::int32_t> session_of, std::size_t size,
                         Groups groups) {
  std::size_t count = 0;
  group(session_of, size, groups, [&](std::size_t) { ++count; }, [](std::size_t) {});
  return count;
}

std::size_t longest_session(std::span<const std::int32_t> session_of) {
  std::size_t longest = 0;
  std::size_t current = 0;
  for (std::size_t i = 0; i < session_of.size(); ++i) {
    current = i > 0 && session_of[i] == session_of[i - 1] ? current + 1 : 1;
    longest = std::max(longest, current);
  }
  return longest;
}

}  // namespace

std::vector<std::size_t> keep_extremes(std::span<const double> values, std::size_t most) {
  std::vector<std::size_t> kept;
  if (values.size() <= most) {
    for (std::size_t i = 0; i < values.size(); ++i) kept.push_back(i);
    return kept;
  }
  CHECK(most >= 4);
  const std::size_t groups = (most - 2) / 2;
  kept.push_back(0);
  for (std::size_t g = 0; g < groups; ++g) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(values.size() * g / groups);
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(values.size() * (g + 1) / groups);
    const auto [low, high] = std::minmax_element(begin, end);
    kept.push_back(static_cast<std::size_t>(std::min(low, high) - values.begin()));
    kept.push_back(static_cast<std::size_t>(std::max(low, high) - values.begin()));
  }
  kept.push_back(values.size() - 1);
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  return kept;
}

JoinedBars join_bars(std::span<const market::Bar* const> bars,
                     std::span<const std::int32_t> session_of, std::size_t most) {
  CHECK(bars.size() == session_of.size() && most > 0);
  JoinedBars result;
  const std::size_t longest = longest_session(session_of);
  if (bars.size() > most) {
    const auto count = [&](Groups groups) {
      return count_groups(session_of, result.joined, groups);
    };
    do {
      result.joined *= 4;
    } while (count(Groups::WithinSessions) > most && result.joined < longest);
    if (count(Groups::WithinSessions) > most) {
      result.crosses_sessions = true;
      while (count(Groups::AcrossSessions) > most) result.joined *= 4;
    }
  }
  group(
      session_of, result.joined,
      result.crosses_sessions ? Groups::AcrossSessions : Groups::WithinSessions,
      [&](std::size_t i) { result.bars.push_back(joined_of(*bars[i])); },
      [&](std::size_t i) { join(result.bars.back(), *bars[i]); });
  return result;
}

}  // namespace muhurat::research
