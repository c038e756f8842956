// Each figure's formula with the run's own numbers in it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "research/report/sections.hpp"
#include "research/statistics.hpp"
#include "trading/charges.hpp"

namespace muhurat::research {
namespace {

enum class Extreme { Best, Worst };

class Numbers {
 public:
  explicit Numbers(const Scope& scope) : scope_{scope}, record_{scope.record} {
    for (const SessionClose& close : record_.sessions) equity_.push_back(close.equity.to_double());
    returns_ = returns_of(record_.capital.to_double(), equity_);
    if (!record_.benchmark.empty()) {
      benchmark_ = returns_of(record_.capital.to_double(), record_.benchmark);
    }
    for (const TradeLine& line : record_.trades) {
      const Money net = line.trip.net();
      net_ += net;
      (net.is_positive() ? won_ : lost_) += net;
      if (net.is_positive()) ++hits_;
    }
    for (const FillLine& line : record_.fills) {
      fill_value_ += line.fill.value;
      slippage_ += line.slippage;
    }
  }

  std::string net_profit() const {
    return exact(record_.final_equity) + " − " + exact(record_.capital);
  }
  std::string final_equity() const {
    return exact(record_.final_cash) + " + " + exact(record_.final_equity - record_.final_cash);
  }
  std::string total_return() const { return growth() + " − 1"; }
  std::string cagr() const {
    return fmt::format("({})^({:g} ÷ {}) − 1", growth(), year(), sessions());
  }
  std::string exposure() const {
    double sum = 0;
    for (const SessionClose& close : record_.sessions) {
      if (close.equity.is_positive()) {
        sum += close.gross_exposure.to_double() / close.equity.to_double();
      }
    }
    return fmt::format("{:.2f} ÷ {} session closes", sum, sessions());
  }
  std::string turnover() const {
    if (equity_.empty()) return {};
    return fmt::format("{} ÷ {} × {:g} ÷ {}", whole(fill_value_), whole(mean(equity_)), year(),
                       sessions());
  }
  std::string max_drawdown() const {
    const auto falls = drawdowns_of(record_.capital.to_double(), equity_);
    if (falls.empty()) return "equity never closed below a peak";
    const auto deepest = std::min_element(
        falls.begin(), falls.end(), [](const auto& a, const auto& b) { return a.depth < b.depth; });
    const double peak = deepest->peak ? equity_[*deepest->peak] : record_.capital.to_double();
    return fmt::format("{} ÷ {} − 1, on {}", whole(equity_[deepest->trough]), whole(peak),
                       date_of(deepest->trough));
  }
  std::string longest_drawdown() const {
    const auto falls = drawdowns_of(record_.capital.to_double(), equity_);
    if (falls.empty()) return "equity never closed below a peak";
    const std::size_t n = equity_.size();
    const auto longest = std::max_element(
        falls.begin(), falls.end(),
        [n](const auto& a, const auto& b) { return a.sessions(n) < b.sessions(n); });
    const std::string from = longest->peak ? "the peak of " + date_of(*longest->peak) : "the start";
    return "from " + from + " to " +
           (longest->recovered ? date_of(*longest->recovered) : std::string{"the end of the run"});
  }
  std::string volatility() const { return fmt::format("{} × √{:g}", small(deviation()), year()); }
  std::string session_at(Extreme extreme) const {
    if (returns_.empty()) return {};
    const auto found = extreme == Extreme::Best
                           ? std::max_element(returns_.begin(), returns_.end())
                           : std::min_element(returns_.begin(), returns_.end());
    const auto i = static_cast<std::size_t>(found - returns_.begin());
    const double before = i == 0 ? record_.capital.to_double() : equity_[i - 1];
    return fmt::format("{} ÷ {} − 1, on {}", whole(equity_[i]), whole(before), date_of(i));
  }
  std::string sharpe() const {
    return fmt::format("({} − {}) ÷ {} × √{:g}", small(mean(returns_)), small(free_rate()),
                       small(deviation()), year());
  }
  std::string sortino() const {
    double squares = 0;
    for (const double each : returns_) {
      const double loss = std::min(each, 0.0);
      squares += loss * loss;
    }
    const double downside =
        returns_.empty() ? 0 : std::sqrt(squares / static_cast<double>(returns_.size()));
    return fmt::format("({} − {}) ÷ {} × √{:g}", small(mean(returns_)), small(free_rate()),
                       small(downside), year());
  }
  std::string calmar() const { return figure("cagr") + " ÷ " + figure("max_drawdown"); }
  std::string sqn() const {
    std::vector<double> nets;
    for (const TradeLine& line : record_.trades) nets.push_back(line.trip.net().to_double());
    const auto spread = standard_deviation(nets);
    if (!spread) return {};
    return fmt::format("√{} × {} ÷ {}", std::min<std::size_t>(nets.size(), 100), whole(mean(nets)),
                       whole(*spread));
  }
  std::string trades() const {
    const auto longs =
        std::count_if(record_.trades.begin(), record_.trades.end(),
                      [](const TradeLine& line) { return line.trip.side == trading::Side::Buy; });
    return fmt::format("{} long + {} short", longs,
                       record_.trades.size() - static_cast<std::size_t>(longs));
  }
  std::string hit_rate() const { return fmt::format("{} ÷ {}", hits_, count()); }
  std::string profit_factor() const { return exact(won_) + " ÷ " + exact(abs(lost_)); }
  std::string expectancy() const { return fmt::format("{} ÷ {}", exact(net_), count()); }
  std::string average_win() const { return fmt::format("{} ÷ {}", exact(won_), hits_); }
  std::string average_loss() const { return fmt::format("{} ÷ {}", exact(lost_), count() - hits_); }
  std::string trade_at(Extreme extreme) const {
    if (record_.trades.empty()) return {};
    const auto less = [](const TradeLine& a, const TradeLine& b) {
      return a.trip.net() < b.trip.net();
    };
    const auto found = extreme == Extreme::Best
                           ? std::max_element(record_.trades.begin(), record_.trades.end(), less)
                           : std::min_element(record_.trades.begin(), record_.trades.end(), less);
    return fmt::format("trade {}, {}: {} gross − {} charges", found - record_.trades.begin() + 1,
                       record_.key_of(found->trip.instrument), exact(found->trip.gross),
                       exact(found->trip.charges));
  }
  std::string costs() const { return exact(record_.charges.total()) + " + " + exact(slippage_); }
  std::string charges() const {
    std::string text;
    record_.charges.for_each([&](trading::ChargeKind kind, Money line) {
      text += (text.empty() ? "" : " + ") + std::string{short_name(kind)} + " " + exact(line);
    });
    return text.empty() ? "no line was levied" : text;
  }
  std::string slippage() const {
    return fmt::format("Σ over {} fills: {}", scope_.format.count(record_.fills.size()),
                       exact(slippage_));
  }
  std::string costs_share() const {
    const Money costs = record_.charges.total() + slippage_;
    return exact(costs) + " ÷ (" + exact(record_.final_equity - record_.capital) + " + " +
           exact(costs) + ")";
  }
  std::string alpha() const {
    const auto line = regress(returns_, benchmark_, record_.facts.risk_free, year());
    if (!line) return {};
    const std::string free = free_rate() == 0 ? "" : " − " + small(free_rate());
    const std::string own = small(mean(returns_)) + free;
    const std::string other = small(mean(benchmark_)) + free;
    return fmt::format("({} − {:.2f} × ({})) × {:g}", own, line->beta, other, year());
  }
  std::string beta() const {
    const auto spread = standard_deviation(benchmark_);
    const auto line = regress(returns_, benchmark_, record_.facts.risk_free, year());
    if (!spread || !line) return {};
    const double variance = *spread * *spread;
    return fmt::format("{:.4g} ÷ {:.4g}", line->beta * variance, variance);
  }

 private:
  std::string sessions() const { return scope_.format.count(record_.sessions.size()); }
  std::size_t count() const { return record_.trades.size(); }
  double year() const { return record_.facts.year_sessions; }
  double free_rate() const { return year() > 0 ? record_.facts.risk_free / year() : 0; }
  double deviation() const { return standard_deviation(returns_).value_or(0); }

  std::string exact(Money amount) const {
    return scope_.format.money(amount, {.decimals = scope_.decimals});
  }
  std::string whole(Money amount) const { return scope_.format.money(amount, {.decimals = 0}); }
  std::string whole(double amount) const {
    return whole(Money{std::llround(std::clamp(amount, -9e15, 9e15))});
  }
  std::string small(double ratio) const { return scope_.format.percent(ratio, {.decimals = 4}); }
  std::string growth() const {
    return whole(record_.final_equity) + " ÷ " + whole(record_.capital);
  }
  std::string date_of(std::size_t session) const {
    return format_date(record_.sessions[session].date);
  }
  std::string figure(const char* id) const {
    const Figure* found = find_figure(scope_.evaluation.figures, id);
    const auto value = found == nullptr ? std::nullopt : number_of(found->value);
    return scope_.format.percent(value ? std::optional{std::fabs(*value)} : value, {.decimals = 2});
  }

  const Scope& scope_;
  const RunRecord& record_;
  std::vector<double> equity_, returns_, benchmark_;
  Money net_, won_, lost_, fill_value_, slippage_;
  std::size_t hits_ = 0;
};

struct Writer {
  std::string_view id;
  std::string (*write)(const Numbers&);
};

constexpr std::array writers = {
    Writer{"net_profit", [](const Numbers& n) { return n.net_profit(); }},
    Writer{"final_equity", [](const Numbers& n) { return n.final_equity(); }},
    Writer{"total_return", [](const Numbers& n) { return n.total_return(); }},
    Writer{"cagr", [](const Numbers& n) { return n.cagr(); }},
    Writer{"exposure", [](const Numbers& n) { return n.exposure(); }},
    Writer{"turnover", [](const Numbers& n) { return n.turnover(); }},
    Writer{"max_drawdown", [](const Numbers& n) { return n.max_drawdown(); }},
    Writer{"max_drawdown_sessions", [](const Numbers& n) { return n.longest_drawdown(); }},
    Writer{"volatility", [](const Numbers& n) { return n.volatility(); }},
    Writer{"best_session", [](const Numbers& n) { return n.session_at(Extreme::Best); }},
    Writer{"worst_session", [](const Numbers& n) { return n.session_at(Extreme::Worst); }},
    Writer{"sharpe", [](const Numbers& n) { return n.sharpe(); }},
    Writer{"sortino", [](const Numbers& n) { return n.sortino(); }},
    Writer{"calmar", [](const Numbers& n) { return n.calmar(); }},
    Writer{"sqn", [](const Numbers& n) { return n.sqn(); }},
    Writer{"trades", [](const Numbers& n) { return n.trades(); }},
    Writer{"hit_rate", [](const Numbers& n) { return n.hit_rate(); }},
    Writer{"profit_factor", [](const Numbers& n) { return n.profit_factor(); }},
    Writer{"expectancy", [](const Numbers& n) { return n.expectancy(); }},
    Writer{"average_win", [](const Numbers& n) { return n.average_win(); }},
    Writer{"average_loss", [](const Numbers& n) { return n.average_loss(); }},
    Writer{"best_trade", [](const Numbers& n) { return n.trade_at(Extreme::Best); }},
    Writer{"worst_trade", [](const Numbers& n) { return n.trade_at(Extreme::Worst); }},
    Writer{"costs", [](const Numbers& n) { return n.costs(); }},
    Writer{"charges", [](const Numbers& n) { return n.charges(); }},
    Writer{"slippage", [](const Numbers& n) { return n.slippage(); }},
    Writer{"costs_share", [](const Numbers& n) { return n.costs_share(); }},
    Writer{"alpha", [](const Numbers& n) { return n.alpha(); }},
    Writer{"beta", [](const Numbers& n) { return n.beta(); }},
};

}  // namespace

std::vector<std::string> figures_with_numbers(const Scope& scope) {
  const Numbers numbers{scope};
  std::vector<std::string> texts;
  for (const Figure& figure : scope.evaluation.figures) {
    texts.push_back(figure.with_numbers);
    if (!texts.back().empty() || figure.value.index() == 0) continue;
    for (const Writer& writer : writers) {
      if (writer.id == figure.definition->id) texts.back() = writer.write(numbers);
    }
  }
  return texts;
}

}  // namespace muhurat::research
