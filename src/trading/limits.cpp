#include "trading/limits.hpp"

#include <algorithm>
#include <string_view>

#include "core/parse.hpp"
#include "market/reference.hpp"

namespace muhurat::trading {
namespace {

// No run-time limit exceeds this (docs/reference/limits.md, Z02).
const Money order_value_ceiling{10'000'000};

Rate percent(std::int64_t count) {
  return Rate::from_raw(count * (Rate::one / 100));
}

// Reads one value; on failure notes what was expected.
struct Reader {
  const LimitEntry& entry;
  LimitsError error;

  bool fail(std::string expected) {
    error = {entry.key, std::move(expected), entry.value};
    return false;
  }
  bool read(bool& flag) {
    if (entry.value != "true" && entry.value != "false") return fail("true or false");
    flag = entry.value == "true";
    return true;
  }
  bool read(std::int64_t& count) {
    const auto parsed = parse_quantity(entry.value);
    if (!parsed || parsed->is_negative() || !parsed->is_multiple_of(Quantity{1})) {
      return fail("a whole number of 0 or more");
    }
    count = parsed->raw() / Quantity::one;
    return true;
  }
  bool read(Duration& seconds) {
    std::int64_t count = 0;
    if (!read(count) || count > 86'400) return fail("whole seconds, at most 86400");
    seconds = Duration::seconds(count);
    return true;
  }
  bool read(Quantity& units) {
    const auto parsed = parse_quantity(entry.value);
    if (!parsed || !parsed->is_positive()) return fail("a quantity above 0");
    units = *parsed;
    return true;
  }
  bool read(Money& amount) {
    const auto parsed = parse_money(entry.value);
    if (!parsed || !parsed->is_positive()) return fail("an amount of money above 0");
    amount = *parsed;
    return true;
  }
  bool read(Rate& ratio) {
    const auto parsed = parse_rate(entry.value);
    if (!parsed || parsed->is_negative() || *parsed > Rate{1}) {
      return fail("a ratio from 0 to 1, such as 0.02");
    }
    ratio = *parsed;
    return true;
  }
};

template <class T>
T& held(std::optional<T>& rule) {
  return rule ? *rule : rule.emplace();
}

// true: the rule comes into the set (with what it had, or its plain form); false: it leaves.
template <class T>
bool read_presence(Reader& reader, std::optional<T>& rule) {
  bool is_in_set = false;
  if (!reader.read(is_in_set)) return false;
  if (!is_in_set) {
    rule.reset();
  } else {
    held(rule);
  }
  return true;
}

bool read_override(Reader& reader, std::vector<InstrumentLimit>& overrides,
                   std::string_view instrument) {
  if (!market::parse_instrument_key(instrument)) {
    return reader.fail("an instrument as EXCHANGE:SYMBOL, in quotes");
  }
  Quantity units;
  if (!reader.read(units)) return false;
  const auto same = [&](const InstrumentLimit& each) { return each.instrument == instrument; };
  const auto found = std::find_if(overrides.begin(), overrides.end(), same);
  if (found != overrides.end()) {
    found->units = units;
  } else {
    overrides.push_back({std::string{instrument}, units});
  }
  return true;
}

bool read_order_value(Reader& reader, std::optional<Money>& rule) {
  Money value;
  if (!reader.read(value)) return false;
  if (value > order_value_ceiling) return reader.fail("at most 10000000, which nothing exceeds");
  rule = value;
  return true;
}

bool read_rolling_days(Reader& reader, DrawdownLimit& limit) {
  std::int64_t days = 0;
  if (!reader.read(days) || days < 1 || days > 3660) return reader.fail("1 to 3660 days");
  limit.rolling_days = static_cast<int>(days);
  return true;
}

// The rules that are in the set or not, without more.
bool read_plain(Reader& reader, Limits& limits, bool& is_known) {
  const std::string& key = reader.entry.key;
  is_known = true;
  if (key == "C02") return reader.read(limits.unique_id);
  if (key == "C06") return read_presence(reader, limits.session);
  if (key == "C07") return reader.read(limits.tick);
  if (key == "C08") return reader.read(limits.lot);
  if (key == "C09") return read_presence(reader, limits.freeze);
  if (key == "S01") return reader.read(limits.halted);
  if (key == "S02") return reader.read(limits.reducing);
  if (key == "X01") return reader.read(limits.positive_price);
  if (key == "Z01") return read_presence(reader, limits.quantity);
  if (key == "Z02") return read_presence(reader, limits.order_value);
  if (key == "Z06") return read_presence(reader, limits.position);
  if (key == "Z11") return read_presence(reader, limits.cash_reserve);
  if (key == "Z13") return reader.read(limits.no_short_delivery);
  if (key == "L02") return read_presence(reader, limits.drawdown);
  is_known = false;
  return true;
}

// The parameters; naming one brings its rule into the set.
bool read_parameter(Reader& reader, Limits& limits) {
  const std::string& key = reader.entry.key;
  if (key == "version") return reader.read(limits.version);
  if (key == "C06.after_open_s") return reader.read(held(limits.session).after_open);
  if (key == "C06.before_close_s") return reader.read(held(limits.session).before_close);
  if (key == "C09.deny_unknown") return reader.read(held(limits.freeze).deny_unknown);
  if (key == "Z01.lots") return reader.read(held(limits.quantity).lots);
  if (key == "Z01.units") return reader.read(held(limits.quantity).units);
  if (key == "Z02.value") return read_order_value(reader, limits.order_value);
  if (key == "Z06.lots") return reader.read(held(limits.position).lots);
  if (key == "Z06.value") return reader.read(held(limits.position).value);
  if (key == "Z11.reserve") return reader.read(held(limits.cash_reserve));
  if (key == "L02.day") return reader.read(held(limits.drawdown).from_day_peak);
  if (key == "L02.rolling") return reader.read(held(limits.drawdown).from_rolling_peak);
  if (key == "L02.rolling_days") return read_rolling_days(reader, held(limits.drawdown));
  constexpr std::string_view quantity_of = "Z01.instruments.";
  constexpr std::string_view position_of = "Z06.instruments.";
  if (key.starts_with(quantity_of)) {
    return read_override(reader, held(limits.quantity).overrides,
                         std::string_view{key}.substr(quantity_of.size()));
  }
  if (key.starts_with(position_of)) {
    return read_override(reader, held(limits.position).overrides,
                         std::string_view{key}.substr(position_of.size()));
  }
  return reader.fail(
      "a rule (C02, C06, C07, C08, C09, S01, S02, X01, Z01, Z02, Z06, Z11, Z13, "
      "L02) or one of its parameters");
}

}  // namespace

Limits Limits::none() {
  Limits limits;
  limits.name = "none";
  return limits;
}

Limits Limits::market() {
  Limits limits;
  limits.name = "market";
  limits.unique_id = true;
  limits.session = SessionBuffers{};
  limits.tick = true;
  limits.lot = true;
  limits.freeze = FreezeLimit{.deny_unknown = false};
  limits.halted = true;
  limits.reducing = true;
  limits.positive_price = true;
  limits.cash_reserve = Rate{};
  limits.no_short_delivery = true;
  return limits;
}

Limits Limits::first_live() {
  Limits limits = market();
  limits.name = "first_live";
  limits.session = SessionBuffers{Duration::seconds(30), Duration::minutes(5)};
  limits.quantity = QuantityLimit{.lots = 10, .units = Quantity{1'000}};
  limits.order_value = Money{200'000};
  limits.position = PositionLimit{.lots = 20, .value = Money{500'000}};
  limits.cash_reserve = percent(10);
  limits.drawdown = DrawdownLimit{percent(2), percent(10), 30};
  return limits;
}

Result<Limits, LimitsError> limits_from(const Limits& base, std::span<const LimitEntry> entries) {
  Limits limits = base;
  for (const LimitEntry& entry : entries) {
    Reader reader{entry, {}};
    if (entry.key == "name") {
      limits.name = entry.value;
      continue;
    }
    bool is_known = false;
    if (!read_plain(reader, limits, is_known)) return failure(reader.error);
    if (!is_known && !read_parameter(reader, limits)) return failure(reader.error);
  }
  return limits;
}

}  // namespace muhurat::trading
