#include "store/rename_journal.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/checksum.hpp"
#include "core/file.hpp"
#include "store/temporary_folder.hpp"

namespace muhurat::store {
namespace {

namespace fs = std::filesystem;

std::string checksum_of(std::string_view text) {
  return to_hex(checksum(std::as_bytes(std::span{text})));
}

class RenameJournalTest : public testing::Test {
 protected:
  // A file of the folder and the one that is to take its place.
  NotedRename put(const std::string& path, std::string_view now, std::string_view next) {
    make_folder((root_ / path).parent_path());
    if (!now.empty()) write_file(root_ / path, now);
    if (!next.empty()) write_file(root_ / (path + ".new"), next);
    return {path, checksum_of(next)};
  }
  // "NAME NAME.new", each with its text or –.
  std::string draw(const std::string& path) const {
    return read_file_if_there(root_ / path).value_or("–") + " " +
           read_file_if_there(root_ / (path + ".new")).value_or("–");
  }
  Problem refusal() const {
    try {
      (void)finish_renames(root_);
    } catch (const ProblemError& error) {
      return error.problem();
    }
    return {.headline = "taken"};
  }
  Problem refusal_of(std::string_view journal) const {
    write_file(rename_journal(root_), journal);
    return refusal();
  }

  TemporaryFolder temporary_{testing::UnitTest::GetInstance()->current_test_info()->name()};
  fs::path root_ = temporary_.path();
};

TEST_F(RenameJournalTest, IsReadAsItWasWritten) {
  const std::string sum = checksum_of("new");
  const std::vector<NotedRename> renames = {{"reference/instruments.csv", sum},
                                            {"series/NSE/M&M/1d/2024/a name with spaces", sum}};
  const auto read = parse_rename_journal(to_text(renames), "journal");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[1].path, renames[1].path);
  EXPECT_EQ(to_text(read), to_text(renames));
}

TEST_F(RenameJournalTest, IsGoneOnceTheFilesAreInPlace) {
  for (const fs::path& root : {root_, root_ / "", root_ / "series" / ".."}) {
    put("series/one", "old", "new");
    put("series/two", "", "new");
    const std::vector<FileRename> renames = {{root / "series/one.new", root / "series/one"},
                                             {root / "series/two.new", root / "series/two"}};
    rename_together(root, renames);
    EXPECT_EQ(draw("series/one") + ", " + draw("series/two"), "new –, new –") << root;
    EXPECT_FALSE(fs::exists(rename_journal(root)));
    EXPECT_FALSE(finish_renames(root));
  }
}

TEST_F(RenameJournalTest, IsCompletedWhateverOfItIsDone) {
  const std::vector<NotedRename> renames = {put("one", "old", "new one"), put("two", "old", "new"),
                                            put("three", "", "new")};
  fs::rename(root_ / "one.new", root_ / "one");
  write_file(rename_journal(root_), to_text(renames));
  EXPECT_TRUE(finish_renames(root_));
  EXPECT_EQ(draw("one") + ", " + draw("two") + ", " + draw("three"), "new one –, new –, new –");
  EXPECT_FALSE(fs::exists(rename_journal(root_)));
}

TEST_F(RenameJournalTest, IsRefusedWhereAFileItNamesIsMissing) {
  const std::vector<NotedRename> renames = {put("one", "old", "new"), put("two", "old", "new")};
  write_file(rename_journal(root_), to_text(renames));
  for (const char* other : {"", "another"}) {
    fs::remove(root_ / "two.new");
    put("two", "old", other);
    const Problem problem = refusal();
    EXPECT_EQ(problem.headline,
              "the import into " + root_.string() + " that was cut short cannot be completed");
    EXPECT_EQ(problem.expected, fmt::format("{0}.new or {0} with checksum {1}",
                                            (root_ / "two").string(), renames[1].checksum));
    EXPECT_EQ(problem.found, "neither");
    EXPECT_EQ(problem.what_to_do, "remove " + rename_journal(root_).string() +
                                      " and repeat the import that was cut short");
    EXPECT_EQ(draw("one"), "old new");  // none of it is done
  }
}

TEST_F(RenameJournalTest, IsRefusedWhereItIsDamaged) {
  const std::vector<NotedRename> renames = {put("one", "old", "new"), put("two", "old", "new")};
  const std::string text = to_text(renames);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = static_cast<char>(other[i] ^ 1);
    EXPECT_EQ(refusal_of(other).headline, rename_journal(root_).string() + " is damaged") << i;
    EXPECT_EQ(refusal_of(text.substr(0, i)).kept, "nothing was read or written") << i;
  }
  EXPECT_EQ(refusal_of(text + "more").found, "more");
  const Problem cut = refusal_of(text.substr(0, text.find("checksum ")));
  EXPECT_TRUE(cut.expected.starts_with("checksum ")) << cut.expected;
  EXPECT_EQ(cut.found, "the end of the file");
  const Problem foreign = refusal_of("dear diary\n");
  EXPECT_EQ(foreign.expected + ", " + foreign.found, "muhurat journal 1, dear diary");
  EXPECT_EQ(draw("one"), "old new");
}

TEST_F(RenameJournalTest, NamesNoFileOutsideOfItsFolder) {
  root_ /= "data";
  const auto outside = put("../outside", "old", "new");
  for (const std::string& path :
       {std::string{"../outside"}, std::string{"series/../../outside"}, std::string{".."},
        (temporary_.path() / "outside").string(), std::string{"."}, std::string{"series/"},
        std::string{"./one"}, std::string{"one//two"}, std::string{"out\0side", 8},
        std::string{"/"}}) {
    const std::vector<NotedRename> renames = {put("one", "old", "new"), {path, outside.checksum}};
    const Problem problem = refusal_of(to_text(renames));
    EXPECT_EQ(problem.headline, rename_journal(root_).string() + " is damaged") << path;
    EXPECT_EQ(problem.expected, "a path inside the data folder");
    EXPECT_EQ(problem.found, path);
    EXPECT_EQ(draw("one") + ", " + draw("../outside"), "old new, old new");
  }
}

}  // namespace
}  // namespace muhurat::store
