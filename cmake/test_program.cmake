# test_program(NAME TEST name SOURCES file... LINKS library...): a GoogleTest program, run by ctest as TEST. The
# target `tests` builds all of them. Where GoogleTest or rapidcheck is not installed there are none, so that
# who only wants the program needs neither; `tests` is missing then, and asking for it fails.
find_package(GTest QUIET)
find_library(RAPIDCHECK rapidcheck)
if(GTest_FOUND AND RAPIDCHECK)
  add_library(rapidcheck INTERFACE IMPORTED GLOBAL)
  target_link_libraries(rapidcheck INTERFACE ${RAPIDCHECK})
  add_custom_target(tests)
endif()

function(test_program NAME)
  cmake_parse_arguments(PROGRAM "" "TEST" "SOURCES;LINKS" ${ARGN})
  if(NOT TARGET tests)
    return()
  endif()
  add_executable(${NAME} ${PROGRAM_SOURCES})
  target_link_libraries(${NAME} PRIVATE ${PROGRAM_LINKS} muhurat_flags GTest::gtest_main rapidcheck)
  # Tests are compiled to be compiled quickly; what they test is not (the flags of the preset).
  target_compile_options(${NAME} PRIVATE ${MUHURAT_TEST_FLAGS})
  add_test(NAME ${PROGRAM_TEST} COMMAND ${NAME} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  add_dependencies(tests ${NAME})
endfunction()
