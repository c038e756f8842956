// Each indicator against numbers that somebody else published.
#include <gtest/gtest.h>

#include <cmath>
#include <span>
#include <vector>

#include "sdk/indicators.hpp"

namespace muhurat::sdk {
namespace {

struct Expected {
  std::size_t index;
  double value;
};

template <typename Indicator>
std::vector<double> values_of(Indicator indicator, std::span<const double> closes) {
  std::vector<double> values;
  for (const double close : closes) {
    indicator.update(close);
    values.push_back(indicator.value());
  }
  return values;
}

void expect_values(const std::vector<double>& values, const std::vector<Expected>& expected,
                   double tolerance) {
  for (const auto& [index, value] : expected)
    EXPECT_NEAR(values.at(index), value, tolerance) << "at " << index;
}

// The values from `first` on are the column of the sheet; before it there is none.
void expect_column(const std::vector<double>& values, std::size_t first,
                   const std::vector<double>& column, double tolerance) {
  ASSERT_EQ(values.size(), first + column.size());
  for (std::size_t i = 0; i < first; ++i) EXPECT_TRUE(std::isnan(values[i])) << "at " << i;
  for (std::size_t i = 0; i < column.size(); ++i)
    EXPECT_NEAR(values[first + i], column[i], tolerance) << "at " << first + i;
}

// source: the first closes of TA-Lib's daily reference series (ta_regtest, 252 bars), and the
// values that its regression tests expect with the default compatibility (test_ma, test_rsi,
// test_bbands, test_macd); it names some of them cut to two decimals and compares within 0.01.
const std::vector<double> ta_lib_closes = {
    91.5, 94.815, 94.375, 95.095, 93.78,  94.625, 92.53,  92.75,  90.315, 92.47,  96.125, 97.25,
    98.5, 89.875, 91,     92.815, 89.155, 89.345, 91.625, 89.875, 88.375, 87.625, 84.78,  83,
    83.5, 81.375, 84.44,  89.25,  86.375, 86.25,  85.25,  87.125, 85.815, 88.97};

TEST(Published, TaLibsSimpleAverages) {
  expect_values(values_of(Sma{1}, ta_lib_closes), {{0, 91.50}, {1, 94.815}}, 1e-9);
  expect_values(values_of(Sma{2}, ta_lib_closes), {{1, 93.15}, {2, 94.59}, {3, 94.73}}, 0.01);
  expect_values(values_of(Sma{30}, ta_lib_closes), {{29, 90.42}, {30, 90.21}, {31, 89.96}}, 0.01);
}

TEST(Published, TaLibsExponentialAverages) {
  expect_values(values_of(Ema{2}, ta_lib_closes), {{1, 93.15}, {2, 93.96}}, 0.01);
  expect_values(values_of(Ema{10}, ta_lib_closes), {{9, 93.22}, {10, 93.75}, {29, 86.46}}, 0.01);
}

TEST(Published, TaLibsRelativeStrength) {
  expect_values(values_of(Rsi{14}, ta_lib_closes), {{14, 49.14}, {15, 52.32}, {16, 46.07}}, 0.01);
}

TEST(Published, TaLibsBollingerBands) {
  Bollinger bands{20, 2};
  for (std::size_t i = 0; i < 20; ++i) bands.update(ta_lib_closes[i]);
  EXPECT_NEAR(bands.upper(), 98.0734, 5e-5);
  EXPECT_NEAR(bands.middle(), 92.8910, 5e-5);
  EXPECT_NEAR(bands.lower(), 87.7086, 5e-5);
}

TEST(Published, TaLibsMacdWithBothAveragesStartingTogether) {
  Macd macd{{.fast = 12, .slow = 26, .signal = 9}};
  for (const double close : ta_lib_closes) macd.update(close);
  EXPECT_NEAR(macd.line(), -1.9738, 5e-5);
  EXPECT_NEAR(macd.signal(), -2.7071, 5e-5);
  EXPECT_NEAR(macd.histogram(), -1.9738 + 2.7071, 1e-4);
}

// source: StockCharts ChartSchool, "Moving Averages", sheet of the 10-day averages of Intel (2010).
TEST(Published, ChartSchoolsExponentialAverage) {
  const std::vector<double> closes = {
      22.2734, 22.1940, 22.0847, 22.1741, 22.1840, 22.1344, 22.2337, 22.4323, 22.2436, 22.2933,
      22.1542, 22.3926, 22.3816, 22.6109, 23.3558, 24.0519, 23.7530, 23.8324, 23.9516, 23.6338,
      23.8225, 23.8722, 23.6537, 23.1870, 23.0976, 23.3260, 22.6805, 23.0976, 22.4025, 22.1725};
  expect_column(values_of(Ema{10}, closes), 9,
                {22.22, 22.21, 22.24, 22.27, 22.33, 22.52, 22.80, 22.97, 23.13, 23.28, 23.34,
                 23.43, 23.51, 23.54, 23.47, 23.40, 23.39, 23.26, 23.23, 23.08, 22.92},
                0.0051);
  expect_values(values_of(Ema{10}, closes), {{28, 23.08068}, {29, 22.91556}}, 5e-6);
}

// source: StockCharts ChartSchool, "Relative Strength Index (RSI)", sheet cs-rsi (QQQQ).
TEST(Published, ChartSchoolsRelativeStrength) {
  const std::vector<double> closes = {44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955,
                                      45.4245, 45.8433, 46.0826, 45.8931, 46.0328, 45.6140, 46.2820,
                                      46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122,
                                      46.2521, 45.7137, 46.4515, 45.7835, 45.3548, 44.0288, 44.1783,
                                      44.2181, 44.5672, 43.4205, 42.6628, 43.1314};
  expect_column(
      values_of(Rsi{14}, closes), 14,
      {70.5328, 66.3186, 66.5498, 69.4063, 66.3552, 57.9749, 62.9296, 63.2571, 56.0593, 62.3771,
       54.7076, 50.4228, 39.9898, 41.4605, 41.8689, 45.4632, 37.3040, 33.0795, 37.7730},
      1e-3);
}

// source: StockCharts ChartSchool, "Average True Range (ATR)", sheet cs-atr (QQQQ). The sheet takes
// its first bar's own range as a true range; here a bar that closed inside that range goes before
// it.
TEST(Published, ChartSchoolsAverageTrueRange) {
  const std::vector<double> high = {48.70,   48.72, 48.90, 48.87, 48.82, 49.05, 49.20, 49.35,
                                    49.92,   50.19, 50.12, 49.66, 49.88, 50.19, 50.36, 50.57,
                                    50.65,   50.43, 49.63, 50.33, 50.29, 50.17, 49.32, 48.50,
                                    48.3201, 46.80, 47.80, 48.39, 48.66, 48.79};
  const std::vector<double> low = {47.79, 48.14,   48.39, 48.37, 48.24, 48.635, 48.94, 48.86,
                                   49.50, 49.87,   49.20, 48.90, 49.43, 49.725, 49.26, 50.09,
                                   50.30, 49.21,   48.98, 49.61, 49.20, 49.43,  48.08, 47.64,
                                   41.55, 44.2833, 47.31, 47.20, 47.90, 47.7301};
  const std::vector<double> close = {48.16, 48.61, 48.75, 48.63, 48.74,   49.03, 49.07, 49.32,
                                     49.91, 50.13, 49.53, 49.50, 49.75,   50.03, 50.31, 50.52,
                                     50.41, 49.34, 49.37, 50.23, 49.2375, 49.93, 48.43, 48.18,
                                     46.57, 45.41, 47.77, 47.72, 48.62,   47.85};
  Atr atr{14};
  atr.update(48, 48, 48);
  std::vector<double> values;
  for (std::size_t i = 0; i < close.size(); ++i) {
    atr.update(high[i], low[i], close[i]);
    values.push_back(atr.value());
  }
  expect_column(
      values, 13,
      {0.555000, 0.593929, 0.585791, 0.568949, 0.615452, 0.617920, 0.642354, 0.674329, 0.692770,
       0.775429, 0.781470, 1.209229, 1.302620, 1.380290, 1.366698, 1.336219, 1.316482},
      1e-5);
}

// source: StockCharts ChartSchool, "Bollinger Bands", sheet cs-bbands (SPY), columns of the middle
// and the deviation.
TEST(Published, ChartSchoolsBollingerBands) {
  const std::vector<double> closes = {
      86.1557, 89.0867, 88.7829, 90.3228, 89.0671, 91.1453, 89.4397, 89.1750, 86.9302,
      87.6752, 86.9596, 89.4299, 89.3221, 88.7241, 87.4497, 87.2634, 89.4985, 87.9006,
      89.1260, 90.7043, 92.9001, 92.9784, 91.8021, 92.6647, 92.6843, 92.3021, 92.7725,
      92.5373, 92.9490, 93.2039, 91.0669, 89.8318, 89.7435, 90.3994, 90.7387, 88.0177,
      88.0867, 88.8439, 90.7781, 90.5416, 91.3894, 90.6500};
  Bollinger bands{20, 2};
  std::vector<double> middle, deviation, below;
  for (const double close : closes) {
    bands.update(close);
    middle.push_back(bands.middle());
    deviation.push_back((bands.upper() - bands.middle()) / 2);
    below.push_back((bands.middle() - bands.lower()) / 2);
  }
  expect_column(middle, 19, {88.707940, 89.045160, 89.239745, 89.390705, 89.507800, 89.688660,
                             89.746500, 89.913140, 90.081255, 90.382195, 90.658630, 90.863995,
                             90.884090, 90.905160, 90.988925, 91.153375, 91.191090, 91.120500,
                             91.167665, 91.250270, 91.242135, 91.166600, 91.050180},
                1e-5);
  const std::vector<double> deviations = {
      1.291961, 1.452054, 1.686425, 1.771747, 1.902075, 2.019895, 2.076546, 2.176557,
      2.241921, 2.202359, 2.192185, 2.021805, 2.009411, 1.995080, 1.936044, 1.760127,
      1.682751, 1.779126, 1.704060, 1.642001, 1.645086, 1.601325, 1.549162};
  expect_column(deviation, 19, deviations, 1e-5);
  expect_column(below, 19, deviations, 1e-5);
}

// source: Tulip Indicators 0.9.2, tests/untest.txt, "max 5" and "min 5".
TEST(Published, TulipsHighestAndLowest) {
  const std::vector<double> closes = {81.59, 81.06, 82.87, 83.00, 83.61, 83.15, 82.84, 83.99,
                                      84.55, 84.36, 85.53, 86.54, 86.89, 87.77, 87.29};
  expect_column(values_of(Max{5}, closes), 4,
                {83.61, 83.61, 83.61, 83.99, 84.55, 84.55, 85.53, 86.54, 86.89, 87.77, 87.77}, 0);
  expect_column(values_of(Min{5}, closes), 4,
                {81.06, 81.06, 82.84, 82.84, 82.84, 82.84, 82.84, 83.99, 84.36, 84.36, 85.53}, 0);
}

}  // namespace
}  // namespace muhurat::sdk
