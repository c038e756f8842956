// The stock slippage models: none, so many ticks, so many basis points, and by the share of the
// bar's volume that we are. All move a market or stop fill against us and round it away to the
// tick, in exact arithmetic with one rounding; a sale never falls below one tick.
#pragma once

#include <cstdint>

#include "core/numbers.hpp"
#include "sdk/parameters.hpp"
#include "sdk/slippage_model.hpp"

namespace muhurat::sdk {

// The data's price, even off the tick.
class NoSlippage final : public SlippageModel {
 public:
  NoSlippage() = default;
  explicit NoSlippage(Parameters&) {}
  Price worsen(const trading::Order&, Price unslipped, const market::Bar&, Price) override {
    return unslipped;
  }
  bool is_none() const override { return true; }
};

class TickSlippage final : public SlippageModel {
 public:
  explicit TickSlippage(std::int64_t ticks) : ticks_{ticks} {}
  explicit TickSlippage(Parameters& parameters);
  Price worsen(const trading::Order&, Price unslipped, const market::Bar&, Price tick) override;
  bool is_none() const override { return ticks_ == 0; }

 private:
  std::int64_t ticks_;
};

class BasisPointSlippage final : public SlippageModel {
 public:
  explicit BasisPointSlippage(Rate of_price) : of_price_{of_price} {}
  explicit BasisPointSlippage(Parameters& parameters);
  Price worsen(const trading::Order&, Price unslipped, const market::Bar&, Price tick) override;
  bool is_none() const override { return of_price_.is_zero(); }

 private:
  Rate of_price_;
};

// price × impact × (filled ÷ bar volume). Without a volume the share is not known and nothing is
// added.
class VolumeSlippage final : public SlippageModel {
 public:
  explicit VolumeSlippage(Rate impact) : impact_{impact} {}
  explicit VolumeSlippage(Parameters& parameters);
  Price worsen(const trading::Order&, Price unslipped, const market::Bar&, Price tick) override;
  bool is_none() const override { return impact_.is_zero(); }

 private:
  Rate impact_;
};

}  // namespace muhurat::sdk
