// The concrete parts around a strategy, chosen by the run's options: how orders fill, slip, are
// charged and limited.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/run_options.hpp"
#include "exchange/bars/profile.hpp"
#include "market/charges_table.hpp"
#include "market/run_tables.hpp"
#include "sdk/fee_model.hpp"
#include "sdk/fees/rate_sheet.hpp"
#include "sdk/slippage_model.hpp"
#include "trading/limits.hpp"

namespace muhurat::cli {

struct RunParts {
  exchange::FillProfile profile;
  std::unique_ptr<sdk::SlippageModel> slippage;
  std::unique_ptr<sdk::FeeModel> fees;
  trading::Limits limits;
  std::string slippage_text;  // "2 bp slippage"
  std::string fees_text;      // "flat 20 per order"; empty for NSE's equity charges
  std::optional<sdk::ChargedAs>
      run_charged_as;       // NSE's equity charges: orders of the run's product
  std::string limits_text;  // "market limits"
};

// `charges` and `tables` must outlive the parts.
RunParts make_run_parts(const RunOptions& options, const market::ChargesTable& charges,
                        const market::RunTables& tables);

}  // namespace muhurat::cli
