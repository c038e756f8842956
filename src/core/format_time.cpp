#include <fmt/format.h>

#include "core/format.hpp"
#include "core/text.hpp"

namespace muhurat {
inline namespace core {
namespace {

constexpr std::int64_t us = 1'000;
constexpr std::int64_t ms = 1'000 * us;
constexpr std::int64_t second = 1'000 * ms;
constexpr std::int64_t day = 86'400 * second;

// Below ten with one decimal, else whole; halves up.
std::string short_count(std::int64_t ns, std::int64_t unit, std::string_view name) {
  const std::int64_t tenths = (ns + unit / 20) / (unit / 10);
  if (tenths < 100) return fmt::format("{}.{} {}", tenths / 10, tenths % 10, name);
  return fmt::format("{} {}", (ns + unit / 2) / unit, name);
}

struct WallTime {
  Date date;
  std::int64_t ns;  // since midnight
};

WallTime wall_time(Timestamp value, Duration offset) {
  const int128 ns = int128{value.ns()} + offset.ns();
  int128 days = ns / day;
  int128 rest = ns % day;
  if (rest < 0) {
    rest += day;
    --days;
  }
  return {Date::from_days(static_cast<std::int32_t>(days)), static_cast<std::int64_t>(rest)};
}

std::string minutes_text(const WallTime& time) {
  const std::int64_t minutes = time.ns / (60 * second);
  return fmt::format("{} {:02}:{:02}", to_text(time.date), minutes / 60, minutes % 60);
}

}  // namespace

std::string Formatter::duration(Duration value) const {
  const std::int64_t ns = value.ns();
  if (ns < 0) return (style_.medium == Medium::Screen ? "−" : "-") + duration(Duration{} - value);
  if (ns < 100 * us) return short_count(ns, us, style_.medium == Medium::Ascii ? "us" : "µs");
  if (ns < second - ms / 2) return short_count(ns, ms, "ms");
  const std::int64_t tenths = (ns + 50 * ms) / (100 * ms);
  if (tenths < 600) return fmt::format("{}.{} s", tenths / 10, tenths % 10);
  const std::int64_t seconds = (ns + second / 2) / second;
  if (seconds < 3600) return fmt::format("{} min {:02} s", seconds / 60, seconds % 60);
  const std::int64_t minutes = (seconds + 30) / 60;
  if (minutes < 1440) return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
  const std::int64_t hours = (seconds + 1800) / 3600;
  return fmt::format("{} d {} h", hours / 24, hours % 24);
}

std::string format_date(Date value) {
  constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto [year, month, day_of_month] = value.civil();
  return fmt::format("{} {} {}", day_of_month, months[month - 1], year);
}

Date date_at(Timestamp value, Duration offset) {
  return wall_time(value, offset).date;
}

std::string format_date_time(Timestamp value, Duration offset) {
  return minutes_text(wall_time(value, offset));
}

std::string format_order_time(Timestamp value, Duration offset) {
  const WallTime time = wall_time(value, offset);
  return fmt::format("{}:{:02}", minutes_text(time), time.ns / second % 60);
}

}  // namespace core
}  // namespace muhurat
