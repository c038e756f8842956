#include "sdk/signals/channel_breakout.hpp"

#include "sdk/indicators/batch.hpp"
#include "sdk/signals/columns.hpp"

namespace muhurat::sdk {
namespace {

// The channels of the bars before; NaN where they are not ready.
struct Lines {
  double entry_high, entry_low, exit_high, exit_low;
};

struct Step {
  double view;
  bool is_new;  // the view is taken, or taken again
};

// An entry comes before an exit, so that a bar that does both turns the view.
Step step(double view, double close, const Lines& lines) {
  if (close > lines.entry_high) return {1, true};
  if (close < lines.entry_low) return {-1, true};
  if (view > 0 && close < lines.exit_low) return {0, true};
  if (view < 0 && close > lines.exit_high) return {0, true};
  return {view, false};
}

// The channel of highs and lows as a chart shows it.
class DrawnChannel final : public RegisteredIndicator {
 public:
  explicit DrawnChannel(std::size_t period) : high_{period}, low_{period} {}

  void update(const market::Bar& bar) override {
    high_.update(bar.high.to_double());
    low_.update(bar.low.to_double());
  }
  void rescale(double ratio) override {
    high_.rescale(ratio);
    low_.rescale(ratio);
  }
  std::size_t warm_up() const override { return high_.warm_up(); }
  std::size_t line_count() const override { return 2; }
  PriceLine line(std::size_t index) const override {
    return index == 0 ? PriceLine{"channel high", high_.warm_up(), high_.value()}
                      : PriceLine{"channel low", low_.warm_up(), low_.value()};
  }
  std::unique_ptr<RegisteredIndicator> clone() const override {
    return std::make_unique<DrawnChannel>(*this);
  }

 private:
  Max high_;
  Min low_;
};

}  // namespace

ChannelBreakout::ChannelBreakout(Parameters& parameters)
    : entry_{static_cast<std::size_t>(
          parameters.integer({"entry", 20, 1, 5000, "bars of the channel to break out of"}))},
      exit_{static_cast<std::size_t>(
          parameters.integer({"exit", 10, 1, 5000, "bars of the opposite channel to leave by"}))} {}

void ChannelBreakout::on_start(const market::RunTables& tables) {
  series_ = MatchingSeries{tables};
  channels_.assign(series_.instruments(),
                   Channel{Max{entry_}, Max{exit_}, Min{entry_}, Min{exit_}});
}

void ChannelBreakout::on_slice(const Slice& slice, Forecasts& forecasts) {
  series_.for_each_bar(slice, [&](InstrumentId instrument, const market::Bar& bar) {
    Channel& channel = channels_[instrument.index()];
    const Lines lines{channel.entry_high.value(), channel.entry_low.value(),
                      channel.exit_high.value(), channel.exit_low.value()};
    const double close = bar.close.to_double();
    const auto [view, is_new] = step(channel.view, close, lines);
    channel.view = view;
    const double high = bar.high.to_double(), low = bar.low.to_double();
    channel.entry_high.update(high);
    channel.exit_high.update(high);
    channel.entry_low.update(low);
    channel.exit_low.update(low);
    if (!is_new) return;
    forecasts.set(instrument, view);
    forecasts.note(instrument, "close", close);
    forecasts.note(instrument, "high", view > 0 ? lines.entry_high : lines.exit_high);
    forecasts.note(instrument, "low", view < 0 ? lines.entry_low : lines.exit_low);
  });
}

bool ChannelBreakout::columns(const History& history, ForecastColumns& forecasts) const {
  const std::vector<double> close = column_of(history, &market::Bar::close);
  const std::vector<double> high = column_of(history, &market::Bar::high);
  const std::vector<double> low = column_of(history, &market::Bar::low);
  std::vector<double> entry_high(close.size()), entry_low(close.size());
  std::vector<double> exit_high(close.size()), exit_low(close.size());
  batch::max(high, entry_, entry_high);
  batch::min(low, entry_, entry_low);
  batch::max(high, exit_, exit_high);
  batch::min(low, exit_, exit_low);
  double view = 0;
  bool has_view = false;
  for (std::size_t i = 1; i < close.size(); ++i) {
    const std::size_t before = i - 1;
    const Step now =
        step(view, close[i],
             {entry_high[before], entry_low[before], exit_high[before], exit_low[before]});
    view = now.view;
    has_view = has_view || now.is_new;
    if (has_view) forecasts.set(BarsAgo{close.size() - 1 - i}, view);
  }
  return true;
}

std::vector<std::unique_ptr<RegisteredIndicator>> ChannelBreakout::drawn() const {
  std::vector<std::unique_ptr<RegisteredIndicator>> list;
  list.push_back(std::make_unique<DrawnChannel>(entry_));
  if (exit_ != entry_) list.push_back(std::make_unique<DrawnChannel>(exit_));
  return list;
}

}  // namespace muhurat::sdk
