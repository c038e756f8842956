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
    return store_->merge(name, india, bars, {.on_conflict = on_conflict});
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
  const MergeResult result = merge(days, {other_hours, day(1, 101)});
  EXPECT_EQ(result.placed_anew, 1u);
  EXPECT_EQ(result.there_before, 0u);
  EXPECT_EQ(closes(days), "100 101");
  EXPECT_EQ(store_->read_all(days).records({}).front().bar.available_time,
            other_hours.available_time);
  Bar other_values = day(0, 200);
  EXPECT_EQ(merge(days, {other_values}).conflicts.size(), 1u);
  EXPECT_EQ(store_->read_all(days).records({}).front().bar.available_time,
            other_hours.available_time);
}

TEST_F(SeriesStoreTest, TakesWeeklyBarsThatShareADayForOne) {
  const SeriesName weeks{"NSE:INFY", Interval::days(7)};
  Bar week = day(4, 100);  // Monday to Friday
  week.length_ms += 4 * 86'400'000;
  merge(weeks, {week});
  Bar shorter = week;  // the Monday became a holiday
  shorter.length_ms -= 86'400'000;
  EXPECT_EQ(merge(weeks, {shorter}).placed_anew, 1u);
  EXPECT_EQ(closes(weeks), "100");
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

TEST_F(SeriesStoreTest, NamesAMissingColumn) {
  merge(minutes, {minute(0, 100), minute(61, 101)});
  const auto column = root_ / "series/NSE/INFY/1m/2025/low.1.col";
  std::filesystem::remove(column);
  const Problem problem = problem_of([&] { (void)store_->find(minutes); });
  EXPECT_EQ(problem.headline, column.string() + " is missing");
  EXPECT_EQ(problem.exit_code, ExitCode::Input);
  EXPECT_EQ(problem.what_to_do,
            "remove the folder " + column.parent_path().string() + " and import that year again");
  EXPECT_EQ(problem_of([&] { merge(minutes, {minute(1, 101)}); }).headline, problem.headline);
}

TEST_F(SeriesStoreTest, TellsOfEveryDamagedYear) {
  merge(minutes, {minute(0, 100), minute(61, 101)});
  merge(days, {day(0, 100)});
  const auto series = root_ / "series/NSE/INFY/1m";
  EXPECT_TRUE(store_->damage(minutes).empty());
  std::filesystem::remove(series / "2025/low.1.col");
  std::filesystem::remove(series / "2026/header");
  const auto damage = store_->damage(minutes);
  ASSERT_EQ(damage.size(), 2u);
  EXPECT_EQ(damage[0].headline, (series / "2025/low.1.col").string() + " is missing");
  EXPECT_EQ(damage[1].headline, (series / "2026/header").string() + " is missing");
  EXPECT_TRUE(store_->damage(days).empty());
}

TEST_F(SeriesStoreTest, NamesADamagedHeader) {
  merge(minutes, {minute(0, 100)});
  const auto header = root_ / "series/NSE/INFY/1m/2025/header";
  std::string text = read_file(header);
  text[text.find("rows 1") + 5] = '2';
  std::ofstream{header, std::ios::binary} << text;
  EXPECT_EQ(problem_of([&] { (void)store_->list(); }).headline, header.string() + " is damaged");
}

TEST_F(SeriesStoreTest, MissesAHeaderWhoseColumnsAreThere) {
  merge(minutes, {minute(58, 100), minute(60, 101), minute(61, 102)});
  const auto folder = root_ / "series/NSE/INFY/1m/2026";
  std::filesystem::remove(folder / "header");
  const auto before = snapshot();
  const Problem problem = problem_of([&] { (void)store_->read_all(minutes); });
  EXPECT_EQ(problem.headline, (folder / "header").string() + " is missing");
  EXPECT_EQ(problem.what_to_do,
            "remove the folder " + folder.string() + " and import that year again");
  EXPECT_EQ(problem_of([&] { (void)store_->find(minutes); }).headline, problem.headline);
  EXPECT_EQ(problem_of([&] { merge(minutes, {minute(63, 103)}); }).headline, problem.headline);
  EXPECT_EQ(snapshot(), before);
  EXPECT_EQ(store_->names(), std::vector<SeriesName>{minutes});
  std::filesystem::remove_all(folder);
  EXPECT_EQ(closes(minutes), "100 101");
}

TEST_F(SeriesStoreTest, IsNoSeriesWhereAFirstWriteWasInterrupted) {
  const auto folder = root_ / "series/NSE/INFY/1m/2025";
  StagedMerge staged = store_->stage(minutes, india, std::vector<Bar>{minute(0, 100)},
                                     {.on_conflict = OnConflict::Keep});
  std::filesystem::copy(folder, root_ / "copy");
  staged = StagedMerge{};
  EXPECT_TRUE(std::filesystem::is_empty(root_ / "series"));
  make_folder(folder.parent_path());
  std::filesystem::rename(root_ / "copy", folder);  // as if the process had ended here
  EXPECT_TRUE(store_->names().empty());
  EXPECT_TRUE(store_->damage(minutes).empty());
  EXPECT_EQ(closes(minutes), "");
  merge(minutes, {minute(1, 101)});
  EXPECT_EQ(closes(minutes), "101");
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

TEST_F(SeriesStoreTest, PublishesAllYearsOrNone) {
  merge(minutes, {minute(59, 100), minute(62, 102)});
  write_file(root_ / "other", "old");
  const auto before = snapshot();
  for (const int broken_year : {2025, 2026, 2027}) {
    write_file(root_ / "other.new", "new");
    const Bar later = bar_at(india.to_utc(Date::from_civil(2027, 1, 4), Duration::hours(10)), 103);
    StagedMerge staged =
        store_->stage(minutes, india, std::vector{minute(60, 99), minute(63, 101), later},
                      {.on_conflict = OnConflict::Keep});
    std::filesystem::remove(root_ / "series/NSE/INFY/1m" / std::to_string(broken_year) /
                            "header.new");
    const FileRename other[] = {{root_ / "other.new", root_ / "other"}};
    const Problem problem = problem_of([&] { staged.publish(other); });
    EXPECT_TRUE(problem.headline.starts_with("cannot read ")) << problem.headline;
    EXPECT_EQ(problem.kept, "");  // so it is as before
    staged = StagedMerge{};
    EXPECT_EQ(snapshot(), before) << broken_year;
    EXPECT_EQ(read_file(root_ / "other"), "old");
    EXPECT_EQ(closes(minutes), "100 102");
  }
  EXPECT_EQ(merge(minutes, {minute(60, 99), minute(63, 101)}).added, 2u);
  EXPECT_EQ(closes(minutes), "100 99 102 101");
}

TEST_F(SeriesStoreTest, IsVerifiedByChecksumsRulesAndCalendar) {
  const market::CalendarBook book;
  const market::Calendar& nse =
      book.calendar({.exchange = "NSE", .segment = "EQ", .has_derivatives = false}, india);
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
    store_->merge(days, market::Zone{"UTC"}, std::vector<Bar>{day(1, 101)},
                  {.on_conflict = OnConflict::Keep});
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

// Hours of one session, as files on different grids have them.
std::vector<Bar> hours_of_a_file(const market::Session& session) {
  const auto starts =
      *rc::gen::container<std::vector<int>>(rc::gen::element(0, 45, 60, 75, 105, 120, 180, 345));
  std::map<int, int> ordered;
  for (const int start : starts) ordered[start] = *rc::gen::inRange(100, 103);
  std::vector<Bar> bars;
  for (const auto& [start, close] : ordered) {
    const Timestamp open = session.open + Duration::minutes(start);
    if (!bars.empty() && bars.back().available_time > open) continue;
    const Timestamp end = std::min(open + Duration::hours(1), session.close);
    bars.push_back(bar_at(end, close, end - open));
  }
  return bars;
}

RC_GTEST_PROP(SeriesStoreMerge, KnowsNoBarBeforeItsClose, ()) {
  const TemporaryFolder temporary{"KnowsNoBarBeforeItsClose"};
  const DataFolder folder{temporary.path(), Access::Write};
  SeriesStore store{folder};
  const SeriesName hours{"NSE:INFY", Interval::hours(1)};
  const market::CalendarBook book;
  const market::Calendar& nse = book.calendar({"NSE", "EQ", false}, india);
  const Date date = Date::from_civil(2025, 6, 16);
  const market::Session session = nse.sessions(date, date).front();
  for (int file = 0; file < 4; ++file) {
    const std::vector<Bar> bars = hours_of_a_file(session);
    const bool replaces = *rc::gen::arbitrary<bool>();
    const MergeResult result = store.merge(
        hours, india, bars,
        {.on_conflict = replaces ? OnConflict::Replace : OnConflict::Keep, .calendar = &nse});
    RC_ASSERT(result.changes() + result.there_before + result.conflicts.size() +
                  result.overlaps.size() ==
              bars.size());
    Timestamp end = Timestamp::min();
    for (const auto& record : store.read_all(hours).records({})) {
      const Bar& bar = record.bar;
      RC_ASSERT(bar.start() >= end);
      end = bar.available_time;
      const Timestamp whole = std::min(bar.start() + Duration::hours(1), session.close);
      RC_ASSERT(bar.available_time == whole || bar.start() == session.open);
    }
  }
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
