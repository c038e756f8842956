#include "cli/child_process.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "core/clock.hpp"

namespace muhurat::cli {
namespace {

using Kind = ChildEnd::Kind;

void wait_busily() {
  const Stopwatch watch;
  while (watch.elapsed() < Duration::milliseconds(10)) {
  }
}

TEST(ChildProcess, HandsItsAnswerToTheParent) {
  const ChildEnd end =
      run_in_child(make_shared_page(), [] { return ChildAnswer{.text = "7 bars\n"}; }, {});
  EXPECT_EQ(end.kind, Kind::Answered);
  EXPECT_EQ(end.answer.text, "7 bars\n");
  EXPECT_FALSE(end.answer.is_problem);
}

TEST(ChildProcess, AnExceptionIsAFaultOfOurs) {
  const ChildEnd end =
      run_in_child(make_shared_page(),
                   []() -> ChildAnswer { throw std::runtime_error("nobody caught it"); }, {});
  EXPECT_EQ(end.answer.text, "error: nobody caught it\nexit 1\n");
  EXPECT_EQ(end.answer.exit_code, ExitCode::Fault);
}

TEST(ChildProcess, ExitInUserCodeIsNoticedAndItsPlaceRecorded) {
  SharedPage& page = make_shared_page();
  const ChildEnd end = run_in_child(page, []() -> ChildAnswer { std::exit(0); }, {});
  EXPECT_EQ(end.kind, Kind::EndedItself);
  EXPECT_EQ(end.exit_status, 0);
  EXPECT_GT(page.trace.frame_count, 0);
}

TEST(ChildProcess, ACrashIsNoticedWithItsSignalAndStack) {
  SharedPage& page = make_shared_page();
  const ChildEnd end = run_in_child(page,
                                    []() -> ChildAnswer {
                                      raise(SIGFPE);
                                      return {};
                                    },
                                    {});
  EXPECT_EQ(end.kind, Kind::Crashed);
  EXPECT_EQ(end.signal, SIGFPE);
  EXPECT_GT(page.trace.frame_count, 0);
}

TEST(ChildProcess, AnInterruptIsForTheParentAndNoCrashOfTheChild) {
  const auto work = [] {
    for (const int number : {SIGINT, SIGTERM}) raise(number);
    return ChildAnswer{.text = "done"};
  };
  const ChildEnd end = run_in_child(make_shared_page(), work, {});
  EXPECT_EQ(end.kind, Kind::Answered);
  EXPECT_EQ(end.answer.text, "done");
}

TEST(ChildProcess, AnInterruptEndsTheChildAndIsRememberedByTheGuard) {
  const InterruptGuard interrupts;
  const auto work = []() -> ChildAnswer {
    kill(getppid(), SIGINT);
    for (;;) pause();
  };
  const ChildEnd end = run_in_child(make_shared_page(), work, {}, interrupts);
  EXPECT_EQ(end.kind, Kind::Interrupted);
  EXPECT_TRUE(interrupts.is_interrupted());
}

TEST(ChildProcess, AnInterruptAfterTheAnswerDoesNotEndTheParent) {
  const InterruptGuard interrupts;
  run_in_child(make_shared_page(), [] { return ChildAnswer{}; }, {}, interrupts);
  EXPECT_FALSE(interrupts.is_interrupted());
  raise(SIGTERM);
  EXPECT_TRUE(interrupts.is_interrupted());
}

TEST(ChildProcess, ACallbackThatDoesNotEndIsStopped) {
  SharedPage& page = make_shared_page();
  const ChildEnd end = run_in_child(page,
                                    [&]() -> ChildAnswer {
                                      page.marker.begin(engine::CallbackKind::OnBar, 0);
                                      for (;;) pause();
                                    },
                                    {.callback_seconds_max = 0.05, .on_progress = {}});
  EXPECT_EQ(end.kind, Kind::TimedOut);
  EXPECT_GT(end.seconds, 0.05);
  EXPECT_GT(page.trace.frame_count, 0);
}

TEST(ChildProcess, UserCodeOutsideTheCallbacksIsStoppedWhereNothingMoves) {
  SharedPage& page = make_shared_page();
  const ChildEnd end = run_in_child(page,
                                    [&]() -> ChildAnswer {
                                      in_user_code(page, UserCode::Running, [] {
                                        for (;;) pause();
                                      });
                                      return {};
                                    },
                                    {.callback_seconds_max = 0.05, .on_progress = {}});
  EXPECT_EQ(end.kind, Kind::TimedOut);
  EXPECT_EQ(page.user_code.load(), UserCode::Running);
}

TEST(ChildProcess, TimeThatMovesInUserCodeIsProgress) {
  SharedPage& page = make_shared_page();
  const ChildEnd end = run_in_child(page,
                                    [&] {
                                      in_user_code(page, UserCode::Running, [&] {
                                        for (int i = 0; i < 10; ++i) {
                                          page.marker.time_ns = i;
                                          wait_busily();
                                        }
                                      });
                                      wait_busily();
                                      return ChildAnswer{.text = "done"};
                                    },
                                    {.callback_seconds_max = 0.05, .on_progress = {}});
  EXPECT_EQ(end.answer.text, "done");
}

TEST(ChildProcess, ManyShortCallbacksAreNoTimeOut) {
  SharedPage& page = make_shared_page();
  const ChildEnd end = run_in_child(page,
                                    [&] {
                                      for (int i = 0; i < 10; ++i) {
                                        const auto begun =
                                            page.marker.begin(engine::CallbackKind::OnBar, 0);
                                        wait_busily();
                                        page.marker.end(begun);
                                      }
                                      return ChildAnswer{.text = "done"};
                                    },
                                    {.callback_seconds_max = 0.05, .on_progress = {}});
  EXPECT_EQ(end.answer.text, "done");
}

}  // namespace
}  // namespace muhurat::cli
