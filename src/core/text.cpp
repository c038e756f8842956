#include "core/text.hpp"

#include <string_view>

#include "core/decimal.hpp"

namespace muhurat {
inline namespace core {
namespace {

constexpr std::int64_t ns_per_second = 1'000'000'000;
constexpr std::int64_t ns_per_day = 86'400 * ns_per_second;

// At least `width` digits, with leading zeros.
void append_padded(std::string& text, std::int64_t value, std::size_t width) {
  if (value < 0) {
    text += '-';
    value = -value;
  }
  char buffer[20];
  char* const end = buffer + sizeof buffer;
  char* at = end;
  for (; value != 0 || static_cast<std::size_t>(end - at) < width; value /= 10) {
    *--at = static_cast<char>('0' + value % 10);
  }
  text.append(at, static_cast<std::size_t>(end - at));
}

void append_date(std::string& text, Date value) {
  const auto [year, month, day] = value.civil();
  append_padded(text, year, 4);
  text += '-';
  append_padded(text, month, 2);
  text += '-';
  append_padded(text, day, 2);
}

void append_time_of_day(std::string& text, std::int64_t ns) {
  const std::int64_t second = ns / ns_per_second;
  append_padded(text, second / 3600, 2);
  text += ':';
  append_padded(text, second / 60 % 60, 2);
  text += ':';
  append_padded(text, second % 60, 2);
  if (const std::int64_t fraction = ns % ns_per_second; fraction != 0) {
    text += '.';
    append_padded(text, fraction, 9);
    text.erase(text.find_last_not_of('0') + 1);
  }
}

template <class Number>
std::string decimal_text(Number value) {
  std::string text;
  append_decimal(text, value.raw(), Number::decimals);
  return text;
}

}  // namespace

std::string to_text(Price value) {
  return decimal_text(value);
}
std::string to_text(Quantity value) {
  return decimal_text(value);
}
std::string to_text(Rate value) {
  return decimal_text(value);
}
std::string to_text(Money value) {
  return decimal_text(value);
}

std::string to_text(Date value) {
  std::string text;
  append_date(text, value);
  return text;
}

std::string to_text(IsoWeek value) {
  std::string text;
  append_padded(text, value.year, 4);
  text += "-W";
  append_padded(text, value.week, 2);
  return text;
}

std::string to_text(Timestamp value) {
  std::int64_t day = value.ns() / ns_per_day;
  std::int64_t ns = value.ns() % ns_per_day;
  if (ns < 0) {
    ns += ns_per_day;
    --day;
  }
  std::string text;
  append_date(text, Date::from_days(static_cast<std::int32_t>(day)));
  text += 'T';
  append_time_of_day(text, ns);
  text += 'Z';
  return text;
}

std::string to_text(OrderId value) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's
  std::string text(13, '0');
  std::uint64_t rest = value.value();
  for (std::size_t i = text.size(); i-- > 0; rest >>= 5) text[i] = alphabet[rest & 31];
  return text;
}

}  // namespace core
}  // namespace muhurat
