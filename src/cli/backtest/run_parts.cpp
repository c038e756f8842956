#include "cli/backtest/run_parts.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/backtest/partial_fees.hpp"
#include "core/text.hpp"
#include "sdk/catalog.hpp"

namespace muhurat::cli {
namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

NamedPart slippage_of(const RunOptions& options, const exchange::FillProfile& profile) {
  if (options.slippage) return *options.slippage;
  const bool is_none = profile.slippage_bps == 0;
  NamedPart named{.part = sdk::find_part(sdk::PartKind::Slippage, is_none ? "none" : "bps"),
                  .settings = {}};
  if (!is_none) {
    named.settings.push_back({"bps", std::to_string(profile.slippage_bps), "the profile"});
  }
  return named;
}

// The value of a part's one parameter, in plain decimals.
std::string value_text(const sdk::Parameters& parameters) {
  const sdk::ParameterValue& value = parameters.values().front();
  const double* number = std::get_if<double>(&value);
  return number != nullptr ? to_text(Rate::from_double(*number)) : sdk::text_of(value);
}

void add_slippage(const NamedPart& named, RunParts& parts) {
  sdk::Parameters parameters{named.settings};
  parts.slippage = named.part->slippage(parameters);
  const std::string_view name = named.part->name;
  parts.slippage_text = name == "none"    ? "no slippage"
                        : name == "ticks" ? value_text(parameters) + " ticks slippage"
                        : name == "bps"
                            ? value_text(parameters) + " bp slippage"
                            : "slippage " + value_text(parameters) + " x share of the bar's volume";
}

bool is_nse_equity(const market::Instrument& instrument) {
  return instrument.exchange == "NSE" && instrument.segment == "EQ";
}

NamedPart fees_of(const RunOptions& options, const market::RunTables& tables) {
  if (options.fees) return *options.fees;
  const char* name = std::ranges::none_of(tables.instruments, is_nse_equity) ? "none"
                     : options.product == trading::Product::Mis              ? "nse_intraday"
                                                                             : "nse_delivery";
  return {.part = sdk::find_part(sdk::PartKind::Fees, name), .settings = {}};
}

void add_fees(const NamedPart& named, const RunOptions& options,
              const market::ChargesTable& charges, const market::RunTables& tables,
              RunParts& parts) {
  sdk::Parameters parameters{named.settings};
  parts.fees = named.part->fees(parameters, {charges, tables, options.product});
  const auto nse_shares = std::ranges::count_if(tables.instruments, is_nse_equity);
  const bool is_mixed = nse_shares > 0 && std::cmp_less(nse_shares, tables.instruments.size());
  if (!options.fees && is_mixed) {
    std::vector<bool> is_charged;
    for (const market::Instrument& each : tables.instruments)
      is_charged.push_back(is_nse_equity(each));
    parts.fees =
        std::make_unique<PartialFees>(std::move(parts.fees), std::move(is_charged), tables);
  }
  const std::string_view name = named.part->name;
  if (name == "nse_delivery") {
    parts.run_charged_as = sdk::ChargedAs::Delivery;
  } else if (name == "nse_intraday") {
    parts.run_charged_as = sdk::ChargedAs::Intraday;
  } else {
    parts.fees_text = name == "none"   ? "no charges"
                      : name == "flat" ? "flat " + value_text(parameters) + " per order"
                                       : value_text(parameters) + " % of value";
  }
}

void add_limits(const LimitsChoice& choice, RunParts& parts) {
  std::visit(Overloaded{[&](const MarketLimits&) {
                          parts.limits = trading::Limits::market();
                          parts.limits_text = "market limits";
                        },
                        [&](const FirstLiveLimits&) {
                          parts.limits = trading::Limits::first_live();
                          parts.limits_text = "limits of the first live use";
                        },
                        [&](const NoLimits&) {
                          parts.limits = trading::Limits::none();
                          parts.limits_text = "no limits, no cash check";
                        },
                        [&](const OwnLimits& own) {
                          parts.limits = own.limits;
                          parts.limits_text = "limits of " + own.file.string();
                        }},
             choice);
}

}  // namespace

RunParts make_run_parts(const RunOptions& options, const market::ChargesTable& charges,
                        const market::RunTables& tables) {
  RunParts parts{.profile = options.profile,
                 .slippage = {},
                 .fees = {},
                 .limits = {},
                 .slippage_text = {},
                 .fees_text = {},
                 .run_charged_as = {},
                 .limits_text = {}};
  add_slippage(slippage_of(options, parts.profile), parts);
  add_fees(fees_of(options, tables), options, charges, tables, parts);
  add_limits(options.limits, parts);
  return parts;
}

}  // namespace muhurat::cli
