// Any bytes as a CSV file: they are refused with a message, or read; and every row of the file then
// is either a bar whose prices agree or a quarantined row with a reason. The first byte chooses the
// options.
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "core/check.hpp"
#include "core/error.hpp"
#include "store/import/bar_times.hpp"
#include "store/import/quarantine.hpp"

namespace {

using namespace muhurat;

const market::CalendarBook& calendars() {
  static const market::CalendarBook book;
  return book;
}

store::CsvRequest request_of(std::uint8_t options) {
  store::CsvRequest request{
      .file = "fuzz.csv",
      .instrument = {"NSE", "FUZZ"},
      .interval = (options & 1) != 0 ? market::Interval::days(1) : market::Interval::minutes(5),
      .zone = {},
      .columns = {},
      .date = {},
      .scale = {},
      .wishes = {},
      .now = {}};
  if ((options & 2) != 0) {
    request.has_header = false;
    request.columns = "date,time,open,high,low,close,volume";
  }
  if ((options & 4) != 0) request.date = Date::from_civil(2024, 3, 1);
  if ((options & 8) != 0) request.stamp = store::Stamp::Close;
  if ((options & 16) != 0) request.is_strict_calendar = true;
  if ((options & 32) != 0) request.scale = Rate::from_raw(Rate::one / 10'000);
  if ((options & 64) != 0) request.instrument.exchange = "XETRA";
  return request;
}

void check(const store::CsvText& text, const store::CsvRows& rows) {
  CHECK(rows.rows_read == rows.bars.size() + rows.quarantined.size());
  for (std::size_t i = 0; i < rows.bars.size(); ++i) {
    const market::Bar& bar = rows.bars[i];
    CHECK(bar.low.is_positive() && bar.low <= bar.open && bar.open <= bar.high);
    CHECK(bar.low <= bar.close && bar.close <= bar.high);
    CHECK(bar.volume >= 0 && bar.open_interest >= 0);
    CHECK(i == 0 || rows.bars[i - 1].available_time <= bar.start());
  }
  for (const store::QuarantinedRow& row : rows.quarantined) CHECK(!reason_of(row).empty());
  CHECK(!store::quarantine_text(text, rows.quarantined).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  static const market::Zone utc{"UTC"};
  const store::CsvRequest request = request_of(bytes[0]);
  const std::string_view content{reinterpret_cast<const char*>(bytes) + 1, size - 1};
  try {
    const market::Calendar& calendar = calendars().calendar(
        {.exchange = request.instrument.exchange, .segment = "", .has_derivatives = false}, utc);
    store::CsvText text{content, "fuzz.csv"};
    store::CsvRows rows = read_rows(text, request, calendar.zone(), calendar.zone());
    (void)set_bar_times(rows, request, "fuzz.csv", calendar);
    check(text, rows);
  } catch (const ProblemError& error) {
    CHECK(!error.problem().headline.empty());
  }
  return 0;
}
