# How every file of ours is compiled. Presets choose the build type and sanitizers; nothing else differs.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(muhurat_flags INTERFACE)
target_compile_options(muhurat_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror -ffp-contract=off)
# A fault of ours names its file as it stands in the source tree, whichever folder that was built in.
target_compile_options(muhurat_flags INTERFACE -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False alarms of g++ 12 in std::string and std::variant.
  target_compile_options(muhurat_flags INTERFACE -Wno-error=restrict -Wno-error=maybe-uninitialized)
  # The same in fmt, once the program is optimised as one.
  target_link_options(muhurat_flags INTERFACE -Wno-stringop-overflow)
  # The program exports its symbols to strategies, but none of its functions is there to be replaced.
  target_compile_options(muhurat_flags INTERFACE -fno-semantic-interposition)
  if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
    # Orders and evidence are 100 to 200 bytes. g++ clears them by `rep stos`, which takes longer
    # to begin than the whole does by plain stores (docs/adr/0013).
    set(plain_stores unrolled_loop:512:noalign,libcall:-1:noalign)
    foreach(call memset memcpy)
      target_compile_options(muhurat_flags INTERFACE -m${call}-strategy=${plain_stores})
    endforeach()
  endif()
endif()
