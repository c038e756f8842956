#include "store/data_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "core/error.hpp"
#include "store/temporary_folder.hpp"

namespace muhurat::store {
namespace {

class DataFolderTest : public testing::Test {
 protected:
  Problem refusal(Access access) const {
    try {
      const DataFolder folder{root_, access};
    } catch (const ProblemError& error) {
      return error.problem();
    }
    return {.headline = "opened"};
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

}  // namespace
}  // namespace muhurat::store
