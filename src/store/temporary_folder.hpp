// A folder for one test, removed afterwards: in memory where the system has such a place, because
// what is tested here waits for the disk at every step.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace muhurat::store {

class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& name) {
    const std::filesystem::path in_memory = "/dev/shm";
    const bool has_memory = ::access(in_memory.c_str(), W_OK) == 0;
    path_ = (has_memory ? in_memory : std::filesystem::temp_directory_path()) /
            ("muhurat_" + name + "_" + std::to_string(::getpid()));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace muhurat::store
