#include "market/charges_table.hpp"

#include "core/parse.hpp"
#include "market/csv_table.hpp"

namespace muhurat::market {
namespace {

constexpr std::string_view columns[] = {
    "party", "exchange",   "segment",  "product",    "charge",   "side",   "rate", "unit",
    "base",  "cap_or_min", "rounding", "valid_from", "valid_to", "status", "note", "source"};
enum Column {
  Party,
  Exchange,
  Segment,
  Product,
  Charge,
  Side,
  RateText,
  Unit,
  Base,
  Cap,
  Rounding,
  ValidFrom,
  ValidTo,
  Status,
  Note,
  Source
};

bool lists(std::string_view alternatives, std::string_view word) {
  while (true) {
    const std::size_t bar = alternatives.find('|');
    if (alternatives.substr(0, bar) == word) return true;
    if (bar == std::string_view::npos) return false;
    alternatives.remove_prefix(bar + 1);
  }
}

// A segment may be narrowed by a word: "COM non-agri" is of COM.
bool lists_segment(std::string_view alternatives, std::string_view segment) {
  while (true) {
    const std::size_t bar = alternatives.find('|');
    const std::string_view one = alternatives.substr(0, bar);
    if (one == "ALL" || one.substr(0, one.find(' ')) == segment) return true;
    if (bar == std::string_view::npos) return false;
    alternatives.remove_prefix(bar + 1);
  }
}

std::optional<Money> cap_of(std::string_view cell) {
  constexpr std::string_view prefix = "cap Rs ";
  if (!cell.starts_with(prefix)) return std::nullopt;
  const auto amount = parse_money(cell.substr(prefix.size()));
  return amount ? std::optional{*amount} : std::nullopt;
}

ChargeRow read_row(const CsvTable::Row& row) {
  const auto text = [&](Column column) { return std::string{row.text(column)}; };
  ChargeRow charge{.party = text(Party),
                   .exchange = text(Exchange),
                   .segment = text(Segment),
                   .product = text(Product),
                   .charge = text(Charge),
                   .side = text(Side),
                   .rate = std::nullopt,
                   .unit = text(Unit),
                   .base = text(Base),
                   .cap = cap_of(row.text(Cap)),
                   .cap_text = text(Cap),
                   .rounding = text(Rounding),
                   .valid_from = date_bound(row, ValidFrom),
                   .valid_to = date_bound(row, ValidTo),
                   .status = text(Status),
                   .note = text(Note),
                   .source = text(Source),
                   .line = row.line()};
  if (!row.text(RateText).empty()) {
    const auto rate = parse_rate(row.text(RateText));
    if (!rate || rate->is_negative())
      row.refuse(RateText, "a rate not below 0, at most 12 decimals");
    charge.rate = *rate;
  }
  if (row.text(Cap).starts_with("cap Rs") && !charge.cap) row.refuse(Cap, "cap Rs and an amount");
  if (charge.valid_from.from() > charge.valid_to.to()) {
    row.refuse(ValidTo, "a date not before valid_from");
  }
  return charge;
}

bool matches(const ChargeRow& row, const ChargeQuery& query) {
  return row.charge == query.charge && (query.party.empty() || lists(row.party, query.party)) &&
         (lists(row.exchange, query.exchange) || lists(row.exchange, "ALL")) &&
         lists_segment(row.segment, query.segment) &&
         (query.product.empty() || row.product == query.product || row.product == "all") &&
         (row.side == query.side || row.side == "both") && row.valid_from.from() <= query.date &&
         query.date <= row.valid_to.to();
}

// Whether `row` holds rather than `other`, both of which cover the date.
bool is_later(const ChargeRow& row, const ChargeRow& other) {
  const bool ends_unknown = row.valid_to.kind == DateBound::Unknown;
  const bool other_ends_unknown = other.valid_to.kind == DateBound::Unknown;
  if (ends_unknown != other_ends_unknown) return other_ends_unknown;
  return row.valid_from.from() > other.valid_from.from();
}

}  // namespace

ChargesTable::ChargesTable(const std::filesystem::path& reference) {
  const CsvTable table{table_text("charges", reference), columns};
  rows_.reserve(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) rows_.push_back(read_row(table.row(i)));
}

const ChargeRow* ChargesTable::find(const ChargeQuery& query) const {
  const ChargeRow* found = nullptr;
  for (const ChargeRow& row : rows_) {
    if (matches(row, query) && (found == nullptr || is_later(row, *found))) found = &row;
  }
  return found;
}

}  // namespace muhurat::market
