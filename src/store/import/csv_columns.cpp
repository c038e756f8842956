#include "store/import/csv_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/shell_word.hpp"

namespace muhurat::store {
namespace {

// Names by which a header may call a part, most telling first; compared in lower case without
// spaces, points, dashes and underscores.
struct KnownName {
  std::string_view name;
  Role role;
  int rank;  // where two columns could serve, the lower rank does
};
constexpr KnownName known_names[] = {{"date", Role::Date, 0},
                                     {"datetime", Role::Date, 1},
                                     {"date/time", Role::Date, 1},
                                     {"timestamp", Role::Date, 2},
                                     {"day", Role::Date, 3},
                                     {"tradedate", Role::Date, 3},
                                     {"time", Role::Time, 0},
                                     {"open", Role::Open, 0},
                                     {"openprice", Role::Open, 1},
                                     {"o", Role::Open, 2},
                                     {"high", Role::High, 0},
                                     {"highprice", Role::High, 1},
                                     {"h", Role::High, 2},
                                     {"low", Role::Low, 0},
                                     {"lowprice", Role::Low, 1},
                                     {"l", Role::Low, 2},
                                     {"close", Role::Close, 0},
                                     {"closeprice", Role::Close, 1},
                                     {"c", Role::Close, 2},
                                     {"last", Role::Close, 3},
                                     {"lastprice", Role::Close, 4},
                                     {"volume", Role::Volume, 0},
                                     {"vol", Role::Volume, 1},
                                     {"v", Role::Volume, 2},
                                     {"openinterest", Role::OpenInterest, 0},
                                     {"openint", Role::OpenInterest, 1},
                                     {"oi", Role::OpenInterest, 2}};

constexpr std::string_view adjusted_names[] = {"adjclose", "adjustedclose", "closeadj",
                                               "adjcloseprice"};

constexpr std::array<std::string_view, role_count> expected_names = {"date, datetime or timestamp",
                                                                     "time",
                                                                     "open, Open, openprice or o",
                                                                     "high, High, highprice or h",
                                                                     "low, Low, lowprice or l",
                                                                     "close, Close, c or last",
                                                                     "volume",
                                                                     "open_interest"};

std::string plain(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == ' ' || c == '_' || c == '-' || c == '.') continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

const KnownName* find_known(std::string_view name) {
  const std::string wanted = plain(name);
  for (const KnownName& known : known_names) {
    if (known.name == wanted) return &known;
  }
  return nullptr;
}

std::string command(const CsvRequest& request, std::string_view flags) {
  return fmt::format("muhurat import csv {} {} --instrument {} --interval {}",
                     shell_word(request.file.string()), flags,
                     shell_word(request.instrument.exchange + ":" + request.instrument.symbol),
                     market::to_text(request.interval));
}

std::vector<std::string_view> items_of(std::string_view list) {
  std::vector<std::string_view> items;
  while (true) {
    const std::size_t comma = list.find(',');
    items.push_back(list.substr(0, comma));
    if (comma == std::string_view::npos) return items;
    list.remove_prefix(comma + 1);
  }
}

[[noreturn]] void refuse_columns(std::string headline, std::string expected, std::string found) {
  throw ProblemError{{.headline = std::move(headline),
                      .expected = std::move(expected),
                      .found = std::move(found),
                      .kept = "nothing was imported",
                      .exit_code = ExitCode::Usage}};
}

class Finder {
 public:
  Finder(const CsvRequest& request, const std::string& file) : request_{request}, file_{file} {
    columns_.index.fill(-1);
    ranks_.fill(99);
  }

  CsvColumns by_position(std::size_t count) {
    const auto items = items_of(request_.columns);
    if (items.size() > count) {
      refuse_columns("--columns names more columns than the file has",
                     fmt::format("{} names", count), fmt::format("{} names", items.size()));
    }
    for (const std::string_view item : items) columns_.names.emplace_back(item);
    columns_.count = count;
    take_names();
    return finish();
  }

  CsvColumns by_header(const std::vector<std::string_view>& header) {
    for (const std::string_view name : header) columns_.names.emplace_back(name);
    if (!columns_.names.empty() && columns_.names.back().empty()) columns_.names.pop_back();
    columns_.count = columns_.names.size();
    const bool is_assigned = !request_.columns.empty();
    if (is_assigned) {
      for (const std::string_view item : items_of(request_.columns)) assign(item);
    }
    take_names();
    return finish();
  }

 private:
  // "close=LTP": the column that the header calls LTP holds the close.
  void assign(std::string_view item) {
    const std::size_t equals = item.find('=');
    const std::string_view role_name = item.substr(0, equals);
    const std::string_view column = item.substr(equals + 1);
    const KnownName* known = find_known(role_name);
    if (known == nullptr) {
      refuse_columns(fmt::format("--columns: {} is no part of a bar", role_name),
                     fmt::format("{}", fmt::join(role_names, ", ")), std::string{item});
    }
    auto found = std::ranges::find(columns_.names, column);
    if (found == columns_.names.end()) {
      found = std::ranges::find_if(
          columns_.names, [&](const std::string& name) { return plain(name) == plain(column); });
    }
    if (found == columns_.names.end()) {
      refuse_columns(fmt::format("{} has no column {}", file_, column),
                     fmt::format("{}", fmt::join(columns_.names, ", ")), std::string{item});
    }
    const auto role = static_cast<std::size_t>(known->role);
    columns_.index[role] = static_cast<int>(found - columns_.names.begin());
    ranks_[role] = -1;  // no name of the header is stronger
  }

  void take_names() {
    for (std::size_t i = 0; i < columns_.names.size(); ++i) {
      const KnownName* known = find_known(columns_.names[i]);
      if (known == nullptr) continue;
      const auto role = static_cast<std::size_t>(known->role);
      if (ranks_[role] == known->rank && columns_.index[role] != static_cast<int>(i)) {
        throw ProblemError{
            {.headline = fmt::format("{}, line 1: two columns for the {}", file_, role_names[role]),
             .expected = fmt::format("one, or --columns {}=NAME", role_names[role]),
             .found = fmt::format("{}", fmt::join(columns_.names, ", ")),
             .kept = "nothing was imported"}};
      }
      if (known->rank < ranks_[role]) {
        ranks_[role] = known->rank;
        columns_.index[role] = static_cast<int>(i);
      }
    }
  }

  CsvColumns finish() {
    auto& index = columns_.index;
    auto& date = index[static_cast<std::size_t>(Role::Date)];
    auto& time = index[static_cast<std::size_t>(Role::Time)];
    if (date < 0 && !request_.date) std::swap(date, time);  // a lone time is the whole moment
    if (request_.date) date = -1;
    for (const Role role : {Role::Date, Role::Open, Role::High, Role::Low, Role::Close}) {
      const bool is_given = role == Role::Date && request_.date;
      if (!columns_.has(role) && !is_given) refuse_missing(role);
    }
    if (request_.date && !columns_.has(Role::Time) && !request_.interval.is_daily()) {
      refuse_missing(Role::Time);
    }
    for (std::size_t i = 0; i < columns_.names.size(); ++i) {
      if (std::ranges::count(index, static_cast<int>(i)) > 0) continue;
      columns_.ignored.push_back(columns_.names[i]);
      columns_.ignores_adjusted_close |=
          std::ranges::count(adjusted_names, std::string_view{plain(columns_.names[i])}) > 0;
    }
    return std::move(columns_);
  }

  [[noreturn]] void refuse_missing(Role role) const {
    const std::string_view name = name_of(role);
    std::string candidate = "NAME";
    for (std::size_t i = 0; i < columns_.names.size(); ++i) {
      const bool is_used = std::ranges::count(columns_.index, static_cast<int>(i)) > 0;
      if (!is_used && find_known(columns_.names[i]) == nullptr) {
        candidate = columns_.names[i];
        break;
      }
    }
    // Names that were given stay given.
    const std::string before = request_.columns.empty() ? "" : request_.columns + ",";
    throw ProblemError{
        {.headline = fmt::format("{}, line 1: no column for the {}", file_, name),
         .expected = fmt::format("{}, or --columns {}=NAME",
                                 expected_names[static_cast<std::size_t>(role)], name),
         .found = fmt::format("{}", fmt::join(columns_.names, ", ")),
         .kept = "nothing was imported",
         .what_to_do = command(request_, "--columns " + shell_word(fmt::format("{}{}={}", before,
                                                                               name, candidate)))}};
  }

  const CsvRequest& request_;
  const std::string& file_;
  CsvColumns columns_;
  std::array<int, role_count> ranks_;
};

bool looks_like_data(const std::vector<std::string_view>& cells) {
  return std::ranges::any_of(cells, [](std::string_view cell) {
    const bool has_digit = cell.find_first_of("0123456789") != std::string_view::npos;
    return has_digit && cell.find_first_not_of("0123456789.-+:/ T") == std::string_view::npos;
  });
}

}  // namespace

CsvColumns find_columns(const CsvRequest& request, const std::string& file,
                        const std::vector<std::string_view>& first_line) {
  const std::string& given = request.columns;
  const auto items = items_of(given);
  const auto assignments = std::ranges::count_if(
      items, [](std::string_view item) { return item.find('=') != std::string_view::npos; });
  const bool is_by_position = !given.empty() && assignments == 0;
  if (!given.empty() && !is_by_position && assignments != std::ssize(items)) {
    refuse_columns("--columns mixes names and positions", "date,open,… or close=LTP,…", given);
  }
  if (!request.has_header && !is_by_position) {
    refuse_columns(fmt::format("{} has no header, so its columns must be given", file),
                   "--columns with a name for each column, such as date,open,high,low,close,volume",
                   given.empty() ? "no --columns" : given);
  }
  if (request.has_header && looks_like_data(first_line)) {
    throw ProblemError{
        {.headline = fmt::format("{}, line 1: no header", file),
         .expected = "names such as date, open, high, low, close, volume",
         .found = fmt::format("{}", fmt::join(first_line, ", ")),
         .kept = "nothing was imported",
         .what_to_do = command(request, "--no-header --columns date,open,high,low,close,volume")}};
  }
  Finder finder{request, file};
  return is_by_position ? finder.by_position(first_line.size()) : finder.by_header(first_line);
}

}  // namespace muhurat::store
