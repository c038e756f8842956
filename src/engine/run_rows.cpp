#include "engine/run_rows.hpp"

namespace muhurat::engine {

OrderRows::Kept& OrderRows::add(const trading::Reason& reason) {
  Kept& kept = rows_.push();
  kept.refusal = kept.explain = kept.reason = OrderRow::none;
  kept.rule = trading::FillRule::None;
  if (reason.text != nullptr || reason.values[0].name != nullptr) {
    kept.reason = static_cast<std::uint32_t>(reasons_.size());
    reasons_.push_back(reason);
  }
  return kept;
}

OrderRow OrderRows::operator[](std::size_t index) const {
  const Kept& kept = rows_[index];
  return {.order = kept.order,
          .reason = kept.reason == OrderRow::none ? trading::Reason{} : reasons_[kept.reason],
          .rule = kept.rule,
          .refusal = kept.refusal,
          .explain = kept.explain};
}

void FillRows::add(const trading::Fill& fill, const trading::Charges& charges) {
  Kept& kept = rows_.push();
  kept.fill = fill;
  kept.first_line = static_cast<std::uint32_t>(lines_.size());
  std::uint8_t lines = 0;
  charges.for_each([&](trading::ChargeKind kind, Money amount) {
    ChargeLine& line = lines_.push();
    line.amount = amount;
    line.kind = kind;
    ++lines;
  });
  kept.lines = lines;
}

FillRow FillRows::operator[](std::size_t index) const {
  const Kept& kept = rows_[index];
  FillRow row{kept.fill, {}};
  for (std::uint32_t i = 0; i < kept.lines; ++i) {
    const ChargeLine& line = lines_[kept.first_line + i];
    row.charges.add(line.kind, line.amount);
  }
  return row;
}

}  // namespace muhurat::engine
