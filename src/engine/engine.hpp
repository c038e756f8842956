// The one loop: record → venue → portfolio → strategy → desk → venue, in the order of events that
// the design fixes. For one record: (1) the venue sees it, and all it causes reaches the portfolio
// and on_order; (2) it marks the portfolio; (3) on_bar. After the last record of one moment comes
// on_slice, then timers. So a strategy never acts on a bar without knowing its own fills in it.
//
// A run in three steps:
//   Engine engine{tables, venue, fees, strategy, callbacks, settings};
//   engine.start();                      // on_start; then engine.warm_up_bars(series) is known
//   engine.run(feed);                    // warm-up records first
//   RunResult result = engine.take_result();
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/callback_marker.hpp"
#include "engine/composed.hpp"
#include "engine/histories.hpp"
#include "engine/run_log.hpp"
#include "engine/run_result.hpp"
#include "engine/session_closes.hpp"
#include "engine/timers.hpp"
#include "market/run_tables.hpp"
#include "sdk/data_feed.hpp"
#include "sdk/fee_model.hpp"
#include "sdk/free_form.hpp"
#include "trading/limits.hpp"
#include "trading/order_desk.hpp"
#include "trading/portfolio.hpp"
#include "trading/risk_gate.hpp"
#include "trading/venue.hpp"

namespace muhurat::engine {

// Mark leaves positions at the last mark and orders in their state; Close cancels the orders and
// closes each position at its last mark, with charges.
enum class EndMode : std::uint8_t { Mark, Close };

struct RunSettings {
  Money capital;
  trading::Limits limits = trading::Limits::market();
  trading::Product product = trading::Product::Cnc;
  Timestamp from = Timestamp::min();  // records known at or before it are warm-up
  EndMode end = EndMode::Mark;
  // The result also has the hash of all that happened up to this moment, itself included.
  std::optional<Timestamp> hash_until = {};
  CallbackMarker* marker = nullptr;  // for a watchdog; null: the engine's own
};

class Engine final : private sdk::Host {
 public:
  // A free-form strategy; `callbacks` is the set that it overrides. References must outlive the
  // engine. CHECKs that every series is one of bars: quotes and trades are not replayed yet.
  Engine(const market::RunTables& tables, trading::Venue& venue, sdk::FeeModel& fees,
         sdk::Strategy& strategy, unsigned callbacks, const RunSettings& settings);
  // Three parts put together.
  Engine(const market::RunTables& tables, trading::Venue& venue, sdk::FeeModel& fees,
         const ComposedParts& parts, const RunSettings& settings);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() override;

  void start();
  // How many bars of a series it wants to see before `from`.
  std::size_t warm_up_bars(SeriesId series) const;
  // Throws StrategyError; what user code throws passes through.
  void run(sdk::DataFeed& feed);
  RunResult take_result();

  Money equity() const { return portfolio_.equity(); }
  Timestamp now() const { return state_.portfolio.now; }
  const trading::Portfolio& portfolio() const { return portfolio_; }
  const trading::OrderDesk& desk() const { return desk_; }
  const CallbackMarker& marker() const { return *marker_; }

 private:
  class Charger;  // the gate's estimates from the fee model
  enum class Phase : std::uint8_t { Made, Starting, WarmUp, Live, Stopping, Done };
  struct SeriesWork {  // what the loop does for a record of one series
    InstrumentId instrument;
    bool is_matching = false;
    bool is_kept = false;  // for histories, indicators or the slice
    bool is_told = false;  // its callback; never before the run is live
  };
  struct Deferred {  // a command written while the evidence of a record is being told
    OrderId order;
    std::optional<trading::OrderChange> change;  // none: cancel
  };

  // sdk::Host
  OrderId submit(const trading::OrderRequest& request) override;
  void change(OrderId order, const trading::OrderChange& change) override;
  void cancel(OrderId order) override;
  const trading::Order* find(OrderId order) const override;
  std::span<const trading::Order* const> live_orders(InstrumentId instrument) override;
  sdk::TimerId at_time_of_day(Duration since_midnight) override;
  sdk::TimerId before_close(Duration before) override;
  void keep_history(SeriesId series, std::size_t bars) override;
  void add(SeriesId series, std::unique_ptr<sdk::RegisteredIndicator> indicator) override;
  sdk::History history(SeriesId series) const override;

  Engine(const market::RunTables& tables, trading::Venue& venue, sdk::FeeModel& fees,
         sdk::Strategy* strategy, unsigned callbacks, const ComposedParts* parts,
         const RunSettings& settings);

  void begin_moment(Timestamp time, std::size_t in_block);  // records of its block before it
  void end_moment();
  void arrive(Timestamp time, std::size_t in_block);
  void depart();
  void begin_live(Timestamp first, std::uint64_t records_before);
  void pass_time(Timestamp until);
  void fire_timer();
  void close_session(const SessionClose& close);
  void end_date(Date date);
  void find_next_event();
  void keep_hash();

  void step(const market::Record& record);
  void keep(const market::Record& record);
  void match(const market::Record& record);
  void settle();
  void drain();
  void book(const trading::Fill& fill);
  void tell_strategy();

  void finish();
  void close_positions();
  void fill_at_mark(const trading::Order& order, Price mark);
  void close_last_session();
  void sample(Timestamp time, Date date);
  void refresh_terms(Timestamp time);
  void find_work(unsigned callbacks);
  void may_write(const char* what) const;
  void may_prepare(const char* what) const;
  void may_be_of_a_day(const char* what, Duration value) const;
  // Runs user code; whether it wrote orders, changes or cancels.
  template <class Call>
  bool call(CallbackKind kind, std::uint32_t instrument, Call&& callback) {
    const std::uint64_t begun = marker_->begin(kind, instrument);
    callback();
    marker_->end(begun);
    return commands_.end_callback();
  }

  const market::RunTables& tables_;
  trading::Venue& venue_;
  sdk::FeeModel& fees_;
  RunSettings settings_;
  Phase phase_ = Phase::Made;

  std::unique_ptr<Charger> charger_;
  trading::Portfolio portfolio_;
  trading::RiskGate gate_;
  trading::OrderDesk desk_;
  RunLog log_;

  std::vector<SessionClose> session_closes_;
  std::size_t next_close_ = 0;
  EquityCurve curve_;
  std::vector<CloseRow> closes_;
  std::vector<DayChargesRow> day_charges_;
  Timers timers_;
  Histories histories_;

  CommandCount commands_;
  sdk::ContextState state_;
  std::unique_ptr<ComposedStrategy> composed_;  // null: free-form
  sdk::Strategy& strategy_;
  unsigned callbacks_;
  sdk::Context context_{state_};
  std::vector<const market::InstrumentTerms*> terms_;
  std::vector<trading::Product> products_;  // of the last fill, by InstrumentId
  std::vector<SeriesId> matching_;
  std::vector<SeriesWork> work_;  // by SeriesId
  std::vector<market::Record> slice_;
  bool wants_slices_;
  bool ends_plainly_;         // a moment's end is a point of the equity curve and nothing else
  bool equity_moves_ = true;  // since the last point of the equity curve, or with the next mark

  Timestamp before_ = Timestamp::min();  // the moment before now()
  // The next timer or close. Until the run is live it lies before every moment.
  Timestamp next_event_ = Timestamp::min();
  Timestamp hash_moment_ = Timestamp::max();  // its hash is still to be kept
  std::string hash_until_;
  Timestamp next_departure_ = Timestamp::min();  // the first moment that does not end plainly
  bool is_matching_ = false;                     // the evidence of a record is being told
  std::vector<Deferred> deferred_;
  trading::OrderEvent event_;
  RunCounts counts_;
  Timestamp first_, last_;
  CallbackMarker own_marker_;
  CallbackMarker* marker_;
};

}  // namespace muhurat::engine
