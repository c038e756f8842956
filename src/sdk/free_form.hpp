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

// A class may override a callback in its private part: a name that cannot be reached is its own,
// since the base's is public.
#define MUHURAT_OVERRIDES(T, name)                          \
  [] {                                                      \
    if constexpr (requires { &T::name; }) {                 \
      return !detail::OwnerOf<decltype(&T::name)>::is_base; \
    } else {                                                \
      return true;                                          \
    }                                                       \
  }()

template <class T>
constexpr unsigned callbacks_of() {
  unsigned mask = 0;
  if (MUHURAT_OVERRIDES(T, on_bar)) mask |= OnBar;
  if (MUHURAT_OVERRIDES(T, on_quote)) mask |= OnQuote;
  if (MUHURAT_OVERRIDES(T, on_trade)) mask |= OnTrade;
  if (MUHURAT_OVERRIDES(T, on_slice)) mask |= OnSlice;
  if (MUHURAT_OVERRIDES(T, on_order)) mask |= OnOrder;
  if (MUHURAT_OVERRIDES(T, on_timer)) mask |= OnTimer;
  return mask;
}

#undef MUHURAT_OVERRIDES

}  // namespace muhurat::sdk
