#include "core/shell_word.hpp"

#include <gtest/gtest.h>

namespace muhurat {
namespace {

TEST(ShellWord, IsQuotedWhereAShellWouldTakeItForMoreOrLess) {
  EXPECT_EQ(shell_word("folder/crossover.cpp"), "folder/crossover.cpp");
  EXPECT_EQ(shell_word("NSE:INFY"), "NSE:INFY");
  EXPECT_EQ(shell_word("a b.cpp"), "'a b.cpp'");
  EXPECT_EQ(shell_word("NSE:M&M"), "'NSE:M&M'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("~/prices.csv"), "'~/prices.csv'");
  EXPECT_EQ(shell_word("kurs_größe.csv"), "'kurs_größe.csv'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace muhurat
