#include "cli/strategy_compiler.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>

#include "core/file.hpp"

namespace muhurat::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* smallest =
    "#include \"sdk/strategy.hpp\"\n"
    "class Nothing final : public muhurat::Strategy {};\n"
    "MUHURAT_STRATEGY(Nothing)\n";

class StrategyCompilerSlow : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& text) {
    std::ofstream{folder_ / name} << text;
    return folder_ / name;
  }
  auto compile(const fs::path& source, bool full_errors = false) {
    return compile_strategy(source, {.cache = folder_ / "cache", .full_errors = full_errors});
  }

  fs::path folder_ =
      fs::temp_directory_path() / ("strategy-compiler-" + std::to_string(::getpid()));
};

TEST_F(StrategyCompilerSlow, CompilesOnceAndThenTakesTheLibraryFromTheCache_slow) {
  const fs::path source = write("nothing.cpp", smallest);
  const auto first = compile(source);
  ASSERT_TRUE(first) << to_text(first.error());
  EXPECT_FALSE(first->was_cached);
  const auto second = compile(source);
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->was_cached);
  EXPECT_EQ(second->library, first->library);
}

TEST_F(StrategyCompilerSlow, CompilesAgainWhenAHeaderOfTheUserChanged_slow) {
  write("mine.hpp", "inline int mine() { return 1; }\n");
  const fs::path source = write("uses.cpp", std::string{"#include \"mine.hpp\"\n"} + smallest);
  ASSERT_TRUE(compile(source));
  write("mine.hpp", "inline int mine() { return 2; }\n");
  const auto again = compile(source);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->was_cached);
}

TEST_F(StrategyCompilerSlow, CompilesAgainWhenTheLibraryOrItsRecordWasDamaged_slow) {
  const fs::path source = write("nothing.cpp", smallest);
  const auto first = compile(source);
  ASSERT_TRUE(first);
  const std::string whole = read_file(first->library);
  fs::path record = first->library;
  record.replace_extension(".made-from");
  std::string flipped = whole;
  flipped[flipped.size() / 2] ^= 1;
  const std::pair<fs::path, std::string> damages[] = {
      {first->library, whole.substr(0, whole.size() / 2)}, {first->library, flipped}, {record, ""}};
  for (const auto& [file, text] : damages) {
    std::ofstream{file, std::ios::trunc} << text;
    const auto again = compile(source);
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->was_cached);
    EXPECT_EQ(read_file(first->library).size(), whole.size());
    EXPECT_TRUE(compile(source)->was_cached);
  }
}

TEST_F(StrategyCompilerSlow, UnpacksAgainWhenAHeaderWasLostOrCut_slow) {
  ASSERT_TRUE(compile(write("one.cpp", smallest)));
  fs::path sdk;
  for (const auto& entry : fs::directory_iterator{folder_ / "cache"}) {
    if (entry.path().filename().string().starts_with("sdk-")) sdk = entry.path();
  }
  const fs::path header = sdk / "sdk/strategy.hpp";
  const std::string text = read_file(header);
  fs::remove(header);
  EXPECT_TRUE(compile(write("two.cpp", smallest)));
  EXPECT_EQ(read_file(header), text);
  std::ofstream{header, std::ios::trunc} << text.substr(0, text.size() / 2);
  EXPECT_TRUE(compile(write("three.cpp", smallest)));
  EXPECT_EQ(read_file(header), text);
  const fs::directory_iterator left{folder_ / "cache"};
  EXPECT_EQ(std::distance(begin(left), end(left)), 2) << "the headers and the libraries";
}

TEST_F(StrategyCompilerSlow, ShowsTheUsersErrorWithFileAndLine_slow) {
  const fs::path source = write("typo.cpp",
                                "#include \"sdk/strategy.hpp\"\n"
                                "class Typo final : public muhurat::Strategy {\n"
                                "  int x = vaule;\n"
                                "};\n"
                                "MUHURAT_STRATEGY(Typo)\n");
  const auto failed = compile(source);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().exit_code, ExitCode::Compile);
  EXPECT_NE(failed.error().preamble.find("typo.cpp:3:11: error: "), std::string::npos)
      << failed.error().preamble;
  EXPECT_EQ(failed.error().found, "1 error");
}

TEST_F(StrategyCompilerSlow, AMissingFileNamesWhatWasExpected) {
  const auto failed = compile(folder_ / "none.cpp");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().exit_code, ExitCode::Input);
}

}  // namespace
}  // namespace muhurat::cli
