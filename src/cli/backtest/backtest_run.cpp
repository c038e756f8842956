#include "cli/backtest/backtest_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <functional>

#include "cli/backtest/composed_strategy.hpp"
#include "cli/backtest/data_quality.hpp"
#include "cli/backtest/loaded_strategy.hpp"
#include "cli/backtest/run_parts.hpp"
#include "cli/backtest/run_words.hpp"
#include "core/clock.hpp"
#include "core/nearest.hpp"
#include "core/random.hpp"
#include "core/text.hpp"
#include "engine/engine.hpp"
#include "engine/strategy_error.hpp"
#include "exchange/bars/bar_venue.hpp"
#include "market/charges_table.hpp"
#include "research/collect.hpp"
#include "research/price_lines.hpp"

namespace muhurat::cli {
namespace {

// The strategy of a request, made anew for each run of it.
class StrategyOfRun {
 public:
  StrategyOfRun(const BacktestRequest& request, SharedPage& page) : page_{page} {
    if (request.composed) {
      composed_ = std::make_unique<ComposedParts>(*request.composed, request.settings);
      return;
    }
    in_user_code(page, UserCode::Loading, [&] {
      loaded_ = std::make_unique<LoadedStrategy>(*request.compiled, request.file.string(),
                                                 request.settings);
      locate_library(page.trace, request.compiled->library);
    });
  }
  ~StrategyOfRun() {
    in_user_code(page_, UserCode::Loading, [&] { loaded_.reset(); });
  }
  StrategyOfRun(const StrategyOfRun&) = delete;
  StrategyOfRun& operator=(const StrategyOfRun&) = delete;

  std::vector<market::Interval> intervals() const {
    if (!loaded_) return {};
    return in_user_code(page_, UserCode::Loading, [&] { return loaded_->strategy().intervals(); });
  }
  sdk::Thresholds thresholds() const {
    if (!loaded_) return {};
    return in_user_code(page_, UserCode::Loading, [&] { return loaded_->strategy().thresholds(); });
  }
  std::string parameters_text() const {
    return loaded_ ? parameters_as_text(loaded_->parameters()) : composed_->parameters_text();
  }
  std::unique_ptr<engine::Engine> make_engine(const market::RunTables& tables,
                                              trading::Venue& venue, sdk::FeeModel& fees,
                                              const engine::RunSettings& settings) {
    if (loaded_) {
      return std::make_unique<engine::Engine>(tables, venue, fees, loaded_->strategy(),
                                              loaded_->callbacks(), settings);
    }
    return std::make_unique<engine::Engine>(tables, venue, fees, composed_->parts(), settings);
  }

 private:
  SharedPage& page_;
  std::unique_ptr<LoadedStrategy> loaded_;
  std::unique_ptr<ComposedParts> composed_;
};

// A feed over records that lie in memory already.
class SpanFeed final : public sdk::DataFeed {
 public:
  explicit SpanFeed(std::span<const market::Record> records) : records_{records} {}
  bool next(market::Record& record) override {
    if (next_ == records_.size()) return false;
    record = records_[next_++];
    return true;
  }

 private:
  std::span<const market::Record> records_;
  std::size_t next_ = 0;
};

// One pass of the engine with its own strategy, parts and venue.
class Pass {
 public:
  Pass(const BacktestRequest& request, const MarketData& data, const market::ChargesTable& charges,
       SharedPage& page, std::optional<Timestamp> hash_until = {})
      : page_{page},
        strategy_{request, page},
        parts_{make_run_parts(request.options, charges, data.tables)},
        venue_{data.tables, parts_.profile, *parts_.slippage},
        engine_{strategy_.make_engine(
            data.tables, venue_, *parts_.fees,
            {.capital = request.options.capital,
             .limits = parts_.limits,
             .product = request.options.product,
             .from = data.from,
             .end = request.options.end == EndChoice::Close ? engine::EndMode::Close
                                                            : engine::EndMode::Mark,
             .hash_until = hash_until,
             .marker = &page.marker})} {
    in_user_code(page, UserCode::Running, [&] { engine_->start(); });
  }

  std::size_t warm_up_bars(SeriesId series) const { return engine_->warm_up_bars(series); }
  engine::RunResult run(std::span<const market::Record> records) {
    SpanFeed feed{records};
    in_user_code(page_, UserCode::Running, [&] { engine_->run(feed); });
    return engine_->take_result();
  }
  const StrategyOfRun& strategy() const { return strategy_; }
  const RunParts& parts() const { return parts_; }
  const exchange::BarVenueCounts& venue_counts() const { return venue_.counts(); }

 private:
  SharedPage& page_;
  StrategyOfRun strategy_;
  RunParts parts_;
  exchange::BarVenue venue_;
  std::unique_ptr<engine::Engine> engine_;
};

// The first moment from which bars are read: --from, or earlier for the warm-up.
Timestamp reading_start(const DataBook& book, const MarketData& data, const Pass& pass) {
  if (data.from == Timestamp::min()) return data.from;
  Timestamp start = data.from;
  for (const store::FeedSeries& each : data.series) {
    const std::size_t bars = pass.warm_up_bars(each.id);
    if (bars > 0) start = std::min(start, book.store().warm_up_start(each.name, data.from, bars));
  }
  return start;
}

std::span<const market::Record> without_warm_up(std::span<const market::Record> records,
                                                Timestamp from) {
  const auto first = std::find_if(records.begin(), records.end(), [&](const market::Record& each) {
    return each.bar.available_time > from;
  });
  return {first, records.end()};
}

// The records up to the end of a seeded moment, `first` being the first that it may fall on.
std::span<const market::Record> cut(std::span<const market::Record> records, std::size_t first) {
  constexpr std::uint64_t seed = 48;
  if (first >= records.size()) return records;
  std::size_t count =
      first + 1 + static_cast<std::size_t>(Random{seed}.at(0) % (records.size() - first));
  const Timestamp last = records[count - 1].bar.available_time;
  while (count < records.size() && records[count].bar.available_time == last) ++count;
  return records.first(count);
}

// Before its first order a run has done nothing that a cut could change.
std::size_t first_to_cut(std::span<const market::Record> records,
                         std::span<const market::Record> live, const engine::RunResult& result) {
  const std::size_t warm_up = records.size() - live.size();
  if (result.orders.empty()) return warm_up;
  const Timestamp written = result.orders[0].order.written;
  const auto first = std::ranges::find_if(
      live, [&](const market::Record& each) { return each.bar.available_time >= written; });
  return warm_up + static_cast<std::size_t>(first - live.begin());
}

// Where a run on cut data first went another way, as far as orders tell.
std::string difference_of(const engine::RunResult& shorter, const engine::RunResult& longer,
                          Timestamp until) {
  for (std::size_t i = 0; i < longer.orders.size(); ++i) {
    const trading::Order& b = longer.orders[i].order;
    if (b.written > until) break;
    const std::string name = "order " + std::to_string(i + 1);
    if (i >= shorter.orders.size()) return name + " is not written";
    const trading::Order& a = shorter.orders[i].order;
    const bool is_same = a.instrument == b.instrument && a.side == b.side && a.type() == b.type() &&
                         a.written == b.written;
    if (!is_same) return name + " is another one";
  }
  return "other quantities, prices, changes or fills of the same orders, or more orders";
}

// --verify: a second run must have the same hash; a run cut at a seeded moment must have done the
// same until then.
void verify(const BacktestRequest& request, const MarketData& data,
            const market::ChargesTable& charges, std::span<const market::Record> records,
            const engine::RunResult& first, SharedPage& page, research::RunRecord& record) {
  const std::span<const market::Record> kept =
      cut(records, first_to_cut(records, record.records, first));
  const Timestamp until = kept.empty() ? Timestamp::min() : kept.back().bar.available_time;
  const engine::RunResult second = Pass{request, data, charges, page, until}.run(records);
  if (second.state_hash != first.state_hash) {
    throw ProblemError{{.headline = "two runs of the same strategy on the same data differ",
                        .expected = "the hash of the first run, " + first.state_hash,
                        .found = second.state_hash,
                        .what_to_do = "look for state outside the strategy's object: static "
                                      "variables, the clock, random numbers of its own",
                        .exit_code = ExitCode::CheckSaidNo}};
  }
  record.verified_runs = 2;
  const engine::RunResult shorter = Pass{request, data, charges, page, until}.run(kept);
  if (shorter.hash_until != second.hash_until) {
    throw ProblemError{{.headline = "the strategy looked into the future",
                        .expected = "the same orders and fills up to " + to_text(until) +
                                    " when the data end there",
                        .found = difference_of(shorter, second, until),
                        .exit_code = ExitCode::CheckSaidNo}};
  }
  record.is_replay_verified = true;
}

// As docs/reference/metrics.md has them.
double year_sessions_of(const MarketData& data) {
  if (data.is_always_open) return 365;
  const auto is_indian = [](const market::Instrument& each) {
    return each.exchange == "NSE" || each.exchange == "BSE" || each.exchange == "MCX";
  };
  return std::ranges::all_of(data.tables.instruments, is_indian) ? 248 : 252;
}

research::RunFacts facts_of(const BacktestRequest& request, const MarketData& data) {
  research::RunFacts facts;
  facts.name = request.file.stem().string();
  facts.command = request.command;
  facts.interval = intervals_as_text(data.tables);
  facts.currency = data.tables.instruments.front().currency;
  facts.generated = generated_label(data.tables);
  facts.risk_free = request.options.risk_free;
  facts.year_sessions = year_sessions_of(data);
  return facts;
}

struct NamedBenchmark {
  std::string key;
  MarketData data;
};

// What --benchmark names, at the run's own interval.
std::optional<NamedBenchmark> find_benchmark(const DataBook& book, const BacktestRequest& request,
                                             const MarketData& data) {
  const auto& named = request.options.benchmark;
  if (!named) return std::nullopt;
  const market::Instrument& instrument = book.instrument(*named);
  RunOptions options = request.options;
  options.instruments = {*named};
  options.interval =
      std::ranges::find_if(data.tables.series, &market::Series::is_matching)->interval;
  NamedBenchmark benchmark{instrument.key(), find_market_data(book, options, {})};
  check_one_currency(data.tables.instruments.front(), instrument);
  return benchmark;
}

void add_benchmark(const DataBook& book, const std::optional<NamedBenchmark>& named,
                   const MarketData& data, research::RunRecord& record) {
  if (!named) {
    const auto& instruments = data.tables.instruments;
    record.benchmark_name =
        instruments.size() == 1
            ? instruments.front().key() + ", bought and held"
            : fmt::format("equal weights of {} instruments", instruments.size());
    return;
  }
  const Date first = data.zone.date_of(record.records.front().bar.start());
  const Timestamp from = data.zone.to_utc(first, Duration{});
  const store::SeriesFeed feed{book.store(), named->data.series, from, data.to};
  record.benchmark_name = named->key + ", bought and held";
  set_benchmark(named->data.tables, feed.records(), record);
}

// What a strategy asks to be judged by: metrics that there are, each once, as they are judged.
void check_thresholds(const sdk::Thresholds& thresholds) {
  std::vector<std::string> seen;
  for (const sdk::Threshold& each : thresholds) {
    if (!research::is_judgeable(each.metric)) {
      std::vector<std::string> known;
      for (const auto& definition : research::figure_definitions())
        known.emplace_back(definition.id);
      Problem problem{.headline = "thresholds() names a metric that there is not",
                      .expected = "an id of docs/reference/metrics.md",
                      .found = each.metric};
      if (const auto near = nearest(each.metric, known)) problem.nearest = *near;
      throw ProblemError{std::move(problem)};
    }
    if (std::find(seen.begin(), seen.end(), each.metric) != seen.end()) {
      throw ProblemError{{.headline = "thresholds() names " + each.metric + " twice",
                          .expected = "one threshold for a metric",
                          .found = "two"}};
    }
    if (auto problem = research::problem_of(each)) {
      problem->headline = "thresholds(): " + problem->headline;
      throw ProblemError{*std::move(problem)};
    }
    seen.push_back(each.metric);
  }
}

sdk::Thresholds thresholds_of(const BacktestRequest& request, const StrategyOfRun& strategy) {
  sdk::Thresholds own = strategy.thresholds();
  for (sdk::Threshold& each : own) {
    if (each.kind == sdk::Threshold::Kind::Usual) each.kind = research::usual_kind(each.metric);
  }
  check_thresholds(own);
  return research::merge_thresholds(
      research::merge_thresholds(research::default_thresholds(), own),
      request.composed ? request.composed->thresholds : sdk::Thresholds{});
}

engine::RunResult run_pass(Pass& pass, std::span<const market::Record> records,
                           research::RunRecord& record) {
  const Stopwatch watch;
  engine::RunResult result = pass.run(records);
  record.facts.engine_seconds = watch.elapsed().to_seconds();
  return result;
}

}  // namespace

BacktestOutcome run_backtest(const BacktestRequest& request, SharedPage& page) {
  const std::vector<market::Interval> wanted = StrategyOfRun{request, page}.intervals();
  const DataBook book{request.data, [&](const DataBook& each) {
                        return series_of_run(each, request.options, wanted);
                      }};
  const market::ChargesTable charges{book.folder().reference()};
  BacktestOutcome outcome;
  outcome.data = std::make_unique<MarketData>(find_market_data(book, request.options, wanted));
  outcome.data->tables.zone = &outcome.data->zone;
  const MarketData& data = *outcome.data;
  Pass pass{request, data, charges, page};
  outcome.feed = std::make_unique<store::SeriesFeed>(book.store(), data.series,
                                                     reading_start(book, data, pass), data.to);
  const auto records = outcome.feed->records();
  page.records_in_all = records.size();

  research::RunRecord& record = outcome.record;
  record.tables = &data.tables;
  record.zone = &data.zone;
  record.records = without_warm_up(records, data.from);
  check_has_records(data, request.options, record.records);
  record.facts = facts_of(request, data);
  record.facts.profile = pass.parts().profile.name;
  record.thresholds = thresholds_of(request, pass.strategy());
  const auto benchmark = find_benchmark(book, request, data);
  engine::RunResult result = run_pass(pass, records, record);
  record.charge_rules = pass.parts().fees->rules();
  record.charges_source = charges_source_of(request, pass.parts(), result);
  record.facts.product = product_of(request, result);
  research::collect(result, record);
  record.lines = in_user_code(page, UserCode::Drawing, [&] {
    return research::trace_price_lines(result.drawn, data.tables, records, data.from, page.marker);
  });
  add_benchmark(book, benchmark, data, record);
  record.assumptions =
      assumptions_of(request, data, pass.parts(), result, pass.venue_counts(), record);
  record.quality = quality_of(data, record.records);
  record.facts.id = "bt-" + result.state_hash.substr(0, 6);
  record.facts.finished = RealClock{}.now();
  if (request.verify) verify(request, data, charges, records, result, page, record);
  record.reproduce = facts_to_reproduce(request, data, pass.strategy().parameters_text());
  outcome.evaluation = research::evaluate(record);
  return outcome;
}

}  // namespace muhurat::cli
