#include "sdk/slippage/slippage.hpp"

#include <algorithm>
#include <numeric>

#include "core/check.hpp"
#include "core/int128.hpp"

namespace muhurat::sdk {
namespace {

// A part of a price: numerator ÷ denominator, both > 0.
struct Fraction {
  std::int64_t numerator;
  std::int64_t denominator;
};

Fraction reduced(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t common = std::gcd(numerator, denominator);
  return {numerator / common, denominator / common};
}

Price within_reason(Price worse, Price unslipped, Price tick) {
  return std::max(worse, std::min(unslipped, tick));
}

// The multiple of the tick at or beyond price × (1 ± part), seen from us. The range of the numbers
// is checked: it would take a price of 10^10 and a part of several digits to leave it.
Price worsened(Price price, trading::Side side, Fraction part, Price tick) {
  CHECK(tick.is_positive());
  const bool buys = side == trading::Side::Buy;
  int128 whole = 0, shift = 0, exact = 0, step = 0;
  CHECK(!__builtin_mul_overflow(static_cast<int128>(price.raw()), part.denominator, &whole));
  CHECK(!__builtin_mul_overflow(static_cast<int128>(price.raw()), part.numerator, &shift));
  CHECK(!__builtin_mul_overflow(static_cast<int128>(tick.raw()), part.denominator, &step));
  CHECK(!__builtin_add_overflow(whole, buys ? shift : -shift, &exact));
  int128 ticks = exact / step;
  const int128 rest = exact % step;
  if (buys && rest > 0) ++ticks;
  if (!buys && rest < 0) --ticks;
  const int128 raw = ticks * tick.raw();
  CHECK(raw <= Price::max().raw() && raw >= -Price::max().raw());
  return within_reason(Price::from_raw(static_cast<std::int64_t>(raw)), price, tick);
}

}  // namespace

TickSlippage::TickSlippage(Parameters& parameters)
    : ticks_{parameters.integer(
          {"ticks", 1, 0, 1000, "ticks by which a market or stop fill is worse"})} {}

Price TickSlippage::worsen(const trading::Order& order, Price unslipped, const market::Bar&,
                           Price tick) {
  if (ticks_ == 0) return unslipped;
  const Price shift = tick * ticks_;
  const bool buys = order.side == trading::Side::Buy;
  const Price worse = buys ? (unslipped + shift).ceil_to(tick) : (unslipped - shift).floor_to(tick);
  return within_reason(worse, unslipped, tick);
}

BasisPointSlippage::BasisPointSlippage(Parameters& parameters)
    : of_price_{Rate::from_double(
          parameters.number({"bps", 2, 0, 1000,
                             "basis points (1/100 of a percent) of the price by which a market or "
                             "stop fill is worse"}) /
          10'000)} {}

Price BasisPointSlippage::worsen(const trading::Order& order, Price unslipped, const market::Bar&,
                                 Price tick) {
  if (of_price_.is_zero()) return unslipped;
  return worsened(unslipped, order.side, reduced(of_price_.raw(), Rate::one), tick);
}

VolumeSlippage::VolumeSlippage(Parameters& parameters)
    : impact_{Rate::from_double(parameters.number(
          {"impact", 0.1, 0, 10,
           "part of the price by which a fill of the bar's whole volume would be worse; a fill of "
           "1 % of it is worse by 1 % of that"}))} {}

Price VolumeSlippage::worsen(const trading::Order& order, Price unslipped, const market::Bar& bar,
                             Price tick) {
  constexpr double most = 9e10;  // what a Quantity holds
  const auto volume =
      bar.volume > 0 ? Quantity::from_double(std::min(bar.volume, most)) : Quantity{};
  if (impact_.is_zero() || volume.is_zero()) return unslipped;
  const Fraction impact = reduced(impact_.raw(), Rate::one);
  const Fraction share = reduced(order.rest().raw(), volume.raw());
  const std::int64_t cross = std::gcd(impact.numerator, share.denominator);
  const std::int64_t other = std::gcd(share.numerator, impact.denominator);
  std::int64_t numerator = 0, denominator = 0;
  const bool fits =
      !__builtin_mul_overflow(impact.numerator / cross, share.numerator / other, &numerator) &&
      !__builtin_mul_overflow(impact.denominator / other, share.denominator / cross, &denominator);
  if (fits) return worsened(unslipped, order.side, {numerator, denominator}, tick);
  // Quantities of many decimals: the part of the price to twelve decimals, rounded up.
  const int128 scaled = static_cast<int128>(impact_.raw()) * share.numerator;
  const int128 part = (scaled + share.denominator - 1) / share.denominator;
  CHECK(part <= Rate::max().raw());
  return worsened(unslipped, order.side,
                  reduced(std::max<std::int64_t>(1, static_cast<std::int64_t>(part)), Rate::one),
                  tick);
}

}  // namespace muhurat::sdk
