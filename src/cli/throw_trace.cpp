#include "cli/throw_trace.hpp"

#include <dlfcn.h>

#include <cstdlib>

namespace muhurat::cli {
namespace {

StackTrace* armed = nullptr;

}  // namespace

void arm_throw_trace(StackTrace* trace) {
  armed = trace;
}

}  // namespace muhurat::cli

namespace {

using Throw = void (*)(void* thrown, void* type, void (*destroy)(void*));

// In place of the C++ library's own function of this name, which it then calls. The program exports
// it, so strategies and the library itself come here too. Named by its symbol: both compilers
// declare the function by themselves.
extern "C" [[noreturn]] __attribute__((visibility("default"), used)) void traced_throw(
    void* thrown, void* type, void (*destroy)(void*)) __asm__("__cxa_throw");

}  // namespace

extern "C" void traced_throw(void* thrown, void* type, void (*destroy)(void*)) {
  if (muhurat::cli::armed != nullptr) muhurat::cli::record_stack(*muhurat::cli::armed, 0);
  static const auto original = reinterpret_cast<Throw>(dlsym(RTLD_NEXT, "__cxa_throw"));
  original(thrown, type, destroy);
  std::abort();
}
