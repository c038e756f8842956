// Which program this is: its version and the compiler that built it.
#pragma once

#include <string>

namespace muhurat::cli {

std::string version_text();  // "0.1.0, g++ 12.2.0"

}  // namespace muhurat::cli
