#include <array>

#include "research/figures.hpp"

namespace muhurat::research {
namespace {

using enum FigureUnit;

constexpr std::array definitions = {
    FigureDefinition{
        "net_profit", "Net profit", "result", Profit,
        "What the run earned after all costs. Open positions count at their last mark.",
        "final equity − capital", "definition"},
    FigureDefinition{"final_equity", "Final equity", "result", FigureUnit::Money,
                     "Cash and open positions at their last mark, at the end of the run.",
                     "cash + Σ position × mark", "definition"},
    FigureDefinition{"total_return", "Total return", "result", Return,
                     "Net profit as a fraction of the capital.", "final equity ÷ capital − 1",
                     "definition"},
    FigureDefinition{
        "cagr", "CAGR", "result", Return,
        "The constant yearly growth that leads from the capital to the final equity. A "
        "year is 248 sessions on NSE, BSE and MCX, 252 on other exchanges, 365 for 24x7.",
        "(final ÷ capital)^(year ÷ sessions) − 1", "definition"},
    FigureDefinition{
        "exposure", "Exposure, mean", "result", Share,
        "Gross position value as a share of equity, averaged over session closes: what is "
        "opened and closed within a session is not seen.",
        "mean(Σ|position value| ÷ equity)", "definition"},
    FigureDefinition{"turnover", "Turnover, per year", "result", Multiple,
                     "Value of all fills as a multiple of mean equity, per year.",
                     "Σ|fill value| ÷ mean equity × year ÷ sessions", "definition"},
    FigureDefinition{
        "max_drawdown", "Max drawdown", "risk", Return,
        "The deepest fall of equity at session closes below its running peak, the capital "
        "included.",
        "min(equity ÷ running peak − 1)", "Magdon-Ismail and Atiya, Maximum Drawdown (2004)"},
    FigureDefinition{
        "max_drawdown_sessions", "Longest drawdown", "risk", Sessions,
        "Sessions of the longest time below a peak, from the peak to the recovery or to "
        "the end.",
        "max(sessions from peak to recovery)", "definition"},
    FigureDefinition{"volatility", "Volatility", "risk", Share,
                     "Deviation of session returns (n − 1), annualised.", "deviation(r) × √year",
                     "Hull, Options, Futures and Other Derivatives, historical volatility"},
    FigureDefinition{"best_session", "Best session", "risk", Return,
                     "The largest return from one session close to the next.", "max(r)",
                     "definition"},
    FigureDefinition{"worst_session", "Worst session", "risk", Return,
                     "The smallest return from one session close to the next.", "min(r)",
                     "definition"},
    FigureDefinition{"sharpe", "Sharpe", "ratios", Ratio,
                     "Mean excess return per unit of its deviation (n − 1), annualised.",
                     "mean(r − risk-free ÷ year) ÷ deviation(r) × √year",
                     "Sharpe, The Sharpe Ratio (1994)"},
    FigureDefinition{
        "sortino", "Sortino", "ratios", Ratio,
        "Mean excess return per unit of downside deviation: the root mean square of "
        "min(r, 0) over all samples, annualised.",
        "mean(r − risk-free ÷ year) ÷ √mean(min(r, 0)²) × √year",
        "Sortino and Price, Performance Measurement in a Downside Risk Framework (1994)"},
    FigureDefinition{"calmar", "Calmar", "ratios", Ratio,
                     "Yearly growth per unit of the deepest fall.", "CAGR ÷ |max drawdown|",
                     "Young, Calmar Ratio (Futures, 1991)"},
    FigureDefinition{
        "sqn", "SQN", "ratios", Ratio,
        "System quality number: how surely the mean trade is above zero, with at most 100 "
        "trades counted under the root.",
        "√min(n, 100) × mean(net) ÷ deviation(net)",
        "Tharp, The Definitive Guide to Position Sizing (2008)"},
    FigureDefinition{
        "trades", "Trades", "trades", Count,
        "Closed round trips, first in, first out; a reversal closes one and opens another. "
        "Open positions are not counted.",
        "count", "definition"},
    FigureDefinition{"hit_rate", "Hit rate", "trades", Share,
                     "Share of trades whose result net of charges is above zero.", "hits ÷ trades",
                     "definition"},
    FigureDefinition{
        "profit_factor", "Profit factor", "trades", Ratio,
        "What winning trades earned for each unit that losing trades lost, net of charges.",
        "Σ net of winners ÷ |Σ net of losers|", "Schwager, A Complete Guide to the Futures Market"},
    FigureDefinition{"expectancy", "Expectancy", "trades", Profit, "Mean net result of a trade.",
                     "Σ net ÷ trades", "Tharp, Trade Your Way to Financial Freedom (1998)"},
    FigureDefinition{"average_win", "Average win", "trades", Profit,
                     "Mean net result of the trades above zero.", "Σ net of winners ÷ winners",
                     "definition"},
    FigureDefinition{"average_loss", "Average loss", "trades", Profit,
                     "Mean net result of the trades at or below zero.", "Σ net of losers ÷ losers",
                     "definition"},
    FigureDefinition{"best_trade", "Best trade", "trades", Profit,
                     "The largest net result of a trade.", "max(net)", "definition"},
    FigureDefinition{"worst_trade", "Worst trade", "trades", Profit,
                     "The smallest net result of a trade.", "min(net)", "definition"},
    FigureDefinition{"costs", "Costs", "costs", FigureUnit::Money,
                     "Charges levied and slippage modelled, over the whole run.",
                     "charges + slippage", "definition"},
    FigureDefinition{"charges", "Charges", "costs", FigureUnit::Money,
                     "Brokerage, taxes and fees levied, rounding of the contract notes included.",
                     "Σ lines of all fills and days", "definition"},
    FigureDefinition{"slippage", "Slippage", "costs", FigureUnit::Money,
                     "How much worse the fills were than the data's prices.",
                     "Σ |price − unslipped price| × quantity × multiplier", "definition"},
    FigureDefinition{"costs_share", "Costs, share of gross", "costs", Share,
                     "Costs as a share of what the run would have earned without them.",
                     "costs ÷ (net profit + costs)", "definition"},
    FigureDefinition{"alpha", "Alpha", "benchmark", Return,
                     "Yearly return that the benchmark's movement does not explain.",
                     "(mean(r) − f − β × (mean(benchmark) − f)) × year, f = risk-free ÷ year",
                     "Jensen, The Performance of Mutual Funds (1968)"},
    FigureDefinition{"beta", "Beta", "benchmark", Ratio,
                     "How much the run moved when the benchmark moved by one.",
                     "covariance(r, benchmark) ÷ variance(benchmark)",
                     "Sharpe, Capital Asset Prices (1964)"},
};

}  // namespace

std::span<const FigureDefinition> figure_definitions() {
  return definitions;
}

const FigureDefinition* find_figure_definition(std::string_view id) {
  for (const FigureDefinition& definition : definitions) {
    if (id == definition.id) return &definition;
  }
  return nullptr;
}

const char* to_text(FigureUnit unit) {
  switch (unit) {
    case Profit: return "profit";
    case FigureUnit::Money: return "money";
    case Return: return "return";
    case Share: return "share";
    case Ratio: return "ratio";
    case Multiple: return "multiple";
    case Count: return "count";
    case Sessions: return "sessions";
  }
  return "";
}

}  // namespace muhurat::research
