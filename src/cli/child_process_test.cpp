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

TEST(ChildProcess, ManyShortCallbacksAreNoTimeOut) {
  SharedPage& page = make_shared_page();
  const ChildEnd end = run_in_child(page,
                                    [&] {
                                      for (int i = 0; i < 10; ++i) {
                                        page.marker.begin(engine::CallbackKind::OnBar, 0);
                                        wait_busily();
                                        page.marker.end();
                                      }
                                      return ChildAnswer{.text = "done"};
                                    },
                                    {.callback_seconds_max = 0.05, .on_progress = {}});
  EXPECT_EQ(end.answer.text, "done");
}

}  // namespace
}  // namespace muhurat::cli
