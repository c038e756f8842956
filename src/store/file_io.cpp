#include "store/file_io.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "core/file.hpp"

namespace muhurat::store {
namespace {

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : value_{::open(path.c_str(), flags | O_CLOEXEC, 0644)} {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }

 private:
  int value_;
};

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& path) {
  const Descriptor file{path, O_RDONLY};
  struct stat status = {};
  if (file.value() < 0 || ::fstat(file.value(), &status) != 0)
    throw SurroundingsError{"read", path, errno};
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return;
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value(), 0);
  if (at == MAP_FAILED) throw SurroundingsError{"read", path, errno};
  bytes_ = {static_cast<const std::byte*>(at), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_{std::exchange(other.bytes_, {})} {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

OutputFile::OutputFile(std::filesystem::path path, Mode mode) : path_{std::move(path)} {
  const int flags = O_WRONLY | O_CREAT | (mode == Mode::New ? O_TRUNC : O_APPEND);
  descriptor_ = ::open(path_.c_str(), flags | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw SurroundingsError{"write", path_, errno};
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_{std::move(other.path_)}, descriptor_{std::exchange(other.descriptor_, -1)} {}

void OutputFile::write(std::span<const std::byte> bytes) {
  constexpr std::size_t piece_max = 1 << 30;
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), std::min(bytes.size(), piece_max));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw SurroundingsError{"write", path_, written == 0 ? ENOSPC : errno};
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void OutputFile::begin_sync() {
  // Only a hint; sync() is what counts.
  (void)::sync_file_range(descriptor_, 0, 0, SYNC_FILE_RANGE_WRITE);
}

void OutputFile::sync() {
  if (::fsync(descriptor_) != 0) throw SurroundingsError{"write", path_, errno};
}

void OutputFile::truncate(std::size_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) {
    throw SurroundingsError{"cut", path_, errno};
  }
}

void rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw SurroundingsError{"replace", to, errno};
}

}  // namespace muhurat::store
