// The stations of an explain chain that hold times, money and quantities, in words: as a file has
// them (UTC, plain decimals) or as people read them on a screen (the exchange's zone, grouped).
#pragma once

#include <string>

#include "core/format.hpp"
#include "research/run_record.hpp"

namespace muhurat::research {

class ExplainWords {
 public:
  enum class Form { File, Screen };

  ExplainWords(const RunRecord& record, Form form);

  // "decided on bar …, close 197.75; filled in bar …"; a bar is named by its close.
  std::string market(const OrderLine& line) const;
  // "forecast +0.50; fast 105.2, slow 98".
  std::string signal(const OrderLine& line) const;
  // "target 100, gap 40"; of a free-form order its quantity as written.
  std::string sizing(const OrderLine& line) const;
  // The order that was written: "buy 1264 market, DAY, MIS".
  std::string execution(const OrderLine& line) const;
  // The next three are empty if nothing was filled.
  std::string fill(const OrderLine& line) const;
  std::string charges(const OrderLine& line) const;
  // "position 0 to 1264, cash 500000 to 249938.39".
  std::string portfolio(const OrderLine& line) const;

 private:
  std::string time(Timestamp value) const;
  std::string money(Money value) const;
  std::string quantity(Quantity value) const;
  std::string reason(const trading::Reason& reason) const;
  std::string number(const trading::NamedValue& named) const;
  std::string price(Price value, InstrumentId instrument) const;

  const RunRecord& record_;
  Form form_;
  Formatter formatter_;
};

}  // namespace muhurat::research
