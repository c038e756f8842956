#include "cli/backtest/run_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/file.hpp"
#include "core/text.hpp"
#include "core/toml.hpp"
#include "sdk/fees/nse_equity_fees.hpp"
#include "sdk/fees/simple_fees.hpp"
#include "sdk/slippage/slippage.hpp"

namespace muhurat::cli {
namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

exchange::FillProfile profile_of(ProfileChoice choice) {
  switch (choice) {
    case ProfileChoice::Realistic: return exchange::realistic;
    case ProfileChoice::NextOpen: return exchange::next_open;
    case ProfileChoice::SameClose: return exchange::same_close;
  }
  return exchange::realistic;
}

SlippageChoice slippage_of(const RunOptions& options, const exchange::FillProfile& profile) {
  if (options.slippage) return *options.slippage;
  if (profile.slippage_bps == 0) return NoSlippage{};
  return BasisPointSlippage{Rate::from_raw(profile.slippage_bps * (Rate::one / 10'000))};
}

void add_slippage(const SlippageChoice& choice, RunParts& parts) {
  const auto bps = [](Rate rate) { return to_text(Rate::from_raw(rate.raw() * 10'000)); };
  std::visit(Overloaded{[&](const NoSlippage&) {
                          parts.slippage = std::make_unique<sdk::NoSlippage>();
                          parts.slippage_text = "no slippage";
                        },
                        [&](const TickSlippage& each) {
                          parts.slippage = std::make_unique<sdk::TickSlippage>(each.ticks);
                          parts.slippage_text = fmt::format("{} ticks slippage", each.ticks);
                        },
                        [&](const BasisPointSlippage& each) {
                          parts.slippage = std::make_unique<sdk::BasisPointSlippage>(each.of_price);
                          parts.slippage_text = bps(each.of_price) + " bp slippage";
                        },
                        [&](const VolumeSlippage& each) {
                          parts.slippage = std::make_unique<sdk::VolumeSlippage>(each.factor);
                          parts.slippage_text =
                              "slippage " + to_text(each.factor) + " x share of the bar's volume";
                        }},
             choice);
}

bool are_nse_equity(const market::RunTables& tables) {
  return std::all_of(tables.instruments.begin(), tables.instruments.end(), [](const auto& each) {
    return each.exchange == "NSE" && each.segment == "EQ";
  });
}

FeeChoice fees_of(const RunOptions& options, const market::RunTables& tables) {
  if (options.fees) return *options.fees;
  if (are_nse_equity(tables)) return NseFees{options.product};
  return NoFees{};
}

void add_fees(const FeeChoice& choice, const RunOptions& options,
              const market::ChargesTable& charges, const market::RunTables& tables,
              RunParts& parts) {
  std::visit(Overloaded{[&](const NoFees&) {
                          parts.fees = std::make_unique<sdk::NoFees>();
                          parts.fees_text = "no charges";
                        },
                        [&](const FlatFee& each) {
                          parts.fees = std::make_unique<sdk::FlatFees>(each.per_order);
                          parts.fees_text = "flat " + to_text(each.per_order) + " per order";
                        },
                        [&](const PercentFee& each) {
                          parts.fees = std::make_unique<sdk::PercentFees>(each.of_value);
                          parts.fees_text =
                              to_text(Rate::from_raw(each.of_value.raw() * 100)) + " % of value";
                        },
                        [&](const NseFees& each) {
                          parts.run_charged_as = each.product == trading::Product::Mis
                                                     ? sdk::ChargedAs::Intraday
                                                     : sdk::ChargedAs::Delivery;
                          parts.fees = std::make_unique<sdk::NseEquityFees>(
                              charges, tables, *parts.run_charged_as, options.product);
                        }},
             choice);
}

// A limits file is TOML; `[Z01] lots = 10` is the entry Z01.lots.
void append_entries(const TomlTable& table, const std::string& prefix, const std::string& file,
                    std::vector<trading::LimitEntry>& entries) {
  for (const TomlEntry& entry : table.entries) {
    const std::string key = prefix.empty() ? entry.key : prefix + "." + entry.key;
    if (const auto* inner = entry.value.as<TomlTable>()) {
      append_entries(*inner, key, file, entries);
    } else if (const auto* text = entry.value.as<std::string>()) {
      entries.push_back({key, *text});
    } else if (const auto* on = entry.value.as<bool>()) {
      entries.push_back({key, *on ? "true" : "false"});
    } else if (const auto number = entry.value.decimal()) {
      entries.push_back({key, *number});
    } else {
      throw ProblemError{wrong_value({.file = file, .table = prefix}, entry, "a single value")};
    }
  }
}

trading::Limits read_limits_file(const std::filesystem::path& path) {
  const auto text = read_file_if_there(path);
  if (!text) {
    throw ProblemError{{.headline = "limits file " + path.string() + " does not exist",
                        .expected = "market, none, or the name of a .toml file",
                        .found = path.string()}};
  }
  const auto root = parse_toml(*text, path.string());
  if (!root) throw ProblemError{root.error()};
  std::vector<trading::LimitEntry> entries;
  append_entries(*root, "", path.string(), entries);
  const auto limits = trading::limits_from(trading::Limits::market(), entries);
  if (!limits) {
    throw ProblemError{
        {.headline = path.string() + ": " + limits.error().key + " is not understood",
         .expected = limits.error().expected,
         .found = limits.error().found}};
  }
  return *limits;
}

void add_limits(const LimitsChoice& choice, RunParts& parts) {
  std::visit(Overloaded{[&](const MarketLimits&) {
                          parts.limits = trading::Limits::market();
                          parts.limits_text = "market limits";
                        },
                        [&](const NoLimits&) {
                          parts.limits = trading::Limits::none();
                          parts.limits_text = "no limits, no cash check";
                        },
                        [&](const std::filesystem::path& path) {
                          parts.limits = read_limits_file(path);
                          parts.limits_text = "limits of " + path.string();
                        }},
             choice);
}

}  // namespace

RunParts make_run_parts(const RunOptions& options, const market::ChargesTable& charges,
                        const market::RunTables& tables) {
  RunParts parts{.profile = profile_of(options.profile),
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
