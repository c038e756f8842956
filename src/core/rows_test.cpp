#include "core/rows.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace muhurat {
namespace {

TEST(Rows, HoldWhatWasAppendedAcrossBlocks) {
  Rows<std::uint64_t> rows;
  EXPECT_TRUE(rows.empty());
  const std::size_t count = Rows<std::uint64_t>::first_rows + Rows<std::uint64_t>::block_rows + 3;
  for (std::size_t i = 0; i < count; ++i) rows.push_back(i * 7);
  ASSERT_EQ(rows.size(), count);
  for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(rows[i], i * 7);
  EXPECT_EQ(rows.back(), (count - 1) * 7);
  std::uint64_t next = 0;
  for (const std::uint64_t row : rows) ASSERT_EQ(row, next++ * 7);
  EXPECT_EQ(next, count);
}

TEST(Rows, NeverMoveARow) {
  Rows<std::uint32_t> rows;
  const std::uint32_t* first = &rows.push_back(1);
  for (std::uint32_t i = 0; i < 100'000; ++i) rows.push_back(i);
  EXPECT_EQ(first, &rows[0]);
}

TEST(Rows, AreEmptyAfterTheyWereMovedAway) {
  Rows<int> rows;
  rows.push_back(5);
  const Rows<int> taken = std::move(rows);
  EXPECT_EQ(taken.size(), 1U);
  EXPECT_TRUE(rows.empty());  // NOLINT: the moved-from state is what is tested
}

}  // namespace
}  // namespace muhurat
