#include "cli/backtest/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/format.hpp"
#include "core/text.hpp"

namespace muhurat::cli {
namespace {

constexpr int bar_cells = 24;

std::string bar_of(double share, bool is_utf8) {
  const int full = static_cast<int>(share * bar_cells);
  std::string text;
  for (int i = 0; i < bar_cells; ++i) {
    text += i < full ? (is_utf8 ? "━" : "#") : (i == full && is_utf8 ? "╸" : " ");
  }
  return text;
}

std::string time_left(double share, double seconds) {
  if (share < 0.05) return {};  // too early to say
  const double left = seconds * (1 - share) / share;
  return "  " + Formatter{}.duration(Duration::nanoseconds(std::llround(left * 1e9))) + " left";
}

}  // namespace

Progress::Progress(std::string name, const std::string& how, const Terminal& terminal)
    : name_{std::move(name)},
      is_line_{how == "auto" && terminal.shows_progress},
      is_plain_{how == "plain"},
      is_utf8_{terminal.is_utf8} {}

void Progress::show(const SharedPage& page) {
  const auto all = page.records_in_all.load();
  if (all == 0 || (!is_line_ && !is_plain_)) return;
  const double done = static_cast<double>(page.marker.records.load());
  const double share = std::min(1.0, done / static_cast<double>(all));
  const double seconds = watch_.elapsed().to_seconds();
  if (is_plain_) {
    const int tenths = static_cast<int>(share * 10);
    if (tenths > tenths_) print_note(fmt::format("{}  {}%\n", name_, tenths * 10));
    tenths_ = std::max(tenths_, tenths);
  } else if (seconds >= 1) {
    draw(share, page);
  }
}

void Progress::draw(double share, const SharedPage& page) {
  const double seconds = watch_.elapsed().to_seconds();
  const double rate = static_cast<double>(page.marker.records.load()) / seconds;
  const Date date = date_at(Timestamp::from_ns(page.marker.time_ns.load()), Duration::minutes(330));
  print_note(fmt::format("\r\033[K{}  {}  {:3.0f}%  {}  {}{}", name_, bar_of(share, is_utf8_),
                         share * 100, to_text(date), Formatter{}.rate(rate, "bars"),
                         time_left(share, seconds)));
  is_shown_ = true;
}

void Progress::clear() {
  if (is_shown_) print_note("\r\033[K");
  is_shown_ = false;
}

}  // namespace muhurat::cli
