#include "cli/version.hpp"

namespace muhurat::cli {

std::string version_text() {
  return std::string{MUHURAT_VERSION} + ", " + MUHURAT_COMPILER + " " + __VERSION__;
}

}  // namespace muhurat::cli
