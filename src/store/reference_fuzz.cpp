// Any bytes as a table of DATA/reference/: it is refused with a message that names the file, or
// read, and then answers. The first byte chooses the table.
#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

#include "core/check.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "market/calendar.hpp"
#include "market/charges_table.hpp"
#include "market/reference.hpp"
#include "market/segment_table.hpp"
#include "store/temporary_folder.hpp"

namespace {

using namespace muhurat;
namespace fs = std::filesystem;

constexpr std::array tables = {"holidays", "sessions", "hours",
                               "segments", "charges",  "instruments"};
constexpr Date day = Date::from_civil(2024, 3, 1);

void use_calendar(const fs::path& folder) {
  static const market::Zone utc{"UTC"};
  const market::CalendarBook book{folder};
  for (const std::string_view segment : {"EQ", "CD", "COM"}) {
    const market::Calendar& calendar =
        book.calendar({.exchange = "NSE", .segment = segment, .has_derivatives = false}, utc);
    for (const market::Session& session : calendar.sessions(day, day + 40)) {
      CHECK(session.date >= day && session.date <= day + 40);
    }
  }
}

void use_segments(const fs::path& folder) {
  const market::SegmentTable table{folder};
  market::Instrument instrument;
  instrument.exchange = "NSE";
  instrument.segment = "EQ";
  const std::array closes = {market::MonthClose{day, Price{100}},
                             market::MonthClose{day + 31, Price{1'500}}};
  for (const market::InstrumentTerms& terms : table.terms(instrument, closes)) {
    CHECK(terms.tick.is_positive() && terms.lot.is_positive());
  }
}

void use_charges(const fs::path& folder) {
  const market::ChargesTable table{folder};
  for (const market::ChargeRow& row : table.rows()) {
    CHECK(!row.rate || !row.rate->is_negative());
    CHECK(row.valid_from.from() <= row.valid_to.to());
    (void)table.find({.party = {},
                      .charge = row.charge,
                      .exchange = "NSE",
                      .segment = "EQ",
                      .product = {},
                      .side = "buy",
                      .date = day});
  }
}

// What was read is written as a file that says the same.
void use_instruments(const fs::path& file) {
  static const market::SegmentTable segments;
  const market::InstrumentFile read{file, segments};
  read.write();
  const market::InstrumentFile again{file, segments};
  CHECK(again.keys() == read.keys());
  for (const std::string& key : read.keys()) {
    CHECK(market::parse_instrument_key(key).has_value());
    const market::Instrument& one = *read.find(key);
    const market::Instrument& other = *again.find(key);
    CHECK(one.name == other.name && one.currency == other.currency);
    CHECK(one.terms.size() == other.terms.size() && !one.terms.empty());
    for (std::size_t i = 0; i < one.terms.size(); ++i) {
      CHECK(one.terms[i].valid_from == other.terms[i].valid_from);
      CHECK(one.terms[i].tick == other.terms[i].tick && one.terms[i].tick.is_positive());
    }
  }
}

void use(std::size_t table, const fs::path& folder, const fs::path& file) {
  switch (table) {
    case 3: return use_segments(folder);
    case 4: return use_charges(folder);
    case 5: return use_instruments(file);
    default: return use_calendar(folder);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  static const store::TemporaryFolder folder{"reference_fuzz"};
  const std::size_t table = bytes[0] % tables.size();  // '0' is the first
  const fs::path file = folder.path() / (std::string{tables[table]} + ".csv");
  std::ofstream{file, std::ios::binary}.write(reinterpret_cast<const char*>(bytes) + 1,
                                              static_cast<std::streamsize>(size - 1));
  try {
    use(table, folder.path(), file);
  } catch (const ProblemError& error) {
    CHECK(!error.problem().headline.empty());
  }
  fs::remove(file);
  return 0;
}
