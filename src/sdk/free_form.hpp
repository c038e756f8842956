// The free-form strategy: one class of callbacks. Strategy files include sdk/strategy.hpp, which
// brings this, the vocabulary and the export macro.
#pragma once

#include <vector>

#include "market/interval.hpp"
#include "sdk/context.hpp"
#include "sdk/parameters.hpp"
#include "sdk/slice.hpp"
#include "sdk/threshold.hpp"
#include "trading/evidence.hpp"

namespace muhurat::sdk {

class Strategy {
 public:
  virtual ~Strategy() = default;
  // Before the first record: register indicators, histories and timers. No order can exist yet.
  virtual void on_start(Context&) {}
  virtual void on_bar(Context&, const market::Bar&) {}
  virtual void on_quote(Context&, const market::Quote&) {}
  virtual void on_trade(Context&, const market::Trade&) {}
  // Once after all records of one available time.
  virtual void on_slice(Context&, const Slice&) {}
  virtual void on_order(Context&, const trading::OrderEvent&) {}
  virtual void on_timer(Context&, TimerId) {}
  virtual void on_stop(Context&) {}

  // The intervals it wants loaded; empty: the one the user names, or the only one stored.
  virtual std::vector<market::Interval> intervals() const { return {}; }
  // What its runs are judged by, beside the defaults.
  virtual Thresholds thresholds() const { return {}; }
};

// Which callbacks a class overrides; those it does not are never called.
enum Callback : unsigned {
  OnBar = 1,
  OnQuote = 2,
  OnTrade = 4,
  OnSlice = 8,
  OnOrder = 16,
  OnTimer = 32
};

namespace detail {
template <class Member>
struct OwnerOf;
template <class Class, class Return, class... Arguments>
struct OwnerOf<Return (Class::*)(Arguments...)> {
  static constexpr bool is_base = false;
};
template <class Return, class... Arguments>
struct OwnerOf<Return (Strategy::*)(Arguments...)> {
  static constexpr bool is_base = true;
};
}  // namespace detail

template <class T>
constexpr unsigned callbacks_of() {
  unsigned mask = 0;
  if (!detail::OwnerOf<decltype(&T::on_bar)>::is_base) mask |= OnBar;
  if (!detail::OwnerOf<decltype(&T::on_quote)>::is_base) mask |= OnQuote;
  if (!detail::OwnerOf<decltype(&T::on_trade)>::is_base) mask |= OnTrade;
  if (!detail::OwnerOf<decltype(&T::on_slice)>::is_base) mask |= OnSlice;
  if (!detail::OwnerOf<decltype(&T::on_order)>::is_base) mask |= OnOrder;
  if (!detail::OwnerOf<decltype(&T::on_timer)>::is_base) mask |= OnTimer;
  return mask;
}

}  // namespace muhurat::sdk
