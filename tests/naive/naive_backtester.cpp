#include "naive/naive_backtester.hpp"

#include "naive/naive_run.hpp"

namespace muhurat::naive {

NaiveResult run_naive(const Scenario& scenario) {
  Naive naive{.s = scenario,
              .out = {},
              .point = {},
              .cap = {},
              .now = {},
              .known = 0,
              .acted = 0,
              .submitted = {},
              .protected_entries = {}};
  naive.out.cash = scenario.capital;
  for (std::size_t i = 0; i < scenario.bars.size(); ++i) {
    naive.see(scenario.bars[i]);
    naive.fill_at_close(i);
    naive.act(i);
    naive.fill_at_close(i);
  }
  if (scenario.closes_at_end) naive.close_positions();
  naive.out.equity = naive.out.cash;
  for (const market::Instrument& each : scenario.tables.instruments) {
    const Quantity quantity = naive.held(each.id);
    naive.out.positions.push_back(quantity);
    naive.out.equity += naive.last_mark(each.id) * quantity * each.multiplier;
  }
  return naive.out;
}

}  // namespace muhurat::naive
