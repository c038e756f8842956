#include "store/file_io.hpp"

#include <gtest/gtest.h>

#include "core/file.hpp"
#include "store/temporary_folder.hpp"

namespace muhurat::store {
namespace {

std::filesystem::path write(const std::filesystem::path& path, std::string_view text) {
  write_file(path, text);
  return path;
}

TEST(RenameAll, ReplacesEveryFileOrNone) {
  const TemporaryFolder folder{"RenameAll"};
  const auto old_one = write(folder.path() / "one", "old one");
  const std::vector<FileRename> renames = {
      {write(folder.path() / "one.new", "new one"), old_one},
      {write(folder.path() / "two.new", "new two"), folder.path() / "two"},  // was not there
      {folder.path() / "missing.new", folder.path() / "three"}};
  EXPECT_THROW(rename_all(renames), SurroundingsError);
  EXPECT_EQ(read_file(old_one), "old one");
  EXPECT_EQ(read_file(folder.path() / "one.new"), "new one");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "two"));
  EXPECT_EQ(read_file(folder.path() / "two.new"), "new two");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "one.before"));

  write(folder.path() / "missing.new", "new three");
  rename_all(renames);
  EXPECT_EQ(read_file(old_one), "new one");
  EXPECT_EQ(read_file(folder.path() / "two"), "new two");
  EXPECT_EQ(read_file(folder.path() / "three"), "new three");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "one.before"));
}

TEST(RenameAll, NamesAFileThatCannotBeKept) {
  const TemporaryFolder folder{"RenameAllKept"};
  const auto one = write(folder.path() / "one", "old one");
  const auto two = write(folder.path() / "two", "old two");
  std::filesystem::create_directories(folder.path() / "two.before" / "full");
  const FileRename renames[] = {{write(folder.path() / "one.new", "new one"), one},
                                {write(folder.path() / "two.new", "new two"), two}};
  EXPECT_THROW(rename_all(renames), SurroundingsError);
  EXPECT_EQ(read_file(one), "old one");
  EXPECT_EQ(read_file(two), "old two");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "one.before"));
}

}  // namespace
}  // namespace muhurat::store
