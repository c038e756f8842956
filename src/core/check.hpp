// CHECK(rule) states a rule that must hold if the program is right. It is on in every build: a
// broken rule prints itself and ends the process, because nothing computed after it could be
// trusted.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace muhurat {
inline namespace core {

[[noreturn, gnu::cold, gnu::noinline]] inline void check_failed(const char* rule, const char* file,
                                                                int line) {
  std::fprintf(stderr, "fault: the rule `%s` does not hold\n  where     %s:%d\n", rule, file, line);
  std::abort();
}

}  // namespace core
}  // namespace muhurat

#define CHECK(rule)                                                                        \
  (__builtin_expect(!(rule), 0) ? ::muhurat::core::check_failed(#rule, __FILE__, __LINE__) \
                                : (void)0)
