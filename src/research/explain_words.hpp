// The stations of an order's explain chain in words. How times, money, quantities and numbers are
// written between them is a printer's: plainly for a file (UTC, ungrouped), as values for the
// report's page, which writes them as people read them.
#pragma once

#include <string>

#include "research/run_record.hpp"

namespace muhurat::research {

class ExplainPrinter {
 public:
  virtual ~ExplainPrinter() = default;
  virtual std::string time(Timestamp value) = 0;
  virtual std::string money(Money value) = 0;
  virtual std::string quantity(Quantity value) = 0;
  virtual std::string price(Price value) = 0;
  virtual std::string order(OrderId value) = 0;
  virtual std::string forecast(double value) = 0;                    // +0.50
  virtual std::string number(const trading::NamedValue& named) = 0;  // of a reason
  virtual std::string digits(const std::string& plain) = 0;          // a number in plain digits
};

// As explain.csv has it.
class PlainPrinter final : public ExplainPrinter {
 public:
  std::string time(Timestamp value) override;
  std::string money(Money value) override;
  std::string quantity(Quantity value) override;
  std::string price(Price value) override;
  std::string order(OrderId value) override;
  std::string forecast(double value) override;
  std::string number(const trading::NamedValue& named) override;
  std::string digits(const std::string& plain) override;
};

// Without an exponent, however large: "12345678901".
std::string plain_number(double value);
// "channel breakout; high 105.2, low 98" of a reason; empty if nothing was said.
std::string reason_text(const trading::Reason& reason, ExplainPrinter& printer);
std::string reason_text(const trading::Reason& reason);  // plainly
// Why the gate refused: "C07 TICK_SIZE: value 100.03, limit 0.05, nearest 100 and 100.05".
std::string refusal_text(const trading::RiskRefusal& refusal, ExplainPrinter& printer);
std::string refusal_text(const trading::RiskRefusal& refusal);

// Each station's text; empty if the order did not get that far.
class ExplainWords {
 public:
  explicit ExplainWords(ExplainPrinter& printer) : printer_{printer} {}

  // "decided on bar …, close 197.75; filled in bar …"; a bar is named by its close.
  std::string market(const OrderLine& line) const;
  // "forecast +0.50; fast 105.2, slow 98".
  std::string signal(const OrderLine& line) const;
  // "target 100, gap 40"; of a free-form order its quantity as written.
  std::string sizing(const OrderLine& line) const;
  // The order that was written: "buy 1264 market, DAY, MIS".
  std::string execution(const OrderLine& line) const;
  // "passed", or the check that denied it with its numbers; after "passed" one that refused a
  // change of it.
  std::string risk(const OrderLine& line) const;
  std::string venue(const OrderLine& line) const;
  // The next three are empty if nothing was filled.
  std::string fill(const OrderLine& line) const;
  std::string charges(const OrderLine& line) const;
  // "position 0 to 1264, cash 500000 to 249938.39".
  std::string portfolio(const OrderLine& line) const;

 private:
  ExplainPrinter& printer_;
};

}  // namespace muhurat::research
