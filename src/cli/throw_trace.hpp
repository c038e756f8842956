// Where an exception was thrown: once armed, each throw in this process leaves its stack in a
// trace, so that the one nobody caught can be told with file and line.
#pragma once

#include "cli/stack_trace.hpp"

namespace muhurat::cli {

// The trace must outlive the process's last throw. Null: no longer.
void arm_throw_trace(StackTrace* trace);

}  // namespace muhurat::cli
