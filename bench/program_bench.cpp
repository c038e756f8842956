// The program as its user meets it: `muhurat backtest` from its start to its printed result, shell
// included, on demo data in a folder of its own. It runs a golden case, of nine years of days in
// five instruments, with the strategy's library at hand and with a cache that is empty, so that the
// file is compiled first. The proof is the golden state hash, read from what is printed.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include "bench/report.hpp"
#include "core/file.hpp"
#include "core/json_tree.hpp"

namespace muhurat::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* strategy = "crossover.cpp";  // of examples/, where golden/ has its answer

struct PrivateFolder {
  PrivateFolder() { fs::create_directories(path); }
  ~PrivateFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const fs::path path =
      fs::temp_directory_path() / ("muhurat_program_bench_" + std::to_string(getpid()));
};

// build/release/muhurat, beside build/release/bench/program_bench.
std::string program() {
  return (fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "muhurat").string();
}

// What a command prints, errors as well.
std::string said_by(const std::string& command) {
  FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no shell for " + command);
  std::string said;
  char part[4096];
  for (std::size_t size = 0; (size = std::fread(part, 1, sizeof part, pipe)) > 0;) {
    said.append(part, size);
  }
  pclose(pipe);
  return said;
}

JsonTree golden(const std::string& file) {
  const fs::path path = fs::path{"tests/golden"} / file;
  const auto tree = parse_json(read_file(path));
  if (!tree) throw std::runtime_error(path.string() + ": " + tree.error());
  return *tree;
}

// Of all instruments that the demo data have, as the goldens are run.
std::string backtest_of(const fs::path& data) {
  std::string command =
      program() + " backtest examples/" + strategy + " " + golden("cases.json")[strategy].text();
  std::istringstream rows{read_file(data / "reference/instruments.csv")};
  std::string row, exchange, segment, symbol;
  for (std::getline(rows, row); std::getline(rows, row);) {
    std::istringstream cells{row};
    std::getline(cells, exchange, ',');
    std::getline(cells, segment, ',');
    std::getline(cells, symbol, ',');
    command += " --instrument " + exchange + ":" + symbol;
  }
  return command;
}

// The state hash that stands in a printed result; without one, all that was printed.
std::string hash_in(const std::string& said) {
  constexpr std::size_t digits = 32;
  const std::size_t line = said.find("Hash ");
  if (line == said.npos) return said;
  const std::size_t from = said.find_first_not_of(' ', line + 5);
  return from == said.npos ? said : said.substr(from, digits);
}

int main_of(int argc, char** argv) {
  Report report{argc, argv};
  const PrivateFolder folder;
  const fs::path data = folder.path / "data", cache = folder.path / "cache";
  setenv("MUHURAT_DATA", data.c_str(), 1);
  setenv("MUHURAT_CACHE", cache.c_str(), 1);
  said_by(program() + " demo");
  const std::string command = backtest_of(data);
  said_by(command);  // compiles the strategy
  const auto timed = [&] {
    const Stopwatch watch;
    const std::string said = said_by(command);
    return Measurement{watch.seconds() * 1e3, hash_in(said)};
  };
  const auto cold = [&] {
    fs::remove_all(cache);
    return timed();
  };
  const std::string proof = golden(std::string{strategy} + ".json")["state_hash"].text();
  report.measure({{.id = "backtest",
                   .what = "muhurat backtest, 5 x 9 years of days, to the printed result",
                   .unit = "ms",
                   .proof = proof,
                   .at_most = 100,
                   .run = timed},
                  {.id = "backtest-cold",
                   .what = "the same, with the strategy to compile first",
                   .unit = "ms",
                   .proof = proof,
                   .at_most = 3000,
                   .run = cold}});
  return report.finish();
}

}  // namespace
}  // namespace muhurat::bench

int main(int argc, char** argv) {
  return muhurat::bench::main_of(argc, argv);
}
