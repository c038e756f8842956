#include "cli/backtest/result_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "core/file.hpp"
#include "research/result_json.hpp"

namespace muhurat::cli {
namespace {

namespace fs = std::filesystem;

// Each test runs in an empty current folder of its own.
class ResultFolder : public testing::Test {
 protected:
  void SetUp() override {
    home_ = fs::path{testing::TempDir()} / ("result-folder-" + std::to_string(getpid()));
    fs::remove_all(home_);
    fs::create_directories(home_);
    before_ = fs::current_path();
    fs::current_path(home_);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(home_);
  }

  void make_result(const fs::path& folder, const std::string& text = "old") {
    fs::create_directory(folder);
    write_file(folder / "result.json", std::string{research::result_format} + text);
  }
  static std::string found_of(const fs::path& named) {
    const auto problem = check_result_folder(named);
    return !problem                                ? "nothing wrong"
           : problem->exit_code != ExitCode::Usage ? "another exit code"
                                                   : problem->found;
  }
  // What lies in the current folder, in order.
  static std::string listed() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{"."}) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    std::string text;
    for (const std::string& name : names) text += name + " ";
    return text;
  }
  void put(const fs::path& named) {
    const fs::path folder = result_folder_of(named);
    const fs::path beside = beside_of(folder);
    write_files(beside, {{"result.json", std::string{research::result_format} + "new"}});
    take_place(beside, folder);
  }

  fs::path home_, before_;
};

TEST_F(ResultFolder, TheCurrentFolderCannotBeExchanged) {
  EXPECT_EQ(found_of("."), "the current folder");
  EXPECT_EQ(found_of("./"), "the current folder");
  EXPECT_EQ(found_of(home_), "the current folder");
  fs::create_directory_symlink(home_, "link");
  EXPECT_EQ(found_of("link"), "the current folder");
}

TEST_F(ResultFolder, AMountPointCannotBeExchanged) {
  EXPECT_EQ(found_of("/proc"), "a mount point");
  EXPECT_EQ(found_of("/"), "a mount point");
}

TEST_F(ResultFolder, ADanglingLinkIsRefused) {
  fs::create_symlink("nowhere", "link");
  EXPECT_EQ(found_of("link"), "a link to nowhere, which does not exist");
  EXPECT_EQ(found_of("link/"), "a link to nowhere, which does not exist");
}

TEST_F(ResultFolder, ALinkToAFolderIsFollowedAndStays) {
  make_result("first");
  fs::create_directory_symlink("first", "link");
  ASSERT_EQ(found_of("link"), "nothing wrong");
  put("link/");
  EXPECT_EQ(listed(), "first link ");
  EXPECT_TRUE(fs::is_symlink("link"));
  EXPECT_EQ(read_file("first/result.json"), std::string{research::result_format} + "new");
}

TEST_F(ResultFolder, NewEmptyAndEarlierFoldersTakeAResult) {
  fs::create_directory("empty");
  make_result("earlier");
  for (const char* name : {"new", "empty", "earlier"}) {
    ASSERT_EQ(found_of(name), "nothing wrong");
    put(name);
    EXPECT_EQ(read_file(fs::path{name} / "result.json"),
              std::string{research::result_format} + "new");
  }
  EXPECT_EQ(listed(), "earlier empty new ");
}

TEST_F(ResultFolder, NothingIsLeftBesideAFolderThatCouldNotBeTaken) {
  // The check before the run said yes; meanwhile a file has come under the name.
  const fs::path beside = beside_of(result_folder_of("results"));
  write_files(beside, {{"result.json", "new"}});
  write_file("results", "mine");
  EXPECT_ANY_THROW(take_place(beside, result_folder_of("results/none")));
  EXPECT_EQ(listed(), "results ");
  EXPECT_EQ(read_file("results"), "mine");
}

TEST_F(ResultFolder, WhatCameIntoTheFolderDuringTheRunStaysThere) {
  fs::create_directory("results");
  const fs::path folder = result_folder_of("results");
  const fs::path beside = beside_of(folder);
  write_files(beside, {{"result.json", std::string{research::result_format} + "new"}});
  write_file("results/notes.txt", "mine");
  EXPECT_THROW(take_place(beside, folder), ProblemError);
  EXPECT_EQ(listed(), "results ");
  EXPECT_EQ(read_file("results/notes.txt"), "mine");
  EXPECT_FALSE(fs::exists("results/result.json"));
}

TEST_F(ResultFolder, AFileThatTookTheNameDuringTheRunStaysThere) {
  const fs::path folder = result_folder_of("results");
  const fs::path beside = beside_of(folder);
  write_files(beside, {{"result.json", std::string{research::result_format} + "new"}});
  write_file("results", "mine");
  EXPECT_THROW(take_place(beside, folder), ProblemError);
  EXPECT_EQ(listed(), "results ");
  EXPECT_EQ(read_file("results"), "mine");
}

}  // namespace
}  // namespace muhurat::cli
