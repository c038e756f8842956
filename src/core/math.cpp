#include "core/math.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

#ifdef __FAST_MATH__
#error "the bits of these functions rest on IEEE 754 arithmetic"
#endif

namespace muhurat {
inline namespace core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// A number as the unevaluated sum of two doubles, about 106 bits. The steps are those of Dekker
// (1971) and Knuth (TAOCP 2, 4.2.2); no fused multiply-add, which not every baseline has.
struct Pair {
  double high;
  double low;
};

constexpr Pair sum_of(double a, double b) {
  const double sum = a + b;
  const double b_part = sum - a;
  return {sum, (a - (sum - b_part)) + (b - b_part)};
}

constexpr Pair product_of(double a, double b) {
  constexpr double splitter = 134'217'729;  // 2^27 + 1
  const double a_big = a * splitter;
  const double a_high = a_big - (a_big - a);
  const double a_low = a - a_high;
  const double b_big = b * splitter;
  const double b_high = b_big - (b_big - b);
  const double b_low = b - b_high;
  const double product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

constexpr Pair operator+(Pair a, Pair b) {
  const Pair high = sum_of(a.high, b.high);
  const Pair low = sum_of(a.low, b.low);
  const Pair rest = sum_of(high.high, high.low + low.high);
  return sum_of(rest.high, rest.low + low.low);
}

constexpr Pair operator*(Pair a, Pair b) {
  const Pair product = product_of(a.high, b.high);
  return sum_of(product.high, product.low + (a.high * b.low + a.low * b.high));
}

constexpr Pair operator/(Pair a, Pair b) {
  const double quotient = a.high / b.high;
  const Pair back = product_of(quotient, b.high);
  const double rest = ((a.high - back.high) - back.low) + a.low - quotient * b.low;
  return sum_of(quotient, rest / b.high);
}

// ln 2 in three parts; the first has 33 bits, so that its product with an exponent is exact.
constexpr double ln2_high = 0x1.62e42feep-1;
constexpr double ln2_middle = 0x1.a39ef35793c76p-33;
constexpr double ln2_low = 0x1.cc01f97b57a08p-87;
constexpr double per_ln2 = 0x1.71547652b82fep+0;

Pair times_ln2(double k) {
  const Pair middle = product_of(k, ln2_middle);
  return sum_of(k * ln2_high, middle.high) + Pair{middle.low + k * ln2_low, 0};
}

constexpr double power_of_two(int exponent) {  // −1022 ≤ exponent ≤ 1023
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

// value × 2^exponent for values near 1, through the subnormals down to 0 and up to infinity.
double scaled(double value, int exponent) {
  if (exponent > 1023) return value * power_of_two(1023) * power_of_two(exponent - 1023);
  if (exponent < -1022) return value * power_of_two(exponent + 100) * power_of_two(-100);
  return value * power_of_two(exponent);
}

// a[0] + x (a[1] + x (a[2] + …))
constexpr double polynomial(std::span<const double> coefficients, double x) {
  double sum = 0;
  for (std::size_t i = coefficients.size(); i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

// e^x for a finite x. 2^k takes x to |r| ≤ ln 2 ⁄ 2; of the series 1, r and r² ⁄ 2 are kept in
// pairs, and the rest, below 1 ⁄ 100, is a plain sum to r^13.
double exp_of(Pair x) {
  if (x.high > 710) return infinity;
  if (x.high < -746) return 0;
  const double k = static_cast<int>(x.high * per_ln2 + (x.high < 0 ? -0.5 : 0.5));
  const Pair r = x + times_ln2(-k);
  constexpr double coefficients[] = {1.0 / 6,
                                     1.0 / 24,
                                     1.0 / 120,
                                     1.0 / 720,
                                     1.0 / 5'040,
                                     1.0 / 40'320,
                                     1.0 / 362'880,
                                     1.0 / 3'628'800,
                                     1.0 / 39'916'800,
                                     1.0 / 479'001'600,
                                     1.0 / 6'227'020'800.0};
  const Pair square = product_of(r.high, r.high);
  const double tail = square.high * r.high * polynomial(coefficients, r.high);
  const Pair first = sum_of(1, r.high);
  const Pair second = sum_of(first.high, square.high / 2);
  const double small = first.low + second.low + (r.low + (square.low / 2 + r.high * r.low) + tail);
  return scaled(second.high + small, static_cast<int>(k));
}

// ln x for a positive finite x = 2^k m with m near 1: 2 artanh s with s = (m − 1) ⁄ (m + 1), |s| <
// 0.172. Its series in s² has the first terms in pairs; s^26 is the last that counts.
Pair log_of(double x) {
  int k = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p54;
    k = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  k += static_cast<int>(bits >> 52) - 1023;
  double m = std::bit_cast<double>((bits & 0x000F'FFFF'FFFF'FFFF) | 0x3FF0'0000'0000'0000);
  if (m > 1.4142135623730951) {
    m /= 2;
    ++k;
  }
  const Pair s = Pair{m - 1, 0} / sum_of(m, 1);
  const Pair z = s * s;
  constexpr double coefficients[] = {1.0 / 9,  1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17,
                                     1.0 / 19, 1.0 / 21, 1.0 / 23, 1.0 / 25, 1.0 / 27};
  constexpr Pair one{1, 0};
  constexpr Pair third = one / Pair{3, 0};
  constexpr Pair fifth = one / Pair{5, 0};
  constexpr Pair seventh = one / Pair{7, 0};
  const Pair tail = z * Pair{polynomial(coefficients, z.high), 0};
  const Pair series = one + z * (third + z * (fifth + z * (seventh + tail)));
  const Pair twice{2 * s.high, 2 * s.low};
  return times_ln2(k) + twice * series;
}

bool is_integer(double y) {
  return std::trunc(y) == y;
}
bool is_odd(double y) {
  return is_integer(y) && !is_integer(y / 2);
}

// pow where an argument is not an ordinary number; x is not 1 and y is not 0.
double special_pow(double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return not_a_number;
  const double size = std::fabs(x);
  if (std::isinf(y)) {
    if (size == 1) return 1;
    return (size > 1) == (y > 0) ? infinity : 0;
  }
  const double result = (size == 0) == (y > 0) ? 0 : infinity;  // size is 0 or infinite
  return std::signbit(x) && is_odd(y) ? -result : result;
}

}  // namespace

double exp(double x) {
  if (std::isnan(x)) return not_a_number;
  return exp_of({x, 0});
}

double log(double x) {
  if (std::isnan(x) || x < 0) return not_a_number;
  if (x == 0) return -infinity;
  if (std::isinf(x)) return infinity;
  return log_of(x).high;
}

double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (std::isnan(x) || std::isinf(x) || x == 0 || std::isnan(y) || std::isinf(y)) {
    return special_pow(x, y);
  }
  if (x < 0 && !is_integer(y)) return not_a_number;
  if (x == -1) return is_odd(y) ? -1 : 1;
  const Pair log = log_of(std::fabs(x));
  // Beyond this the result has left the range whatever the low parts say, and pairs would overflow.
  const double rough = log.high * y;
  double result = 0;
  if (!(std::fabs(rough) < 1000)) {
    result = rough > 0 ? infinity : 0;
  } else {
    const Pair exponent = product_of(log.high, y);
    result = exp_of(sum_of(exponent.high, exponent.low + log.low * y));
  }
  return x < 0 && is_odd(y) ? -result : result;
}

namespace {

struct Ratio {
  double numerator[8];
  double denominator[8];
  double at(double x) const { return polynomial(numerator, x) / polynomial(denominator, x); }
};

constexpr Ratio central{{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                         1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                         3.3430575583588128105e4, 2.5090809287301226727e3},
                        {1, 4.2313330701600911252e1, 6.8718700749205790830e2,
                         5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4,
                         2.8729085735721942674e4, 5.2264952788528545610e3}};
constexpr Ratio middle{
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
     3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};
constexpr Ratio outer{
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

}  // namespace

double normal_quantile(double p) {
  if (!(p >= 0 && p <= 1)) return not_a_number;
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) return q * central.at(0.180625 - q * q);
  const double tail = q < 0 ? p : 1 - p;
  if (tail == 0) return q < 0 ? -infinity : infinity;
  const double r = std::sqrt(-log(tail));
  const double size = r <= 5 ? middle.at(r - 1.6) : outer.at(r - 5);
  return q < 0 ? -size : size;
}

}  // namespace core
}  // namespace muhurat
