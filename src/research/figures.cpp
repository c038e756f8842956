#include "research/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/check.hpp"
#include "research/statistics.hpp"

namespace muhurat::research {
namespace {

// Sums over the closed trades, in exact money.
struct TradeSums {
  std::size_t count = 0;
  std::size_t hits = 0;
  Money net, won, lost;  // lost is 0 or negative
  std::optional<Money> best, worst;
};

TradeSums sum_trades(std::span<const TradeResult> trades) {
  TradeSums sums;
  for (const TradeResult& trade : trades) {
    ++sums.count;
    sums.net += trade.net;
    if (trade.net.is_positive()) {
      ++sums.hits;
      sums.won += trade.net;
    } else {
      sums.lost += trade.net;
    }
    sums.best = std::max(sums.best.value_or(trade.net), trade.net);
    sums.worst = std::min(sums.worst.value_or(trade.net), trade.net);
  }
  return sums;
}

// Rounded half away from zero to eight decimals: a mean of money is an estimate.
Money divide_by_count(Money amount, std::size_t count) {
  const Money mean = Money::from_raw(amount.raw() / static_cast<int128>(count));
  return round_to(mean, Money::from_raw(power_of_ten(8)), Rounding::HalfUp);
}

FigureValue value_of(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return {};
  return *value;
}

// System quality number over net results.
std::optional<double> quality_number(std::span<const TradeResult> trades) {
  std::vector<double> nets;
  for (const TradeResult& trade : trades) nets.push_back(trade.net.to_double());
  const auto deviation = standard_deviation(nets);
  if (!deviation || *deviation <= 0) return std::nullopt;
  const double counted = std::min(static_cast<double>(nets.size()), 100.0);
  return std::sqrt(counted) * mean(nets) / *deviation;
}

// Computes the figures one group at a time; each adds to the list in the order of the table.
class Computation {
 public:
  explicit Computation(const FigureInput& input)
      : in_{input},
        sums_{sum_trades(input.trades)},
        capital_{input.capital.to_double()},
        returns_{returns_of(capital_, input.equity)} {
    if (has_benchmark()) benchmark_returns_ = returns_of(capital_, in_.benchmark);
  }

  std::vector<Figure> run() {
    add_result();
    add_risk();
    add_ratios();
    add_trades();
    add_costs();
    if (has_benchmark()) add_regression();
    return std::move(figures_);
  }

 private:
  bool has_benchmark() const { return !in_.benchmark.empty(); }
  std::size_t sessions() const { return in_.equity.size(); }

  Figure& add(const char* id, FigureValue value, FigureValue benchmark = {}) {
    const FigureDefinition* definition = find_figure_definition(id);
    CHECK(definition != nullptr);
    figures_.push_back({.definition = definition, .value = value, .benchmark = benchmark});
    return figures_.back();
  }
  // The same statistic of the strategy and of the benchmark.
  template <class Statistic>
  Figure& add_both(const char* id, Statistic&& statistic) {
    FigureValue other;
    if (has_benchmark()) other = statistic(in_.benchmark, benchmark_returns_);
    return add(id, statistic(in_.equity, returns_), other);
  }
  void needs(Figure& figure, const char* what, std::size_t least, std::size_t has) {
    if (figure.value.index() == 0 && has < least) {
      figure.reason = fmt::format("needs {} {}, has {}", least, what, has);
    }
  }

  void add_result() {
    FigureValue benchmark_profit, benchmark_equity;
    if (in_.benchmark_final) {
      benchmark_profit = *in_.benchmark_final - in_.capital;
      benchmark_equity = *in_.benchmark_final;
    }
    add("net_profit", in_.final_equity - in_.capital, benchmark_profit);
    add("final_equity", in_.final_equity, benchmark_equity);
    add_both("total_return", [&](auto equity, const auto&) -> FigureValue {
      if (equity.empty()) return 0.0;
      return equity.back() / capital_ - 1;
    });
    Figure& growth = add_both("cagr", [&](auto equity, const auto&) {
      const double last = equity.empty() ? capital_ : equity.back();
      return value_of(compound_annual_growth(capital_, last, equity.size(), in_.year_sessions));
    });
    needs(growth, "sessions", 1, sessions());
    add_exposure();
  }

  void add_exposure() {
    std::vector<double> shares;
    double equity_sum = 0;
    for (std::size_t i = 0; i < sessions(); ++i) {
      equity_sum += in_.equity[i];
      if (in_.equity[i] > 0) shares.push_back(in_.gross_exposure[i] / in_.equity[i]);
    }
    FigureValue turnover;
    if (sessions() > 0 && equity_sum > 0) {
      const double mean_equity = equity_sum / static_cast<double>(sessions());
      turnover = in_.fill_value.to_double() / mean_equity * in_.year_sessions /
                 static_cast<double>(sessions());
    }
    needs(add("exposure", shares.empty() ? FigureValue{} : FigureValue{mean(shares)}), "sessions",
          1, sessions());
    needs(add("turnover", turnover), "sessions", 1, sessions());
  }

  void add_risk() {
    add_both("max_drawdown", [&](auto equity, const auto&) -> FigureValue {
      return max_drawdown(capital_, equity);
    });
    add_both("max_drawdown_sessions", [&](auto equity, const auto&) -> FigureValue {
      std::size_t longest = 0;
      for (const DrawdownSpan& span : drawdowns_of(capital_, equity)) {
        longest = std::max(longest, span.sessions(equity.size()));
      }
      return static_cast<double>(longest);
    });
    needs(add_both("volatility",
                   [&](auto, const auto& returns) {
                     return value_of(annual_volatility(returns, in_.year_sessions));
                   }),
          "sessions", 2, sessions());
    needs(add_both("best_session",
                   [](auto, const auto& returns) -> FigureValue {
                     if (returns.empty()) return {};
                     return *std::max_element(returns.begin(), returns.end());
                   }),
          "sessions", 1, sessions());
    needs(add_both("worst_session",
                   [](auto, const auto& returns) -> FigureValue {
                     if (returns.empty()) return {};
                     return *std::min_element(returns.begin(), returns.end());
                   }),
          "sessions", 1, sessions());
  }

  void add_ratios() {
    Figure& sharpe = add_both("sharpe", [&](auto, const auto& returns) {
      return value_of(sharpe_ratio(returns, in_.risk_free, in_.year_sessions));
    });
    needs(sharpe, "sessions", 2, sessions());
    if (sharpe.value.index() == 0 && sharpe.reason.empty()) sharpe.reason = "equity did not move";
    Figure& sortino = add_both("sortino", [&](auto, const auto& returns) {
      return value_of(sortino_ratio(returns, in_.risk_free, in_.year_sessions));
    });
    needs(sortino, "sessions", 2, sessions());
    if (sortino.value.index() == 0 && sortino.reason.empty()) {
      sortino.reason = "no session with a loss";
    }
    Figure& calmar = add_both("calmar", [&](auto equity, const auto&) -> FigureValue {
      const double fall = max_drawdown(capital_, equity);
      const double last = equity.empty() ? capital_ : equity.back();
      const auto growth = compound_annual_growth(capital_, last, equity.size(), in_.year_sessions);
      if (!growth || fall >= 0) return {};
      return value_of(*growth / -fall);
    });
    if (calmar.value.index() == 0) calmar.reason = "no drawdown";
    Figure& quality = add("sqn", value_of(quality_number(in_.trades)));
    needs(quality, "trades", 2, sums_.count);
    if (quality.value.index() == 0 && quality.reason.empty()) {
      quality.reason = "all trades have the same result";
    }
  }

  void add_mean(const char* id, Money sum, std::size_t count, const char* none) {
    Figure& figure = add(id, count == 0 ? FigureValue{} : divide_by_count(sum, count));
    if (count == 0) figure.reason = none;
  }

  void add_trades() {
    const std::size_t losers = sums_.count - sums_.hits;
    add("trades", static_cast<double>(sums_.count));
    Figure& hit_rate = add("hit_rate", sums_.count == 0 ? FigureValue{}
                                                        : static_cast<double>(sums_.hits) /
                                                              static_cast<double>(sums_.count));
    hit_rate.context = fmt::format("{} of {} net positive", sums_.hits, sums_.count);
    needs(hit_rate, "trades", 1, sums_.count);
    Figure& factor = add("profit_factor", FigureValue{});
    if (sums_.lost.is_negative()) {
      factor.value = sums_.won.to_double() / -sums_.lost.to_double();
    } else if (sums_.won.is_positive()) {
      factor.value = Infinity{};
      factor.reason = fmt::format("no losing trade in {}", sums_.count);
    }
    needs(factor, "trades", 1, sums_.count);
    if (factor.value.index() == 0 && factor.reason.empty()) factor.reason = "no trade won or lost";
    add_mean("expectancy", sums_.net, sums_.count, "no trade");
    add_mean("average_win", sums_.won, sums_.hits, "no winning trade");
    add_mean("average_loss", sums_.lost, losers, "no losing trade");
    Figure& best = add("best_trade", sums_.best ? FigureValue{*sums_.best} : FigureValue{});
    needs(best, "trades", 1, sums_.count);
    Figure& worst = add("worst_trade", sums_.worst ? FigureValue{*sums_.worst} : FigureValue{});
    needs(worst, "trades", 1, sums_.count);
  }

  void add_costs() {
    const Money costs = in_.charges + in_.slippage;
    const Money gross = in_.final_equity - in_.capital + costs;
    Figure& all = add("costs", costs);
    add("charges", in_.charges);
    add("slippage", in_.slippage);
    Figure& share = add("costs_share", FigureValue{});
    if (costs.is_zero()) {
      share.value = 0.0;
    } else if (gross.is_positive()) {
      share.value = costs.to_double() / gross.to_double();
      all.context = fmt::format("{:.1f}% of gross", std::get<double>(share.value) * 100);
    } else {
      share.value = Infinity{};
      share.reason = "no gross profit that could pay them";
    }
  }

  void add_regression() {
    const auto line = regress(returns_, benchmark_returns_, in_.risk_free, in_.year_sessions);
    add_regressed("alpha", line ? FigureValue{line->alpha} : FigureValue{});
    add_regressed("beta", line ? FigureValue{line->beta} : FigureValue{});
  }

  void add_regressed(const char* id, const FigureValue& value) {
    Figure& figure = add(id, value);
    needs(figure, "sessions", 2, sessions());
    if (figure.value.index() == 0 && figure.reason.empty()) {
      figure.reason = "the benchmark did not move";
    }
  }

  const FigureInput& in_;
  const TradeSums sums_;
  const double capital_;
  const std::vector<double> returns_;
  std::vector<double> benchmark_returns_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> compute_figures(const FigureInput& input) {
  CHECK(input.capital.is_positive());
  CHECK(input.gross_exposure.size() == input.equity.size());
  CHECK(input.benchmark.empty() || input.benchmark.size() == input.equity.size());
  return Computation{input}.run();
}

const Figure* find_figure(std::span<const Figure> figures, std::string_view id) {
  for (const Figure& figure : figures) {
    if (id == figure.definition->id) return &figure;
  }
  return nullptr;
}

std::optional<double> number_of(const FigureValue& value) {
  if (const Money* money = std::get_if<Money>(&value)) return money->to_double();
  if (const double* number = std::get_if<double>(&value)) return *number;
  if (std::holds_alternative<Infinity>(value)) return std::numeric_limits<double>::infinity();
  return std::nullopt;
}

}  // namespace muhurat::research
