// A moment is not a span, and neither is a bare number of some unit.
#include "core/timestamp.hpp"

using namespace muhurat;

void times(Timestamp now, Duration span) {
  Timestamp later = now + span;
  span = later - now;
  (void)(now + later);    // error: no match|invalid operands
  (void)(span - now);     // error: no match|invalid operands
  (void)(now + 60);       // error: no match|invalid operands
  (void)(now < span);     // error: no match|invalid operands
  Duration seconds = 60;  // error: conver|no viable
  Duration bare{60};      // error: private
  Timestamp zero = 0;     // error: conver|no viable
}
