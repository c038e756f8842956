#include "core/file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace muhurat {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  FileTest() {
    std::string pattern = (fs::temp_directory_path() / "muhurat-file-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~FileTest() override { fs::remove_all(folder_); }

  fs::path at(const char* name) const { return folder_ / name; }
  int entries() const {
    return static_cast<int>(std::distance(fs::directory_iterator{folder_}, {}));
  }
  fs::path folder_;
};

TEST_F(FileTest, WhatIsWrittenIsReadBackAndNothingElseIsLeft) {
  const std::string bytes("a\0b\r\n\xff", 6);
  write_file(at("x"), bytes);
  EXPECT_EQ(read_file(at("x")), bytes);
  write_file(at("x"), "");
  EXPECT_EQ(read_file(at("x")), "");
  EXPECT_EQ(entries(), 1);
}

TEST_F(FileTest, WithoutCommitTheOldFileStays) {
  write_file(at("x"), "old");
  {
    WholeFile file{at("x")};
    file.append("new");
    EXPECT_EQ(read_file(at("x")), "old");
  }
  EXPECT_EQ(read_file(at("x")), "old");
  EXPECT_EQ(entries(), 1);
}

TEST_F(FileTest, AWriteThatTheSystemRefusesKeepsTheOldFileAndNamesPathAndReason) {
  write_file(at("x"), "old");
  struct rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit small{4096, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  int error_number = 0;
  std::string headline;
  try {
    write_file(at("x"), std::string(10'000, 'x'));
  } catch (const SurroundingsError& error) {
    error_number = error.error_number();
    headline = error.problem().headline;
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old_handler);
  EXPECT_EQ(error_number, EFBIG);
  EXPECT_EQ(headline, "cannot write " + at("x").string());
  EXPECT_EQ(read_file(at("x")), "old");
  EXPECT_EQ(entries(), 1);
}

TEST(File, AFullDiskIsToldWithWhatToDo) {
  const SurroundingsError error{"write", "results/report.html", ENOSPC};
  EXPECT_EQ(to_text(error.problem()),
            "error: cannot write results/report.html\n"
            "  found     No space left on device\n"
            "  do        free some space and repeat the command\n"
            "exit 6\n");
}

TEST_F(FileTest, AFileThatIsNotThereIsNoneOrAnError) {
  EXPECT_EQ(read_file_if_there(at("none")), std::nullopt);
  EXPECT_THROW(read_file(at("none")), SurroundingsError);
  EXPECT_THROW(read_file(folder_), SurroundingsError);
  EXPECT_THROW(write_file(at("no/such/folder"), ""), SurroundingsError);
}

TEST_F(FileTest, ExchangedFoldersAreEachOther) {
  fs::create_directory(at("a"));
  fs::create_directory(at("b"));
  write_file(at("a/name"), "first");
  write_file(at("b/name"), "second");
  exchange_folders(at("a"), at("b"));
  EXPECT_EQ(read_file(at("a/name")), "second");
  EXPECT_EQ(read_file(at("b/name")), "first");
  EXPECT_THROW(exchange_folders(at("a"), at("none")), SurroundingsError);
  EXPECT_EQ(read_file(at("a/name")), "second");
}

TEST_F(FileTest, ALockedFolderNamesItsHolderUntilTheLockEnds) {
  {
    auto lock = FolderLock::acquire(folder_);
    ASSERT_TRUE(lock);
    FolderLock moved = std::move(*lock);
    const auto second = FolderLock::acquire(folder_);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().pid, ::getpid());
  }
  EXPECT_TRUE(FolderLock::acquire(folder_));
}

TEST_F(FileTest, ALockEndsWithItsProcess) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto lock = FolderLock::acquire(folder_);
    ::_exit(lock ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(FolderLock::acquire(folder_));
}

}  // namespace
}  // namespace muhurat
