// Why a decision was taken, in fixed-size values that cost nothing to carry; turned to text at the
// end of a run. The texts are literals of the program or of the strategy, which stay loaded until
// then.
#pragma once

#include <array>
#include <cstdint>

namespace muhurat::trading {

struct NamedValue {
  const char* name = nullptr;  // null: unused
  double value = 0;
};

struct Reason {
  const char* text = nullptr;  // null: none given
  std::array<NamedValue, 4> values = {};

  // Keeps the first four.
  constexpr void note(const char* name, double value) {
    for (NamedValue& slot : values) {
      if (slot.name == nullptr || slot.name == name) {
        slot = {name, value};
        return;
      }
    }
  }
};

}  // namespace muhurat::trading
