// What is levied on trades, dated: the rows of charges.csv in types. A FeeModel looks its lines up
// here once, when a run begins.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/numbers.hpp"
#include "market/dated.hpp"

namespace muhurat::market {

struct ChargeRow {
  std::string party;     // law, exchange, regulator, or the broker's name
  std::string exchange;  // NSE|BSE, or ALL
  std::string segment;   // EQ|FO, or ALL
  std::string product;   // delivery, intraday, futures, …
  std::string charge;    // STT, exchange transaction charge, IPFT, stamp duty, GST, brokerage, …
  std::string side;      // buy, sell, both
  std::optional<Rate> rate;  // absent where it is not known; rupees where the unit says so
  std::string unit;          // fraction, inr_per_order, inr_per_scrip_day
  std::string base;          // what a fraction is taken of
  std::optional<Money> cap;  // "cap Rs 20"
  std::string cap_text;      // the cell as it stands
  std::string rounding;
  DateBound valid_from, valid_to;
  std::string status, note, source;
  int line = 0;
};

struct ChargeQuery {
  std::string_view party;   // empty: any
  std::string_view charge;  // as in the row
  std::string_view exchange, segment;
  std::string_view product;  // empty: any; rows of the product "all" match every one
  std::string_view side;     // buy or sell
  Date date;
};

class ChargesTable {
 public:
  // The compiled-in table, or REFERENCE/charges.csv. Throws ProblemError naming file, line, column.
  explicit ChargesTable(const std::filesystem::path& reference = {});

  const std::vector<ChargeRow>& rows() const { return rows_; }
  // The row in force. An open or unknown start reaches back; where a change's date is unknown the
  // later row holds, so a row with an unknown end gives way to any other. Null: no such row.
  const ChargeRow* find(const ChargeQuery& query) const;

 private:
  std::vector<ChargeRow> rows_;
};

}  // namespace muhurat::market
