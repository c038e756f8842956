# embed(TARGET FUNCTION BASE folder FILES file...): compiles the bytes of files into a target. FUNCTION is declared
# by the user as `std::span<const muhurat::core::EmbeddedFile> FUNCTION();` in namespace muhurat::embedded.
# Paths are relative to BASE. A changed file is compiled in again by the next build.
function(embed TARGET FUNCTION)
  cmake_parse_arguments(EMBED "" "BASE" "FILES" ${ARGN})
  set(blobs "")
  set(rows "")
  set(index 0)
  foreach(file ${EMBED_FILES})
    file(RELATIVE_PATH path ${EMBED_BASE} ${file})
    set(symbol muhurat_embedded_${FUNCTION}_${index})
    string(APPEND blobs
           "asm(\".section .rodata\\n.globl ${symbol}\\n.hidden ${symbol}\\n\"\n"
           "    \".globl ${symbol}_end\\n.hidden ${symbol}_end\\n.balign 16\\n\"\n"
           "    \"${symbol}:\\n.incbin \\\"${file}\\\"\\n${symbol}_end:\\n.byte 0\\n.previous\");\n"
           "extern \"C\" const char ${symbol}[] __attribute__((visibility(\"hidden\")));\n"
           "extern \"C\" const char ${symbol}_end[] __attribute__((visibility(\"hidden\")));\n")
    string(APPEND rows
           "      {\"${path}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  set(source ${CMAKE_BINARY_DIR}/embedded/${FUNCTION}.cpp)
  set(text "#include <span>\n#include \"core/embedded.hpp\"\n${blobs}
namespace muhurat::embedded {
std::span<const core::EmbeddedFile> ${FUNCTION}();
std::span<const core::EmbeddedFile> ${FUNCTION}() {
  static const core::EmbeddedFile files[] = {
${rows}  };
  return files;
}
}  // namespace muhurat::embedded
")
  set(before "")
  if(EXISTS ${source})
    file(READ ${source} before)
  endif()
  if(NOT before STREQUAL text)
    file(WRITE ${source} "${text}")
  endif()
  set_source_files_properties(${source} TARGET_DIRECTORY ${TARGET} PROPERTIES OBJECT_DEPENDS "${EMBED_FILES}")
  target_sources(${TARGET} PRIVATE ${source})
endfunction()
