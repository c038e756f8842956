// Large files: mapped for reading, written in pieces and synced together. Whatever the system
// refuses is thrown as a SurroundingsError; core/file.hpp has that, and the small files.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace muhurat::store {

// A whole file mapped for reading. The bytes stay valid when the file is unlinked. A small one is
// read instead: a process may have some ten thousand mappings, and a year of days has eight
// columns.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  std::span<const std::byte> bytes() const { return bytes_; }
  std::string_view text() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }

 private:
  std::span<const std::byte> bytes_;
  std::unique_ptr<std::byte[]> copy_;  // of a small file
};

// A new file being written. Nothing is durable before sync().
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile();
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;

  void write(std::span<const std::byte> bytes);
  void begin_sync();  // asks the system to start writing out, without waiting
  void sync();        // returns when the bytes are on the disk
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

void rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

struct FileRename {
  std::filesystem::path from, to;
};
// Renames in a row, one step each, with nothing written in between. Where one fails, those before
// it are taken back, or the error says in `kept` which are not; a file that gives way is kept as
// TO.before until then. Not for two writers at once.
void rename_all(std::span<const FileRename> renames);
void sync_renamed(std::span<const FileRename> renames);  // afterwards: the folders of the files

}  // namespace muhurat::store
