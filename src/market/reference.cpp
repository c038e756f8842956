#include "market/reference.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/check.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "market/csv_table.hpp"

namespace muhurat::market {
namespace {

constexpr std::string_view columns[] = {
    "exchange",   "segment",  "symbol",          "isin",       "name",    "tick", "lot",
    "multiplier", "currency", "has_derivatives", "valid_from", "valid_to"};
enum Column {
  Exchange,
  Segment,
  Symbol,
  Isin,
  Name,
  Tick,
  Lot,
  Multiplier,
  Currency,
  HasDerivatives,
  ValidFrom,
  ValidTo
};
constexpr std::size_t symbol_length_max = 64;

constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > symbol_length_max || text.front() == '.' ||
      text.front() == ' ' || text.back() == ' ') {
    return false;
  }
  return std::ranges::all_of(text, [](char c) {
    return is_upper(c) || is_digit(c) || (c >= 'a' && c <= 'z') ||
           std::string_view{"-&._ "}.find(c) != std::string_view::npos;
  });
}

bool is_currency(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, is_upper);
}

// 1 to 9 digits, not 0.
std::optional<std::int64_t> parse_multiplier(std::string_view text) {
  if (text.empty() || text.size() > 9 || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value > 0 ? std::optional{value} : std::nullopt;
}

std::string csv_cell(std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{cell};
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string{"\"\""} : std::string{c};
  return text + '"';
}

Instrument read_names(const CsvTable::Row& row) {
  if (!is_name(row.text(Exchange))) row.refuse(Exchange, "a name such as NSE");
  if (!is_name(row.text(Symbol))) row.refuse(Symbol, "a symbol such as INFY");
  if (!is_currency(row.text(Currency))) row.refuse(Currency, "three capital letters such as INR");
  const auto multiplier = parse_multiplier(row.text(Multiplier));
  if (!multiplier) row.refuse(Multiplier, "a whole number above 0");
  return {.id = {},
          .exchange = std::string{row.text(Exchange)},
          .segment = std::string{row.text(Segment)},
          .symbol = std::string{row.text(Symbol)},
          .isin = std::string{row.text(Isin)},
          .name = std::string{row.text(Name)},
          .currency = std::string{row.text(Currency)},
          .multiplier = *multiplier,
          .terms = {}};
}

InstrumentTerms read_terms(const CsvTable::Row& row, const SegmentTable& segments) {
  const auto tick = parse_price(row.text(Tick));
  if (!tick || !tick->is_positive()) row.refuse(Tick, "a price above 0");
  const auto lot = parse_quantity(row.text(Lot));
  if (!lot || !lot->is_positive()) row.refuse(Lot, "a quantity above 0");
  const std::string_view derivatives = row.text(HasDerivatives);
  if (derivatives != "true" && derivatives != "false") row.refuse(HasDerivatives, "true or false");
  const DateBound from = date_bound(row, ValidFrom);
  const DateBound to = date_bound(row, ValidTo);
  if (from.kind == DateBound::Unknown) row.refuse(ValidFrom, "a date or nothing");
  if (to.kind == DateBound::Unknown || to.to() < from.from()) {
    row.refuse(ValidTo, "a date not before valid_from, or nothing");
  }
  return {.valid_from = from.from(),
          .tick = *tick,
          .lot = *lot,
          .freeze = segments
                        .freeze(row.text(Exchange), row.text(Segment), row.text(Symbol),
                                std::max(from.from(), Date::from_civil(1990, 1, 1)))
                        .value_or(Quantity{}),
          .has_derivatives = derivatives == "true"};
}

// One instrument has one segment, currency and multiplier.
void check_same(const Instrument& known, const CsvTable::Row& row) {
  const auto same = [&](Column column, std::string_view before) {
    if (row.text(column) != before) row.refuse(column, fmt::format("{} as before", before));
  };
  same(Segment, known.segment);
  same(Currency, known.currency);
  same(Isin, known.isin);
  same(Name, known.name);
  same(Multiplier, std::to_string(known.multiplier));
}

std::string row_text(const Instrument& instrument, const InstrumentTerms& terms, Date until) {
  const auto date = [](Date at) {
    return at == Date::min() || at == Date::max() ? std::string{} : to_text(at);
  };
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_cell(instrument.exchange),
                     csv_cell(instrument.segment), csv_cell(instrument.symbol),
                     csv_cell(instrument.isin), csv_cell(instrument.name), to_text(terms.tick),
                     to_text(terms.lot), instrument.multiplier, instrument.currency,
                     terms.has_derivatives, date(terms.valid_from), date(until));
}

}  // namespace

Result<InstrumentKey, ParseError> parse_instrument_key(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && is_name(text.substr(0, colon)) &&
      is_name(text.substr(colon + 1))) {
    return InstrumentKey{std::string{text.substr(0, colon)}, std::string{text.substr(colon + 1)}};
  }
  return failure(ParseError{"an exchange and a symbol, such as NSE:INFY", std::string{text}});
}

InstrumentFile::InstrumentFile(std::filesystem::path path, const SegmentTable& segments)
    : path_{std::move(path)} {
  if (auto text = read_file_if_there(path_)) read(std::move(*text), segments);
}

void InstrumentFile::read(std::string text, const SegmentTable& segments) {
  const CsvTable table{{path_.string(), std::move(text)}, columns};
  std::map<std::string, Date, std::less<>> ends;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvTable::Row row = table.row(i);
    Instrument names = read_names(row);
    const InstrumentTerms terms = read_terms(row, segments);
    const std::string key = names.key();
    const auto [entry, is_new] = entries_.try_emplace(key, Entry{std::move(names), {}});
    Instrument& instrument = entry->second.instrument;
    if (!is_new) {
      check_same(instrument, row);
      if (terms.valid_from <= ends[key]) {
        row.refuse(ValidFrom, "a date after the valid_to of this instrument's row before");
      }
    }
    instrument.terms.push_back(terms);
    ends[key] = date_bound(row, ValidTo).to();
    entry->second.rows += row_text(instrument, terms, ends[key]);
  }
}

const Instrument* InstrumentFile::find(std::string_view key) const {
  const auto found = entries_.find(key);
  return found == entries_.end() ? nullptr : &found->second.instrument;
}

std::vector<std::string> InstrumentFile::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, entry] : entries_) keys.push_back(key);
  return keys;
}

void InstrumentFile::put(const Instrument& instrument) {
  CHECK(!instrument.terms.empty());
  Entry entry{instrument, {}};
  for (std::size_t i = 0; i < instrument.terms.size(); ++i) {
    const bool is_last = i + 1 == instrument.terms.size();
    const Date until = is_last ? Date::max() : instrument.terms[i + 1].valid_from - 1;
    entry.rows += row_text(instrument, instrument.terms[i], until);
  }
  entries_.insert_or_assign(instrument.key(), std::move(entry));
}

void InstrumentFile::write() const {
  write_to(path_);
}

void InstrumentFile::write_to(const std::filesystem::path& path) const {
  std::string text = fmt::format("{}\n", fmt::join(columns, ","));
  for (const auto& [key, entry] : entries_) text += entry.rows;
  make_folder(path.parent_path());
  write_file(path, text);
}

Result<Instrument, Problem> new_instrument(const InstrumentKey& key, const InstrumentWishes& wishes,
                                           std::span<const MonthClose> closes,
                                           const SegmentTable& segments) {
  const bool is_stock_exchange = key.exchange == "NSE" || key.exchange == "BSE";
  const bool is_indian = is_stock_exchange || key.exchange == "MCX";
  if (wishes.currency && !is_currency(*wishes.currency)) {
    return failure(Problem{.headline = fmt::format("\"{}\" is not a currency", *wishes.currency),
                           .expected = "three capital letters, such as INR",
                           .exit_code = ExitCode::Usage});
  }
  if (!wishes.currency && !is_indian) {
    return failure(Problem{
        .headline = fmt::format("the currency of {}:{} is not known", key.exchange, key.symbol),
        .expected = "--currency, because the exchange is not NSE, BSE or MCX",
        .what_to_do = "add --currency and three letters, such as EUR",
        .exit_code = ExitCode::Usage});
  }
  Instrument instrument{.id = {},
                        .exchange = key.exchange,
                        .segment = wishes.segment.value_or(is_stock_exchange ? "EQ"
                                                           : is_indian       ? "COM"
                                                                             : ""),
                        .symbol = key.symbol,
                        .isin = {},
                        .name = {},
                        .currency = wishes.currency.value_or("INR"),
                        .multiplier = 1,
                        .terms = {}};
  instrument.terms = terms_by_prices(instrument, wishes, closes, segments);
  return instrument;
}

std::vector<InstrumentTerms> terms_by_prices(const Instrument& instrument,
                                             const InstrumentWishes& wishes,
                                             std::span<const MonthClose> closes,
                                             const SegmentTable& segments) {
  std::vector<InstrumentTerms> terms = segments.terms(instrument, closes);
  apply_wishes(terms, wishes);
  return terms;
}

void apply_wishes(std::vector<InstrumentTerms>& terms, const InstrumentWishes& wishes) {
  for (InstrumentTerms& each : terms) {
    each.tick = wishes.tick.value_or(each.tick);
    each.lot = wishes.lot.value_or(each.lot);
  }
  const auto same = [](const InstrumentTerms& a, const InstrumentTerms& b) {
    return a.tick == b.tick && a.lot == b.lot && a.freeze == b.freeze &&
           a.has_derivatives == b.has_derivatives;
  };
  terms.erase(std::unique(terms.begin(), terms.end(), same), terms.end());
}

}  // namespace muhurat::market
