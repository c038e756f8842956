#include "store/series/series_store.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <map>

#include "core/file.hpp"
#include "store/series/series_feed.hpp"
#include "store/series/verify.hpp"
#include "store/temporary_folder.hpp"

namespace muhurat::store {
namespace {

using market::Bar;
using market::Interval;

const market::Zone india{"Asia/Kolkata"};
const SeriesName minutes{"NSE:INFY", Interval::minutes(1)};
const SeriesName days{"NSE:INFY", Interval::days(1)};

Bar bar_at(Timestamp available, std::int64_t close, Duration length = Duration::minutes(1)) {
  return {.available_time = available,
          .series = {},
          .length_ms = static_cast<std::uint32_t>(length.ns() / 1'000'000),
          .open = Price{close},
          .high = Price{close + 1},
          .low = Price{close - 1},
          .close = Price{close},
          .volume = static_cast<double>(close) * 10,
          .open_interest = 0};
}

Bar minute(int number, std::int64_t close) {
  return bar_at(
      india.to_utc(Date::from_civil(2025, 12, 31), Duration::hours(23)) + Duration::minutes(number),
      close);
}

Bar day(int number, std::int64_t close) {
  const Date date = Date::from_civil(2025, 6, 2) + number;
  const Timestamp end = india.to_utc(date, Duration::minutes(15 * 60 + 30));
  return bar_at(end, close, Duration::minutes(375));
}

class SeriesStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_.emplace(root_, Access::Write);
    store_.emplace(*folder_);
  }
  void TearDown() override {
    store_.reset();
    folder_.reset();
  }
  MergeResult merge(const SeriesName& name, const std::vector<Bar>& bars,
                    OnConflict on_conflict = OnConflict::Keep) {
    return store_->merge(name, india, bars, on_conflict);
  }
  // The closes of a series, in order: "100 101 102".
  std::string closes(const SeriesName& name) const {
    std::string drawn;
    for (const auto& record : store_->read_all(name).records({})) {
      drawn += std::to_string(record.bar.close.raw() / Price::one) + " ";
    }
    return drawn.substr(0, drawn.size() - (drawn.empty() ? 0 : 1));
  }
  std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{root_ / "series"}) {
      if (entry.is_regular_file()) found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
  }
  // All bytes below the series folder, by file.
  std::map<std::string, std::string> snapshot() const {
    std::map<std::string, std::string> bytes;
    for (const auto& file : files()) bytes[file.string()] = read_file(file);
    return bytes;
  }
  template <class Action>
  static Problem problem_of(Action action) {
    try {
      action();
    } catch (const ProblemError& error) {
      return error.problem();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
  }

  TemporaryFolder temporary_{testing::UnitTest::GetInstance()->current_test_info()->name()};
  std::filesystem::path root_ = temporary_.path();
  std::optional<DataFolder> folder_;
  std::optional<SeriesStore> store_;
};

TEST_F(SeriesStoreTest, GivesBackWhatWasStored) {
  const std::vector<Bar> bars = {minute(0, 100), minute(1, 101), minute(2, 102)};
  EXPECT_EQ(merge(minutes, bars).added, 3u);
  const auto records = store_->read_all(minutes).records(SeriesId{7});
  ASSERT_EQ(records.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    const Bar& bar = records[i].bar;
    EXPECT_EQ(bar.available_time, bars[i].available_time);
    EXPECT_EQ(bar.length_ms, 60'000u);
    EXPECT_EQ(bar.series, SeriesId{7});
    EXPECT_EQ(bar.open, bars[i].open);
    EXPECT_EQ(bar.high, bars[i].high);
    EXPECT_EQ(bar.low, bars[i].low);
    EXPECT_EQ(bar.close, bars[i].close);
    EXPECT_EQ(bar.volume, bars[i].volume);
  }
}

TEST_F(SeriesStoreTest, KeepsAYearPerFolderInTheZoneOfTheSeries) {
  merge(minutes, {minute(58, 100), minute(60, 101), minute(61, 102), minute(62, 103)});
  EXPECT_EQ(closes(minutes), "100 101 102 103");
  EXPECT_TRUE(std::filesystem::exists(root_ / "series/NSE/INFY/1m/2025/header"));
  EXPECT_TRUE(std::filesystem::exists(root_ / "series/NSE/INFY/1m/2026/header"));
  const auto summary = store_->find(minutes);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->bars, 4u);
  EXPECT_EQ(summary->from, Date::from_civil(2025, 12, 31));
  EXPECT_EQ(summary->to, Date::from_civil(2026, 1, 1));
  EXPECT_TRUE(summary->has_volume);
}

TEST_F(SeriesStoreTest, TakesAnEqualRowAsThereBefore) {
  merge(minutes, {minute(0, 100), minute(2, 102)});
  const auto before = snapshot();
  const MergeResult result = merge(minutes, {minute(0, 100), minute(2, 102)});
  EXPECT_EQ(result.there_before, 2u);
  EXPECT_EQ(result.added, 0u);
  EXPECT_EQ(snapshot(), before);
  EXPECT_EQ(merge(minutes, {minute(1, 101), minute(2, 102)}).added, 1u);
  EXPECT_EQ(closes(minutes), "100 101 102");
}

TEST_F(SeriesStoreTest, KeepsTheStoredRowOfAConflictUnlessToldToReplace) {
  merge(minutes, {minute(0, 100), minute(1, 101)});
  const MergeResult kept = merge(minutes, {minute(0, 100), minute(1, 201), minute(2, 102)});
  EXPECT_EQ(kept.conflicts, std::vector<std::size_t>{1});
  EXPECT_EQ(kept.added, 1u);
  EXPECT_EQ(closes(minutes), "100 101 102");
  const MergeResult replaced = merge(minutes, {minute(1, 201)}, OnConflict::Replace);
  EXPECT_EQ(replaced.replaced, 1u);
  EXPECT_EQ(closes(minutes), "100 201 102");
}

TEST_F(SeriesStoreTest, TakesTwoDailyBarsOfOneDateForOne) {
  merge(days, {day(0, 100)});
  Bar other_hours = day(0, 100);  // as after a correction of the calendar
  other_hours.available_time = other_hours.available_time - Duration::hours(2);
  other_hours.length_ms -= 7'200'000;
  EXPECT_EQ(merge(days, {other_hours, day(1, 101)}).there_before, 1u);
  EXPECT_EQ(closes(days), "100 101");
}

TEST_F(SeriesStoreTest, ReadsTheBarsThatStartInTheRange) {
  merge(minutes, {minute(0, 100), minute(1, 101), minute(2, 102), minute(3, 103)});
  const auto read = [&](const Bar& from, const Bar& to) {
    return store_->read(minutes, from.start(), to.start()).size();
  };
  EXPECT_EQ(read(minute(1, 0), minute(3, 0)), 2u);
  EXPECT_EQ(read(minute(0, 0), minute(9, 0)), 4u);
  EXPECT_EQ(read(minute(9, 0), minute(9, 0)), 0u);
  EXPECT_EQ(store_->read_all({"NSE:TCS", Interval::days(1)}).size(), 0u);
  EXPECT_EQ(store_->warm_up_start(minutes, minute(3, 0).start(), 2), minute(1, 0).start());
  EXPECT_EQ(store_->warm_up_start(minutes, minute(3, 0).start(), 9), minute(0, 0).start());
  EXPECT_EQ(store_->warm_up_start(minutes, minute(3, 0).start(), 0), minute(3, 0).start());
}

TEST_F(SeriesStoreTest, ListsItsSeriesInOrder) {
  merge(minutes, {minute(0, 100)});
  merge(days, {day(0, 100)});
  merge({"BSE:M&M", Interval::hours(1)}, {minute(0, 100)});
  EXPECT_EQ(store_->names(), (std::vector<SeriesName>{{"BSE:M&M", Interval::hours(1)},
                                                      {"NSE:INFY", Interval::minutes(1)},
                                                      {"NSE:INFY", Interval::days(1)}}));
  EXPECT_EQ(store_->list().size(), 3u);
  store_->remove(minutes);
  EXPECT_EQ(store_->names().size(), 2u);
}

TEST_F(SeriesStoreTest, NamesADamagedColumn) {
  merge(minutes, {minute(0, 100), minute(1, 101)});
  const auto column = root_ / "series/NSE/INFY/1m/2025/close.1.col";
  std::string bytes = read_file(column);
  bytes[3] = static_cast<char>(bytes[3] ^ 1);
  std::ofstream{column, std::ios::binary} << bytes;
  const Problem problem = problem_of([&] { (void)store_->read_all(minutes); });
  EXPECT_EQ(problem.headline, column.string() + " is damaged");
  EXPECT_TRUE(problem.expected.starts_with("checksum "));
  EXPECT_TRUE(problem.found.starts_with("checksum "));
  std::filesystem::resize_file(column, 9);
  EXPECT_EQ(problem_of([&] { (void)store_->read_all(minutes); }).found, "9 bytes");
}

TEST_F(SeriesStoreTest, NamesADamagedHeader) {
  merge(minutes, {minute(0, 100)});
  const auto header = root_ / "series/NSE/INFY/1m/2025/header";
  std::string text = read_file(header);
  text[text.find("rows 1") + 5] = '2';
  std::ofstream{header, std::ios::binary} << text;
  EXPECT_EQ(problem_of([&] { (void)store_->list(); }).headline, header.string() + " is damaged");
}

TEST_F(SeriesStoreTest, IgnoresWhatAnInterruptedWriteLeft) {
  merge(minutes, {minute(0, 100)});
  const auto folder = root_ / "series/NSE/INFY/1m/2025";
  std::ofstream{folder / "close.2.col"} << "half";
  std::ofstream{folder / "header.new"} << "half";
  std::ofstream{folder / "close.1.col", std::ios::app} << "torn";  // beyond what the header counts
  EXPECT_EQ(closes(minutes), "100");
  merge(minutes, {minute(1, 101)});
  EXPECT_EQ(closes(minutes), "100 101");
  EXPECT_FALSE(std::filesystem::exists(folder / "header.new"));
  EXPECT_FALSE(std::filesystem::exists(folder / "close.1.col"));
}

TEST_F(SeriesStoreTest, IsAsBeforeWhenTheDiskIsFull) {
  std::vector<Bar> bars;
  for (int i = 0; i < 3000; ++i) bars.push_back(minute(i, 100 + i % 7));
  merge(minutes, {bars.begin(), bars.begin() + 10});
  const auto before = snapshot();

  rlimit limit = {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &limit), 0);
  const auto previous = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small = {.rlim_cur = 8192, .rlim_max = limit.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const Problem problem = problem_of([&] { merge(minutes, bars); });
  ::setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, previous);

  EXPECT_TRUE(problem.headline.starts_with("cannot write ")) << problem.headline;
  EXPECT_EQ(problem.exit_code, ExitCode::Surroundings);
  EXPECT_EQ(snapshot(), before);
  EXPECT_EQ(merge(minutes, bars).added, 2990u);
}

TEST_F(SeriesStoreTest, IsVerifiedByChecksumsRulesAndCalendar) {
  const market::CalendarBook book;
  const market::Calendar& nse = book.calendar("NSE", "EQ", false, india);
  merge(days, {day(0, 100), day(2, 102), day(5, 105)});  // 3 June is missing, 7 June a Saturday
  const SeriesCheck sound = verify(*store_, days, nse);
  EXPECT_TRUE(sound.is_sound());
  EXPECT_EQ(sound.bars, 3u);
  EXPECT_EQ(sound.off_calendar, 1u);
  ASSERT_TRUE(sound.gaps);
  EXPECT_EQ(sound.gaps->size(), 2u);

  Bar upside_down = day(1, 101);
  std::swap(upside_down.high, upside_down.low);
  merge(days, {upside_down});
  EXPECT_EQ(
      verify(*store_, days, nse).damage,
      std::vector<std::string>{"the bar of 2025-06-03T10:00:00Z has prices that do not agree"});
  std::ofstream{root_ / "series/NSE/INFY/1d/2025/open.2.col"} << std::string(32, 'x');
  EXPECT_FALSE(verify(*store_, days, nse).is_sound());
}

TEST_F(SeriesStoreTest, RefusesAnotherZoneThanASeriesIsStoredIn) {
  merge(days, {day(0, 100)});
  EXPECT_EQ(store_->zone_of("NSE:INFY"), "Asia/Kolkata");
  EXPECT_EQ(store_->zone_of("NSE:TCS"), std::nullopt);
  const Problem problem = problem_of([&] {
    store_->merge(days, market::Zone{"UTC"}, std::vector<Bar>{day(1, 101)}, OnConflict::Keep);
  });
  EXPECT_EQ(problem.headline, "NSE:INFY 1d is stored in another zone");
  EXPECT_EQ(closes(days), "100");
}

TEST_F(SeriesStoreTest, FeedsSeriesInTheOrderOfTheEngine) {
  const SeriesName other{"NSE:TCS", Interval::minutes(1)};
  merge(minutes, {minute(1, 11), minute(2, 12), minute(4, 14)});
  merge(other, {minute(0, 20), minute(2, 22), minute(3, 23)});
  const FeedSeries series[] = {{other, SeriesId{1}}, {minutes, SeriesId{0}}};
  SeriesFeed feed{*store_, series, Timestamp::min(), Timestamp::max()};
  std::string drawn;
  market::Record record;
  while (feed.next(record)) {
    drawn += std::to_string(record.bar.series.value()) + ":" +
             std::to_string(record.bar.close.raw() / Price::one) + " ";
  }
  EXPECT_EQ(drawn, "1:20 0:11 0:12 1:22 1:23 0:14 ");
}

RC_GTEST_PROP(MergeStreams, SortsByTimeThenStream, ()) {
  std::vector<std::vector<market::Record>> streams;
  std::vector<std::pair<std::int64_t, std::uint32_t>> expected;
  const auto count = *rc::gen::inRange<std::uint32_t>(0, 5);
  for (std::uint32_t i = 0; i < count; ++i) {
    auto times =
        *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 20));
    std::ranges::sort(times);
    auto& stream = streams.emplace_back();
    for (const std::int64_t time : times) {
      Bar bar = bar_at(Timestamp::from_ns(time), 1);
      bar.series = SeriesId{i};
      stream.emplace_back(bar);
      expected.emplace_back(time, i);
    }
  }
  std::ranges::sort(expected);
  std::vector<std::pair<std::int64_t, std::uint32_t>> found;
  for (const auto& record : merge_streams(streams)) {
    found.emplace_back(record.bar.available_time.ns(), record.bar.series.value());
  }
  RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace muhurat::store
