#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "research/report/packing.hpp"
#include "research/report/sections.hpp"
#include "research/report/thinning.hpp"

namespace muhurat::research {
namespace {

constexpr std::size_t bars_most = 5'400;  // of one instrument
constexpr std::size_t bars_of_all = 24'000;
constexpr std::size_t bars_least = 500;
constexpr std::size_t windows_most = 40;       // around single trades, of all instruments
constexpr std::size_t window_margin = 20;      // bars before and after the trade
constexpr std::size_t window_bars_most = 480;  // a longer trade has none
constexpr std::size_t gaps_most = 100;

struct InstrumentBars {
  InstrumentId instrument;
  bool has_volume = false;
  bool is_daily = false;
  std::vector<const market::Bar*> bars;
  std::vector<std::int32_t> dates;  // of each bar
};

// Bars of the matching series, by instrument.
std::vector<InstrumentBars> bars_of(const Scope& scope) {
  const market::RunTables& tables = *scope.record.tables;
  std::vector<InstrumentBars> all(tables.instruments.size());
  for (const market::Series& series : tables.series) {
    if (!series.is_matching) continue;
    InstrumentBars& of = all[series.instrument.index()];
    of.instrument = series.instrument;
    of.has_volume = series.has_volume;
    of.is_daily = series.interval.is_daily();
  }
  for (const market::Record& record : scope.record.records) {
    const market::Series& series = tables.series[record.bar.series.index()];
    if (!series.is_matching || series.kind != market::RecordKind::Bar) continue;
    all[series.instrument.index()].bars.push_back(&record.bar);
  }
  for (InstrumentBars& each : all) {
    for (const market::Bar* bar : each.bars) {
      // An instant before the close: a bar that closes at midnight belongs to the day that ends.
      each.dates.push_back(scope.date_of(bar->available_time - Duration::nanoseconds(1)).days());
    }
  }
  return all;
}

// The fewest decimals that write every price of the bars exactly.
int price_scale(const std::vector<JoinedBar>& bars) {
  std::vector<std::int64_t> raws;
  for (const JoinedBar& bar : bars) {
    for (const Price price : {bar.open, bar.high, bar.low, bar.close}) raws.push_back(price.raw());
  }
  return scale_of(raws);
}

class PriceWriter {
 public:
  explicit PriceWriter(const Scope& scope) : scope_{scope}, all_{bars_of(scope)} {}

  void write(JsonWriter& json) {
    const auto filled = static_cast<std::size_t>(std::count_if(
        all_.begin(), all_.end(), [](const InstrumentBars& each) { return !each.bars.empty(); }));
    const std::size_t most =
        std::clamp(bars_of_all / std::max<std::size_t>(filled, 1), bars_least, bars_most);
    json.begin_object().key("tables").begin_array();
    for (const InstrumentBars& each : all_) {
      if (!each.bars.empty()) write_table(json, each, most);
    }
    json.end().key("axes").begin_array();
    for (const auto& axis : axes_) write_ints(json, axis);
    json.end().end();
  }

 private:
  std::size_t axis_of(std::vector<std::int64_t> times) {
    const auto same = std::find(axes_.begin(), axes_.end(), times);
    if (same != axes_.end()) return static_cast<std::size_t>(same - axes_.begin());
    axes_.push_back(std::move(times));
    return axes_.size() - 1;
  }

  void write_columns(JsonWriter& json, const InstrumentBars& of, const JoinedBars& joined) {
    std::vector<std::int64_t> times, open, high, low, close, volume;
    const int scale = price_scale(joined.bars);
    for (const JoinedBar& bar : joined.bars) {
      times.push_back(seconds_of(bar.time));
      open.push_back(at_scale(bar.open.raw(), scale));
      high.push_back(at_scale(bar.high.raw(), scale));
      low.push_back(at_scale(bar.low.raw(), scale));
      close.push_back(at_scale(bar.close.raw(), scale));
      volume.push_back(std::llround(std::clamp(bar.volume, 0.0, 0x1p50)));
    }
    json.member("instrument", of.instrument.value());
    json.member("axis", axis_of(std::move(times))).member("scale", scale);
    write_ints(json.key("open"), open);
    write_ints(json.key("high"), high);
    write_ints(json.key("low"), low);
    write_ints(json.key("close"), close);
    if (of.has_volume) write_ints(json.key("volume"), volume);
    json.member("joined", joined.joined);
    write_lines(json, of, joined);
  }

  // At the last bar of each joined one: what the strategy saw there.
  void write_lines(JsonWriter& json, const InstrumentBars& of, const JoinedBars& joined) {
    const std::vector<std::size_t> places = places_of(of, joined);
    json.key("lines").begin_array();
    for (const PriceLineValues& line : scope_.record.lines) {
      if (line.instrument == of.instrument && line.values.size() == of.bars.size()) {
        write_line(json, line, places, scope_.decimals_of(of.instrument) + 2);
      }
    }
    json.end();
  }

  static std::vector<std::size_t> places_of(const InstrumentBars& of, const JoinedBars& joined) {
    std::vector<std::size_t> places;
    std::size_t place = 0;
    for (const JoinedBar& bar : joined.bars) {
      while (of.bars[place]->available_time < bar.time) ++place;
      places.push_back(place);
    }
    return places;
  }

  static void write_line(JsonWriter& json, const PriceLineValues& line,
                         const std::vector<std::size_t>& places, int scale) {
    const auto is_known = [&](std::size_t place) { return std::isfinite(line.values[place]); };
    const auto first = std::find_if(places.begin(), places.end(), is_known);
    if (first == places.end()) return;
    double unit = 1;
    for (int i = 0; i < scale; ++i) unit *= 10;
    std::vector<std::int64_t> values;
    for (auto place = first; place != places.end(); ++place) {
      const double value = line.values[*place] * unit;
      const bool is_told = std::isfinite(value) && std::fabs(value) < 0x1p51;
      values.push_back(is_told ? std::llround(value) : values.empty() ? 0 : values.back());
    }
    json.begin_object().member("name", line.name).member("scale", scale);
    json.member("first", first - places.begin());
    write_ints(json.key("value"), values);
    json.end();
  }

  void write_table(JsonWriter& json, const InstrumentBars& of, std::size_t most) {
    const JoinedBars joined = join_bars(of.bars, of.dates, most);
    json.begin_object();
    write_columns(json, of, joined);
    if (joined.joined > 1) {
      write_thinned(
          json, joined.bars.size(), of.bars.size(),
          fmt::format("{} bars, up to {} joined into one{}: every high and low is kept",
                      scope_.format.count(of.bars.size()), scope_.format.count(joined.joined),
                      joined.crosses_sessions ? "" : " within a session"));
    }
    write_gaps(json, of);
    if (joined.joined > 1) write_windows(json, of);
    json.end();
  }

  // Dates between the first and the last bar that have a session and no bar, neighbours together.
  void write_gaps(JsonWriter& json, const InstrumentBars& of) {
    json.key("gaps").begin_array();
    const std::set<std::int32_t> traded{of.dates.begin(), of.dates.end()};
    const auto& sessions = scope_.record.tables->sessions[of.instrument.index()];
    const market::Session* first = nullptr;
    const market::Session* last = nullptr;
    std::size_t days = 0;
    std::size_t listed = 0;
    const auto flush = [&] {
      if (first != nullptr && listed++ < gaps_most) write_gap(json, of, *first, *last, days);
      first = nullptr;
      days = 0;
    };
    for (const market::Session& session : sessions) {
      if (session.kind == market::SessionKind::AlwaysOpen) continue;
      const std::int32_t day = session.date.days();
      if (day < of.dates.front() || day > of.dates.back()) continue;
      if (traded.contains(day)) {
        flush();
        continue;
      }
      if (first == nullptr) first = &session;
      if (days == 0 || last->date != session.date) ++days;
      last = &session;
    }
    flush();
    json.end();
  }

  void write_gap(JsonWriter& json, const InstrumentBars& of, const market::Session& first,
                 const market::Session& last, std::size_t days) {
    const std::int64_t length = of.bars.front()->length_ms;
    const std::int64_t session_ms = (first.close - first.open).ns() / 1'000'000;
    const bool intraday = !of.is_daily && length > 0;
    const auto a_day = static_cast<std::size_t>(intraday ? (session_ms + length - 1) / length : 1);
    json.begin_object().member("from", seconds_of(first.open)).member("to", seconds_of(last.close));
    json.member("bars", days * a_day).member("reason", "no bars: data gap").end();
  }

  // Raw bars around the trades with the largest results, which the joined bars would blur.
  void write_windows(JsonWriter& json, const InstrumentBars& of) {
    const auto& trades = scope_.record.trades;
    std::vector<std::size_t> mine;
    for (const std::size_t i : scope_.listing.trades) {
      if (trades[i].trip.instrument == of.instrument) mine.push_back(i);
    }
    std::sort(mine.begin(), mine.end(), [&](std::size_t a, std::size_t b) {
      return std::pair{-abs(trades[a].trip.net()), a} < std::pair{-abs(trades[b].trip.net()), b};
    });
    const std::size_t share = std::max<std::size_t>(windows_most / all_.size(), 1);
    std::size_t written = 0;
    json.key("windows").begin_array();
    for (const std::size_t i : mine) {
      if (written == share) break;
      if (write_window(json, of, trades[i].trip)) ++written;
    }
    json.end();
  }

  bool write_window(JsonWriter& json, const InstrumentBars& of, const trading::RoundTrip& trip) {
    const auto at = [&](Timestamp time) {
      const auto found = std::lower_bound(
          of.bars.begin(), of.bars.end(), time,
          [](const market::Bar* bar, Timestamp moment) { return bar->available_time < moment; });
      return static_cast<std::size_t>(found - of.bars.begin());
    };
    const std::size_t entry = at(trip.entry_time);
    const std::size_t exit = std::min(at(trip.exit_time) + 1, of.bars.size());
    const std::size_t begin = entry - std::min(entry, window_margin);
    const std::size_t end = std::min(exit + window_margin, of.bars.size());
    if (begin >= end || end - begin > window_bars_most) return false;
    const std::span<const market::Bar* const> bars{
        of.bars.begin() + static_cast<std::ptrdiff_t>(begin), end - begin};
    const std::span<const std::int32_t> dates{of.dates.begin() + static_cast<std::ptrdiff_t>(begin),
                                              end - begin};
    json.begin_object();
    write_columns(json, of, join_bars(bars, dates, bars.size()));
    json.key("gaps").begin_array().end().end();
    return true;
  }

  const Scope& scope_;
  const std::vector<InstrumentBars> all_;
  std::vector<std::vector<std::int64_t>> axes_;
};

// The symbol, or the whole name where another exchange has the same one.
std::string short_name(const std::vector<market::Instrument>& all, const market::Instrument& one) {
  const auto same = std::count_if(all.begin(), all.end(), [&](const market::Instrument& each) {
    return each.symbol == one.symbol;
  });
  return same == 1 ? one.symbol : one.key();
}

}  // namespace

void write_instruments(JsonWriter& json, const Scope& scope) {
  const auto& instruments = scope.record.tables->instruments;
  json.begin_array();
  for (std::size_t i = 0; i < instruments.size(); ++i) {
    const market::Instrument& each = instruments[i];
    json.begin_object().member("name", each.key());
    json.member("symbol", short_name(instruments, each));
    json.member("decimals", scope.decimals_of(InstrumentId{static_cast<std::uint32_t>(i)}));
    json.member("lot", each.terms_on(scope.record.facts.to).lot.to_double()).end();
  }
  json.end();
}

void write_price(JsonWriter& json, const Scope& scope) {
  PriceWriter{scope}.write(json);
}

}  // namespace muhurat::research
