// Bars as a venue: orders rest here, and each bar of an instrument's matching series decides which
// of them trigger, fill, are cancelled or expire, by docs/guides/how-a-fill-is-decided.md. Pulled:
// on_record starts the walk through a bar, and each next() takes one step of it, so that what the
// desk cancels or resizes in between counts for the rest of the path.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "exchange/bars/path.hpp"
#include "exchange/bars/profile.hpp"
#include "market/record.hpp"
#include "market/run_tables.hpp"
#include "sdk/slippage_model.hpp"
#include "trading/session_cursor.hpp"
#include "trading/venue.hpp"

namespace muhurat::exchange {

// What the report counts among its assumptions.
struct BarVenueCounts {
  std::int64_t fills = 0;
  std::int64_t capped = 0;          // fills cut by the volume cap
  std::int64_t at_gap = 0;          // stops that the open had already passed
  std::int64_t without_volume = 0;  // bars with orders that had no volume in a series that has
  std::int64_t off_session = 0;     // bars with orders outside every session
};

class BarVenue final : public trading::Venue {
 public:
  // The references must outlive the venue. CHECKs that every matching series is one of bars.
  BarVenue(const market::RunTables& tables, const FillProfile& profile,
           sdk::SlippageModel& slippage);

  void submit(trading::ApprovedOrder&& approved) override;
  void change(trading::ApprovedChange&& approved) override;
  void cancel(OrderId order, Timestamp now) override;
  // Flattened as next() is.
  [[gnu::flatten]] void on_record(const market::Record& record) override {
    const market::Series& series = tables_->series[record.bar.series.index()];
    Book& book = books_[series.instrument.index()];
    if (next_expiry_ <= record.bar.available_time) [[unlikely]]
      end_sessions(record.bar);
    now_ = record.bar.available_time;
    if (!profile_.market_at_close && book.orders.empty()) return;
    begin(book, series, record.bar);
  }
  const trading::Evidence* say_next() override;

  const BarVenueCounts& counts() const { return counts_; }
  const FillProfile& profile() const { return profile_; }

 private:
  struct Resting {
    trading::Order order;
    Timestamp since;                       // it works from the first bar that starts here or later
    Timestamp expires = Timestamp::max();  // the close of its session; GTC and IOC: never
    Place joined;  // where in this bar it began to be judged: the open, or its trigger
    bool triggered_now = false;  // in this bar
  };
  struct Book {  // of one instrument
    explicit Book(trading::SessionCursor cursor) : sessions{cursor} {}
    std::vector<Resting> orders;  // by OrderId
    trading::SessionCursor sessions;
    market::Bar bar;        // the newest one that concerned orders
    Quantity cap;           // what is left of it for our orders
    bool can_fill = false;  // in session, and with volume
    bool has_bar = false;
  };
  enum class Stage : std::uint8_t { ExpireEarly, Open, CancelIoc, Path, ExpireLate, Idle };
  // The walk through one bar.
  struct Walk {
    Stage stage = Stage::Idle;
    Book* book = nullptr;
    const market::InstrumentTerms* terms = nullptr;
    bool in_session = false;
    Path path;
    Place at;
  };
  struct Answer {  // to a command
    trading::EvidenceKind kind;
    OrderId order;
    Timestamp time;
  };
  struct Closing {  // a market order that fills at the close
    Book* book;
    OrderId order;
  };
  struct Act;  // what an order would do next on the path

  void begin(Book& book, const market::Series& series, const market::Bar& bar);
  Quantity cap_of(const market::Series& series, const market::Bar& bar) const;
  // These say at most one thing each, and whether they did.
  bool step();
  bool expire(bool early);
  bool expire_elsewhere();
  void end_sessions(const market::Bar& bar);
  bool cancel_ioc();
  bool act(bool at_open);
  bool fill_at_close();
  Stage after(Stage stage) const;
  bool find_act(const Resting& resting, Act& act) const;
  bool find_limit_act(const Resting& resting, Act& act) const;
  bool is_before(const Act& a, const Act& b) const;
  Timestamp time_at(const Place& place) const;
  void trigger(Resting& resting, const Act& act);
  void execute(Book& book, std::size_t index, const Act& act);
  Resting& insert(Book& book, const trading::Order& order);
  void erase(Book& book, std::size_t index);
  void say(trading::EvidenceKind kind, OrderId order, Timestamp time);
  void remove(Book& book, std::size_t index, trading::EvidenceKind kind, Timestamp time);
  bool fills_at_close_of(const Book& book, const Resting& resting) const;
  Resting* find(OrderId order, Book** book);
  void answer(trading::EvidenceKind kind, OrderId order, Timestamp time);

  const market::RunTables* tables_;
  FillProfile profile_;
  sdk::SlippageModel* slippage_;
  bool has_slippage_;
  std::vector<Book> books_;  // by InstrumentId
  std::size_t resting_ = 0;  // orders in all books
  Walk walk_;
  std::vector<Answer> answers_;  // in order
  std::size_t next_answer_ = 0;
  trading::Evidence said_;  // the newest
  std::vector<Closing> closing_;
  Timestamp now_;                             // of the newest record that it was shown
  Timestamp next_expiry_ = Timestamp::max();  // no order of any book ends before it
  bool has_ended_sessions_ = false;  // those closed by ended_: orders elsewhere are overdue
  Timestamp ended_ = Timestamp::min();
  std::uint64_t executions_ = 0;
  BarVenueCounts counts_;
};

}  // namespace muhurat::exchange
