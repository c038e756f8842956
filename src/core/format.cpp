#include "core/format.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/text.hpp"

namespace muhurat {
inline namespace core {
namespace {

struct Currency {
  std::string_view code;
  std::string_view sign;
  std::string_view ascii;
};
constexpr Currency currencies[] = {
    {"INR", "₹", "Rs"},   {"USD", "$", "$"},    {"EUR", "€", "EUR "},
    {"GBP", "£", "GBP "}, {"JPY", "¥", "JPY "},
};

struct Step {  // of a scale of units: from 10^power on, with so many decimals
  int power;
  int decimals;
  std::string_view unit;
};
struct Scaled {
  Digits digits;
  std::string_view unit;
};

// The largest step that the number reaches once it is rounded for the step below: 999,500 is 1.0 M.
template <std::size_t Count>
Scaled scaled(const Digits& value, const Step (&steps)[Count]) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < Count; ++i) {
    const Step& below = steps[i - 1];
    const Digits shown = value.times_ten_to(-below.power).rounded(below.decimals);
    if (shown.reaches_ten_to(steps[i].power - below.power)) best = i;
  }
  const Step& step = steps[best];
  return {value.times_ten_to(-step.power).rounded(step.decimals), step.unit};
}

std::string plural(std::string_view noun, bool is_one) {
  return is_one ? std::string{noun} : fmt::format("{}s", noun);
}

}  // namespace

Formatter::Formatter(Style style) : style_{std::move(style)} {
  const bool is_rupee = style_.currency == "INR";
  grouping_ = style_.grouping.value_or(is_rupee ? Grouping::Indian : Grouping::International);
}

std::string Formatter::missing() const {
  return style_.medium == Medium::Ascii ? "-" : "–";
}

std::string Formatter::currency_sign() const {
  for (const Currency& currency : currencies) {
    if (currency.code != style_.currency) continue;
    return std::string{style_.medium == Medium::Ascii ? currency.ascii : currency.sign};
  }
  return style_.currency + (style_.medium == Medium::Screen ? "\u00a0" : " ");
}

std::string Formatter::with_sign(const Digits& digits, Sign sign, std::string_view prefix) const {
  std::string_view shown_sign;
  if (!digits.is_zero()) {
    if (digits.is_negative())
      shown_sign = style_.medium == Medium::Screen ? "−" : "-";
    else if (sign == Sign::Always)
      shown_sign = "+";
  }
  return fmt::format("{}{}{}", shown_sign, prefix, digits.grouped(grouping_));
}

std::string Formatter::money(std::optional<Money> value, Decimals how) const {
  if (!value) return missing();
  return with_sign(Digits{to_text(*value)}.rounded(how.decimals), how.sign, currency_sign());
}

std::string Formatter::price(std::optional<Price> value, int tick_decimals) const {
  if (!value) return missing();
  return with_sign(Digits{to_text(*value)}.padded(tick_decimals), Sign::Negative, "");
}

std::string Formatter::quantity(std::optional<Quantity> value) const {
  if (!value) return missing();
  return with_sign(Digits{to_text(*value)}, Sign::Negative, "") +
         (value->is_negative() ? " short" : "");
}

std::string Formatter::number(std::optional<double> value, int power, Decimals how,
                              std::string_view suffix) const {
  if (!value || std::isnan(*value)) return missing();
  if (std::isinf(*value)) {
    const std::string_view minus = style_.medium == Medium::Screen ? "−" : "-";
    const std::string_view shown_sign = *value < 0 ? minus : how.sign == Sign::Always ? "+" : "";
    return fmt::format("{}{}", shown_sign, style_.medium == Medium::Ascii ? "inf" : "∞");
  }
  const Digits digits = Digits::of(*value).times_ten_to(power).rounded(how.decimals);
  return with_sign(digits, how.sign, "").append(suffix);
}

std::string Formatter::percent(std::optional<double> ratio, Decimals how) const {
  return number(ratio, 2, how, "%");
}

std::string Formatter::ratio(std::optional<double> value, int decimals) const {
  return number(value, 0, {.decimals = decimals}, "");
}

std::string Formatter::multiple(std::optional<double> value) const {
  return number(value, 0, {.decimals = 1}, style_.medium == Medium::Ascii ? "x" : "×");
}

std::string Formatter::whole(std::int64_t value) const {
  return with_sign(Digits{std::to_string(value)}, Sign::Negative, "");
}

std::string Formatter::whole_of(std::int64_t value, std::string_view noun) const {
  return fmt::format("{} {}", whole(value), plural(noun, value == 1));
}

std::string Formatter::size(std::uint64_t bytes) const {
  constexpr std::string_view units[] = {" B", " kB", " MB", " GB", " TB"};
  const Digits exact{std::to_string(bytes)};
  int step = 0;
  // Kilobytes are whole; from megabytes on there is one decimal. 999,500 bytes are 1.0 MB.
  while (step < 4 && exact.times_ten_to(-3 * step).rounded(step < 2 ? 0 : 1).reaches_ten_to(3)) {
    ++step;
  }
  const Digits shown = exact.times_ten_to(-3 * step).rounded(step < 2 ? 0 : 1);
  return shown.grouped(grouping_).append(units[step]);
}

std::string Formatter::rate(double per_second, std::string_view unit) const {
  if (!std::isfinite(per_second) || per_second < 0) return missing();
  constexpr Step steps[] = {{0, 0, " "}, {3, 0, " k "}, {6, 1, " M "}, {9, 1, " G "}};
  const Scaled shown = scaled(Digits::of(per_second), steps);
  return fmt::format("{}{}{}/s", shown.digits.grouped(grouping_), shown.unit, unit);
}

int decimals_of(Price tick) {
  return Digits{to_text(tick)}.decimals();
}

}  // namespace core
}  // namespace muhurat
