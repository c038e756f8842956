// The desk: takes requests, lets the RiskGate judge them, sends what it approves to the Venue, and
// keeps the state of every order by the evidence that comes back. Brackets live here, above the
// venue: an entry's first fill gives it protective children, which cover what is filled and cancel
// one another. The same object serves a backtest in the engine and live trading in the gateway.
//
// How a venue is pulled:
//   venue.on_record(record);
//   while (const Evidence* evidence = venue.next()) {
//     if (const Fill* fill = desk.apply(*evidence, now)) { portfolio.apply(*fill, charges); }
//     while (desk.next_event(event)) strategy.on_order(context, event);
//   }
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/rows.hpp"
#include "core/timestamp.hpp"
#include "market/run_tables.hpp"
#include "trading/bracket_book.hpp"
#include "trading/event_queue.hpp"
#include "trading/evidence.hpp"
#include "trading/fill.hpp"
#include "trading/number_set.hpp"
#include "trading/order.hpp"
#include "trading/order_observer.hpp"
#include "trading/order_state.hpp"
#include "trading/order_table.hpp"
#include "trading/risk_gate.hpp"
#include "trading/venue.hpp"

namespace muhurat::trading {

class OrderDesk {
 public:
  // All references must outlive the desk. Orders that name no product get `run_product`.
  OrderDesk(const market::RunTables& tables, RiskGate& gate, Venue& venue, Product run_product);

  // Null: nobody.
  void set_observer(OrderObserver* observer) { observer_ = observer; }
  // Whether anybody will ask for events; without, none are kept.
  void keep_events(bool keep) { keeps_events_ = keep; }

  // The id comes back at once; a refusal comes as OrderEvent::Denied. Ids count from 1, epoch 0.
  OrderId submit(const OrderRequest& request, Timestamp now);
  // The same with prices rounded to the tick: for orders that an ExecutionModel wrote.
  OrderId submit_rounded(const OrderRequest& request, Timestamp now);
  // What cannot be changed or cancelled (not live, a change already in flight) comes back as
  // Denied; a second cancel of the same order is the same as one. Changing the quantity of a
  // protective child changes what its pair protects, so its sibling follows.
  void change(OrderId id, const OrderChange& change, Timestamp now);
  void change_rounded(OrderId id, const OrderChange& change, Timestamp now);
  void cancel(OrderId id, Timestamp now);
  // Cancels or shrinks the protective children of an instrument, oldest first, until together they
  // protect at most `quantity`. It is done when no child is_changing or is_cancelling any more.
  void shrink_protection(InstrumentId instrument, Quantity quantity, Timestamp now);

  // Applies one piece of evidence, learned now. Returns the fill to be charged and booked, valid
  // until the next call; null: it was none. By then bracket children have been written, resized or
  // cancelled at the venue.
  const Fill* apply(const Evidence& evidence, Timestamp now);
  // The next thing that the strategy must be told; false: nothing.
  bool next_event(OrderEvent& event) { return events_.pop(event); }

  // Live orders only. References hold until the order is final.
  const Order* find(OrderId id) const;
  // In the order in which they were written.
  std::span<const Order* const> live_orders(InstrumentId instrument) const {
    return live_[instrument.index()];
  }
  // Signed rest of the live entries that are not Held: what still closes a gap.
  Quantity working(InstrumentId instrument) const { return gate_.working(instrument); }
  // What the protective children of an instrument protect together, signed like the position.
  Quantity protection(InstrumentId instrument) const { return brackets_.covered(instrument); }
  std::uint64_t written_count() const { return last_id_; }

 private:
  // A live order, and what goes with it.
  struct Live {
    Order order;
    Terms asked;  // of a change in flight
    std::uint32_t family = BracketBook::none;
    bool is_withdrawn = false;  // a child that the desk itself is cancelling
  };
  // What is remembered of a final order, for evidence that comes too late.
  struct Finished {
    InstrumentId instrument;
    Side side = Side::Buy;
    Product product = Product::Cnc;
    OrderRole role = OrderRole::Entry;
    OrderState state = OrderState::Created;
    Quantity quantity;
    Quantity filled;
  };

  Live& write(const OrderRequest& request, Timestamp now);
  bool send(Live& live, const Reason& reason, Timestamp now);
  bool try_change(Live& live, const OrderChange& change, Timestamp now);
  void start_cancel(Live& live, Timestamp now);
  void finish(Live& live);

  const Fill* book(const Order& order, const Evidence& evidence, Quantity quantity);
  const Fill* apply_to(Live& live, const Evidence& evidence, Timestamp now);
  const Fill* apply_late(const Evidence& evidence, Timestamp now);
  void remember(const Order& order);
  Order gone(OrderId id) const;
  void raise(BreakKind kind, const Evidence& evidence);  // stops the account's entries: rule S02

  void note_state(const Order& order, OrderState before);
  OrderEvent* tell(OrderEventKind kind, const Order& order, Timestamp time);
  void deny(const Order& order, const RiskRefusal& refusal, Timestamp time);

  void join_family(Live& live, const Fill& fill);
  void leave_family(const Live& live);
  void reconcile(InstrumentId instrument, Timestamp now);
  void trim_exits(InstrumentId instrument, Timestamp now);
  void fit_child(std::uint32_t family, OrderRole role, Timestamp now);
  void write_child(std::uint32_t family, OrderRole role, Timestamp now);

  const market::RunTables& tables_;
  RiskGate& gate_;
  Venue& venue_;
  Product run_product_;
  OrderObserver* observer_ = nullptr;
  bool keeps_events_ = true;
  std::uint64_t last_id_ = 0;
  OrderTable<Live> orders_;
  Rows<Finished> finished_;  // by counter of the id, less one
  NumberSet executions_;
  Fill fill_;  // the one that apply told of
  EventQueue events_;
  std::vector<std::vector<const Order*>> live_;  // by InstrumentId, as the next
  std::vector<Quantity> net_;                    // signed: what was bought less what was sold here
  BracketBook brackets_;
};

}  // namespace muhurat::trading
