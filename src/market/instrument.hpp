// What can be traded: its names, its currency, and the terms (tick, lot, freeze) that the exchange
// changes from time to time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/numbers.hpp"

namespace muhurat::market {

// The terms in force from a date until the next entry.
struct InstrumentTerms {
  Date valid_from = Date::min();
  Price tick;       // smallest price step, > 0
  Quantity lot;     // quantities are multiples of it, > 0
  Quantity freeze;  // largest quantity of one order; 0: not known
  bool has_derivatives = false;
};

struct Instrument {
  InstrumentId id;                     // within a run: by the byte order of key()
  std::string exchange;                // NSE, BSE, MCX; any other name trades 24x7
  std::string segment;                 // EQ, FO, CD, COM; empty off the Indian exchanges
  std::string symbol;                  // INFY
  std::string isin;                    // may be empty
  std::string name;                    // may be empty
  std::string currency;                // ISO 4217: INR
  std::int64_t multiplier = 1;         // units of money per price point and quantity
  std::vector<InstrumentTerms> terms;  // by valid_from, never empty

  std::string key() const { return exchange + ":" + symbol; }  // NSE:INFY
  const InstrumentTerms& terms_on(Date date) const {
    const InstrumentTerms* found = &terms.front();
    for (const InstrumentTerms& candidate : terms) {
      if (candidate.valid_from <= date) found = &candidate;
    }
    return *found;
  }
};

}  // namespace muhurat::market
