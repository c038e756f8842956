// The canonical text of core's values: exact decimals without exponent and without trailing zeros,
// ISO dates, RFC 3339 times in UTC. What is written here is read back by core/parse.hpp.
#pragma once

#include <string>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/numbers.hpp"
#include "core/timestamp.hpp"

namespace muhurat {
inline namespace core {

std::string to_text(Price value);
std::string to_text(Quantity value);
std::string to_text(Rate value);
std::string to_text(Money value);
std::string to_text(Date value);       // 2026-03-20
std::string to_text(IsoWeek value);    // 2026-W12
std::string to_text(Timestamp value);  // 2026-03-20T09:45:00Z, fraction only if not zero
std::string to_text(OrderId value);    // 13 characters of Crockford's base 32

}  // namespace core
}  // namespace muhurat
