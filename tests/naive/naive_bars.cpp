// What one bar does to the orders, by docs/guides/how-a-fill-is-decided.md.
#include <algorithm>

#include "naive/naive_run.hpp"

namespace muhurat::naive {

// What may fill of an order now.
Quantity Naive::fillable(const NaiveOrder& o) const {
  const Quantity rest = o.request.quantity - o.filled;
  return has_cap ? std::min(rest, cap) : rest;
}

Price Naive::slipped(const NaiveOrder& o, Price unslipped, const market::Bar& bar) const {
  const std::int64_t price = unslipped.raw();
  std::int64_t more = 0;
  if (s.slippage == SlippageKind::Ticks) more = s.slippage_amount * tick().raw();
  if (s.slippage == SlippageKind::BasisPoints) more = price / 10'000 * s.slippage_amount;
  if (s.slippage == SlippageKind::ShareOfVolume && bar.volume > 0) {
    const auto whole = static_cast<int128>(bar.volume) * Quantity{100}.raw();
    const int128 part = static_cast<int128>(price) * fillable(o).raw() * s.slippage_amount;
    more = static_cast<std::int64_t>((part + whole - 1) / whole);
  }
  if (more == 0) return unslipped;
  if (is_buy(o)) return Price::from_raw(price + more).ceil_to(tick());
  return std::max(Price::from_raw(price - more).floor_to(tick()), tick());
}

void Naive::lay_path(const market::Bar& bar) {
  const Price up = bar.high - bar.open;
  const Price down = bar.open - bar.low;
  bool low_first = down <= up;
  if (s.profile.path == exchange::PathPolicy::HighFirst) low_first = false;
  if (s.profile.path == exchange::PathPolicy::LowFirst) low_first = true;
  point[0] = bar.open;
  point[1] = low_first ? bar.low : bar.high;
  point[2] = low_first ? bar.high : bar.low;
  point[3] = bar.close;
}

void Naive::at_open(const market::Bar& bar) {
  for (int group = 0; group < 3; ++group) {
    for (std::size_t i = 0; i < out.orders.size(); ++i) {
      if (!works(out.orders[i], bar)) continue;
      NaiveOrder& o = out.orders[i];
      if (group == 0 && acts_as_market(o)) {
        fill(i, slipped(o, bar.open, bar), FillRule::Open, bar, bar.start());
      } else if (group == 1 && waits_for_trigger(o) && reaches(o, bar.open, trigger(o))) {
        o.triggered = true;
        if (type(o) == OrderType::Stop) {
          fill(i, slipped(o, bar.open, bar), FillRule::StopAtOpen, bar, bar.start());
        }
      } else if (group == 2 && acts_as_limit(o) && reaches(o, limit(o), bar.open)) {
        fill(i, bar.open, FillRule::LimitAtOpen, bar, bar.start());
      }
    }
  }
}

// Where the rest of the path first meets the price of an order; none if it does not.
std::optional<Spot> Naive::meets(const NaiveOrder& o, bool as_trigger) const {
  const Price at = as_trigger ? trigger(o) : limit(o);
  const bool wants_rise = as_trigger == is_buy(o);
  for (int leg = now.leg; leg < 3; ++leg) {
    const bool rises = point[leg + 1] > point[leg];
    if (rises != wants_rise || point[leg + 1] == point[leg]) continue;
    const Price need = as_trigger ? at : (rises ? at + margin() : at - margin());
    if (rises ? point[leg + 1] < need : point[leg + 1] > need) continue;
    const Price distance = rises ? at - point[leg] : point[leg] - at;
    const Spot spot{leg, std::max(distance, Price{})};
    return std::max(spot, now);
  }
  return std::nullopt;
}

void Naive::along_path(const market::Bar& bar) {
  for (;;) {
    std::optional<std::size_t> best;
    Spot best_spot;
    bool best_is_stop = false;
    for (std::size_t i = 0; i < out.orders.size(); ++i) {
      const NaiveOrder& o = out.orders[i];
      if (!works(o, bar) || acts_as_market(o)) continue;
      const bool is_stop = waits_for_trigger(o);
      if (!is_stop && has_cap && cap.is_zero()) continue;
      const auto spot = o.just_triggered ? std::optional{now} : meets(o, is_stop);
      if (!spot) continue;
      const bool earlier =
          !best || *spot < best_spot || (*spot == best_spot && is_stop && !best_is_stop);
      if (earlier) {
        best = i;
        best_spot = *spot;
        best_is_stop = is_stop;
      }
    }
    if (!best) return;
    now = best_spot;
    NaiveOrder& o = out.orders[*best];
    if (!best_is_stop) {
      const bool at_trigger = o.just_triggered;
      fill(*best, at_trigger ? trigger(o) : limit(o),
           at_trigger ? FillRule::StopTriggered : FillRule::LimitTouched, bar, bar.available_time);
      continue;
    }
    o.triggered = true;
    if (type(o) == OrderType::Stop) {
      fill(*best, slipped(o, trigger(o), bar), FillRule::StopTriggered, bar, bar.available_time);
    } else {
      o.just_triggered = reaches(o, limit(o), trigger(o));
    }
  }
}

bool Naive::in_session(const market::Bar& bar) const {
  for (const auto& session : s.tables.sessions[bar.series.index()]) {
    if (bar.start() < session.close && bar.available_time > session.open) return true;
  }
  return false;
}

Timestamp Naive::moment_before(const market::Bar& bar) const {
  Timestamp before = Timestamp::min();
  for (const market::Bar& each : s.bars) {
    if (each.available_time < bar.available_time) before = std::max(before, each.available_time);
  }
  return before;
}

// A DAY order expires in the first record known at or after the close of its session: after the
// fills of its own instrument's bar that begins in the session, else before any fill. Another
// instrument's record ends nothing while a bar of its own that began in the session may still come.
void Naive::expire(const market::Bar& bar, bool early) {
  for (NaiveOrder& o : out.orders) {
    if (o.state != OrderState::Working || o.request.validity != Validity::Day) continue;
    const bool is_own = o.request.instrument.value() == bar.series.value();
    const bool is_over = is_own ? o.expires <= bar.available_time
                                : o.expires <= std::max(moment_before(bar), bar.start());
    const bool is_before_fills = !is_own || bar.start() >= o.expires;
    if (is_over && is_before_fills == early) o.state = OrderState::Expired;
  }
}

void Naive::see(const market::Bar& bar) {
  const bool has_volume = s.tables.series[bar.series.index()].has_volume;
  const bool is_open = in_session(bar);
  has_cap = has_volume && !s.profile.volume_share.is_zero();
  if (has_cap) {  // volumes here are whole numbers
    const int128 share = static_cast<int128>(bar.volume) * s.profile.volume_share.raw();
    cap = Quantity{static_cast<std::int64_t>(share / Rate::one)}.truncate_to(
        s.tables.instruments[bar.series.index()].terms.front().lot);
  }
  expire(bar, true);
  if (is_open) {
    const bool can_fill = !has_volume || bar.volume > 0;
    lay_path(bar);
    now = {};
    if (can_fill) at_open(bar);
    for (NaiveOrder& o : out.orders) {
      if (works(o, bar) && o.request.validity == Validity::Ioc) o.state = OrderState::Cancelled;
    }
    if (can_fill) along_path(bar);
    for (NaiveOrder& o : out.orders) o.just_triggered = false;
  }
  expire(bar, false);
}

// Under same_close every market order that was written at the time at which a bar of its instrument
// became known fills at the close of that bar. It happens in step (1) of that bar if another
// instrument's record of the same moment, an earlier one, let the script write the order; else
// after the callbacks in which it was written.
void Naive::fill_at_close(std::size_t index) {
  if (!s.profile.market_at_close) return;
  const Timestamp time = s.bars[index].available_time;
  has_cap = false;
  for (std::size_t id = 1; id <= out.orders.size(); ++id) {
    for (std::size_t i = 0; i <= index; ++i) {
      const market::Bar& bar = s.bars[i];
      const NaiveOrder& o = order(id);
      const bool has_volume = s.tables.series[bar.series.index()].has_volume;
      if (bar.available_time != time || o.request.instrument.value() != bar.series.value() ||
          !in_session(bar) || (has_volume && bar.volume == 0)) {
        continue;
      }
      if (o.state == OrderState::Working && type(o) == OrderType::Market && o.since == time) {
        fill(id - 1, slipped(o, bar.close, bar), FillRule::Close, bar, time);
      }
    }
  }
}

}  // namespace muhurat::naive
