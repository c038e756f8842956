#include "core/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <system_error>
#include <utility>

namespace muhurat {
inline namespace core {
namespace {

namespace fs = std::filesystem;

std::string advice(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT: return "free some space and repeat the command";
    case EACCES:
    case EPERM: return "give yourself the right to this path, or name another";
    case EROFS: return "name a folder that can be written";
    case ENOENT: return "create the folder, or name another";
    default: return "";
  }
}

Problem problem_of(std::string_view tried, const fs::path& path, int error_number) {
  return {.headline = "cannot " + std::string{tried} + ' ' + path.string(),
          .found = std::generic_category().message(error_number),
          .what_to_do = advice(error_number),
          .exit_code = ExitCode::Surroundings};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

int open_retrying(const fs::path& path, int flags, mode_t mode = 0666) {
  int descriptor = -1;
  do descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

std::string read_all(const Descriptor& file, const fs::path& path) {
  std::string text;
  struct stat status{};
  if (::fstat(file.number(), &status) == 0 && status.st_size > 0) {
    text.reserve(static_cast<std::size_t>(status.st_size));
  }
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = ::read(file.number(), buffer, sizeof buffer);
    if (count == 0) return text;
    if (count > 0)
      text.append(buffer, static_cast<std::size_t>(count));
    else if (errno != EINTR)
      throw SurroundingsError{"read", path, errno};
  }
}

// A name of this process alone, so that two writers of one file never meet in one file beside it.
fs::path beside(const fs::path& path) {
  static std::atomic<unsigned> count{0};
  fs::path name = path;
  name += "." + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".new";
  return name;
}

}  // namespace

SurroundingsError::SurroundingsError(std::string_view tried, const fs::path& path, int error_number)
    : ProblemError{problem_of(tried, path, error_number)},
      path_{path},
      error_number_{error_number} {}

std::string read_file(const fs::path& path) {
  const Descriptor file{open_retrying(path, O_RDONLY)};
  if (!file.is_open()) throw SurroundingsError{"read", path, errno};
  return read_all(file, path);
}

std::optional<std::string> read_file_if_there(const fs::path& path) {
  const Descriptor file{open_retrying(path, O_RDONLY)};
  if (!file.is_open() && errno == ENOENT) return std::nullopt;
  if (!file.is_open()) throw SurroundingsError{"read", path, errno};
  return read_all(file, path);
}

WholeFile::WholeFile(fs::path path) : path_{std::move(path)}, beside_{beside(path_)} {
  descriptor_ = open_retrying(beside_, O_WRONLY | O_CREAT | O_EXCL);
  if (descriptor_ < 0) throw SurroundingsError{"write", path_, errno};
}

WholeFile::~WholeFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(beside_.c_str());
}

void WholeFile::append(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count >= 0)
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    else if (errno != EINTR)
      throw SurroundingsError{"write", path_, errno};
  }
}

void WholeFile::commit() {
  if (::fsync(descriptor_) != 0) throw SurroundingsError{"write", path_, errno};
  if (::rename(beside_.c_str(), path_.c_str()) != 0) throw SurroundingsError{"write", path_, errno};
  ::close(std::exchange(descriptor_, -1));
  sync_folder(path_.parent_path());
}

void write_file(const fs::path& path, std::string_view text) {
  WholeFile file{path};
  file.append(text);
  file.commit();
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw SurroundingsError{"make the folder", folder, error.value()};
}

void sync_folder(const fs::path& folder) {
  const fs::path named = folder.empty() ? fs::path{"."} : folder;
  const Descriptor opened{open_retrying(named, O_RDONLY | O_DIRECTORY)};
  if (!opened.is_open()) throw SurroundingsError{"open", named, errno};
  // Some file systems cannot sync a folder and say EINVAL; there is nothing more to be done there.
  if (::fsync(opened.number()) != 0 && errno != EINVAL) {
    throw SurroundingsError{"sync", named, errno};
  }
}

void exchange_folders(const fs::path& one, const fs::path& other) {
  if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) != 0) {
    if (errno != EINVAL && errno != ENOSYS) throw SurroundingsError{"exchange", other, errno};
    const fs::path aside = beside(other);
    if (::rename(other.c_str(), aside.c_str()) != 0) {
      throw SurroundingsError{"exchange", other, errno};
    }
    if (::rename(one.c_str(), other.c_str()) != 0) {
      const int error_number = errno;
      // Put back what stood there; the first error is the one to tell.
      static_cast<void>(::rename(aside.c_str(), other.c_str()));
      throw SurroundingsError{"exchange", other, error_number};
    }
    if (::rename(aside.c_str(), one.c_str()) != 0) throw SurroundingsError{"move", aside, errno};
  }
  sync_folder(other.parent_path());
}

Result<FolderLock, LockHolder> FolderLock::acquire(const fs::path& folder) {
  const fs::path path = folder / ".lock";
  const int descriptor = open_retrying(path, O_RDWR | O_CREAT);
  if (descriptor < 0) throw SurroundingsError{"lock", folder, errno};
  FolderLock lock{descriptor};
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) throw SurroundingsError{"lock", folder, errno};
    char text[16] = {};
    const ssize_t count = ::pread(descriptor, text, sizeof text - 1, 0);
    LockHolder holder;
    if (count > 0) std::from_chars(text, text + count, holder.pid);
    return failure(holder);
  }
  const std::string pid = std::to_string(::getpid()) + '\n';
  // Written first and cut afterwards: whoever reads meanwhile finds a number.
  if (::pwrite(descriptor, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()) ||
      ::ftruncate(descriptor, static_cast<off_t>(pid.size())) != 0) {
    throw SurroundingsError{"lock", folder, errno};
  }
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)} {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace core
}  // namespace muhurat
