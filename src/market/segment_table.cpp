#include "market/segment_table.hpp"

#include <algorithm>
#include <tuple>

#include "core/check.hpp"
#include "core/parse.hpp"
#include "market/csv_table.hpp"

namespace muhurat::market {
namespace {

constexpr std::string_view columns[] = {"kind",     "exchange", "segment", "instrument",
                                        "key",      "value",    "unit",    "valid_from",
                                        "valid_to", "status",   "note",    "source"};
enum Column { KindName, Exchange, Segment, Underlying, Key, Value, Unit, ValidFrom, ValidTo };

// What stands in the column `instrument` for the segment's ordinary instruments.
constexpr std::string_view ordinary[] = {"series EQ BE BZ BO RL AF, no ETF", "equity",
                                         "index options"};

// Where no row speaks of a tick. source: general knowledge (NSE and BSE before 2023); 0.01
// elsewhere
constexpr Price usual_tick = Price::from_raw(Price::one / 20);
constexpr Price finest_tick = Price::from_raw(Price::one / 100);

// The prices that a row's key speaks of: "price < 250", "250 <= price <= 1000", "any price".
struct Band {
  Price from, to = Price::max();
  bool includes_from = true, includes_to = true;

  bool contains(Price price) const {
    return (from < price || (includes_from && price == from)) &&
           (price < to || (includes_to && price == to));
  }
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    if (space != 0) words.push_back(text.substr(0, space));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return words;
}

std::optional<Band> band_of(std::string_view key) {
  const auto words = words_of(key);
  Band band;
  if (words.size() == 2 && words[0] == "any") return band;
  if (words.size() != 3 && words.size() != 5) return std::nullopt;
  const auto last = parse_price(words.back());
  const std::string_view sign = words[words.size() - 2];
  if (!last) return std::nullopt;
  if (words.size() == 3 && sign.starts_with('>')) {
    band.from = *last;
    band.includes_from = sign == ">=";
    return band;
  }
  if (!sign.starts_with('<')) return std::nullopt;
  band.to = *last;
  band.includes_to = sign == "<=";
  if (words.size() == 5) {
    const auto first = parse_price(words[0]);
    if (!first || !words[1].starts_with('<')) return std::nullopt;
    band.from = *first;
    band.includes_from = words[1] == "<=";
  }
  return band;
}

Date month_after(Date date) {
  const YearMonthDay civil = date.civil();
  return civil.month == 12 ? Date::from_civil(civil.year + 1, 1, 1)
                           : Date::from_civil(civil.year, civil.month + 1, 1);
}

}  // namespace

struct SegmentTable::Row {
  Kind kind;
  std::string exchange, segment, instrument;
  Band band;
  std::int64_t raw = 0;  // of a Price where Tick, of a Quantity elsewhere
  DateBound from, to;
};

SegmentTable::~SegmentTable() = default;

SegmentTable::SegmentTable(const std::filesystem::path& reference) {
  const CsvTable table{table_text("segments", reference), columns};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvTable::Row row = table.row(i);
    const std::string_view kind = row.text(KindName);
    const DateBound from = date_bound(row, ValidFrom);
    const DateBound to = date_bound(row, ValidTo);
    if (from.from() > to.to()) row.refuse(ValidTo, "a date not before valid_from");
    const bool is_tick = kind == "tick_size";
    const bool is_lot = kind == "lot_size" && row.text(Key) == "new contracts from";
    const bool is_freeze = kind == "freeze_qty" && row.text(Key) == "max units per order";
    if (!is_tick && !is_lot && !is_freeze) continue;
    const auto band = is_tick ? band_of(row.text(Key)) : Band{};
    if (!band) continue;  // ticks that follow another instrument's
    const auto value = parse_price(row.text(Value));
    if (!value || !value->is_positive()) row.refuse(Value, "a number above 0");
    rows_.push_back({is_tick  ? Kind::Tick
                     : is_lot ? Kind::Lot
                              : Kind::Freeze,
                     std::string{row.text(Exchange)}, std::string{row.text(Segment)},
                     std::string{row.text(Underlying)}, *band, value->raw(), from, to});
  }
}

const SegmentTable::Row* SegmentTable::find(Kind kind, std::string_view exchange,
                                            std::string_view segment, std::string_view instrument,
                                            Price price, Date date) const {
  const Row* found = nullptr;
  for (const Row& row : rows_) {
    const bool names_it = kind == Kind::Tick
                              ? std::ranges::count(ordinary, std::string_view{row.instrument}) > 0
                              : row.instrument == instrument;
    if (row.kind != kind || row.exchange != exchange || row.segment != segment || !names_it ||
        !row.band.contains(price) || date < row.from.from() || date > row.to.to()) {
      continue;
    }
    if (found == nullptr || found->from.from() < row.from.from()) found = &row;
  }
  return found;
}

std::optional<Price> SegmentTable::tick(std::string_view exchange, std::string_view segment,
                                        Price price, Date date) const {
  const Row* row = find(Kind::Tick, exchange, segment, {}, price, date);
  return row == nullptr ? std::nullopt : std::optional{Price::from_raw(row->raw)};
}

std::optional<Quantity> SegmentTable::lot(std::string_view exchange, std::string_view segment,
                                          std::string_view underlying, Date date) const {
  const Row* row = find(Kind::Lot, exchange, segment, underlying, Price{}, date);
  return row == nullptr ? std::nullopt : std::optional{Quantity::from_raw(row->raw)};
}

std::optional<Quantity> SegmentTable::freeze(std::string_view exchange, std::string_view segment,
                                             std::string_view underlying, Date date) const {
  const Row* row = find(Kind::Freeze, exchange, segment, underlying, Price{}, date);
  return row == nullptr ? std::nullopt : std::optional{Quantity::from_raw(row->raw)};
}

InstrumentTerms SegmentTable::terms_at(const Instrument& instrument, Price price, Date date) const {
  const auto& [exchange, segment, symbol] =
      std::tie(instrument.exchange, instrument.segment, instrument.symbol);
  const bool is_known = exchange == "NSE" || exchange == "BSE";
  return {.valid_from = date,
          .tick = tick(exchange, segment, price, date)
                      .value_or(is_known && segment == "EQ" ? usual_tick : finest_tick),
          .lot = lot(exchange, segment, symbol, date).value_or(Quantity{1}),
          .freeze = freeze(exchange, segment, symbol, date).value_or(Quantity{})};
}

// The first days of every row that speaks of this instrument.
std::vector<Date> SegmentTable::changes(const Instrument& instrument) const {
  std::vector<Date> dates;
  for (const Row& row : rows_) {
    if (row.exchange != instrument.exchange || row.segment != instrument.segment) continue;
    if (row.kind != Kind::Tick && row.instrument != instrument.symbol) continue;
    if (row.from.kind == DateBound::Dated) dates.push_back(row.from.date);
    if (row.to.kind == DateBound::Dated) dates.push_back(row.to.date + 1);
  }
  return dates;
}

std::vector<InstrumentTerms> SegmentTable::terms(const Instrument& instrument,
                                                 std::span<const MonthClose> closes) const {
  CHECK(!closes.empty());
  std::vector<Date> dates = changes(instrument);
  for (const MonthClose& month : closes) dates.push_back(month_after(month.date));
  dates.push_back(Date::min());
  std::ranges::sort(dates);
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());

  std::vector<InstrumentTerms> terms;
  std::size_t month = 0;  // the last one that ended before the date
  for (const Date date : dates) {
    while (month + 1 < closes.size() && month_after(closes[month + 1].date) <= date) ++month;
    InstrumentTerms next = terms_at(instrument, closes[month].close, date);
    const bool is_same = !terms.empty() && terms.back().tick == next.tick &&
                         terms.back().lot == next.lot && terms.back().freeze == next.freeze;
    if (!is_same) terms.push_back(next);
  }
  return terms;
}

}  // namespace muhurat::market
