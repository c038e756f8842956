#include "cli/strategy_compiler.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

#include "cli/compiler_output.hpp"
#include "cli/program_settings.hpp"
#include "cli/subprocess.hpp"
#include "core/checksum.hpp"
#include "core/clock.hpp"
#include "core/embedded.hpp"
#include "core/file.hpp"
#include "core/shell_word.hpp"

namespace muhurat::embedded {
std::span<const core::EmbeddedFile> strategy_headers();
}

namespace muhurat::cli {
namespace {

namespace fs = std::filesystem;

// Named at build, so that a strategy is compiled by the compiler that the program was compiled
// with.
constexpr const char* compiler = MUHURAT_COMPILER;
const std::vector<std::string> flags = {"-std=c++20",
                                        "-O2",
                                        "-g1",
                                        "-fPIC",
                                        "-shared",
                                        "-fno-gnu-unique",
                                        "-ffp-contract=off",
                                        "-Wall",
                                        "-Wextra",
                                        "-fdiagnostics-color=never"};

std::string checksum_hex(std::string_view text) {
  return to_hex(checksum(std::as_bytes(std::span{text})));
}

bool takes_no_gnu_unique() {
  return std::string_view{compiler}.find("clang") == std::string::npos;
}

std::vector<std::string> flags_of_compiler() {
  std::vector<std::string> used;
  for (const std::string& flag : flags) {
    if (flag != "-fno-gnu-unique" || takes_no_gnu_unique()) used.push_back(flag);
  }
  return used;
}

const std::string& sdk_hash() {
  static const std::string hash = [] {
    std::string all;
    for (const EmbeddedFile& file : embedded::strategy_headers()) {
      all.append(file.path).push_back('\0');
      all.append(file.bytes).push_back('\0');
    }
    return checksum_hex(all);
  }();
  return hash;
}

// Each header is there and reads as this program carries it.
bool is_whole(const fs::path& folder) {
  const auto headers = embedded::strategy_headers();
  return std::all_of(headers.begin(), headers.end(), [&](const EmbeddedFile& file) {
    std::error_code missing;
    const fs::path path = folder / file.path;
    return fs::file_size(path, missing) == file.bytes.size() && read_file(path) == file.bytes;
  });
}

// The headers under cache/sdk-HASH, written whole before the folder gets its name, and anew where
// some of them were lost or changed since.
fs::path unpack_headers(const fs::path& cache) {
  const fs::path folder = cache / ("sdk-" + sdk_hash().substr(0, 16));
  if (is_whole(folder)) return folder;
  const fs::path beside = cache / ("sdk-new-" + std::to_string(getpid()));
  fs::remove_all(beside);
  for (const EmbeddedFile& file : embedded::strategy_headers()) {
    const fs::path path = beside / file.path;
    make_folder(path.parent_path());
    write_file(path, file.bytes);
  }
  std::error_code taken;
  fs::rename(beside, folder, taken);
  if (taken) {  // it is damaged, or another run was faster and its folder is as good
    if (!is_whole(folder)) exchange_folders(beside, folder);
    fs::remove_all(beside);
  }
  return folder;
}

// The user's own headers, as the compiler listed them: "out: a.cpp b.hpp \⏎ c.hpp".
std::vector<fs::path> read_dependencies(const std::string& text) {
  std::vector<fs::path> paths;
  std::string word;
  const std::size_t colon = text.find(": ");
  for (std::size_t i = colon == text.npos ? text.size() : colon + 2; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '\n';
    if (c == '\\' && i + 1 < text.size() && text[i + 1] == ' ') {
      word.push_back(' ');
      ++i;
    } else if (c == ' ' || c == '\n' || c == '\\') {
      if (!word.empty()) paths.emplace_back(word);
      word.clear();
    } else {
      word.push_back(c);
    }
  }
  return paths;
}

std::string line_of(const fs::path& path, const fs::path& name) {
  return checksum_hex(read_file(path)) + " " + fs::absolute(name).string() + "\n";
}

// What a library was made from: a line of checksum and path for the library itself, then for each
// file of the user's. `made` is where the library lies until it gets its name.
std::string record_of(const fs::path& made, const fs::path& library,
                      const std::vector<fs::path>& dependencies) {
  std::string text = line_of(made, library);
  for (const fs::path& path : dependencies) text += line_of(path, path);
  return text;
}

// The cached library is good while it and every file it was made from read as they did. A library
// that was cut short would end its run by a signal, for which the strategy would be blamed.
bool is_current(const fs::path& record, const fs::path& library) {
  std::error_code missing;
  if (!fs::is_regular_file(record, missing)) return false;
  const std::string text = read_file(record);
  bool has_library = false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t space = line.find(' ');
    if (space == line.npos) return false;
    const fs::path path{line.substr(space + 1)};
    if (!fs::is_regular_file(path, missing) ||
        checksum_hex(read_file(path)) != line.substr(0, space)) {
      return false;
    }
    has_library |= path == fs::absolute(library);
  }
  return has_library;
}

Problem no_compiler(const SubprocessResult& result) {
  return {.headline = std::string{"no compiler: "} + compiler + " could not be started",
          .expected = std::string{compiler} + " " + __VERSION__ +
                      ", the compiler that this program was built with",
          .found = result.output,
          .what_to_do = "apt-get install g++, or compose the strategy in TOML (muhurat parts)",
          .exit_code = ExitCode::Surroundings};
}

Problem did_not_compile(const fs::path& source, const SubprocessResult& result,
                        const std::string& headers, bool full_errors) {
  CompilerOutput said = cut_compiler_output(result.output, {headers, "/usr/"});
  if (full_errors) said = {result.output, said.errors, 0};
  Problem problem{.headline = source.string() + " did not compile",
                  .preamble = said.text,
                  .exit_code = ExitCode::Compile};
  problem.found = std::to_string(said.errors) + (said.errors == 1 ? " error" : " errors");
  if (said.lines_left_out > 0) {
    problem.found += "; " + std::to_string(said.lines_left_out) +
                     " lines inside headers left out (--full-errors shows them)";
  }
  return problem;
}

}  // namespace

const std::string& strategy_stamp() {
  static const std::string stamp = [] {
    std::string text = "sdk " + sdk_hash().substr(0, 16) + ", " + compiler + " " + __VERSION__;
    for (const std::string& flag : flags_of_compiler()) text += " " + flag;
    return text;
  }();
  return stamp;
}

Result<CompiledStrategy, Problem> compile_strategy(const fs::path& source,
                                                   const CompilerOptions& options) {
  const fs::path cache = options.cache.empty() ? fs::path{program_settings().cache} : options.cache;
  std::error_code missing;
  if (fs::is_directory(source, missing)) {
    return failure(Problem{.headline = source.string() + " is a folder",
                           .expected = "a C++ file, or a TOML file of stock parts",
                           .found = "a folder",
                           .what_to_do = "name the strategy's file"});
  }
  if (!fs::is_regular_file(source, missing)) {
    return failure(Problem{.headline = "strategy file " + source.string() + " does not exist",
                           .expected = "a C++ file, or a TOML file of stock parts",
                           .found = source.string(),
                           .what_to_do = "muhurat new " + shell_word(source.filename().string())});
  }
  const std::string text = read_file(source);
  const std::string absolute = fs::absolute(source).string();
  const std::string key =
      checksum_hex(strategy_stamp() + '\0' + absolute + '\0' + text).substr(0, 16);
  const fs::path folder = cache / "strategies";
  CompiledStrategy compiled{
      .library = folder / (key + ".so"), .source_hash = checksum_hex(text), .sdk_hash = sdk_hash()};
  const fs::path record = folder / (key + ".made-from");
  if (is_current(record, compiled.library)) {
    compiled.was_cached = true;
    return compiled;
  }

  make_folder(folder);
  const fs::path headers = unpack_headers(cache);
  const std::string beside = (folder / (key + "." + std::to_string(getpid()))).string();
  std::vector<std::string> command = {compiler};
  for (const std::string& flag : flags_of_compiler()) command.push_back(flag);
  command.insert(command.end(),
                 {"-isystem", headers.string(), "-DMUHURAT_STAMP=\"" + strategy_stamp() + "\"",
                  "-MMD", "-MF", beside + ".d", "-o", beside + ".so", source.string()});
  const Stopwatch watch;
  const SubprocessResult result = run_subprocess(command);
  compiled.seconds = watch.elapsed().to_seconds();
  if (result.exit_code == 127) return failure(no_compiler(result));
  if (result.exit_code != 0) {
    fs::remove(beside + ".d", missing);
    return failure(did_not_compile(source, result, headers.string(), options.full_errors));
  }
  write_file(record, record_of(beside + ".so", compiled.library,
                               read_dependencies(read_file(beside + ".d"))));
  fs::remove(beside + ".d", missing);
  fs::rename(beside + ".so", compiled.library);
  return compiled;
}

}  // namespace muhurat::cli
