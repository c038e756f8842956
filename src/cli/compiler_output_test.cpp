#include "cli/compiler_output.hpp"

#include <gtest/gtest.h>

namespace muhurat::cli {

const std::vector<std::string> foreign = {"/cache/sdk/", "/usr/"};

TEST(CompilerOutput, KeepsTheUsersOwnErrorAsTheCompilerGaveIt) {
  const char* said =
      "crossover.cpp: In member function 'virtual void Crossover::on_bar()':\n"
      "crossover.cpp:18:31: error: 'class Sma' has no member named 'vaule'\n"
      "   18 |     if (fast.value() > slow.vaule()) buy(10);\n"
      "      |                             ^~~~~\n";
  const CompilerOutput cut = cut_compiler_output(said, foreign);
  EXPECT_EQ(cut.text, said);
  EXPECT_EQ(cut.errors, 1);
  EXPECT_EQ(cut.lines_left_out, 0);
}

TEST(CompilerOutput, LeavesOutWhatIsSaidInsideForeignHeaders) {
  const CompilerOutput cut = cut_compiler_output(
      "In file included from /cache/sdk/sdk/strategy.hpp:9,\n"
      "                 from crossover.cpp:1:\n"
      "/cache/sdk/core/ids.hpp:18:23: note: candidate: 'Id(unsigned)'\n"
      "   18 |   constexpr explicit Id(Representation value)\n"
      "crossover.cpp:7:3: error: no match\n"
      "    7 |   context.buy(3, 4);\n",
      foreign);
  EXPECT_EQ(cut.text, "crossover.cpp:7:3: error: no match\n    7 |   context.buy(3, 4);\n");
  EXPECT_EQ(cut.lines_left_out, 4);
}

TEST(CompilerOutput, ShowsEverythingIfTheOnlyErrorIsInAHeader) {
  const char* said = "/usr/include/x.h:1:1: error: broken\n";
  EXPECT_EQ(cut_compiler_output(said, foreign).text, said);
}

}  // namespace muhurat::cli
