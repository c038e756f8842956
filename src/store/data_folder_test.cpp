#include "store/data_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "core/checksum.hpp"
#include "core/error.hpp"
#include "store/rename_journal.hpp"
#include "store/temporary_folder.hpp"

namespace muhurat::store {
namespace {

class DataFolderTest : public testing::Test {
 protected:
  Problem refusal(Access access) const {
    try {
      const DataFolder folder{root_, access, Duration{}};
    } catch (const ProblemError& error) {
      return error.problem();
    }
    return {.headline = "opened"};
  }

  // As an import leaves it that is killed before its first file takes its place.
  void leave_journal() const {
    make_folder(root_ / "reference");
    if (!std::filesystem::exists(root_ / "format")) {
      write_file(root_ / "format", "muhurat data format 1\n");
    }
    write_file(root_ / "reference/table.csv", "old");
    write_file(root_ / "reference/table.csv.new", "new");
    const auto sum = to_hex(checksum(std::as_bytes(std::span{std::string_view{"new"}})));
    const NotedRename renames[] = {{"reference/table.csv", sum}};
    write_file(rename_journal(root_), to_text(renames));
  }

  TemporaryFolder temporary_{testing::UnitTest::GetInstance()->current_test_info()->name()};
  std::filesystem::path root_ = temporary_.path() / "data";
};

TEST_F(DataFolderTest, IsMadeWhenItIsFirstWrittenTo) {
  {
    const DataFolder reader{root_, Access::Read};
  }
  EXPECT_FALSE(std::filesystem::exists(root_));
  const DataFolder folder{root_, Access::Write};
  EXPECT_EQ(read_file(root_ / "format"), "muhurat data format 1\n");
}

TEST_F(DataFolderTest, IsLockedAgainstASecondWriterWhichIsToldTheFirst) {
  const DataFolder first{root_, Access::Write};
  const Problem problem = refusal(Access::Write);
  EXPECT_EQ(problem.headline, "the data folder " + root_.string() + " is locked");
  EXPECT_EQ(problem.found, "process " + std::to_string(::getpid()) + " is writing");
  EXPECT_EQ(problem.exit_code, ExitCode::Surroundings);
  EXPECT_EQ(refusal(Access::Read).headline, "opened");
}

TEST_F(DataFolderTest, IsUnlockedWhenTheWriterIsDone) {
  {
    const DataFolder first{root_, Access::Write};
  }
  EXPECT_EQ(refusal(Access::Write).headline, "opened");
}

TEST_F(DataFolderTest, OfANewerVersionIsRefused) {
  {
    const DataFolder first{root_, Access::Write};
  }
  std::ofstream{root_ / "format"} << "muhurat data format 2\n";
  for (const Access access : {Access::Read, Access::Write}) {
    const Problem problem = refusal(access);
    EXPECT_EQ(problem.headline, root_.string() + " was written by a newer version of muhurat");
    EXPECT_EQ(problem.found, "data format 2");
  }
  std::ofstream{root_ / "format"} << "something else\n";
  EXPECT_EQ(refusal(Access::Read).headline, root_.string() + " is not a data folder of muhurat");
}

TEST_F(DataFolderTest, ThatIsAFileIsRefused) {
  std::ofstream{root_} << "a file";
  EXPECT_EQ(refusal(Access::Write).exit_code, ExitCode::Surroundings);
}

TEST_F(DataFolderTest, CompletesAnImportThatWasCutShort) {
  for (const Access access : {Access::Read, Access::Write}) {
    leave_journal();
    {
      const DataFolder folder{root_, access};
      EXPECT_TRUE(folder.has_completed_import());
    }
    EXPECT_EQ(read_file(root_ / "reference/table.csv"), "new");
    EXPECT_FALSE(DataFolder(root_, access).has_completed_import());
  }
}

TEST_F(DataFolderTest, IsNotReadWhileAnImportReplacesItsFiles) {
  std::optional<DataFolder> writer{std::in_place, root_, Access::Write};
  leave_journal();
  const Problem problem = refusal(Access::Read);
  EXPECT_EQ(problem.headline, "the data folder " + root_.string() + " is locked");
  EXPECT_EQ(problem.kept, "nothing was read");
  EXPECT_EQ(read_file(root_ / "reference/table.csv"), "old");
  bool has_completed = false;
  std::thread reader{
      [&] { has_completed = DataFolder(root_, Access::Read).has_completed_import(); }};
  writer.reset();  // it was killed
  reader.join();
  EXPECT_TRUE(has_completed);
}

TEST_F(DataFolderTest, WithADamagedJournalIsRefused) {
  leave_journal();
  write_file(rename_journal(root_), "something else\n");
  for (const Access access : {Access::Read, Access::Write}) {
    const Problem problem = refusal(access);
    EXPECT_EQ(problem.headline, rename_journal(root_).string() + " is damaged");
    EXPECT_EQ(problem.found, "something else");
    EXPECT_EQ(problem.exit_code, ExitCode::Input);
  }
}

TEST_F(DataFolderTest, ThatCannotBeWrittenToIsNotReadBeforeItsImportIsComplete) {
  leave_journal();
  std::filesystem::remove(root_ / ".lock");
  std::filesystem::create_directories(root_ / ".lock");  // no file that could be locked
  const Problem problem = refusal(Access::Read);
  EXPECT_EQ(problem.headline, "cannot lock " + root_.string());
  EXPECT_EQ(problem.kept,
            "nothing was read: an import was cut short and has to be completed first");
}

}  // namespace
}  // namespace muhurat::store
