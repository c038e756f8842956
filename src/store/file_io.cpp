#include "store/file_io.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

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

constexpr std::size_t read_bytes_max = 64 * 1024;

// How many bytes there were, where the file has become shorter.
std::size_t read_up_to(int descriptor, std::span<std::byte> bytes,
                       const std::filesystem::path& path) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::read(descriptor, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw SurroundingsError{"read", path, errno};
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

// What stands in the way of a rename, under a second name until all renames are done.
class KeptFile {
 public:
  explicit KeptFile(const std::filesystem::path& path) : path_{path}, kept_{path} {
    kept_ += ".before";
    if (::unlink(kept_.c_str()) != 0 && errno != ENOENT) {
      throw SurroundingsError{"replace", kept_, errno};
    }
    if (::link(path_.c_str(), kept_.c_str()) == 0) {
      is_kept_ = true;
    } else if (errno != ENOENT) {  // a file system without links
      std::error_code error;
      is_kept_ = std::filesystem::copy_file(path_, kept_, error);
      if (error) throw SurroundingsError{"copy", path_, error.value()};
    }
  }
  ~KeptFile() {
    if (is_kept_) ::unlink(kept_.c_str());
  }
  KeptFile(KeptFile&& other) noexcept
      : path_{std::move(other.path_)},
        kept_{std::move(other.kept_)},
        is_kept_{std::exchange(other.is_kept_, false)} {}
  KeptFile& operator=(KeptFile&&) = delete;

  // Undoes the rename of `from` to this path. Where that fails the second name stays. At no moment
  // is the new file without a name: a journal that stands may speak of it.
  bool put_back(const std::filesystem::path& from) {
    if (!std::exchange(is_kept_, false)) return ::rename(path_.c_str(), from.c_str()) == 0;
    std::error_code ignored;
    if (::link(path_.c_str(), from.c_str()) != 0) {
      std::filesystem::copy_file(path_, from, ignored);
    }
    return ::rename(kept_.c_str(), path_.c_str()) == 0;
  }

 private:
  std::filesystem::path path_, kept_;
  bool is_kept_ = false;
};

ProblemError with_kept(const ProblemError& error, std::string kept) {
  Problem problem = error.problem();
  problem.kept = std::move(kept);
  return ProblemError{std::move(problem)};
}

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& path) {
  const Descriptor file{path, O_RDONLY};
  struct stat status = {};
  if (file.value() < 0 || ::fstat(file.value(), &status) != 0)
    throw SurroundingsError{"read", path, errno};
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return;
  if (size <= read_bytes_max) {
    copy_ = std::make_unique_for_overwrite<std::byte[]>(size);
    bytes_ = {copy_.get(), read_up_to(file.value(), {copy_.get(), size}, path)};
    return;
  }
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value(), 0);
  if (at == MAP_FAILED) throw SurroundingsError{"read", path, errno};
  bytes_ = {static_cast<const std::byte*>(at), size};
}

MappedFile::~MappedFile() {
  if (copy_ || bytes_.empty()) return;
  ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : bytes_{std::exchange(other.bytes_, {})}, copy_{std::move(other.copy_)} {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(copy_, other.copy_);
  return *this;
}

OutputFile::OutputFile(std::filesystem::path path) : path_{std::move(path)} {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
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

void rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw SurroundingsError{"replace", to, errno};
}

void rename_all(std::span<const FileRename> renames) {
  std::vector<KeptFile> kept;
  kept.reserve(renames.size());
  for (const FileRename& each : renames) kept.emplace_back(each.to);
  for (std::size_t i = 0; i < renames.size(); ++i) {
    if (::rename(renames[i].from.c_str(), renames[i].to.c_str()) == 0) continue;
    const SurroundingsError error{"replace", renames[i].to, errno};
    std::string stay;
    for (std::size_t done = i; done > 0; --done) {
      if (kept[done - 1].put_back(renames[done - 1].from)) continue;
      stay += (stay.empty() ? "" : ", ") + renames[done - 1].to.string();
    }
    if (stay.empty()) throw error;
    throw with_kept(error, "these are new already, the others as they were: " + stay);
  }
}

void sync_renamed(std::span<const FileRename> renames) {
  try {
    for (const FileRename& each : renames) sync_folder(each.to.parent_path());
  } catch (const SurroundingsError& error) {
    throw with_kept(error, "the new files are in place; whether the disk has them is not known");
  }
}

}  // namespace muhurat::store
