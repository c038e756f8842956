#include "cli/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>

#include "cli/throw_trace.hpp"
#include "core/clock.hpp"

namespace muhurat::cli {
namespace {

SharedPage* child_page = nullptr;  // set in the child only: its signal handlers have no other way
bool has_answered = false;

std::uintptr_t program_counter_of(void* context) {
  const auto& machine = static_cast<ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  return static_cast<std::uintptr_t>(machine.gregs[REG_RIP]);
#elif defined(__aarch64__)
  return static_cast<std::uintptr_t>(machine.pc);
#else
  return 0;
#endif
}

void on_fatal_signal(int number, siginfo_t*, void* context) {
  child_page->trace.signal = number;
  record_stack(child_page->trace, program_counter_of(context));
  signal(number, SIG_DFL);
  raise(number);
}

// exit() in user code: the handlers run on the caller's stack, so its place is still known.
void on_exit_of_child() {
  if (!has_answered) record_stack(child_page->trace, 0);
}

// A stack of its own for the handler, since the fault may be a stack that ran over.
void install_handlers() {
  static char handler_stack[256 * 1024];
  stack_t stack{};
  stack.ss_sp = handler_stack;
  stack.ss_size = sizeof handler_stack;
  sigaltstack(&stack, nullptr);
  struct sigaction action{};
  action.sa_sigaction = on_fatal_signal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND;
  for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU, SIGTRAP}) {
    sigaction(number, &action, nullptr);
  }
}

void write_all(int descriptor, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = write(descriptor, text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    done += static_cast<std::size_t>(count);
  }
}

[[noreturn]] void be_the_child(SharedPage& page, const std::function<ChildAnswer()>& work,
                               int answers) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // a parent that dies takes its run along
  // A terminal interrupts both; it is for the parent to end the run and to say so.
  signal(SIGINT, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
  child_page = &page;
  prepare_stack_trace();
  install_handlers();
  arm_throw_trace(&page.trace);
  dup2(2, 1);  // what user code prints is a note, not the result
  std::atexit(on_exit_of_child);
  ChildAnswer answer;
  try {
    answer = work();
  } catch (const ProblemError& error) {
    answer = {true, to_text(error.problem()), error.problem().exit_code};
  } catch (const std::exception& error) {
    const Problem fault{.headline = error.what(), .exit_code = ExitCode::Fault};
    answer = {true, to_text(fault), ExitCode::Fault};
  }
  has_answered = true;
  std::string message(1, answer.is_problem ? 'P' : 'R');
  message.push_back(static_cast<char>(answer.exit_code));
  message += answer.text;
  write_all(answers, message + '\n');
  std::fflush(nullptr);
  _exit(0);  // no destructors of user code
}

// Reads what has come without blocking; false at the end.
bool read_some(int descriptor, std::string& text) {
  char buffer[65536];
  const ssize_t count = read(descriptor, buffer, sizeof buffer);
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  text.append(buffer, static_cast<std::size_t>(count));
  return count > 0;
}

// Notices user code that does not end: it is running, and nothing has moved since it was looked at
// before.
class ProgressWatch {
 public:
  explicit ProgressWatch(const WatchOptions& options) : options_{options} {}

  // How long nothing has moved if that is over the limit; none while it is within.
  std::optional<double> overdue(const SharedPage& page) {
    const UserCode code = page.user_code.load(std::memory_order_acquire);
    const engine::CallbackKind kind = page.marker.kind();
    const Seen seen{page.marker.count(), page.marker.time_ns.load(std::memory_order_relaxed), code};
    const bool is_inside = code != UserCode::None || kind != engine::CallbackKind::None;
    if (seen != seen_ || !is_inside) {
      seen_ = seen;
      since_.restart();
      return std::nullopt;
    }
    const bool starts = code == UserCode::Loading || kind == engine::CallbackKind::OnStart;
    const double limit = starts ? options_.start_seconds_max : options_.callback_seconds_max;
    const double taken = since_.elapsed().to_seconds();
    return taken > limit ? std::optional{taken} : std::nullopt;
  }

 private:
  struct Seen {
    std::uint64_t callbacks = 0;
    std::int64_t time_ns = 0;
    UserCode code = UserCode::None;
    bool operator==(const Seen&) const = default;
  };
  const WatchOptions& options_;
  Seen seen_;
  Stopwatch since_;
};

// SIGXCPU makes the child record where it stands; a child that blocks it is killed a moment later.
void stop_child(pid_t child) {
  kill(child, SIGXCPU);
  for (int i = 0; i < 100; ++i) {
    siginfo_t ended{};
    if (waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        ended.si_pid == child) {
      return;
    }
    usleep(5000);
  }
  kill(child, SIGKILL);
}

volatile sig_atomic_t interrupted = 0;
void on_interrupt(int) {
  interrupted = 1;
}

ChildEnd end_of(int status, const std::string& message) {
  ChildEnd end;
  if (message.size() >= 3 && message.back() == '\n') {
    end.answer.is_problem = message[0] == 'P';
    end.answer.exit_code = static_cast<ExitCode>(message[1]);
    end.answer.text = message.substr(2, message.size() - 3);
    return end;
  }
  if (WIFSIGNALED(status)) {
    end.kind = ChildEnd::Kind::Crashed;
    end.signal = WTERMSIG(status);
  } else {
    end.kind = ChildEnd::Kind::EndedItself;
    end.exit_status = WEXITSTATUS(status);
  }
  return end;
}

ChildEnd watch(SharedPage& page, pid_t child, int answers, const WatchOptions& options,
               const InterruptGuard& interrupts) {
  constexpr int poll_ms = 20;
  ProgressWatch progress{options};
  Stopwatch shown;
  std::string message;
  ChildEnd stopped;
  bool is_stopped = false;
  for (pollfd waiting{answers, POLLIN, 0};;) {
    const int ready = poll(&waiting, 1, poll_ms);
    if (ready > 0 && !read_some(answers, message)) break;
    if (is_stopped) continue;
    const auto overdue = progress.overdue(page);
    if (interrupts.is_interrupted() || overdue) {
      stopped.kind = overdue ? ChildEnd::Kind::TimedOut : ChildEnd::Kind::Interrupted;
      stopped.seconds = overdue.value_or(0);
      is_stopped = true;
      stop_child(child);
    }
    if (options.on_progress && shown.elapsed().to_seconds() >= 0.1) {
      options.on_progress(page);
      shown.restart();
    }
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return is_stopped ? stopped : end_of(status, message);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  interrupted = 0;
  struct sigaction action{};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, &before_int_);
  sigaction(SIGTERM, &action, &before_term_);
}

InterruptGuard::~InterruptGuard() {
  sigaction(SIGINT, &before_int_, nullptr);
  sigaction(SIGTERM, &before_term_, nullptr);
}

bool InterruptGuard::is_interrupted() const {
  return interrupted != 0;
}

SharedPage& make_shared_page() {
  void* memory =
      mmap(nullptr, sizeof(SharedPage), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc{};
  return *new (memory) SharedPage;
}

ChildEnd run_in_child(SharedPage& page, const std::function<ChildAnswer()>& work,
                      const WatchOptions& options, const InterruptGuard& interrupts) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    throw std::runtime_error(std::string{"cannot make a pipe: "} + std::strerror(errno));
  }
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) {
    throw std::runtime_error(std::string{"cannot start a process: "} + std::strerror(errno));
  }
  if (child == 0) {
    close(ends[0]);
    be_the_child(page, work, ends[1]);
  }
  close(ends[1]);
  const ChildEnd end = watch(page, child, ends[0], options, interrupts);
  close(ends[0]);
  return end;
}

}  // namespace muhurat::cli
