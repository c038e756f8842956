#include "engine/timers.hpp"

namespace muhurat::engine {

sdk::TimerId Timers::at_time_of_day(Duration since_midnight) {
  timers_.push_back({Kind::TimeOfDay, since_midnight});
  return sdk::TimerId{static_cast<std::uint32_t>(timers_.size() - 1)};
}

sdk::TimerId Timers::before_close(Duration before) {
  timers_.push_back({Kind::BeforeClose, before});
  return sdk::TimerId{static_cast<std::uint32_t>(timers_.size() - 1)};
}

void Timers::start_after(Timestamp time) {
  for (Timer& timer : timers_) {
    timer.session = 0;
    advance(timer, time);
  }
  find_next();
}

Timers::Fired Timers::take() {
  Timer& timer = timers_[first_];
  const Fired fired{sdk::TimerId{static_cast<std::uint32_t>(first_)}, timer.next};
  timer.session += 1;
  advance(timer, fired.time);
  find_next();
  return fired;
}

Timestamp Timers::moment_of(const Timer& timer) const {
  const SessionClose& close = (*closes_)[timer.session];
  if (timer.kind == Kind::BeforeClose) return close.time - timer.offset;
  if (zone_ != nullptr) return zone_->to_utc(close.date, timer.offset);
  return Timestamp::from_seconds(std::int64_t{close.date.days()} * 86'400) + timer.offset;
}

// A date with two sessions has its time of day once.
bool Timers::repeats_date(std::size_t session) const {
  return session > 0 && (*closes_)[session].date == (*closes_)[session - 1].date;
}

void Timers::advance(Timer& timer, Timestamp after) {
  for (; timer.session < closes_->size(); ++timer.session) {
    if (timer.kind == Kind::TimeOfDay && repeats_date(timer.session)) continue;
    timer.next = moment_of(timer);
    if (timer.next > after) return;
  }
  timer.next = Timestamp::max();
}

void Timers::find_next() {
  next_time_ = Timestamp::max();
  for (std::size_t i = 0; i < timers_.size(); ++i) {
    if (timers_[i].next < next_time_) {
      next_time_ = timers_[i].next;
      first_ = i;
    }
  }
}

}  // namespace muhurat::engine
