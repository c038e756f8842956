#include "exchange/bars/profile.hpp"

namespace muhurat::exchange {

const char* to_text(PathPolicy policy) {
  switch (policy) {
    case PathPolicy::NearerFirst: return "nearer extreme of a bar first";
    case PathPolicy::HighFirst: return "high of a bar first";
    case PathPolicy::LowFirst: return "low of a bar first";
  }
  return "";
}

}  // namespace muhurat::exchange
