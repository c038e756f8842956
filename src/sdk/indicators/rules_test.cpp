// What all indicators promise alike: when they are ready, what they leave out, how they are
// rescaled.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "sdk/indicators.hpp"

namespace muhurat::sdk {
namespace {

// Any indicator, fed with bars: those of one input take the close.
struct Bar {
  double high, low, close;
};

Bar bar_at(double close) {
  return {close * 1.0625, close * 0.96875, close};
}

class AnyIndicator {
 public:
  virtual ~AnyIndicator() = default;
  virtual void update(Bar bar) = 0;
  virtual std::vector<double> outputs() const = 0;
  virtual bool ready() const = 0;
  virtual std::size_t warm_up() const = 0;
  virtual void rescale(double ratio) = 0;
  virtual void reset() = 0;
};

template <typename Indicator>
class Holder : public AnyIndicator {
 public:
  explicit Holder(Indicator indicator) : indicator_{std::move(indicator)} {}
  void update(Bar bar) override {
    if constexpr (requires { indicator_.update(1.0, 1.0, 1.0); }) {
      indicator_.update(bar.high, bar.low, bar.close);
    } else {
      indicator_.update(bar.close);
    }
  }
  std::vector<double> outputs() const override {
    if constexpr (requires { indicator_.upper(); }) {
      return {indicator_.value(), indicator_.upper(), indicator_.middle(), indicator_.lower()};
    } else if constexpr (requires { indicator_.histogram(); }) {
      return {indicator_.value(), indicator_.line(), indicator_.signal(), indicator_.histogram()};
    } else {
      return {indicator_.value()};
    }
  }
  bool ready() const override { return indicator_.ready(); }
  std::size_t warm_up() const override { return indicator_.warm_up(); }
  void rescale(double ratio) override { indicator_.rescale(ratio); }
  void reset() override { indicator_.reset(); }

 private:
  Indicator indicator_;
};

template <typename Indicator>
std::unique_ptr<AnyIndicator> hold(Indicator indicator) {
  return std::make_unique<Holder<Indicator>>(std::move(indicator));
}

struct Kind {
  const char* name;
  std::function<std::unique_ptr<AnyIndicator>(int period)> make;
  std::function<std::size_t(int period)> warm_up;
  bool has_window;  // it looks at the last values and at nothing before them
  bool has_no_unit = false;
};

const std::vector<Kind>& kinds() {
  const auto same = [](int n) { return static_cast<std::size_t>(n); };
  const auto one_more = [](int n) { return static_cast<std::size_t>(n) + 1; };
  static const std::vector<Kind> all = {
      {"Sma", [](int n) { return hold(Sma{n}); }, same, true},
      {"Ema", [](int n) { return hold(Ema{n}); }, same, false},
      {"Rsi", [](int n) { return hold(Rsi{n}); }, one_more, false, true},
      {"Atr", [](int n) { return hold(Atr{n}); }, one_more, false},
      {"Bollinger", [](int n) { return hold(Bollinger{n, 2.5}); }, same, true},
      {"Macd", [](int n) { return hold(Macd{{.fast = n, .slow = n + 7, .signal = 4}}); },
       [](int n) { return static_cast<std::size_t>(n) + 7 + 4 - 1; }, false},
      {"Max", [](int n) { return hold(Max{n}); }, same, true},
      {"Min", [](int n) { return hold(Min{n}); }, same, true},
  };
  return all;
}

std::vector<Kind> kinds_with_window() {
  std::vector<Kind> some;
  for (const Kind& kind : kinds())
    if (kind.has_window) some.push_back(kind);
  return some;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) && std::isnan(b[i])) continue;
    if (std::bit_cast<std::uint64_t>(a[i]) != std::bit_cast<std::uint64_t>(b[i])) return false;
  }
  return true;
}

// Closes between 50 and 150, on no grid.
std::vector<double> closes_of(const std::vector<std::uint16_t>& draws) {
  std::vector<double> closes;
  for (const std::uint16_t draw : draws) closes.push_back(50 + draw / 655.35);
  return closes;
}

class EveryIndicator : public testing::TestWithParam<Kind> {
 protected:
  std::unique_ptr<AnyIndicator> make(int period) const { return GetParam().make(period); }
};

TEST_P(EveryIndicator, IsReadyAfterJustTheUpdatesThatItNames) {
  for (const int period : {2, 3, 14, 200}) {
    const auto indicator = make(period);
    ASSERT_EQ(indicator->warm_up(), GetParam().warm_up(period));
    for (std::size_t i = 1; i <= indicator->warm_up() + 3; ++i) {
      indicator->update(bar_at(100 + static_cast<double>(i % 7)));
      ASSERT_EQ(indicator->ready(), i >= indicator->warm_up()) << "period " << period;
      for (const double output : indicator->outputs())
        ASSERT_EQ(std::isnan(output), !indicator->ready()) << "period " << period;
    }
  }
}

TEST_P(EveryIndicator, LeavesOutWhatIsNoValue) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const auto indicator = make(5), disturbed = make(5);
  for (int i = 0; i < 60; ++i) {
    indicator->update(bar_at(100 + i % 11));
    for (const double gap : {nan, infinity, -infinity}) disturbed->update({gap, gap, gap});
    disturbed->update(bar_at(100 + i % 11));
    ASSERT_TRUE(same_bits(indicator->outputs(), disturbed->outputs())) << "at " << i;
  }
}

class EveryWindow : public EveryIndicator {};

TEST_P(EveryWindow, ForgetsAHugeValueOnceItIsOutside) {
  constexpr int period = 7;
  for (int place = 0; place < 2 * period; ++place) {
    const auto calm = make(period), shaken = make(period);
    for (int i = 0; i < 5 * period; ++i) {
      const double close = 100 + i % 11 * 0.05;
      calm->update(bar_at(close));
      shaken->update(bar_at(i == place ? 1e300 : close));
      const bool is_outside = i < place || i >= place + period;
      ASSERT_TRUE(!is_outside || same_bits(calm->outputs(), shaken->outputs()))
          << place << " at " << i;
    }
  }
}

TEST_P(EveryIndicator, StartsAnewAfterReset) {
  const auto indicator = make(4), fresh = make(4);
  for (int i = 0; i < 33; ++i) indicator->update(bar_at(90 + i));
  indicator->reset();
  EXPECT_FALSE(indicator->ready());
  for (int i = 0; i < 33; ++i) {
    EXPECT_TRUE(same_bits(indicator->outputs(), fresh->outputs())) << "at " << i;
    indicator->update(bar_at(100 + i % 5));
    fresh->update(bar_at(100 + i % 5));
  }
}

TEST_P(EveryIndicator, RefusesPeriodsOutOfBoundsByNamingThem) {
  for (const int period : {-5, 0, 100'001}) {
    try {
      make(period);
      ADD_FAILURE() << "took a period of " << period;
    } catch (const std::invalid_argument& error) {
      EXPECT_NE(std::string{error.what()}.find(" to 100000, found "), std::string::npos)
          << error.what();
    }
  }
}

TEST_P(EveryIndicator, RefusesARatioThatIsNotAboveZero) {
  for (const double ratio : {0.0, -2.0, std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::infinity()})
    EXPECT_THROW(make(3)->rescale(ratio), std::invalid_argument) << ratio;
}

// A split of 2:1 in the middle of the stream, anywhere, is as if all prices had been halved.
RC_GTEST_PROP(EveryIndicatorAtRandom, RescalesExactlyByPowersOfTwo, ()) {
  const int period = *rc::gen::inRange(2, 20);
  const int power = *rc::gen::inRange(-4, 5);
  const auto closes = closes_of(
      *rc::gen::container<std::vector<std::uint16_t>>(rc::gen::arbitrary<std::uint16_t>()));
  const auto place = *rc::gen::inRange<std::size_t>(0, closes.size() + 1);
  const double ratio = std::ldexp(1, power);
  for (const Kind& kind : kinds()) {
    const auto rescaled = kind.make(period), whole = kind.make(period);
    for (std::size_t i = 0; i < closes.size(); ++i) {
      if (i == place) rescaled->rescale(ratio);
      rescaled->update(bar_at(i < place ? closes[i] : closes[i] * ratio));
      whole->update(bar_at(closes[i]));
      std::vector<double> expected = whole->outputs();
      if (i >= place && !kind.has_no_unit)
        for (double& output : expected) output *= ratio;
      RC_ASSERT(same_bits(rescaled->outputs(), expected));
    }
  }
}

std::string name_of(const testing::TestParamInfo<Kind>& kind) {
  return kind.param.name;
}

INSTANTIATE_TEST_SUITE_P(All, EveryIndicator, testing::ValuesIn(kinds()), name_of);
INSTANTIATE_TEST_SUITE_P(All, EveryWindow, testing::ValuesIn(kinds_with_window()), name_of);

}  // namespace
}  // namespace muhurat::sdk
