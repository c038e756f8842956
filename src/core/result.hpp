// Result<T, Reason>: an outcome somebody must decide on. Broken surroundings throw; a broken
// program fails CHECK.
#pragma once

#include <tl/expected.hpp>

#include <utility>

namespace muhurat {
inline namespace core {

template <class T, class Reason>
using Result = tl::expected<T, Reason>;

template <class Reason>
constexpr auto failure(Reason&& reason) {
  return tl::unexpected<std::decay_t<Reason>>{std::forward<Reason>(reason)};
}

}  // namespace core
}  // namespace muhurat
