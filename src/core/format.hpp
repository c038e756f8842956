// How people read numbers and times: grouped by lakh and crore, signed before the currency, rounded
// once, a dash where there is no value. For the terminal and the pages written here; files and JSON
// take core/text.hpp. The dashboard has the same rules; both are held to
// tests/data/format_cases.json.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/format_digits.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"

namespace muhurat {
inline namespace core {

enum class Medium {
  Screen,    // true minus
  Terminal,  // ASCII minus
  Ascii      // a terminal that shows ASCII alone: Rs, inf, us
};
enum class Sign { Negative, Always };  // which sides of zero carry one; zero itself never does

class Formatter {
 public:
  struct Style {
    Medium medium = Medium::Terminal;
    std::string currency = "INR";
    std::optional<Grouping> grouping = std::nullopt;  // by currency unless given
  };
  Formatter() : Formatter{Style{}} {}
  explicit Formatter(Style style);

  struct Decimals {
    int decimals = 2;
    Sign sign = Sign::Negative;
  };
  // +₹10,16,256; with Sign::Always for profit and loss. Key figures take 0 decimals, ledger
  // cells 2.
  std::string money(std::optional<Money> value, Decimals how) const;

  // As many decimals as the tick, and more rather than rounding.
  std::string price(std::optional<Price> value, int tick_decimals) const;
  std::string quantity(std::optional<Quantity> value) const;  // -700 short

  // Estimates: no value, or NaN, is a dash. Percent takes the plain ratio.
  std::string percent(std::optional<double> ratio, Decimals how) const;
  std::string ratio(std::optional<double> value, int decimals = 2) const;
  std::string multiple(std::optional<double> value) const;  // 1.9×

  // Of any whole number, sizes included.
  std::string count(std::integral auto value) const {
    return whole(static_cast<std::int64_t>(value));
  }
  // 44 sessions, 1 session
  std::string counted(std::integral auto value, std::string_view noun) const {
    return whole_of(static_cast<std::int64_t>(value), noun);
  }

  std::string duration(Duration value) const;   // 61 ms, 1.4 s, 2 min 05 s, 3 d 4 h
  std::string size(std::uint64_t bytes) const;  // 140 kB
  std::string rate(double per_second, std::string_view unit) const;  // 48.2 M bars/s

  std::string currency_sign() const;  // as written before an amount; a code ends in a space
  std::string missing() const;

 private:
  std::string whole(std::int64_t value) const;
  std::string whole_of(std::int64_t value, std::string_view noun) const;
  std::string with_sign(const Digits& digits, Sign sign, std::string_view prefix) const;
  std::string number(std::optional<double> value, int power, Decimals how,
                     std::string_view suffix) const;

  Style style_;
  Grouping grouping_;
};

int decimals_of(Price tick);  // 0.05 has 2, 0.0025 has 4

// Wall time at `offset` east of Greenwich.
std::string format_date(Date value);             // 31 Mar 2026, for prose
Date date_at(Timestamp value, Duration offset);  // to_text writes it as 2026-03-31
std::string format_date_time(Timestamp value,
                             Duration offset);  // 2026-03-20 15:15, cut to the minute
std::string format_order_time(Timestamp value, Duration offset);  // with seconds

}  // namespace core
}  // namespace muhurat
