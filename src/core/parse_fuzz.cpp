// Any bytes: a text is either refused or means a value whose own text means the same value again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/check.hpp"
#include "core/parse.hpp"
#include "core/text.hpp"

namespace {

template <class Parse>
void survives(Parse parse, std::string_view text) {
  const auto first = parse(text);
  if (!first) {
    CHECK(!first.error().expected.empty() && !first.error().found.empty());
    return;
  }
  const auto again = parse(muhurat::to_text(*first));
  CHECK(again && *again == *first);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  survives(muhurat::parse_price, text);
  survives(muhurat::parse_quantity, text);
  survives(muhurat::parse_rate, text);
  survives(muhurat::parse_money, text);
  survives(muhurat::parse_date, text);
  return 0;
}
