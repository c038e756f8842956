// An import whose process is killed, at every step of it that could be seen from outside: before
// the n-th file takes its place, for each n.
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "core/file.hpp"
#include "store/import/csv_import_fixture_test.hpp"

namespace {

constexpr int never = -1;
int renames_done = 0;
int killed_before = never;  // the rename with this number, counted from 0
int failing = never;

}  // namespace

// Stands before that of the C library, so that every rename of this program comes through here.
extern "C" int rename(const char* from, const char* to) noexcept {
  const int number = renames_done++;
  if (number == killed_before) ::kill(::getpid(), SIGKILL);
  if (number == failing) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

namespace muhurat::store {
namespace {

namespace fs = std::filesystem;

struct Fault {
  int kill_before;
  int fail;
};

// Three years, of which two stand already with other values and the terms change with the prices.
constexpr const char* old_years =
    "date,open,high,low,close\n"
    "2023-06-01,100,103,98,101\n"
    "2024-06-03,100,103,98,102\n";
constexpr const char* new_years =
    "date,open,high,low,close\n"
    "2023-06-01,1000,1030,980,1010\n"
    "2024-06-03,1000,1030,980,1020\n"
    "2025-06-02,1000,1030,980,1030\n";

class KilledImport : public CsvImportTest {
 protected:
  void SetUp() override {
    CsvImportTest::SetUp();
    request.replaces = true;
    import(old_years);
    before_ = everything();
    folder_.reset();
    fs::copy(data_, old_, fs::copy_options::recursive);
    open(Access::Write);
    import(new_years);
    after_ = everything();
    ASSERT_NE(read_file(data_ / "reference/instruments.csv"),
              read_file(old_ / "reference/instruments.csv"));
    start_again();
  }

  void open(Access access) { folder_.emplace(data_, access); }
  // Closed, as it was before the import.
  void start_again() {
    folder_.reset();
    fs::remove_all(data_);
    fs::copy(old_, data_, fs::copy_options::recursive);
  }
  // Whatever `action` does, in a process of its own. False: it lived to the end.
  template <class Action>
  static bool is_killed(const Fault& fault, Action action) {
    const pid_t child = ::fork();
    if (child == 0) {
      renames_done = 0;
      killed_before = fault.kill_before;
      failing = fault.fail;
      try {
        action();
      } catch (const ProblemError&) {
      }
      ::_exit(0);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }
  bool is_import_killed(const Fault& fault) {
    return is_killed(fault, [&] {
      open(Access::Write);
      import(new_years);
    });
  }
  std::string everything() const {
    return stored() + read_file(data_ / "reference/instruments.csv");
  }
  // What the next one to open the folder finds.
  std::string found(Access access) {
    open(access);
    std::string all = everything();
    folder_.reset();
    return all;
  }

  fs::path data_ = root_ / "data";
  fs::path old_ = root_ / "old";
  std::string before_, after_;
};

TEST_F(KilledImport, CountsWhollyOrNotAtAll) {
  for (const Access access : {Access::Read, Access::Write}) {
    bool counts = false;
    int kills = 0;
    for (bool is_over = false; !is_over; ++kills) {
      start_again();
      is_over = !is_import_killed({.kill_before = kills, .fail = never});
      const std::string all = found(access);
      counts = counts || all == after_;
      EXPECT_EQ(all, counts ? after_ : before_) << "killed before rename " << kills;
      open(Access::Write);  // what was left behind is no hindrance
      import(new_years);
      EXPECT_EQ(everything(), after_) << "killed before rename " << kills;
    }
    EXPECT_TRUE(counts);
    EXPECT_GT(kills, 4);
  }
}

TEST_F(KilledImport, IsCompletedThoughItsCompletionIsKilledToo) {
  int journals = 0;
  for (int kill = 0;; ++kill) {
    start_again();
    if (!is_import_killed({.kill_before = kill, .fail = never})) break;
    if (!fs::exists(data_ / "journal")) continue;
    ++journals;
    fs::copy(data_, root_ / "killed", fs::copy_options::recursive);
    for (int second = 0;; ++second) {
      fs::remove_all(data_);
      fs::copy(root_ / "killed", data_, fs::copy_options::recursive);
      const bool is_over =
          !is_killed({.kill_before = second, .fail = never}, [&] { open(Access::Read); });
      EXPECT_EQ(fs::exists(data_ / "journal"), !is_over);
      EXPECT_EQ(found(Access::Write), after_) << "killed before renames " << kill << ", " << second;
      if (is_over) break;
    }
    fs::remove_all(root_ / "killed");
  }
  EXPECT_EQ(journals, 4);  // before the terms and each year
}

TEST_F(KilledImport, CountsWhollyOrNotAtAllThoughItWasTakenBack) {
  for (int fail = 0; fail < 12; ++fail) {
    for (int kill = fail + 1;; ++kill) {
      start_again();
      const bool is_over = !is_import_killed({.kill_before = kill, .fail = fail});
      const std::string all = found(Access::Read);
      EXPECT_TRUE(all == before_ || all == after_)
          << "rename " << fail << " failed, killed before " << kill;
      EXPECT_FALSE(fs::exists(data_ / "journal"));
      if (is_over) break;
    }
  }
}

TEST_F(KilledImport, IsCompletedWhereOnlyItsJournalIsLeft) {
  ASSERT_TRUE(is_import_killed({.kill_before = 2, .fail = never}));
  const std::string journal = read_file(data_ / "journal");
  EXPECT_EQ(found(Access::Read), after_);
  write_file(data_ / "journal", journal);
  EXPECT_EQ(found(Access::Read), after_);
  EXPECT_FALSE(fs::exists(data_ / "journal"));
}

}  // namespace
}  // namespace muhurat::store
