// What the sections of the report's document share: the run, its printers, the texts that repeat,
// and which trades and orders are listed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/format.hpp"
#include "core/json.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

// Texts that many rows repeat, written once and named by index.
class Texts {
 public:
  // The index of the text; −1 for an empty one.
  int index_of(const std::string& text);
  void write(JsonWriter& json) const;

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, int> index_;
};

// Indexes into record.trades and record.orders, in the order in which they are listed.
struct Listing {
  static constexpr std::size_t trades_all_up_to = 2'000;  // beyond it the largest are listed
  static constexpr std::size_t trades_largest = 1'000;
  static constexpr std::size_t orders_most = 2'400;

  std::vector<std::size_t> trades;
  std::vector<std::size_t> orders;
  std::unordered_map<std::uint64_t, std::size_t> place_of_order;  // by id, into `orders`
};
Listing listing_of(const RunRecord& record);

struct Scope {
  Scope(const RunRecord& record, const Evaluation& evaluation);

  const RunRecord& record;
  const Evaluation& evaluation;
  const Formatter format;
  const int decimals;  // of the currency
  const Listing listing;
  Texts texts;

  // Decimals of the instrument's price, by the tick in force at the end.
  int decimals_of(InstrumentId id) const;
  std::int64_t offset_seconds(Timestamp time) const;
  Date date_of(Timestamp time) const;

  std::int64_t minor_units(Money amount) const;  // paise, rounded half away from zero
  std::int64_t minor_units(double amount) const;
};

// As the screen says it: Denied, Working, Filled.
std::string state_text(trading::OrderState state);
std::int64_t seconds_of(Timestamp time);
double six_digits(double ratio);
std::optional<double> six_digits(std::optional<double> ratio);
// An assumption as the report says it; the path through a bar is spelled out.
std::string assumption_text(const Assumption& assumption);
// Text made for the terminal as the screen shows it: a true minus, and × after a number.
std::string screen_text(const std::string& text);
// Text and attribute values in HTML: & < > " ' escaped, control characters replaced.
std::string html_text(std::string_view text);

}  // namespace muhurat::research
