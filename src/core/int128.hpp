// The 128-bit integers of g++ and clang under names that pass -Wpedantic.
#pragma once

namespace muhurat {
inline namespace core {

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

}  // namespace core
}  // namespace muhurat
