// Any bytes as the header of a year: they are refused with a message, or read; and what was read is
// written as a text that means the same. Few bytes have a checksum that fits, so each input is
// tried as it stands and once more with the checksum it should end in.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/check.hpp"
#include "core/error.hpp"
#include "store/sealed_fuzz.hpp"
#include "store/series/partition_header.hpp"

namespace {

using namespace muhurat;

void survives(std::string_view text) {
  try {
    const std::string written = to_text(store::parse_partition_header(text, "header"));
    CHECK(to_text(store::parse_partition_header(written, "header")) == written);
  } catch (const ProblemError& error) {
    CHECK(error.problem().headline.starts_with("header "));
    CHECK(!error.problem().expected.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  return store::explore_sealed(bytes, size, survives);
}
