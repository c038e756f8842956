// Readers and an import of several years at once: what is opened under one hold agrees.
#include "store/folder_hold.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "core/file.hpp"
#include "store/rename_journal.hpp"
#include "store/series/series_store.hpp"
#include "store/temporary_folder.hpp"

namespace muhurat::store {
namespace {

namespace fs = std::filesystem;

const market::Zone india{"Asia/Kolkata"};
const SeriesName days{"NSE:INFY", market::Interval::days(1)};
constexpr int first_year = 2015;
constexpr int last_year = 2025;

class FolderHoldTest : public testing::Test {
 protected:
  static std::vector<market::Bar> a_bar_each_year(int price) {
    std::vector<market::Bar> bars;
    for (int year = first_year; year <= last_year; ++year) {
      const Price close{price};
      bars.push_back(
          {.available_time = india.to_utc(Date::from_civil(year, 6, 3), Duration::hours(15)),
           .series = {},
           .length_ms = 60'000,
           .open = close,
           .high = close,
           .low = close,
           .close = close,
           .volume = 1,
           .open_interest = 0});
    }
    return bars;
  }
  // All years and a file beside them hold this price afterwards.
  static void publish(const DataFolder& folder, int price) {
    const fs::path beside = folder.reference() / "price";
    write_file(fs::path{beside} += ".new", std::to_string(price));
    StagedMerge merge = SeriesStore{folder}.stage(days, india, a_bar_each_year(price),
                                                  {.on_conflict = OnConflict::Replace});
    const FileRename rename{fs::path{beside} += ".new", beside};
    merge.publish({&rename, 1});
  }
  // The prices of a series and the file beside it, each once.
  static std::string prices(const SeriesStore& store, const std::string& beside) {
    std::string drawn = beside;
    for (const auto& record : store.read_all(days).records({})) {
      const std::string price = std::to_string(record.bar.close.raw() / Price::one);
      if (!drawn.ends_with(price)) drawn += " " + price;
    }
    return drawn;
  }
  std::string what_is_read(const DataFolder& folder) const {
    try {
      return read_at_once(folder);
    } catch (const ProblemError& error) {  // in a thread
      return error.problem().headline;
    }
  }
  std::string read_at_once(const DataFolder& folder) const {
    SeriesStore store{folder};
    std::string beside;
    {
      const FolderHold hold = folder.hold();
      beside = read_file(folder.reference() / "price");
      store.open({&days, 1});
    }
    return prices(store, beside);
  }

  TemporaryFolder temporary_{testing::UnitTest::GetInstance()->current_test_info()->name()};
  fs::path root_ = temporary_.path();
};

TEST_F(FolderHoldTest, ShowsAllYearsFromBeforeAnImportOrAllFromAfterIt) {
  constexpr int imports = 25;
  std::optional<DataFolder> writer{std::in_place, root_, Access::Write};
  publish(*writer, 100);
  std::atomic<bool> is_done = false;
  const auto read_on = [&](std::vector<std::string>& wrong) {
    const DataFolder folder{root_, Access::Read};
    while (!is_done) {
      const std::string found = what_is_read(folder);
      if (found != "100" && found != "200") wrong.push_back(found);
    }
  };
  std::vector<std::string> wrong[2];
  std::thread readers[] = {std::thread{[&] { read_on(wrong[0]); }},
                           std::thread{[&] { read_on(wrong[1]); }}};
  for (int i = 0; i < imports; ++i) publish(*writer, i % 2 == 0 ? 200 : 100);
  is_done = true;
  for (std::thread& each : readers) each.join();
  for (const auto& each : wrong) EXPECT_EQ(each, std::vector<std::string>{});
}

TEST_F(FolderHoldTest, ShowsWhatWasOpenedUnderItAlsoAfterAnImport) {
  const DataFolder writer{root_, Access::Write};
  publish(writer, 100);
  const DataFolder folder{root_, Access::Read};
  SeriesStore store{folder};
  store.open({&days, 1});
  publish(writer, 200);
  EXPECT_EQ(prices(store, "100"), "100");
  EXPECT_EQ(read_at_once(folder), "200");
}

TEST_F(FolderHoldTest, IsWaitedForByAnImport) {
  const DataFolder writer{root_, Access::Write};
  publish(writer, 100);
  const fs::path file = root_ / "series/NSE/INFY/1d/2024/header";
  fs::copy_file(file, fs::path{file} += ".new");
  const FileRename renames[] = {{fs::path{file} += ".new", file}};
  const DataFolder reader{root_, Access::Read};
  {
    const FolderHold one = reader.hold();
    const FolderHold other = reader.hold();  // readers do not wait for readers
    try {
      rename_together(root_, renames, Duration{});
      ADD_FAILURE() << "published while it was read";
    } catch (const ProblemError& error) {
      EXPECT_EQ(error.problem().headline, "the data folder " + root_.string() + " is being read");
      EXPECT_EQ(error.problem().exit_code, ExitCode::Surroundings);
    }
    EXPECT_TRUE(fs::exists(renames[0].from));
  }
  rename_together(root_, renames, Duration{});
  EXPECT_FALSE(fs::exists(renames[0].from));
}

TEST_F(FolderHoldTest, IsWaitedForByAReader) {
  const DataFolder writer{root_, Access::Write};
  std::optional<FolderHold> alone{FolderHold::alone(root_)};
  EXPECT_FALSE(FolderHold::shared(root_).has_value());
  try {
    (void)DataFolder(root_, Access::Read, Duration{});
    ADD_FAILURE() << "opened while files take their places";
  } catch (const ProblemError& error) {
    EXPECT_EQ(error.problem().headline, "the data folder " + root_.string() + " is locked");
  }
  std::thread reader{[&] { (void)DataFolder(root_, Access::Read).hold(); }};
  alone.reset();
  reader.join();
}

TEST_F(FolderHoldTest, IsGivenBackThoughAChildWasForkedMeanwhile) {
  const DataFolder writer{root_, Access::Write};
  std::optional<FolderHold> shared = FolderHold::shared(root_);
  const pid_t child = ::fork();
  if (child == 0) {
    for (;;) ::pause();
  }
  shared.reset();
  EXPECT_NO_THROW((void)FolderHold::alone(root_, Duration{}));
  EXPECT_TRUE(FolderHold::shared(root_).has_value());
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST_F(FolderHoldTest, OfAFolderThatIsNotThereHoldsNothing) {
  EXPECT_TRUE(FolderHold::shared(root_ / "none").has_value());
}

TEST_F(FolderHoldTest, IsNotSharedAnewWhileSomebodyWaitsToHaveItAlone) {
  const DataFolder writer{root_, Access::Write};
  std::optional<FolderHold> shared = FolderHold::shared(root_);
  std::thread importer{[&] { (void)FolderHold::alone(root_); }};
  while (FolderHold::shared(root_)) std::this_thread::yield();  // until it waits
  shared.reset();
  importer.join();
  EXPECT_TRUE(FolderHold::shared(root_).has_value());
}

// It leaves an import half done for whoever holds the folder next.
TEST_F(FolderHoldTest, CompletesWhatAnImportLeftThatWasKilledSince) {
  {
    const DataFolder writer{root_, Access::Write};
  }
  const DataFolder folder{root_, Access::Read};
  write_file(root_ / "reference/price", "100");
  write_file(root_ / "reference/price.new", "200");
  const auto sum = to_hex(checksum(std::as_bytes(std::span{std::string_view{"200"}})));
  const NotedRename renames[] = {{"reference/price", sum}};
  write_file(rename_journal(root_), to_text(renames));
  const FolderHold hold = folder.hold();
  EXPECT_EQ(read_file(root_ / "reference/price"), "200");
  EXPECT_FALSE(fs::exists(rename_journal(root_)));
}

}  // namespace
}  // namespace muhurat::store
