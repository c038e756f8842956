// An id of one kind is never taken for one of another, nor for a plain number.
#include "core/ids.hpp"

using namespace muhurat;

void cancel(OrderId);
void show(InstrumentId);

void mixed_ids(OrderId order, InstrumentId instrument, SeriesId series) {
  cancel(order);
  show(instrument);
  cancel(instrument);  // error: convert|no matching function
  show(series);        // error: convert|no matching function
  show(0);             // error: convert|no matching function
  InstrumentId assigned = InstrumentId{series.value()};
  assigned = series;  // error: no match|no viable
  std::uint32_t number = instrument.value();
  number = instrument;  // error: convert|assigning|conver
  (void)(assigned == InstrumentId{number});
  (void)(instrument == series);  // error: no match|invalid operands
  (void)(order < series);        // error: no match|invalid operands
  (void)(order == 7);            // error: no match|invalid operands
  (void)(order + order);         // error: no match|invalid operands
}
