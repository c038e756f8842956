// How a compiled strategy file hands itself to the program: one C function that gives the factory
// and the stamp of the interface it was compiled against. Another stamp is refused by name.
#pragma once

#include "sdk/free_form.hpp"

namespace muhurat::sdk {

struct StrategyExport {
  const char* stamp;       // of the sdk, compiler and flags it was compiled with
  const char* class_name;  // as the file spells it
  unsigned callbacks;      // a set of Callback
  Strategy* (*make)(Parameters&);
  void (*destroy)(Strategy*);
};

template <class T>
StrategyExport export_of(const char* stamp, const char* class_name) {
  return {stamp, class_name, callbacks_of<T>(),
          [](Parameters& parameters) -> Strategy* {
            if constexpr (requires { T{parameters}; }) {
              return new T{parameters};
            } else {
              return new T{};
            }
          },
          [](Strategy* strategy) { delete strategy; }};
}

}  // namespace muhurat::sdk

#ifndef MUHURAT_STAMP
#define MUHURAT_STAMP "unstamped"
#endif

// NOLINTNEXTLINE: a macro, because only it can export a name.
#define MUHURAT_STRATEGY(Class)                                                         \
  extern "C" __attribute__((visibility("default"))) const muhurat::sdk::StrategyExport* \
  muhurat_strategy() {                                                                  \
    static const muhurat::sdk::StrategyExport exported =                                \
        muhurat::sdk::export_of<Class>(MUHURAT_STAMP, #Class);                          \
    return &exported;                                                                   \
  }
