#include "store/import/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "store/import/csv_cells.hpp"

namespace muhurat::store {
namespace {

// A row of one more, empty cell ends with a delimiter, as the files of some exchanges do.
bool has_right_count(const std::vector<std::string_view>& cells, std::size_t count) {
  return cells.size() == count || (cells.size() == count + 1 && cells.back().empty());
}

[[noreturn]] void refuse_two_formats(const CsvText& text, const CsvLine& line,
                                     std::string_view cell, const StampFormat& format,
                                     std::uint64_t format_line) {
  throw ProblemError{{.headline = fmt::format("{}, line {}: two date formats in one file",
                                              text.file(), line.number),
                      .expected = fmt::format("{} as in line {}", to_text(format), format_line),
                      .found = std::string{cell},
                      .kept = "nothing was imported",
                      .what_to_do = "bring all dates into one format, best yyyy-mm-dd"}};
}

class RowReader {
 public:
  RowReader(CsvText& text, const CsvRequest& request, const market::Zone& zone,
            const market::Zone& exchange_zone)
      : text_{text}, request_{request}, clock_{zone}, exchange_zone_{exchange_zone} {
    scale_.factor = request.scale;
  }

  CsvRows read() {
    read_columns();
    find_format();
    text_.rewind();
    CsvLine line;
    if (request_.has_header) (void)text_.next(line);
    while (text_.next(line)) {
      if (rows_.rows_read == 0) reserve(line);
      read_row(line);
    }
    return std::move(rows_);
  }

 private:
  // Room for as many rows as there would be if all were as long as the first.
  void reserve(const CsvLine& first) {
    constexpr std::size_t row_bytes_min = 20;  // a date and four prices
    const std::size_t row_bytes = std::max(first.text.size() + 1, row_bytes_min);
    const std::size_t rows = text_.bytes_left() / row_bytes + 1;
    rows_.bars.reserve(std::min(rows, rows_max));
    rows_.places.reserve(std::min(rows, rows_max));
  }

  void read_columns() {
    CsvLine line;
    if (!text_.next(line)) refuse("has no rows", "empty lines");
    if (line.text.size() > line_bytes_max) {
      refuse("line 1 is too long", fmt::format("{} bytes", line.text.size()));
    }
    rows_.delimiter = find_delimiter(line.text);
    if (rows_.delimiter == '\0') {
      refuse("line 1 has one column only", std::string{line.text.substr(0, 80)});
    }
    if (!split(line.text, rows_.delimiter, cells_)) {
      refuse("line 1 has a quote that is not closed", std::string{line.text.substr(0, 80)});
    }
    rows_.columns = find_columns(request_, text_.file(), cells_);
    if (!request_.has_header) text_.rewind();
  }

  // From the first row that has a date; a file of days and months in numerals is read until one
  // tells.
  void find_format() {
    CsvLine line;
    std::optional<QuarantinedRow> wrong;  // the first row that tells no format
    std::string found;                    // its cell
    while (text_.next(line)) {
      if (cut(line) && find_date_format() && find_time_format()) {
        format_line_ = line.number;
        if (rows_.format.date == DateFormat::DayOrMonth) tell_days_from_months();
        return check_has_times();
      }
      if (wrong) continue;
      wrong = {{0, 0, static_cast<std::uint32_t>(line.number)}, fault_, role_, 0};
      if (fault_ == Fault::NotADate || fault_ == Fault::NotATime) found = cell(role_);
    }
    if (!wrong) refuse("has no rows", "a header and nothing below");
    refuse_rows(*wrong, found);
  }

  bool find_date_format() {
    if (!rows_.columns.has(Role::Date)) return true;
    const auto format = detect_date(cell(Role::Date));
    if (!format) return fail(Fault::NotADate, Role::Date);
    rows_.format = *format;
    return true;
  }

  bool find_time_format() {
    if (!rows_.columns.has(Role::Time)) return true;
    const auto format = detect_time(cell(Role::Time));
    if (!format) return fail(Fault::NotATime, Role::Time);
    rows_.format.time = *format;
    rows_.format.is_time_apart = true;
    rows_.format.has_seconds = std::ranges::count(cell(Role::Time), ':') == 2;
    return true;
  }

  void tell_days_from_months() {
    DateFormat told = request_.day_order == DayOrder::DayFirst     ? DateFormat::DayFirst
                      : request_.day_order == DayOrder::MonthFirst ? DateFormat::MonthFirst
                                                                   : DateFormat::DayOrMonth;
    CsvLine line;
    while (told == DateFormat::DayOrMonth && text_.next(line)) {
      if (cut(line)) told = tell_day_from_month(cell(Role::Date));
      format_line_ = line.number;
    }
    if (told == DateFormat::DayOrMonth) {
      throw ProblemError{
          {.headline = fmt::format("{}: days and months cannot be told apart", text_.file()),
           .expected = "--day-order day or month, or one date with a day above 12",
           .found = fmt::format("{} in every row", to_text(rows_.format)),
           .kept = "nothing was imported",
           .what_to_do = "add --day-order day (03/04 is 3 April) or --day-order month"}};
    }
    rows_.format.date = told;
  }

  void check_has_times() const {
    const StampFormat& format = rows_.format;
    const bool has_time = format.time != TimeFormat::None || counts_from_1970(format.date);
    if (has_time || request_.interval.is_daily()) return;
    throw ProblemError{{.headline = fmt::format("{}: the rows have no time of day", text_.file()),
                        .expected = fmt::format("a time in each row, for bars of {}",
                                                market::to_text(request_.interval)),
                        .found = to_text(format),
                        .kept = "nothing was imported",
                        .what_to_do = "import daily rows with --interval 1d"}};
  }

  // Cuts a line into cells_; false where it cannot be, and then fault_ says why.
  bool cut(const CsvLine& line) {
    if (line.text.size() > line_bytes_max) {
      fault_ = Fault::TooLong;
      return false;
    }
    if (text_.has_nul_bytes() && line.text.find('\0') != std::string_view::npos) {
      fault_ = Fault::NulByte;
      return false;
    }
    if (!split(line.text, rows_.delimiter, cells_)) {
      fault_ = line.is_ended ? Fault::OpenQuote : Fault::CutOff;
      return false;
    }
    const std::size_t count = rows_.columns.count;
    if (has_right_count(cells_, count)) return true;
    fault_ = !line.is_ended && cells_.size() < count ? Fault::CutOff : Fault::WrongCellCount;
    return false;
  }

  std::string_view cell(Role role) const { return cells_[rows_.columns.of(role)]; }

  void read_row(const CsvLine& line) {
    if (++rows_.rows_read > rows_max) refuse("is too large", fmt::format("over {} rows", rows_max));
    const RowPlace place{text_.offset_of(line.text), static_cast<std::uint32_t>(line.text.size()),
                         static_cast<std::uint32_t>(line.number)};
    market::Bar bar;
    if (cut(line) && read_stamp(line, bar) && read_prices(bar) && read_amounts(bar)) {
      rows_.bars.push_back(bar);
      rows_.places.push_back(place);
    } else {
      rows_.quarantined.push_back({place, fault_, role_, 0});
    }
  }

  bool fail(Fault fault, Role role) {
    fault_ = fault;
    role_ = role;
    return false;
  }

  bool read_stamp(const CsvLine& line, market::Bar& bar) {
    LocalStamp stamp;
    if (rows_.columns.has(Role::Date)) {
      const std::string_view date = cell(Role::Date);
      if (date != last_date_cell_) {
        const auto parsed = parse_date_cell(date, rows_.format);
        if (!parsed) return refuse_date(line, date);
        last_stamp_ = *parsed;
        last_date_cell_ = date;
      }
      stamp = last_stamp_;
    } else {
      stamp.date = *request_.date;
    }
    if (rows_.format.is_time_apart) {
      const auto time = parse_time_cell(cell(Role::Time), rows_.format.time);
      if (!time) return fail(Fault::NotATime, Role::Time);
      stamp.time_of_day = *time;
    }
    if (request_.interval.is_daily()) {
      const Date date = stamp.moment ? exchange_zone_.date_of(*stamp.moment) : stamp.date;
      bar.available_time = Timestamp::from_seconds(std::int64_t{date.days()} * 86'400);
    } else {
      bar.available_time =
          stamp.moment ? *stamp.moment : clock_.to_utc(stamp.date, stamp.time_of_day);
    }
    return true;
  }

  bool refuse_date(const CsvLine& line, std::string_view date) {
    const auto other = detect_date(date);
    const StampFormat& format = rows_.format;
    if (other && (other->date != format.date || other->separator != format.separator ||
                  other->has_offset != format.has_offset ||
                  (other->time != format.time && !format.is_time_apart))) {
      refuse_two_formats(text_, line, date, format, format_line_);
    }
    return fail(date.empty() ? Fault::Empty : Fault::NotADate, Role::Date);
  }

  bool read_price(Role role, Price& price) {
    const std::string_view text = cell(role);
    if (rows_.delimiter != ',' && has_lone_comma(text)) return fail(Fault::LoneComma, role);
    const auto parsed = parse_price_cell(text, scale_);
    if (!parsed) return fail(text.empty() ? Fault::Empty : Fault::NotAPrice, role);
    if (parsed->raw <= 0) {
      return fail(parsed->raw == 0 ? Fault::ZeroPrice : Fault::NegativePrice, role);
    }
    rows_.prices_rounded += parsed->is_rounded ? 1 : 0;
    price = Price::from_raw(parsed->raw);
    return true;
  }

  bool read_prices(market::Bar& bar) {
    if (!read_price(Role::Open, bar.open) || !read_price(Role::High, bar.high) ||
        !read_price(Role::Low, bar.low) || !read_price(Role::Close, bar.close)) {
      return false;
    }
    if (bar.high < bar.low) return fail(Fault::HighBelowLow, Role::High);
    if (bar.open < bar.low || bar.open > bar.high) return fail(Fault::OutsideRange, Role::Open);
    if (bar.close < bar.low || bar.close > bar.high) return fail(Fault::OutsideRange, Role::Close);
    return true;
  }

  bool read_amount(Role role, double& amount) {
    if (!rows_.columns.has(role)) return true;
    const auto parsed = parse_amount_cell(cell(role));
    if (!parsed) return fail(Fault::NotAnAmount, role);
    if (*parsed < 0) return fail(Fault::NegativeAmount, role);
    amount = *parsed;
    return true;
  }

  bool read_amounts(market::Bar& bar) {
    return read_amount(Role::Volume, bar.volume) &&
           read_amount(Role::OpenInterest, bar.open_interest);
  }

  [[noreturn]] void refuse_rows(const QuarantinedRow& first, const std::string& cell) const {
    const bool is_time = first.fault == Fault::NotATime;
    const bool is_date = first.fault == Fault::NotADate;
    Problem problem{.headline = fmt::format("{}: no row has a {} that can be read", text_.file(),
                                            is_time ? "time" : "date"),
                    .expected = "a header and a row for each bar",
                    .found = fmt::format("line {}: {}", first.place.line, reason_of(first)),
                    .kept = "nothing was imported"};
    if (is_date || is_time) {
      problem.found = fmt::format("line {}: \"{}\"", first.place.line, cell.substr(0, 60));
    }
    if (is_date) {
      problem.expected =
          "yyyy-mm-dd, dd-mm-yyyy, yyyymmdd, 20-Mar-2026, or seconds, milliseconds, microseconds "
          "or nanoseconds since 1970";
      problem.what_to_do = "write the dates as yyyy-mm-dd, or name the column: --columns date=NAME";
    } else if (is_time) {
      problem.expected = "hh:mm, hh:mm:ss, 9:15 am, hhmm, hhmmss, or milliseconds since midnight";
      problem.what_to_do = "write the times as hh:mm, or name the column: --columns time=NAME";
    }
    throw ProblemError{std::move(problem)};
  }

  [[noreturn]] void refuse(std::string_view what, std::string found) const {
    throw ProblemError{{.headline = fmt::format("{}: {}", text_.file(), what),
                        .expected = "a header and a row for each bar",
                        .found = std::move(found),
                        .kept = "nothing was imported"}};
  }

  CsvText& text_;
  const CsvRequest& request_;
  LocalClock clock_;
  const market::Zone& exchange_zone_;
  PriceScale scale_;
  CsvRows rows_;
  std::vector<std::string_view> cells_;
  std::uint64_t format_line_ = 0;
  std::string_view last_date_cell_ = {};
  LocalStamp last_stamp_;
  Fault fault_ = Fault::WrongCellCount;
  Role role_ = Role::Date;
};

}  // namespace

std::string reason_of(const QuarantinedRow& row) {
  const std::string_view role = name_of(row.role);
  switch (row.fault) {
    case Fault::WrongCellCount: return "another number of cells than the header";
    case Fault::CutOff: return "the file ends in the middle of the row";
    case Fault::TooLong: return fmt::format("the line is longer than {} bytes", line_bytes_max);
    case Fault::NulByte: return "a NUL byte";
    case Fault::OpenQuote: return "a quote is not closed";
    case Fault::NotADate: return "date is not a date";
    case Fault::NotATime: return "time is not a time";
    case Fault::Empty: return fmt::format("{} is empty", role);
    case Fault::NotAPrice: return fmt::format("{} is not a price", role);
    case Fault::LoneComma:
      return fmt::format(
          "{} has a lone comma, for thousands or for decimals: write 12345 or 12.345", role);
    case Fault::NotAnAmount: return fmt::format("{} is not a number", role);
    case Fault::ZeroPrice: return fmt::format("{} is zero", role);
    case Fault::NegativePrice:
    case Fault::NegativeAmount: return fmt::format("{} is negative", role);
    case Fault::HighBelowLow: return "high is below low";
    case Fault::OutsideRange: return fmt::format("{} is outside low to high", role);
    case Fault::Duplicate: return fmt::format("duplicate of line {}", row.other_line);
    case Fault::ConflictInFile:
      return fmt::format("other values than line {} at its time", row.other_line);
    case Fault::Conflict: return "conflict: other values are stored at its time";
    case Fault::StoredOverlap: return "conflict: overlaps a stored bar of another start and end";
    case Fault::Overlap:
      return fmt::format("begins before the bar of line {} ends", row.other_line);
    case Fault::OffCalendar: return "not a trading day by the calendar";
    case Fault::OutsideSession: return "outside the session by the calendar";
  }
  return {};
}

CsvRows read_rows(CsvText& text, const CsvRequest& request, const market::Zone& zone,
                  const market::Zone& exchange_zone) {
  return RowReader{text, request, zone, exchange_zone}.read();
}

}  // namespace muhurat::store
