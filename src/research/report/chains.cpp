#include "research/report/chains.hpp"

#include <cmath>
#include <string_view>

#include "core/check.hpp"
#include "core/parse.hpp"
#include "research/report/packing.hpp"

namespace muhurat::research {
namespace {

// "−20.6179" is −206179 with four decimals; none with an exponent, or of more digits than a page's
// numbers hold.
std::optional<Hole> digits_of(std::string_view plain) {
  constexpr std::size_t digits_most = 15;
  Hole hole{HoleKind::Number};
  const bool is_negative = plain.starts_with('-');
  if (is_negative) plain.remove_prefix(1);
  if (plain.empty() || plain.size() > digits_most + 1) return std::nullopt;
  const std::size_t point = plain.find('.');
  if (point != plain.npos) hole.decimals = static_cast<int>(plain.size() - point - 1);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i == point) continue;
    if (plain[i] < '0' || plain[i] > '9') return std::nullopt;
    hole.value = hole.value * 10 + (plain[i] - '0');
  }
  if (is_negative) hole.value = -hole.value;
  return hole;
}

}  // namespace

std::string HolePrinter::keep(Hole hole) {
  holes_.push_back(hole);
  return {mark, static_cast<char>('A' + holes_.size() - 1)};
}

std::string HolePrinter::time(Timestamp value) {
  return keep({HoleKind::Time, seconds_of(value)});
}
std::string HolePrinter::money(Money value) {
  return keep({HoleKind::Money, scope_.minor_units(value)});
}
std::string HolePrinter::quantity(Quantity value) {
  return keep({HoleKind::Quantity, value.raw()});
}
std::string HolePrinter::price(Price value) {
  return keep({HoleKind::Price, value.raw()});
}
std::string HolePrinter::order(OrderId value) {
  return keep({HoleKind::Order, static_cast<std::int64_t>(value.value())});
}
std::string HolePrinter::forecast(double value) {
  return keep({HoleKind::Forecast, std::llround(value * 100)});
}

// A reason's numbers have no unit of their own; the equity that sizers note is money.
std::string HolePrinter::number(const trading::NamedValue& named) {
  const std::string plain = plain_number(named.value);
  if (std::string_view{named.name} == "equity") {
    if (const auto amount = parse_money(plain)) return money(*amount);
  }
  return digits(plain);
}
std::string HolePrinter::digits(const std::string& plain) {
  const auto hole = digits_of(plain);
  return hole ? keep(*hole) : plain;
}

void Chains::add(const OrderLine& line) {
  HolePrinter printer{scope_};
  const ExplainWords words{printer};
  using Text = std::string (ExplainWords::*)(const OrderLine&) const;
  constexpr std::array<Text, station_count> texts = {
      &ExplainWords::market,    &ExplainWords::signal,  &ExplainWords::sizing,
      &ExplainWords::execution, &ExplainWords::risk,    &ExplainWords::venue,
      &ExplainWords::fill,      &ExplainWords::charges, &ExplainWords::portfolio};
  Shape shape{};
  for (std::size_t i = 0; i < station_count; ++i) {
    printer.clear();
    const std::string text = (words.*texts[i])(line);
    shape[i] = text.empty() ? -1 : place_in(stations_[i], text, printer.holes());
  }
  const auto next = static_cast<std::int64_t>(shapes_.size());
  chains_.push_back(shapes_.try_emplace(shape, next).first->second);
}

// The phrase of the text in its station; the values go to its columns.
int Chains::place_in(Station& station, const std::string& text, const std::vector<Hole>& holes) {
  Phrase found;
  std::vector<Hole> in_order;
  std::string key;
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto hole = static_cast<std::size_t>(text[i + 1] - 'A');
    if (text[i] != HolePrinter::mark || hole >= holes.size()) continue;
    found.words.push_back(text.substr(begin, i - begin));
    in_order.push_back(holes[hole]);
    begin = i + 2;
  }
  found.words.push_back(text.substr(begin));
  for (const std::string& words : found.words) key += words + HolePrinter::mark;
  for (const Hole& hole : in_order) key += static_cast<char>(hole.kind);
  const auto next = static_cast<int>(station.phrases.size());
  const auto [place, is_new] = station.index.try_emplace(key, next);
  if (is_new) {
    for (std::string& words : found.words) words = screen_text(words);
    for (const Hole& hole : in_order) found.holes.push_back({hole.kind, {}, {}});
    station.phrases.push_back(std::move(found));
  }
  Phrase& phrase = station.phrases[static_cast<std::size_t>(place->second)];
  for (std::size_t i = 0; i < in_order.size(); ++i) {
    phrase.holes[i].values.push_back(in_order[i].value);
    phrase.holes[i].decimals.push_back(in_order[i].decimals);
  }
  return place->second;
}

void Chains::write_hole(JsonWriter& json, const HoleColumn& hole, int currency_decimals) {
  std::vector<std::int64_t> values = hole.values;
  const char kind = static_cast<char>(hole.kind);
  json.begin_object().member("kind", std::string_view{&kind, 1});
  switch (hole.kind) {
    case HoleKind::Quantity:
    case HoleKind::Price: {
      const int scale = scale_of(values);
      for (std::int64_t& value : values) value = at_scale(value, scale);
      json.member("scale", scale);
      break;
    }
    case HoleKind::Money: json.member("scale", currency_decimals); break;
    case HoleKind::Forecast: json.member("scale", 2); break;
    case HoleKind::Number: write_ints(json.key("scale"), hole.decimals); break;
    case HoleKind::Time:
    case HoleKind::Order: json.member("scale", 0); break;
  }
  write_ints(json.key("value"), values);
  json.end();
}

void Chains::write(JsonWriter& json) const {
  write_ints(json.key("chain"), chains_);
  std::vector<const Shape*> shapes(shapes_.size());
  for (const auto& [shape, place] : shapes_) shapes[static_cast<std::size_t>(place)] = &shape;
  json.key("shapes").begin_array();
  for (const Shape* shape : shapes) {
    json.begin_array();
    for (const int phrase : *shape) json.value(phrase);
    json.end();
  }
  json.end().key("stations").begin_array();
  for (const Station& station : stations_) {
    json.begin_array();
    for (const Phrase& phrase : station.phrases) {
      json.begin_object().key("words").begin_array();
      for (const std::string& words : phrase.words) json.value(words);
      json.end().key("holes").begin_array();
      for (const HoleColumn& hole : phrase.holes) write_hole(json, hole, scope_.decimals);
      json.end().end();
    }
    json.end();
  }
  json.end();
}

}  // namespace muhurat::research
