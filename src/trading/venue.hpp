// Where orders go: the simulated exchange, and later a broker. A venue is pulled: after on_record,
// next() is asked until it is empty, and after each piece of evidence the desk may cancel or resize
// another order before the next piece is asked for. So one bar never fills both children of an
// entry.
#pragma once

#include "core/ids.hpp"
#include "core/timestamp.hpp"
#include "market/record.hpp"
#include "trading/approved_order.hpp"
#include "trading/evidence.hpp"

namespace muhurat::trading {

class Venue {
 public:
  virtual ~Venue() = default;
  virtual void submit(ApprovedOrder&& order) = 0;
  virtual void change(ApprovedChange&& change) = 0;
  virtual void cancel(OrderId order, Timestamp now) = 0;
  // The market moved. Only records of matching series come here.
  virtual void on_record(const market::Record& record) = 0;
  // The next thing that happened; null: nothing. It lies with the venue until it is called again:
  // evidence on its way to the desk is not copied, for that was a tenth of what an order costs.
  const Evidence* next() { return may_say_more_ ? say_next() : nullptr; }
  // False while no record can matter to it, so that it need not be shown any: no order rests there
  // and nothing of a record would be remembered.
  bool wants_records() const { return wants_records_; }

 protected:
  void set_wants_records(bool wants) { wants_records_ = wants; }
  // False only where say_next would say nothing, so that it need not be asked.
  void set_may_say_more(bool may) { may_say_more_ = may; }
  virtual const Evidence* say_next() = 0;  // what next() gives

 private:
  bool wants_records_ = true;
  bool may_say_more_ = true;
};

}  // namespace muhurat::trading
