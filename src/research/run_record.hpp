// A finished run as it is evaluated and written down: what was asked, what happened, and what it
// rests on. The command line fills it from the engine's log; files, summary and report are made
// from it alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/date.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"
#include "market/record.hpp"
#include "market/run_tables.hpp"
#include "market/zone.hpp"
#include "research/figures.hpp"
#include "research/verdict.hpp"
#include "research/weeks.hpp"
#include "sdk/fee_model.hpp"
#include "trading/evidence.hpp"
#include "trading/fill.hpp"
#include "trading/order.hpp"
#include "trading/position.hpp"

namespace muhurat::research {

// The portfolio at one session close.
struct SessionClose {
  Date date;
  Timestamp time;
  Money equity;
  Money cash;
  Money gross_exposure;
};

// A point of the time-step curve.
struct CurvePoint {
  Timestamp time;
  Money equity;
};

// What the market showed when an order was written, and where it was filled; a bar is named by its
// close.
struct ExplainMarket {
  Timestamp written;
  OrderId parent;                     // of a bracket child; 0: none
  std::optional<Timestamp> bar = {};  // the last of the instrument before it; none: the first slice
  Price close;                        // of that bar
  std::optional<Timestamp> first_fill = {};  // the bar that filled it, if any did
  std::optional<Timestamp> last_fill = {};   // another one if it took several
};

// What the order was written for.
struct ExplainSignal {
  std::string head;  // empty if it has a forecast, or is a strategy's own order with a reason
  trading::Reason reason = {};
  std::optional<double> forecast = {};
};

// How much was wanted; free-form orders and bracket children have no target.
struct ExplainSizing {
  std::optional<Quantity> target = {};
  Quantity gap;
  trading::Reason reason = {};  // what the size was reckoned from, or what cut it
};

// The portfolio before an order's first fill and after its last one.
struct ExplainBooking {
  Money charges;
  Quantity position_before, position_after;
  Money cash_before, cash_after;
};

// The stations of an order's explain chain. Times, money, quantities and the numbers of a reason
// stay values, since files and screen write them differently (research/explain_words).
struct ExplainChain {
  ExplainMarket market = {};
  ExplainSignal signal = {};
  ExplainSizing sizing = {};
  std::optional<trading::RiskRefusal> refusal = {};  // none: the gate let it pass
  std::string venue = {};
  std::optional<ExplainBooking> booking = {};  // of its fills
};

struct OrderLine {
  trading::Order order;  // as it was at the end
  std::optional<Price> average = {};
  Timestamp last_fill;  // if filled
  std::string reason;   // why it was written, or denied; empty if nobody said
  ExplainChain chain;
};

struct FillLine {
  trading::Fill fill;
  Money charges;
  Money slippage;  // |price − unslipped| × quantity × multiplier
};

struct TradeLine {
  trading::RoundTrip trip;
  Money slippage;                  // of both fills, by quantity
  Money worst, best;               // open result while it was held, before charges: ≤ 0, ≥ 0
  std::uint32_t bars = 0;          // of the matching series while it was held
  std::optional<Money> risk = {};  // at entry, where the strategy set a stop
  std::string exit;                // "signal", "stop", "target", "end"
  bool entry_at_open = false;      // filled at a bar's open, when the bar before it has closed
  bool exit_at_open = false;
};

// What a date's end booked beside the fills: rounding entries, depository charges.
struct DayCharge {
  Date date;
  Money amount;
};

struct Assumption {
  std::string label;
  std::string text;
  bool is_optimistic = false;  // better than life
};

struct DataGap {
  InstrumentId instrument;
  std::string text;
};
struct MonthCoverage {
  int year = 0;
  int month = 0;
  std::uint32_t have = 0;
  std::uint32_t expected = 0;
};
struct InstrumentCoverage {
  InstrumentId instrument;
  std::vector<MonthCoverage> months;  // every month of the run, in order
};
struct DataQuality {
  std::vector<InstrumentCoverage> coverage;
  std::vector<DataGap> gaps;  // the first hundred
  std::size_t gaps_in_all = 0;
  std::uint64_t missing_bars = 0;  // in all of them
  std::vector<InstrumentId> instruments_with_gaps;
  std::size_t not_judged = 0;          // instruments without a calendar that would tell
  std::uint64_t outside_sessions = 0;  // bars outside the hours of any session
  std::vector<std::pair<std::string, std::string>> notes;
};

struct Fact {
  std::string label;
  std::string value;
  bool is_code = false;  // set in a fixed-width face
};

// What was asked.
struct RunFacts {
  std::string name;  // donchian_breakout
  std::string id;    // bt-0c41f7
  std::string command;
  Date from, to;  // first and last session
  std::string interval;
  std::string currency = "INR";
  std::string generated;  // "generated sample data (seed 48)"; empty: real data
  std::string profile;
  trading::Product product = trading::Product::Cnc;
  double risk_free = 0;
  double year_sessions = 248;
  std::uint64_t bars = 0;  // that the strategy saw
  double engine_seconds = 0;
  double seconds = 0;  // in all, so far
  Timestamp finished;
};

// A line of the strategy's own over the prices of one instrument.
struct PriceLineValues {
  InstrumentId instrument;
  std::string name;            // "SMA 10"
  std::vector<double> values;  // of each matching bar of the run; NaN: not known
};

struct RunRecord {
  RunFacts facts;
  const market::RunTables* tables = nullptr;  // kept by the caller
  const market::Zone* zone = nullptr;
  std::span<const market::Record> records;  // of the run itself, without the warm-up
  std::vector<PriceLineValues> lines;       // over the prices of the matching series
  Money capital;
  Money final_equity;
  Money final_cash;
  std::vector<SessionClose> sessions;
  std::vector<CurvePoint> curve;
  std::string curve_note;         // what was thinned; empty: nothing
  std::vector<OrderLine> orders;  // by id
  std::vector<FillLine> fills;    // as they happened
  std::vector<DayCharge> day_charges;
  std::vector<TradeLine> trades;             // by exit
  std::vector<trading::Position> positions;  // at the end, by InstrumentId
  trading::Charges charges;                  // in all, by kind
  std::vector<sdk::ChargeRule> charge_rules;
  std::string charges_source;     // "Zerodha, NSE equity delivery"
  std::vector<double> benchmark;  // equity at each session close; empty: none
  std::optional<Money> benchmark_final;
  std::string benchmark_name;
  std::vector<Assumption> assumptions;
  DataQuality quality;
  std::string state_hash;
  int verified_runs = 0;            // runs with the same hash; 0: not verified
  bool is_replay_verified = false;  // truncated at a seeded bar, the earlier orders were the same
  std::vector<Fact> reproduce;      // hashes of source and data, versions
  sdk::Thresholds thresholds;       // defaults and own ones merged

  std::string key_of(InstrumentId id) const { return tables->instruments[id.index()].key(); }
};

// The record judged: figures, weeks, verdict.
struct Evaluation {
  std::vector<Figure> figures;
  std::vector<Week> weeks;
  Verdict verdict;
};
Evaluation evaluate(const RunRecord& record);

}  // namespace muhurat::research
