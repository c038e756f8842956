#include "store/import/bar_times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/text.hpp"
#include "store/series/day_span.hpp"
#include "store/series/equal_values.hpp"
#include "store/series/jump.hpp"

namespace muhurat::store {
namespace {

using market::Bar;
using market::Session;

constexpr std::size_t lines_shown_max = 10;

void note(std::uint64_t& count, std::vector<std::uint32_t>& lines, std::uint32_t line) {
  ++count;
  if (lines.size() < lines_shown_max) lines.push_back(line);
}

template <class T>
void permute(std::vector<T>& values, const std::vector<std::uint32_t>& order) {
  std::vector<T> sorted;
  sorted.reserve(values.size());
  for (const std::uint32_t index : order) sorted.push_back(values[index]);
  values = std::move(sorted);
}

void sort_by_stamp(CsvRows& rows, RowNotes& notes) {
  std::uint64_t steps_back = 0;
  std::uint64_t steps_on = 0;
  Timestamp latest = Timestamp::min();
  for (std::size_t i = 1; i < rows.bars.size(); ++i) {
    const Timestamp before = rows.bars[i - 1].available_time;
    latest = std::max(latest, before);
    steps_back += rows.bars[i].available_time < before ? 1 : 0;
    steps_on += rows.bars[i].available_time > before ? 1 : 0;
    notes.out_of_order += rows.bars[i].available_time < latest ? 1 : 0;
  }
  if (steps_back == 0) return;
  notes.is_newest_first = steps_on == 0;
  if (notes.is_newest_first) notes.out_of_order = 0;
  std::vector<std::uint32_t> order(rows.bars.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::uint32_t i) {
    return std::pair{rows.bars[i].available_time, i};  // rows of one time stay in their order
  });
  permute(rows.bars, order);
  permute(rows.places, order);
}

// Moves through rows and keeps some of them, in place.
class Keeper {
 public:
  explicit Keeper(CsvRows& rows) : rows_{rows} {}
  ~Keeper() {
    rows_.bars.resize(kept_);
    rows_.places.resize(kept_);
  }
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  void keep(const Bar& bar, RowPlace place) {
    rows_.bars[kept_] = bar;
    rows_.places[kept_++] = place;
  }
  void quarantine(RowPlace place, Fault fault, std::uint32_t other_line = 0) {
    rows_.quarantined.push_back({place, fault, Role::Date, other_line});
  }
  bool has_kept() const { return kept_ > 0; }
  const Bar& last() const { return rows_.bars[kept_ - 1]; }
  std::uint32_t last_line() const { return rows_.places[kept_ - 1].line; }

 private:
  CsvRows& rows_;
  std::size_t kept_ = 0;
};

// Of several rows at one time the first stays.
void drop_repeated(CsvRows& rows) {
  const std::size_t size = rows.bars.size();
  Keeper keeper{rows};
  for (std::size_t i = 0; i < size; ++i) {
    const Bar bar = rows.bars[i];
    const RowPlace place = rows.places[i];
    if (!keeper.has_kept() || keeper.last().available_time != bar.available_time) {
      keeper.keep(bar, place);
    } else {
      keeper.quarantine(
          place, has_equal_values(keeper.last(), bar) ? Fault::Duplicate : Fault::ConflictInFile,
          keeper.last_line());
    }
  }
}

// More than half of the rows closer together than the interval, repeated ones aside: it is another
// file than was said.
void check_interval(const CsvRows& rows, const CsvRequest& request, const std::string& file) {
  const std::size_t size = rows.bars.size();
  const Duration length =
      request.interval.is_daily() ? Duration::nanoseconds(1) : request.interval.length();
  // A day's bars have lost their times here, if they had any: equal ones may be of two moments.
  const bool had_times = rows.format.time != TimeFormat::None || counts_from_1970(rows.format.date);
  const bool can_repeat = !request.interval.is_daily() || !had_times;
  std::size_t close_together = 0;
  std::size_t first = 0;
  for (std::size_t i = 1; i < size; ++i) {
    const Bar& before = rows.bars[i - 1];
    const Bar& bar = rows.bars[i];
    const bool is_repeated =
        can_repeat && bar.available_time == before.available_time && has_equal_values(bar, before);
    if (bar.available_time - before.available_time < length && !is_repeated) {
      if (close_together++ == 0) first = i;
    }
  }
  if (size < 3 || close_together * 2 <= size) return;
  const Duration step = rows.bars[first].available_time - rows.bars[first - 1].available_time;
  throw ProblemError{
      {.headline =
           fmt::format("{}: its rows are no bars of {}", file, market::to_text(request.interval)),
       .expected = fmt::format("rows at least {} apart", market::to_text(request.interval)),
       .found = request.interval.is_daily()
                    ? fmt::format("lines {} and {} of one date", rows.places[first - 1].line,
                                  rows.places[first].line)
                    : fmt::format("lines {} and {}, {} s apart", rows.places[first - 1].line,
                                  rows.places[first].line, step.to_seconds()),
       .kept = "nothing was imported",
       .what_to_do = "name the interval of the file with --interval"}};
}

// The sessions of the date that a moment lies in, looked up once a date.
class Day {
 public:
  explicit Day(const market::Calendar& calendar) : calendar_{calendar} {}

  const std::vector<Session>& of(Timestamp time) {
    if (time < begin_ || time >= end_) {
      const Date date = calendar_.zone().date_of(time);
      begin_ = calendar_.zone().to_utc(date, Duration{});
      end_ = calendar_.zone().to_utc(date + 1, Duration{});
      sessions_ = calendar_.sessions(date, date);
    }
    return sessions_;
  }

 private:
  const market::Calendar& calendar_;
  Timestamp begin_ = Timestamp::max(), end_ = Timestamp::min();
  std::vector<Session> sessions_;
};

class TimeSetter {
 public:
  TimeSetter(CsvRows& rows, const CsvRequest& request, const market::Calendar& calendar,
             RowNotes& notes)
      : rows_{rows}, request_{request}, calendar_{calendar}, notes_{notes}, day_{calendar} {}

  void set_all() {
    set_each();
    notes_.is_like_closes =
        at_open_ == 0 && at_close_ > 0 && at_close_ == outside_session_ && 2 * at_close_ >= dates_;
  }

 private:
  void set_each() {
    const std::size_t size = rows_.bars.size();
    Keeper keeper{rows_};
    for (std::size_t i = 0; i < size; ++i) {
      Bar bar = rows_.bars[i];
      const RowPlace place = rows_.places[i];
      const bool is_last = i + 1 == size;
      const Timestamp next = is_last ? Timestamp::max() : rows_.bars[i + 1].available_time;
      const std::optional<Fault> outside = request_.interval.is_daily() ? set_days(bar)
                                           : request_.stamp == Stamp::Open
                                               ? set_from_open(bar, next)
                                               : set_from_close(bar, keeper);
      if (outside && request_.is_strict_calendar) {
        keeper.quarantine(place, *outside);
      } else if (keeper.has_kept() && bar.start() < keeper.last().available_time) {
        keeper.quarantine(place, Fault::Overlap, keeper.last_line());
      } else {
        if (outside) note_outside(*outside, place.line);
        if (keeper.has_kept()) note_jump(keeper.last().close, bar.close, place.line);
        keeper.keep(bar, place);
      }
    }
  }

  static void set_span(Bar& bar, Timestamp start, Timestamp end) {
    bar.available_time = end;
    bar.length_ms = static_cast<std::uint32_t>((end - start).ns() / 1'000'000);
  }

  // From the first open of its first date to the last close of its last.
  std::optional<Fault> set_days(Bar& bar) {
    const Date stamp = Date::from_days(
        static_cast<std::int32_t>(bar.available_time.ns() / 1'000'000'000 / 86'400));
    const int days = static_cast<int>(request_.interval.to_seconds() / 86'400);
    const Date first = request_.stamp == Stamp::Open ? stamp : stamp - (days - 1);
    const DaySpan span = day_span(calendar_, first, first + (days - 1));
    set_span(bar, span.start, span.end);
    return span.is_on_calendar ? std::nullopt : std::optional{Fault::OffCalendar};
  }

  // A bar ends with its session. The first of a session also ends where the second begins, because
  // some files cut hours by the clock.
  std::optional<Fault> set_from_open(Bar& bar, Timestamp next) {
    const Timestamp start = bar.available_time;
    Timestamp end = start + request_.interval.length();
    const auto& sessions = day_.of(start);
    note_place(start, sessions);
    for (const Session& session : sessions) {
      if (!session.contains(start)) continue;
      if (start == session.open && next > start) end = std::min(end, next);
      set_span(bar, start, std::min(end, session.close));
      return std::nullopt;
    }
    set_span(bar, start, end);
    return sessions.empty() ? Fault::OffCalendar : Fault::OutsideSession;
  }

  std::optional<Fault> set_from_close(Bar& bar, const Keeper& keeper) {
    const Timestamp end = bar.available_time;
    Timestamp start = end - request_.interval.length();
    const auto& sessions = day_.of(end - Duration::nanoseconds(1));
    for (const Session& session : sessions) {
      if (end <= session.open || end > session.close) continue;
      start = std::max(start, session.open);
      if (keeper.has_kept() && keeper.last().available_time < end) {
        start = std::max(start, keeper.last().available_time);
      }
      set_span(bar, start, end);
      return std::nullopt;
    }
    set_span(bar, start, end);
    return sessions.empty() ? Fault::OffCalendar : Fault::OutsideSession;
  }

  void note_place(Timestamp start, const std::vector<Session>& sessions) {
    if (sessions.empty()) return;
    dates_ += sessions.front().date == date_ ? 0 : 1;
    date_ = sessions.front().date;
    bool is_outside = true;
    bool is_at_close = false;
    for (const Session& session : sessions) {
      is_outside = is_outside && !session.contains(start);
      is_at_close = is_at_close || start == session.close;
      at_open_ += start == session.open ? 1 : 0;
    }
    if (!is_outside) return;
    ++outside_session_;
    at_close_ += is_at_close ? 1 : 0;
  }

  void note_outside(Fault fault, std::uint32_t line) {
    if (fault == Fault::OffCalendar) {
      note(notes_.off_calendar, notes_.lines_off_calendar, line);
    } else {
      note(notes_.outside_session, notes_.lines_outside_session, line);
    }
  }

  void note_jump(Price before, Price close, std::uint32_t line) {
    if (is_jump(before, close)) note(notes_.jumps, notes_.lines_of_jumps, line);
  }

  CsvRows& rows_;
  const CsvRequest& request_;
  const market::Calendar& calendar_;
  RowNotes& notes_;
  Day day_;
  // Of rows whose times are taken for opens.
  Date date_ = Date::min();
  std::uint64_t dates_ = 0;
  std::uint64_t at_open_ = 0, at_close_ = 0, outside_session_ = 0;
};

}  // namespace

RowNotes set_bar_times(CsvRows& rows, const CsvRequest& request, const std::string& file,
                       const market::Calendar& calendar) {
  RowNotes notes;
  sort_by_stamp(rows, notes);
  check_interval(rows, request, file);
  drop_repeated(rows);
  TimeSetter{rows, request, calendar, notes}.set_all();
  return notes;
}

}  // namespace muhurat::store
