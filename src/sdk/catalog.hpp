// The one registry of stock parts: name, help, factory and parameters of each. The command line,
// strategies in TOML and `muhurat parts` all take them from here.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.hpp"
#include "market/charges_table.hpp"
#include "market/run_tables.hpp"
#include "sdk/execution_model.hpp"
#include "sdk/fee_model.hpp"
#include "sdk/parameters.hpp"
#include "sdk/risk_sizer.hpp"
#include "sdk/signal.hpp"
#include "sdk/slippage_model.hpp"
#include "trading/order.hpp"

namespace muhurat::sdk {

enum class PartKind { Signal, Sizer, Execution, Slippage, Fees };
const char* to_text(PartKind kind);  // signal, sizer, execution, slippage, fees

// What fee models by trade date need beside their parameters; must outlive the model.
struct FeeInputs {
  const market::ChargesTable& charges;
  const market::RunTables& tables;
  trading::Product product;  // of the run
};

struct Part {
  using MakeSignal = std::unique_ptr<Signal> (*)(Parameters&);
  using MakeSizer = std::unique_ptr<RiskSizer> (*)(Parameters&);
  using MakeExecution = std::unique_ptr<ExecutionModel> (*)(Parameters&);
  using MakeSlippage = std::unique_ptr<SlippageModel> (*)(Parameters&);
  using MakeFees = std::unique_ptr<FeeModel> (*)(Parameters&, const FeeInputs&);

  const char* name;
  const char* help;  // one sentence
  std::variant<MakeSignal, MakeSizer, MakeExecution, MakeSlippage, MakeFees> make;

  PartKind kind() const { return static_cast<PartKind>(make.index()); }
  // What it can be set to: found by making one that records what it asks for.
  std::vector<ParameterDeclaration> parameters() const;

  // Each CHECKs that the part is of that kind.
  std::unique_ptr<Signal> signal(Parameters& parameters) const;
  std::unique_ptr<RiskSizer> sizer(Parameters& parameters) const;
  std::unique_ptr<ExecutionModel> execution(Parameters& parameters) const;
  std::unique_ptr<SlippageModel> slippage(Parameters& parameters) const;
  std::unique_ptr<FeeModel> fees(Parameters& parameters, const FeeInputs& inputs) const;
};

// By kind, in the order in which a reader should meet them.
std::span<const Part> catalog();
// Null: there is none of that kind and name.
const Part* find_part(PartKind kind, std::string_view name);
// Of whatever kind; null: none.
const Part* find_part(std::string_view name);
// What to say of a name that find_part did not know. `where`: "mean_reversion.toml:3" or an option.
Problem unknown_part(PartKind kind, std::string_view name, std::string_view where);

}  // namespace muhurat::sdk
