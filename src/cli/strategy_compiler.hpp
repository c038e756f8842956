// Compiles one strategy file against the sdk that this program carries, and keeps the library by
// content. The program unpacks its own headers into the cache, so a strategy needs nothing
// installed but the compiler.
#pragma once

#include <filesystem>
#include <string>

#include "core/error.hpp"
#include "core/result.hpp"

namespace muhurat::cli {

struct CompilerOptions {
  std::filesystem::path cache;  // program_settings().cache unless said
  bool full_errors = false;     // also show what the compiler says inside the sdk's headers
};

struct CompiledStrategy {
  std::filesystem::path library;
  bool was_cached = false;
  double seconds = 0;       // spent compiling; 0 if cached
  std::string source_hash;  // XXH3-128 of the file
  std::string sdk_hash;     // of the headers it was compiled against
};

// What a strategy must carry to be loaded here: sdk hash, compiler and flags.
const std::string& strategy_stamp();

// On failure the problem's text is what the compiler said about the user's file, then our own
// lines.
Result<CompiledStrategy, Problem> compile_strategy(const std::filesystem::path& source,
                                                   const CompilerOptions& options);

}  // namespace muhurat::cli
