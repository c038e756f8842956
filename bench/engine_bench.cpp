// A1: the event-driven backtest with everything a user gets. A free-form strategy with two averages
// reads bars through the same interface as any other; its orders pass the market's limits, fill at
// the next open, pay the product's own flat fee of 20, and leave an equity curve, a list of trades
// and the state hash.
// Beside it stand the bare loop of the same work, and the costs of a bar and of an order alone.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bench/bare_loop.hpp"
#include "bench/generator.hpp"
#include "bench/report.hpp"
#include "engine/engine.hpp"
#include "exchange/bars/bar_venue.hpp"
#include "sdk/fees/simple_fees.hpp"
#include "sdk/indicators/sma.hpp"
#include "sdk/slippage/slippage.hpp"
#include "sdk/strategy.hpp"

namespace {

std::size_t allocation_count = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocation_count;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc{};
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace muhurat::bench {
namespace {

class Cross final : public sdk::Strategy {
 public:
  void on_bar(Context& context, const Bar& bar) override {
    const double close = bar.close.to_double();
    fast_.update(close);
    slow_.update(close);
    const double lead = fast_.value() - slow_.value();  // not a number until both are known
    const InstrumentId instrument = context.instrument_of(bar);
    if (context.position(instrument).is_flat()) {
      if (lead > 0 && lead_before_ <= 0) context.buy(instrument, Quantity{1});
    } else {
      if (lead < 0 && lead_before_ >= 0) context.sell(instrument, Quantity{1});
    }
    lead_before_ = lead;
  }

 private:
  sdk::Sma fast_{10}, slow_{30};
  double lead_before_ = sdk::not_ready;
};

// Reads each bar and never trades.
class Watcher final : public sdk::Strategy {
 public:
  void on_bar(Context&, const Bar& bar) override { sum_ += bar.close.raw(); }

 private:
  std::int64_t sum_ = 0;
};

// An order at every bar: buys one, sells it at the next.
class Alternator final : public sdk::Strategy {
 public:
  void on_bar(Context& context, const Bar& bar) override {
    const InstrumentId instrument = context.instrument_of(bar);
    if (context.position(instrument).is_flat()) {
      context.buy(instrument, Quantity{1});
    } else {
      context.sell(instrument, Quantity{1});
    }
  }
};

// Records that lie in memory.
class MemoryFeed final : public sdk::DataFeed {
 public:
  explicit MemoryFeed(std::span<const market::Record> records) : records_{records} {}
  bool next(market::Record& record) override {
    if (records_.empty()) return false;
    record = records_.front();
    records_ = records_.subspan(1);
    return true;
  }
  std::span<const market::Record> next_block(std::span<market::Record>) override {
    return std::exchange(records_, {});
  }

 private:
  std::span<const market::Record> records_;
};

// One instrument that trades round the clock, and its one series of minutes.
market::RunTables tables_of(std::size_t bars) {
  market::RunTables tables;
  market::Instrument instrument;
  instrument.exchange = "BENCH";
  instrument.symbol = "WALK";
  instrument.currency = "INR";
  market::InstrumentTerms terms;
  terms.tick = Price::from_double(tick_size);
  terms.lot = Quantity{1};
  instrument.terms.push_back(terms);
  tables.instruments.push_back(instrument);
  market::Series series;
  series.interval = market::Interval::minutes(1);
  series.is_matching = true;
  tables.series.push_back(series);
  const std::int64_t day_ns = Duration::days(1).ns();
  const std::int64_t last = first_open_ns + static_cast<std::int64_t>(bars) * bar_length_ns;
  std::vector<market::Session> sessions;
  for (std::int64_t day = first_open_ns / day_ns; day * day_ns <= last; ++day) {
    sessions.push_back({Date::from_days(static_cast<std::int32_t>(day)),
                        Timestamp::from_ns(day * day_ns), Timestamp::from_ns((day + 1) * day_ns),
                        market::SessionKind::AlwaysOpen});
  }
  tables.sessions.push_back(std::move(sessions));
  return tables;
}

struct Work {
  market::RunTables tables;
  std::vector<market::Bar> bars;
  std::vector<market::Record> records;  // the same
};
Work work_of(std::size_t count, Price lift = {}) {
  Work work{tables_of(count), bars_of(generate(42, count)), {}};
  work.records.reserve(count);
  for (market::Bar& bar : work.bars) {
    for (Price* price : {&bar.open, &bar.high, &bar.low, &bar.close}) *price += lift;
    work.records.emplace_back(bar);
  }
  return work;
}

// Over ten million bars A1 loses more than its cash, and the market's limits would stop it: capital
// beside A1's, taken off the answer again.
constexpr std::int64_t spare_capital = 100'000'000;

// As answer_of() writes it for the bare loops.
std::string answer_of(const engine::RunResult& result) {
  Fnv checksum;
  for (const engine::FillRow& row : result.fills) {
    checksum.add((row.fill.time.ns() - first_open_ns) / bar_length_ns);
    checksum.add(trading::sign(row.fill.side));
    checksum.add(row.fill.price.raw() / Price::from_double(tick_size).raw());
  }
  char text[160];
  std::snprintf(text, sizeof text, "%zu fills, equity %.2f, checksum %016llx", result.fills.size(),
                (result.equity - Money{spare_capital}).to_double(),
                static_cast<unsigned long long>(checksum.value()));
  return text;
}

struct Run {
  double seconds;
  std::size_t allocations;
  engine::RunResult result;
};

Run run(const Work& work, sdk::Strategy& strategy, unsigned callbacks) {
  sdk::NoSlippage slippage;  // as --fees flat:20 --slippage none
  sdk::FlatFees fees{Money{a1_fee}};
  exchange::BarVenue venue{work.tables, exchange::next_open, slippage};
  engine::RunSettings settings;
  settings.capital = Money{a1_cash + spare_capital};
  MemoryFeed feed{work.records};
  engine::Engine engine{work.tables, venue, fees, strategy, callbacks, settings};
  engine.start();
  const std::size_t before = allocation_count;
  const Stopwatch watch;
  engine.run(feed);
  keep(engine.equity());
  const double seconds = watch.seconds();
  const std::size_t allocations = allocation_count - before;
  return {seconds, allocations, engine.take_result()};
}

template <class T>
Run run(const Work& work) {
  T strategy;
  return run(work, strategy, sdk::callbacks_of<T>());
}

double count_of(const Work& work) {
  return static_cast<double>(work.bars.size());
}

void measure_whole(Report& report, const Work& large) {
  const auto bare = [&] {
    BareSmaCross strategy;
    const Stopwatch watch;
    const BareResult result = run_bare_engine(large.bars, strategy);
    keep(result.equity_ticks);
    return Measurement{count_of(large) / watch.seconds(), answer_of(result)};
  };
  const auto whole = [&] {
    const Run done = run<Cross>(large);
    return Measurement{count_of(large) / done.seconds, answer_of(done.result)};
  };
  report.measure({{.id = "A1",
                   .what = "event-driven backtest, 1 M bars, everything on",
                   .unit = "bars/s",
                   .proof = a1_proofs[2].answer,
                   .at_least = 50e6,
                   .beside = "A1-bare",
                   .run = whole},
                  {.id = "A1-bare",
                   .what = "bare engine loop of the same work",
                   .unit = "bars/s",
                   .proof = a1_proofs[2].answer,
                   .run = bare}});
}

void measure_lengths(Report& report, const Work& small, const Work& large) {
  const auto ns_per_bar = [](const Work& work) {
    return [&work] {
      const Run done = run<Cross>(work);
      return Measurement{done.seconds * 1e9 / count_of(work), answer_of(done.result)};
    };
  };
  // No proof value is published for this length; the bare loop knows the answer. The walk falls
  // below zero in the end, where no market would follow it: the same steps from higher up.
  const Work huge = work_of(10'000'000, Price{100'000});
  BareCross bare_strategy;
  const std::string ten_million = answer_of(run_bare_engine(huge.bars, bare_strategy));
  report.measure({{.id = "A1-100k",
                   .what = "the same over 100 k bars",
                   .unit = "ns/bar",
                   .proof = a1_proofs[1].answer,
                   .run = ns_per_bar(small)},
                  {.id = "A1-1M",
                   .what = "over 1 M bars",
                   .unit = "ns/bar",
                   .proof = a1_proofs[2].answer,
                   .beside = "A1-100k",
                   .run = ns_per_bar(large)},
                  {.id = "A1-10M",
                   .what = "over 10 M bars",
                   .unit = "ns/bar",
                   .proof = ten_million,
                   .beside = "A1-100k",
                   .run = ns_per_bar(huge)}});
}

void measure_a_bar(Report& report, const Work& large) {
  const auto quiet = [&] {
    const Run done = run<Watcher>(large);
    return Measurement{done.seconds * 1e9 / count_of(large), answer_of(done.result)};
  };
  const auto allocations = [&] {
    const Run done = run<Cross>(large);
    return Measurement{static_cast<double>(done.allocations) / count_of(large),
                       answer_of(done.result)};
  };
  report.measure({{.id = "A1-quiet",
                   .what = "a bar without orders",
                   .unit = "ns/bar",
                   .proof = "0 fills, equity 1000000.00, checksum 14650fb0739d0383",
                   .at_most = 8,
                   .run = quiet},
                  {.id = "A1-allocations",
                   .what = "allocations in the loop",
                   .unit = "per bar",
                   .proof = a1_proofs[2].answer,
                   .at_most = 0.001,
                   .run = allocations}});
}

int main_of(int argc, char** argv) {
  Report report{argc, argv};
  const Work small = work_of(100'000);
  const Work large = work_of(1'000'000);
  measure_whole(report, large);
  measure_lengths(report, small, large);
  measure_a_bar(report, large);
  return report.finish();
}

}  // namespace
}  // namespace muhurat::bench

int main(int argc, char** argv) {
  return muhurat::bench::main_of(argc, argv);
}
