#include "trading/order_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "core/random.hpp"

namespace muhurat::trading {
namespace {

TEST(OrderTable, ASlotIsUsedAgainAndDoesNotMove) {
  OrderTable<int> table;
  int& first = table.insert(OrderId{1}) = 10;
  int& second = table.insert(OrderId{2}) = 20;
  table.erase(OrderId{1});
  EXPECT_EQ(&table.insert(OrderId{3}), &first);
  for (std::uint64_t id = 4; id < 300; ++id) table.insert(OrderId{id}) = static_cast<int>(id);
  EXPECT_EQ(table.find(OrderId{2}), &second);
  EXPECT_EQ(second, 20);
  EXPECT_EQ(table.size(), 298u);
}

TEST(OrderTable, AnIdOfAnotherEpochIsAnotherId) {
  OrderTable<int> table;
  table.insert(OrderId{7});
  EXPECT_EQ(table.find(OrderId{(std::uint64_t{1} << 48) | 7}), nullptr);
  EXPECT_EQ(table.find(OrderId{}), nullptr);
}

RC_GTEST_PROP(OrderTable, AgreesWithAMap, (std::uint64_t seed)) {
  Random dice{seed};
  OrderTable<std::uint64_t> table;
  std::map<std::uint64_t, std::uint64_t> naive;
  std::uint64_t last = 0;
  for (int i = 0; i < 400; ++i) {
    if (naive.empty() || dice.below(5) < 3) {
      last += 1 + dice.below(3) * dice.below(40);
      table.insert(OrderId{last}) = naive[last] = last * 3;
    } else {
      const auto at =
          std::next(naive.begin(), static_cast<std::ptrdiff_t>(dice.below(naive.size())));
      table.erase(OrderId{at->first});
      naive.erase(at);
    }
    const std::uint64_t id = dice.below(last + 3);
    const std::uint64_t* const found = table.find(OrderId{id});
    RC_ASSERT((found != nullptr) == naive.contains(id));
    if (found != nullptr) RC_ASSERT(*found == naive.at(id));
  }
  RC_ASSERT(table.size() == naive.size());
}

}  // namespace
}  // namespace muhurat::trading
