// The explain chains of the report's orders. Most of them say the same in other numbers, so the
// words of each station stand once, as a phrase with holes, and what fills the holes stands in
// columns.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/json.hpp"
#include "research/explain_words.hpp"
#include "research/report/scope.hpp"

namespace muhurat::research {

// What stands in a hole, and thereby how the page writes it.
enum class HoleKind : char {
  Time = 't',      // seconds
  Money = 'm',     // of the currency's last decimal
  Quantity = 'q',  // raw
  Price = 'p',     // raw, of the order's instrument
  Order = 'o',     // the counter of its id
  Forecast = 'f',  // hundredths
  Number = 'n'     // its digits, with decimals of its own
};

struct Hole {
  HoleKind kind;
  std::int64_t value = 0;
  int decimals = 0;  // of a Number
};

// Keeps each value and leaves a mark of two bytes in its place.
class HolePrinter final : public ExplainPrinter {
 public:
  static constexpr char mark = '\x1F';  // followed by 'A' + the index of the hole

  explicit HolePrinter(const Scope& scope) : scope_{scope} {}

  std::string time(Timestamp value) override;
  std::string money(Money value) override;
  std::string quantity(Quantity value) override;
  std::string price(Price value) override;
  std::string order(OrderId value) override;
  std::string forecast(double value) override;
  std::string number(const trading::NamedValue& named) override;
  std::string digits(const std::string& plain) override;

  const std::vector<Hole>& holes() const { return holes_; }
  void clear() { holes_.clear(); }

 private:
  std::string keep(Hole hole);

  const Scope& scope_;
  std::vector<Hole> holes_;
};

class Chains {
 public:
  explicit Chains(const Scope& scope) : scope_{scope} {}

  void add(const OrderLine& line);
  // The members chain, shapes and stations.
  void write(JsonWriter& json) const;

 private:
  static constexpr std::size_t station_count = 9;
  using Shape = std::array<int, station_count>;  // a phrase of each station; −1: none

  struct HoleColumn {
    HoleKind kind;
    std::vector<std::int64_t> values, decimals;
  };
  struct Phrase {
    std::vector<std::string> words;  // around the holes: one more than those
    std::vector<HoleColumn> holes;
  };
  struct Station {
    std::vector<Phrase> phrases;
    std::unordered_map<std::string, int> index;
  };

  int place_in(Station& station, const std::string& text, const std::vector<Hole>& holes);
  static void write_hole(JsonWriter& json, const HoleColumn& hole, int currency_decimals);

  const Scope& scope_;
  std::array<Station, station_count> stations_;
  std::map<Shape, std::int64_t> shapes_;
  std::vector<std::int64_t> chains_;
};

}  // namespace muhurat::research
