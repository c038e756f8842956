// Any bytes as the journal of a data folder: they are refused with a message, or read; and what was
// read names files of the folder alone and is written as the same bytes. Few bytes have a checksum
// that fits, so each input is tried as it stands and once more with the checksum it should end in.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/check.hpp"
#include "core/error.hpp"
#include "store/rename_journal.hpp"
#include "store/sealed_fuzz.hpp"

namespace {

using namespace muhurat;

void survives(std::string_view text) {
  const std::filesystem::path folder = "/data";
  try {
    const auto renames = store::parse_rename_journal(text, "journal");
    CHECK(store::to_text(renames) == text);
    for (const store::NotedRename& each : renames) {
      const std::string file = (folder / each.path).lexically_normal().string();
      CHECK(file.starts_with("/data/") && file.size() > 6);
    }
  } catch (const ProblemError& error) {
    CHECK(error.problem().headline == "journal is damaged");
    CHECK(!error.problem().expected.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  return store::explore_sealed(bytes, size, survives);
}
