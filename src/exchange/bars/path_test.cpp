#include "exchange/bars/path.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/text.hpp"

namespace muhurat::exchange {
namespace {

market::Bar bar_of(std::int64_t open, std::int64_t high, std::int64_t low, std::int64_t close) {
  market::Bar bar;
  bar.open = Price{open};
  bar.high = Price{high};
  bar.low = Price{low};
  bar.close = Price{close};
  return bar;
}

std::string draw(const Path& path) {
  std::string drawn;
  for (const Price point : path.points) drawn += (drawn.empty() ? "" : " ") + to_text(point);
  return drawn;
}

std::string draw(const std::optional<Place>& place) {
  return place ? "leg " + std::to_string(place->leg) + " at " + to_text(place->price) : "nowhere";
}

constexpr Place open_at(std::int64_t price) {
  return {0, Price{price}};
}

TEST(Path, VisitsTheNearerExtremeFirst) {
  EXPECT_EQ(draw(path_of(bar_of(100, 110, 95, 105), PathPolicy::NearerFirst)), "100 95 110 105");
  EXPECT_EQ(draw(path_of(bar_of(100, 104, 90, 95), PathPolicy::NearerFirst)), "100 104 90 95");
}

TEST(Path, VisitsTheLowFirstAtATie) {
  EXPECT_EQ(draw(path_of(bar_of(100, 105, 95, 100), PathPolicy::NearerFirst)), "100 95 105 100");
}

TEST(Path, FollowsADeclaredPolicy) {
  EXPECT_EQ(draw(path_of(bar_of(100, 110, 95, 105), PathPolicy::HighFirst)), "100 110 95 105");
  EXPECT_EQ(draw(path_of(bar_of(100, 104, 90, 95), PathPolicy::LowFirst)), "100 90 104 95");
}

TEST(Meeting, HappensOnTheFirstLegOfTheRightDirectionThatReaches) {
  const Path path = path_of(bar_of(100, 110, 95, 105), PathPolicy::NearerFirst);
  const auto rising = [&](std::int64_t level) {
    return draw(meet(path, open_at(100), {Direction::Rising, Price{level}, Price{level}}));
  };
  EXPECT_EQ(rising(104), "leg 2 at 104");
  EXPECT_EQ(rising(110), "leg 2 at 110");
  EXPECT_EQ(rising(111), "nowhere");
  EXPECT_EQ(draw(meet(path, open_at(100), {Direction::Falling, Price{97}, Price{97}})),
            "leg 1 at 97");
  EXPECT_EQ(draw(meet(path, open_at(100), {Direction::Falling, Price{97}, Price{94}})), "nowhere");
}

TEST(Meeting, StillHappensAtThePlaceWhereThePathStands) {
  const Path path = path_of(bar_of(100, 110, 95, 105), PathPolicy::NearerFirst);
  EXPECT_EQ(draw(meet(path, {2, Price{110}}, {Direction::Rising, Price{110}, Price{110}})),
            "leg 2 at 110");
  EXPECT_EQ(draw(meet(path, {2, Price{108}}, {Direction::Rising, Price{107}, Price{107}})),
            "nowhere");
  EXPECT_EQ(draw(meet(path, {2, Price{110}}, {Direction::Falling, Price{107}, Price{107}})),
            "leg 3 at 107");
}

RC_GTEST_PROP(Meeting, LiesOnThePathAndNotBeforeItsStart, ()) {
  const auto low = *rc::gen::inRange<std::int64_t>(1, 20);
  const auto high = *rc::gen::inRange<std::int64_t>(low, 25);
  const auto open = *rc::gen::inRange<std::int64_t>(low, high + 1);
  const auto close = *rc::gen::inRange<std::int64_t>(low, high + 1);
  const Path path = path_of(bar_of(open, high, low, close), PathPolicy::NearerFirst);
  const auto level = *rc::gen::inRange<std::int64_t>(0, 27);
  const bool rises = level > open;  // what lies ahead of the open
  RC_PRE(level != open);
  const Crossing crossing{rises ? Direction::Rising : Direction::Falling, Price{level},
                          Price{level}};
  const auto first = meet(path, open_at(open), crossing);
  RC_ASSERT(!first || (first->price >= Price{low} && first->price <= Price{high}));
  if (first) {
    const auto again = meet(path, *first, crossing);
    RC_ASSERT(again == first);
    RC_ASSERT(!is_before(path, *first, open_at(open)));
  }
}

}  // namespace
}  // namespace muhurat::exchange
