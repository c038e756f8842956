// An indicator as the engine drives it, whatever its own type is.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <utility>

#include "market/record.hpp"
#include "sdk/indicators/price_line.hpp"

namespace muhurat::sdk {

// Fed with each bar of its series, warm-up included, before any callback of that bar; rescaled on
// corporate actions.
class RegisteredIndicator {
 public:
  virtual ~RegisteredIndicator() = default;
  virtual void update(const market::Bar& bar) = 0;
  virtual void rescale(double ratio) = 0;
  virtual std::size_t warm_up() const = 0;  // bars until it is ready
  // What the report draws over the prices; a clone made before the first bar retraces it.
  virtual std::size_t line_count() const { return 0; }
  virtual PriceLine line(std::size_t) const { return {}; }
  virtual std::unique_ptr<RegisteredIndicator> clone() const { return nullptr; }
};

// One that the report draws: as it was before its first bar.
struct DrawnIndicator {
  SeriesId series;
  std::unique_ptr<RegisteredIndicator> indicator;
};

// Feeds an indicator with what it wants of a bar: (high, low, close), or else the close.
template <class Indicator>
void update_by(Indicator& indicator, const market::Bar& bar) {
  if constexpr (requires { indicator.update(1.0, 1.0, 1.0); }) {
    indicator.update(bar.high.to_double(), bar.low.to_double(), bar.close.to_double());
  } else {
    indicator.update(bar.close.to_double());
  }
}

// One that has lines() is drawn.
template <class Indicator>
class Registered final : public RegisteredIndicator {
 public:
  explicit Registered(Indicator value) : indicator{std::move(value)} {}

  void update(const market::Bar& bar) override { update_by(indicator, bar); }
  void rescale(double ratio) override { indicator.rescale(ratio); }
  std::size_t warm_up() const override { return indicator.warm_up(); }
  std::size_t line_count() const override {
    if constexpr (is_drawn) return std::tuple_size_v<decltype(indicator.lines())>;
    return 0;
  }
  PriceLine line(std::size_t index) const override {
    if constexpr (is_drawn) return indicator.lines()[index];
    return {};
  }
  std::unique_ptr<RegisteredIndicator> clone() const override {
    return std::make_unique<Registered>(indicator);
  }

  Indicator indicator;

 private:
  static constexpr bool is_drawn = requires(const Indicator& each) { each.lines(); };
};

}  // namespace muhurat::sdk
