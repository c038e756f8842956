#include "sdk/catalog.hpp"

#include "core/check.hpp"
#include "core/nearest.hpp"
#include "sdk/executions/bracket_execution.hpp"
#include "sdk/executions/market_execution.hpp"
#include "sdk/fees/nse_equity_fees.hpp"
#include "sdk/fees/simple_fees.hpp"
#include "sdk/parameter_problems.hpp"
#include "sdk/signals/channel_breakout.hpp"
#include "sdk/signals/moving_average_cross.hpp"
#include "sdk/signals/rsi_reversion.hpp"
#include "sdk/sizers/sizers.hpp"
#include "sdk/slippage/slippage.hpp"

namespace muhurat::sdk {
namespace {

template <class Interface, class Made>
std::unique_ptr<Interface> make(Parameters& parameters) {
  return std::make_unique<Made>(parameters);
}
template <class Made>
std::unique_ptr<FeeModel> make_fees(Parameters& parameters, const FeeInputs&) {
  return std::make_unique<Made>(parameters);
}
template <ChargedAs As>
std::unique_ptr<FeeModel> make_nse(Parameters&, const FeeInputs& inputs) {
  return std::make_unique<NseEquityFees>(inputs.charges, inputs.tables, As, inputs.product);
}

const Part parts[] = {
    {"moving_average_cross", "with the trend: long and short as a fast average crosses a slow one",
     &make<Signal, MovingAverageCross>},
    {"rsi_reversion",
     "against the move: long when the relative strength index is low, short when "
     "it is high",
     &make<Signal, RsiReversion>},
    {"channel_breakout",
     "with the move: long above the highest high of so many bars, out below "
     "the lowest low of fewer",
     &make<Signal, ChannelBreakout>},
    {"fixed", "so many units", &make<RiskSizer, FixedSizer>},
    {"percent_of_equity", "so many percent of equity in each instrument",
     &make<RiskSizer, PercentOfEquitySizer>},
    {"risk_per_trade", "as much as loses so many percent of equity at its stop",
     &make<RiskSizer, RiskPerTradeSizer>},
    {"market", "closes each gap by a market order", &make<ExecutionModel, MarketExecution>},
    {"bracket", "market orders whose entries carry a stop and a target",
     &make<ExecutionModel, BracketExecution>},
    {"none", "the data's own prices", &make<SlippageModel, NoSlippage>},
    {"ticks", "so many ticks worse", &make<SlippageModel, TickSlippage>},
    {"bps", "so many basis points worse", &make<SlippageModel, BasisPointSlippage>},
    {"volume", "worse by the share of the bar's volume that is ours",
     &make<SlippageModel, VolumeSlippage>},
    {"none", "no charges", &make_fees<NoFees>},
    {"flat", "so much per executed order", &make_fees<FlatFees>},
    {"percent", "so many percent of the value of each fill", &make_fees<PercentFees>},
    {"nse_delivery", "NSE equity delivery by trade date, broker Zerodha",
     &make_nse<ChargedAs::Delivery>},
    {"nse_intraday", "NSE equity intraday by trade date, broker Zerodha",
     &make_nse<ChargedAs::Intraday>},
};

template <class Factory>
const Factory& factory(const Part& part) {
  const Factory* made = std::get_if<Factory>(&part.make);
  CHECK(made != nullptr);
  return *made;
}

}  // namespace

const char* to_text(PartKind kind) {
  switch (kind) {
    case PartKind::Signal: return "signal";
    case PartKind::Sizer: return "sizer";
    case PartKind::Execution: return "execution";
    case PartKind::Slippage: return "slippage";
    case PartKind::Fees: return "fees";
  }
  return "?";
}

std::unique_ptr<Signal> Part::signal(Parameters& parameters) const {
  return factory<MakeSignal>(*this)(parameters);
}
std::unique_ptr<RiskSizer> Part::sizer(Parameters& parameters) const {
  return factory<MakeSizer>(*this)(parameters);
}
std::unique_ptr<ExecutionModel> Part::execution(Parameters& parameters) const {
  return factory<MakeExecution>(*this)(parameters);
}
std::unique_ptr<SlippageModel> Part::slippage(Parameters& parameters) const {
  return factory<MakeSlippage>(*this)(parameters);
}
std::unique_ptr<FeeModel> Part::fees(Parameters& parameters, const FeeInputs& inputs) const {
  return factory<MakeFees>(*this)(parameters, inputs);
}

std::vector<ParameterDeclaration> Part::parameters() const {
  Parameters recording;
  switch (kind()) {
    case PartKind::Signal: signal(recording); break;
    case PartKind::Sizer: sizer(recording); break;
    case PartKind::Execution: execution(recording); break;
    case PartKind::Slippage: slippage(recording); break;
    case PartKind::Fees: {
      const market::ChargesTable charges;
      const market::RunTables tables;
      fees(recording, {charges, tables, trading::Product::Cnc});
      break;
    }
  }
  return recording.declared();
}

std::span<const Part> catalog() {
  return parts;
}

const Part* find_part(PartKind kind, std::string_view name) {
  for (const Part& part : parts) {
    if (part.kind() == kind && name == part.name) return &part;
  }
  return nullptr;
}

const Part* find_part(std::string_view name) {
  for (const Part& part : parts) {
    if (name == part.name) return &part;
  }
  return nullptr;
}

Problem unknown_part(PartKind kind, std::string_view name, std::string_view where) {
  std::vector<std::string> names;
  for (const Part& part : parts) {
    if (part.kind() == kind) names.emplace_back(part.name);
  }
  const std::string what = to_text(kind);
  Problem problem{.headline =
                      headline_at(where, "there is no " + what + " \"" + std::string{name} + "\"")};
  for (const std::string& each : names) {
    problem.expected += (problem.expected.empty() ? "" : ", ") + each;
  }
  problem.expected += " (muhurat parts)";
  problem.found = std::string{name};
  problem.nearest = nearest(name, names).value_or("");
  if (const Part* other = find_part(name)) {
    problem.what_to_do = std::string{name} + " is of the kind " + to_text(other->kind());
  }
  return problem;
}

}  // namespace muhurat::sdk
