// The instruments that a data folder knows: DATA/reference/instruments.csv, one row for each period
// of an instrument's terms. It is read whole and rewritten whole or not at all; rows of other
// instruments stay as they were.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/parse.hpp"
#include "core/result.hpp"
#include "market/instrument.hpp"
#include "market/segment_table.hpp"

namespace muhurat::market {

struct InstrumentKey {
  std::string exchange, symbol;
};
// EXCHANGE:SYMBOL. Letters, digits and - & . _ space; the symbol may not begin with a point.
Result<InstrumentKey, ParseError> parse_instrument_key(std::string_view text);

class InstrumentFile {
 public:
  // An absent file is an empty one. Throws ProblemError naming file, line and field.
  InstrumentFile(std::filesystem::path path, const SegmentTable& segments);

  const Instrument* find(std::string_view key) const;  // NSE:INFY; null: not known
  std::vector<std::string> keys() const;               // in order
  // Adds the instrument or replaces the one of its key. Its terms are not empty.
  void put(const Instrument& instrument);
  // Replaces the file; throws ProblemError where the disk will not take it, and then it is as
  // before.
  void write() const;
  // The same, into a new file beside it, which its caller renames.
  void write_to(const std::filesystem::path& path) const;

 private:
  struct Entry {
    Instrument instrument;
    std::string rows;  // as they stand, or will stand, in the file
  };
  void read(std::string text, const SegmentTable& segments);

  std::filesystem::path path_;
  std::map<std::string, Entry, std::less<>> entries_;
};

// What a person may say about an instrument that is imported for the first time.
struct InstrumentWishes {
  std::optional<std::string> segment, currency;
  std::optional<Price> tick;
  std::optional<Quantity> lot;
};

// A new instrument: of NSE and BSE an equity in INR with the ticks of the segment table, of MCX a
// commodity in INR; of an exchange that the tables do not know (it trades 24x7) tick 0.01, lot 1,
// and the currency must be given. Fails with what is missing or wrong. `closes` is not empty.
Result<Instrument, Problem> new_instrument(const InstrumentKey& key, const InstrumentWishes& wishes,
                                           std::span<const MonthClose> closes,
                                           const SegmentTable& segments);

// The dated terms of an instrument by its prices and the wishes.
std::vector<InstrumentTerms> terms_by_prices(const Instrument& instrument,
                                             const InstrumentWishes& wishes,
                                             std::span<const MonthClose> closes,
                                             const SegmentTable& segments);
// What is wished for holds on every date.
void apply_wishes(std::vector<InstrumentTerms>& terms, const InstrumentWishes& wishes);

}  // namespace muhurat::market
