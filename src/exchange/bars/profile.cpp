#include "exchange/bars/profile.hpp"

namespace muhurat::exchange {

const char* to_text(PathPolicy policy) {
  switch (policy) {
    case PathPolicy::NearerFirst: return "nearer_first";
    case PathPolicy::HighFirst: return "high_first";
    case PathPolicy::LowFirst: return "low_first";
  }
  return "";
}

std::optional<FillProfile> find_profile(std::string_view name) {
  for (const FillProfile& profile : profiles) {
    if (profile.name == name) return profile;
  }
  return std::nullopt;
}

}  // namespace muhurat::exchange
