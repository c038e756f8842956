// A file compiled into the program: tables, headers for strategies, the report's page.
// cmake/embed.cmake puts them there.
#pragma once

#include <string_view>

namespace muhurat {
inline namespace core {

struct EmbeddedFile {
  std::string_view path;  // relative, with slashes
  std::string_view bytes;
};

}  // namespace core
}  // namespace muhurat
