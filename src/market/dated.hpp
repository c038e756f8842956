// A date from which or until which a row of a reference table holds.
#pragma once

#include "core/date.hpp"

namespace muhurat::market {

struct DateBound {
  enum Kind { Dated, Open, Unknown };  // Open: an empty cell; Unknown: [?]
  Kind kind = Open;
  Date date;  // where Dated

  // An open or unknown start reaches back, an open or unknown end reaches on.
  constexpr Date from() const { return kind == Dated ? date : Date::min(); }
  constexpr Date to() const { return kind == Dated ? date : Date::max(); }
};

}  // namespace muhurat::market
