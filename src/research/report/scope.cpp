#include "research/report/scope.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace muhurat::research {
namespace {

int decimals_of_currency(const std::string& code) {
  return code == "JPY" || code == "KRW" ? 0 : 2;
}

std::int64_t ten_to(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Indexes of trades from the largest net result to the smallest; equal ones in their order.
void sort_by_size(const RunRecord& record, std::vector<std::size_t>& trades) {
  std::sort(trades.begin(), trades.end(), [&](std::size_t a, std::size_t b) {
    return std::pair{-abs(record.trades[a].trip.net()), a} <
           std::pair{-abs(record.trades[b].trip.net()), b};
  });
}

std::vector<std::size_t> listed_trades(const RunRecord& record) {
  std::vector<std::size_t> trades(record.trades.size());
  for (std::size_t i = 0; i < trades.size(); ++i) trades[i] = i;
  if (trades.size() <= Listing::trades_all_up_to) return trades;
  sort_by_size(record, trades);
  trades.resize(Listing::trades_largest);
  std::sort(trades.begin(), trades.end());
  return trades;
}

class OrderList {
 public:
  explicit OrderList(const RunRecord& record) : record_{record}, taken_(record.orders.size()) {}

  void take(OrderId id) {
    const auto found = std::lower_bound(
        record_.orders.begin(), record_.orders.end(), id,
        [](const OrderLine& line, OrderId wanted) { return line.order.id < wanted; });
    if (found == record_.orders.end() || found->order.id != id) return;
    take(static_cast<std::size_t>(found - record_.orders.begin()));
  }
  void take(std::size_t index) {
    if (taken_[index] || orders_.size() >= Listing::orders_most) return;
    taken_[index] = true;
    orders_.push_back(index);
  }
  // What was taken so far comes first, by id.
  void sort_from(std::size_t begin) {
    std::sort(orders_.begin() + static_cast<std::ptrdiff_t>(begin), orders_.end());
  }
  std::size_t size() const { return orders_.size(); }
  std::vector<std::size_t> release() { return std::move(orders_); }

 private:
  const RunRecord& record_;
  std::vector<bool> taken_;
  std::vector<std::size_t> orders_;
};

}  // namespace

int Texts::index_of(const std::string& text) {
  if (text.empty()) return -1;
  const auto [place, is_new] = index_.try_emplace(text, static_cast<int>(texts_.size()));
  if (is_new) texts_.push_back(text);
  return place->second;
}

void Texts::write(JsonWriter& json) const {
  json.begin_array();
  for (const std::string& text : texts_) json.value(text);
  json.end();
}

Listing listing_of(const RunRecord& record) {
  Listing listing;
  listing.trades = listed_trades(record);
  // The orders of the largest trades first, should there be too many.
  std::vector<std::size_t> by_size = listing.trades;
  sort_by_size(record, by_size);
  OrderList list{record};
  for (const std::size_t i : by_size) {
    list.take(record.trades[i].trip.entry_order);
    list.take(record.trades[i].trip.exit_order);
  }
  list.sort_from(0);
  const std::size_t of_trades = list.size();
  for (std::size_t i = 0; i < record.orders.size(); ++i) {
    if (record.orders[i].order.filled.is_zero()) list.take(i);
  }
  for (std::size_t i = record.orders.size(); i-- > 0;) list.take(i);  // filled, of no listed trade
  list.sort_from(of_trades);
  listing.orders = list.release();
  for (std::size_t place = 0; place < listing.orders.size(); ++place) {
    listing.place_of_order[record.orders[listing.orders[place]].order.id.value()] = place;
  }
  return listing;
}

Scope::Scope(const RunRecord& run, const Evaluation& judged)
    : record{run},
      evaluation{judged},
      format{{.medium = Medium::Screen, .currency = run.facts.currency}},
      decimals{decimals_of_currency(run.facts.currency)},
      listing{listing_of(run)} {}

int Scope::decimals_of(InstrumentId id) const {
  const market::Instrument& instrument = record.tables->instruments[id.index()];
  return muhurat::decimals_of(instrument.terms_on(record.facts.to).tick);
}

std::int64_t Scope::offset_seconds(Timestamp time) const {
  return record.zone == nullptr ? 0 : record.zone->offset_seconds(time);
}

Date Scope::date_of(Timestamp time) const {
  return date_at(time, Duration::seconds(offset_seconds(time)));
}

std::int64_t Scope::minor_units(Money amount) const {
  const Money unit = Money::from_raw(Money::one / ten_to(decimals));
  return static_cast<std::int64_t>(round_to(amount, unit, Rounding::HalfUp).raw() / unit.raw());
}

std::int64_t Scope::minor_units(double amount) const {
  const double scaled = amount * static_cast<double>(ten_to(decimals));
  return std::isfinite(scaled) && std::fabs(scaled) < 0x1p52 ? std::llround(scaled) : 0;
}

std::string state_text(trading::OrderState state) {
  std::string text = trading::to_text(state);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() -= 'a' - 'A';
  return text;
}

std::int64_t seconds_of(Timestamp time) {
  const std::int64_t seconds = time.ns() / 1'000'000'000;
  return time.ns() % 1'000'000'000 < 0 ? seconds - 1 : seconds;
}

double six_digits(double ratio) {
  if (!std::isfinite(ratio)) return ratio;
  const std::string text = fmt::format("{:.6g}", ratio);
  double value = ratio;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<double> six_digits(std::optional<double> ratio) {
  return ratio ? std::optional{six_digits(*ratio)} : std::nullopt;
}

std::string assumption_text(const Assumption& assumption) {
  const std::string& text = assumption.text;
  if (text == "nearer extreme of a bar first")
    return "open, nearer extreme, farther extreme, close";
  if (text == "high of a bar first") return "open, high, low, close";
  if (text == "low of a bar first") return "open, low, high, close";
  return text;
}

std::string screen_text(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool before_digit = i + 1 < text.size() && is_digit(text[i + 1]);
    const bool starts = i == 0 || text[i - 1] == ' ' || text[i - 1] == '(';
    const bool after_digit = i > 0 && is_digit(text[i - 1]);
    const bool ends = i + 1 == text.size() || text[i + 1] == ',' || text[i + 1] == ';';
    if (text[i] == '-' && starts && before_digit) {
      out += "−";
    } else if (text[i] == 'x' && after_digit && ends) {
      out += "×";
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string html_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7F') {
          out += "\xEF\xBF\xBD";
        } else {
          out += c;
        }
    }
  }
  return out;
}

}  // namespace muhurat::research
