#include "naive/naive_backtester.hpp"

#include <algorithm>
#include <optional>

namespace muhurat::naive {
namespace {

using trading::FillRule;
using trading::OrderRole;
using trading::OrderState;
using trading::OrderType;
using trading::Side;
using trading::Validity;

// Where on the path through a bar something happens: leg 0, 1, 2 and how far along it.
struct Spot {
  int leg = 0;
  Price distance;
  friend auto operator<=>(const Spot&, const Spot&) = default;
};

struct Naive {
  const Scenario& s;
  NaiveResult out;
  Price point[4];  // open, first extreme, second extreme, close
  Quantity cap;    // left for our orders in this bar
  bool has_cap = false;
  Spot now;

  Price tick() const { return Price{1}; }
  Price margin() const { return s.profile.limit_needs_trade_through ? tick() : Price{}; }
  static bool is_buy(const NaiveOrder& o) { return o.request.side == Side::Buy; }
  static OrderType type(const NaiveOrder& o) { return trading::type_of(o.request.pricing); }
  static Price trigger(const NaiveOrder& o) {
    if (auto* p = std::get_if<trading::Stop>(&o.request.pricing)) return p->trigger;
    return std::get<trading::StopLimit>(o.request.pricing).trigger;
  }
  static Price limit(const NaiveOrder& o) {
    if (auto* p = std::get_if<trading::Limit>(&o.request.pricing)) return p->price;
    return std::get<trading::StopLimit>(o.request.pricing).limit;
  }
  static bool waits_for_trigger(const NaiveOrder& o) {
    return (type(o) == OrderType::Stop || type(o) == OrderType::StopLimit) && !o.triggered;
  }
  static bool acts_as_limit(const NaiveOrder& o) {
    return type(o) == OrderType::Limit || (type(o) == OrderType::StopLimit && o.triggered);
  }
  static bool acts_as_market(const NaiveOrder& o) {
    return type(o) == OrderType::Market || (type(o) == OrderType::Stop && o.triggered);
  }
  // At b or beyond it in the direction in which the price gets worse for us.
  static bool reaches(const NaiveOrder& o, Price a, Price b) { return is_buy(o) ? a >= b : a <= b; }
  bool works(const NaiveOrder& o, const market::Bar& bar) const {
    return o.state == OrderState::Working && o.request.instrument.value() == bar.series.value() &&
           o.since <= bar.start();
  }

  Price slipped(const NaiveOrder& o, Price price) const {
    std::int64_t more = 0;
    if (s.slippage == SlippageKind::Ticks) more = s.slippage_amount * tick().raw();
    if (s.slippage == SlippageKind::BasisPoints) more = price.raw() / 10'000 * s.slippage_amount;
    if (more == 0) return price;
    if (is_buy(o)) return Price::from_raw(price.raw() + more).ceil_to(tick());
    return std::max(Price::from_raw(price.raw() - more).floor_to(tick()), tick());
  }

  void fill(std::size_t index, Price price, FillRule rule, const market::Bar& bar, Timestamp time) {
    NaiveOrder& o = out.orders[index];
    Quantity quantity = o.request.quantity - o.filled;
    if (has_cap) quantity = std::min(quantity, cap);
    if (!quantity.is_positive()) return;
    if (has_cap) cap -= quantity;
    const auto& instrument = s.tables.instruments[o.request.instrument.index()];
    const Money value = price * quantity * instrument.multiplier;
    out.cash -= is_buy(o) ? value : -value;
    if (o.filled.is_zero()) out.cash -= s.fee;
    if (o.filled.is_zero()) o.anchor = price;
    o.filled += quantity;
    if (o.filled == o.request.quantity) o.state = OrderState::Filled;
    out.fills.push_back({o.id, price, quantity, time, rule});
    if (o.role == OrderRole::Entry)
      protect(index, bar);
    else
      shrink_sibling(index);
  }

  // Children of an entry: written at its first fill, resized at each further one, written anew if
  // they are done.
  void protect(std::size_t index, const market::Bar& bar) {
    const trading::OrderRequest request = out.orders[index].request;
    const Price anchor = out.orders[index].anchor;
    const std::int64_t sign = request.side == Side::Buy ? 1 : -1;
    if (request.bracket.stop.is_positive()) {
      cover(index, OrderRole::StopChild, trading::Stop{anchor - request.bracket.stop * sign}, bar);
    }
    if (request.bracket.target.is_positive()) {
      cover(index, OrderRole::TargetChild, trading::Limit{anchor + request.bracket.target * sign},
            bar);
    }
  }
  void cover(std::size_t entry, OrderRole role, trading::Pricing pricing, const market::Bar& bar) {
    const std::size_t child = role == OrderRole::StopChild ? out.orders[entry].stop_child
                                                           : out.orders[entry].target_child;
    if (child == 0 || out.orders[child - 1].state != OrderState::Working) {
      add_child(entry, role, pricing, bar);
    } else {
      out.orders[child - 1].request.quantity = out.orders[child - 1].filled + protected_now(entry);
    }
  }
  // What the entry has bought less what its children have sold.
  Quantity protected_now(std::size_t entry) const {
    Quantity left = out.orders[entry].filled;
    for (const NaiveOrder& o : out.orders) {
      if (o.parent == entry + 1) left -= o.filled;
    }
    return left;
  }
  void add_child(std::size_t entry, OrderRole role, trading::Pricing pricing,
                 const market::Bar& bar) {
    NaiveOrder child;
    child.id = out.orders.size() + 1;
    child.request = out.orders[entry].request;
    child.request.side = trading::opposite(child.request.side);
    child.request.pricing = pricing;
    child.request.validity = Validity::Gtc;
    child.request.bracket = {};
    child.request.quantity = protected_now(entry);
    child.role = role;
    child.parent = entry + 1;
    child.since = bar.available_time;
    (role == OrderRole::StopChild ? out.orders[entry].stop_child : out.orders[entry].target_child) =
        child.id;
    out.orders.push_back(child);
  }
  void shrink_sibling(std::size_t index) {
    const std::size_t entry = out.orders[index].parent - 1;
    const bool is_stop = out.orders[index].role == OrderRole::StopChild;
    const std::size_t other =
        is_stop ? out.orders[entry].target_child : out.orders[entry].stop_child;
    if (other == 0) return;
    NaiveOrder& sibling = out.orders[other - 1];
    if (sibling.state != OrderState::Working) return;
    const Quantity left = protected_now(entry);
    if (left.is_zero())
      sibling.state = OrderState::Cancelled;
    else
      sibling.request.quantity = sibling.filled + left;
  }

  void lay_path(const market::Bar& bar) {
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

  void at_open(const market::Bar& bar) {
    for (int group = 0; group < 3; ++group) {
      for (std::size_t i = 0; i < out.orders.size(); ++i) {
        if (!works(out.orders[i], bar)) continue;
        NaiveOrder& o = out.orders[i];
        if (group == 0 && acts_as_market(o)) {
          fill(i, slipped(o, bar.open), FillRule::Open, bar, bar.start());
        } else if (group == 1 && waits_for_trigger(o) && reaches(o, bar.open, trigger(o))) {
          o.triggered = true;
          if (type(o) == OrderType::Stop) {
            fill(i, slipped(o, bar.open), FillRule::StopAtOpen, bar, bar.start());
          }
        } else if (group == 2 && acts_as_limit(o) && reaches(o, limit(o), bar.open)) {
          fill(i, bar.open, FillRule::LimitAtOpen, bar, bar.start());
        }
      }
    }
  }

  // Where the rest of the path first meets the price of an order; none if it does not.
  std::optional<Spot> meets(const NaiveOrder& o, bool as_trigger) const {
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

  void along_path(const market::Bar& bar) {
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
             at_trigger ? FillRule::StopTriggered : FillRule::LimitTouched, bar,
             bar.available_time);
        continue;
      }
      o.triggered = true;
      if (type(o) == OrderType::Stop) {
        fill(*best, slipped(o, trigger(o)), FillRule::StopTriggered, bar, bar.available_time);
      } else {
        o.just_triggered = reaches(o, limit(o), trigger(o));
      }
    }
  }

  bool in_session(const market::Bar& bar) const {
    for (const auto& session : s.tables.sessions[bar.series.index()]) {
      if (bar.start() < session.close && bar.available_time > session.open) return true;
    }
    return false;
  }

  void expire(const market::Bar& bar, bool early) {
    for (NaiveOrder& o : out.orders) {
      if (o.state != OrderState::Working || o.request.validity != Validity::Day ||
          o.request.instrument.value() != bar.series.value() || o.expires > bar.available_time) {
        continue;
      }
      if ((bar.start() >= o.expires) == early) o.state = OrderState::Expired;
    }
  }

  void see(const market::Bar& bar) {
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

  Timestamp session_close_for(InstrumentId instrument, Timestamp time) const {
    for (const auto& session : s.tables.sessions[instrument.index()]) {
      if (session.close > time) return session.close;
    }
    return Timestamp::max();
  }

  Quantity held(InstrumentId instrument) const {
    Quantity sum;
    for (const NaiveOrder& o : out.orders) {
      if (o.request.instrument == instrument) sum += is_buy(o) ? o.filled : -o.filled;
    }
    return sum;
  }

  bool is_denied(const NaiveOrder& order) const {
    if (!s.checks_orders) return false;
    const auto& request = order.request;
    const bool has_limit = acts_as_limit(order) || type(order) == OrderType::StopLimit;
    if (has_limit && !limit(order).is_multiple_of(tick())) return true;
    if (waits_for_trigger(order) && !trigger(order).is_multiple_of(tick())) return true;
    const Quantity lot = s.tables.instruments[request.instrument.index()].terms.front().lot;
    if (!request.quantity.is_multiple_of(lot)) return true;
    if (is_buy(order)) return false;
    Quantity left = held(request.instrument);
    for (const NaiveOrder& o : out.orders) {
      if (o.state == OrderState::Working && o.request.instrument == request.instrument &&
          !is_buy(o) && o.role == OrderRole::Entry && o.id != order.id) {
        left -= o.request.quantity - o.filled;
      }
    }
    return request.quantity - order.filled > left;
  }

  std::vector<std::size_t> submitted;  // ids, by number of the Submit

  void submit(const Action& action, const market::Bar& bar) {
    NaiveOrder order;
    order.id = out.orders.size() + 1;
    order.request = action.request;
    order.since = bar.available_time;
    order.expires = session_close_for(order.request.instrument, bar.available_time);
    if (is_denied(order)) order.state = OrderState::Denied;
    submitted.push_back(order.id);
    out.orders.push_back(order);
  }

  void change(NaiveOrder& order, const trading::OrderChange& change, const market::Bar& bar) {
    if (order.state != OrderState::Working) return;
    NaiveOrder next = order;
    bool price_changed = false;
    if (change.quantity) next.request.quantity = *change.quantity;
    if (change.limit && limit(order) != *change.limit) {
      next.request.pricing = trading::Limit{*change.limit};
      price_changed = true;
    }
    if (change.trigger && trigger(order) != *change.trigger) {
      next.request.pricing = trading::Stop{*change.trigger};
      price_changed = true;
    }
    if (next.request.quantity <= order.filled || is_denied(next)) return;
    if (price_changed) next.since = bar.available_time;
    order = next;
  }

  void act(std::size_t index) {
    const market::Bar& bar = s.bars[index];
    for (const Action& action : s.script) {
      if (action.at_bar != index) continue;
      if (action.kind == Action::Kind::Submit) {
        submit(action, bar);
        continue;
      }
      NaiveOrder& order = out.orders[submitted[action.nth] - 1];
      if (action.kind == Action::Kind::Change)
        change(order, action.change, bar);
      else if (order.state == OrderState::Working)
        order.state = OrderState::Cancelled;
    }
  }

  void fill_at_close(const market::Bar& bar) {
    const bool has_volume = s.tables.series[bar.series.index()].has_volume;
    if (!s.profile.market_at_close || !in_session(bar) || (has_volume && bar.volume == 0)) return;
    has_cap = false;
    for (std::size_t i = 0; i < out.orders.size(); ++i) {
      const NaiveOrder& o = out.orders[i];
      if (o.state == OrderState::Working && type(o) == OrderType::Market &&
          o.request.instrument.value() == bar.series.value() && o.since == bar.available_time) {
        fill(i, slipped(o, bar.close), FillRule::Close, bar, bar.available_time);
      }
    }
  }
};

}  // namespace

NaiveResult run_naive(const Scenario& scenario) {
  Naive naive{.s = scenario, .out = {}, .point = {}, .cap = {}, .now = {}, .submitted = {}};
  naive.out.cash = scenario.capital;
  for (std::size_t i = 0; i < scenario.bars.size(); ++i) {
    naive.see(scenario.bars[i]);
    naive.act(i);
    naive.fill_at_close(scenario.bars[i]);
  }
  return naive.out;
}

}  // namespace muhurat::naive
