#include "cli/backtest/failures.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <signal.h>

#include <algorithm>
#include <exception>
#include <vector>

#include "core/format.hpp"
#include "engine/strategy_error.hpp"

namespace muhurat::cli {
namespace {

std::string kept_text(const std::string& out) {
  return out.empty() ? "nothing was written" : "nothing: " + out + " is as it was";
}

std::string code_text(UserCode code, engine::CallbackKind kind) {
  if (code == UserCode::Loading) return "loading";
  if (code == UserCode::Drawing) return "an indicator, while its line is drawn";
  if (kind != engine::CallbackKind::None) return engine::to_text(kind);
  return code == UserCode::Running ? "an indicator" : "";
}

// "on_bar, crossover.cpp:24, at 2025-05-14 11:15 IST": as much of it as is known.
std::string where_text(const SharedPage& page, const BacktestRequest& request, ChildEnd::Kind end) {
  const UserCode code = page.user_code.load();
  const auto kind = page.marker.kind();
  const auto place = request.compiled
                         ? place_in_source(page.trace, request.compiled->library, request.file)
                         : std::nullopt;
  std::vector<std::string> parts = {code_text(code, kind)};
  // An interrupt between two callbacks as a rule meets the engine, not an indicator.
  const bool is_between = code == UserCode::Running && kind == engine::CallbackKind::None;
  if (end == ChildEnd::Kind::Interrupted && is_between && !place) parts.clear();
  if (place) parts.push_back(fmt::format("{}:{}", request.file.filename().string(), place->line));
  const bool is_in_run = code == UserCode::Running && kind != engine::CallbackKind::OnStart;
  const Timestamp time = Timestamp::from_ns(page.marker.time_ns.load());
  if (is_in_run && time != Timestamp{} && time != Timestamp::min()) {
    constexpr Duration india = Duration::minutes(330);
    parts.push_back(fmt::format("at {} IST", format_date_time(time, india)));
  }
  const std::uint32_t instrument = page.marker.instrument.load();
  if (kind != engine::CallbackKind::None && instrument < request.options.instruments.size()) {
    std::vector<std::string> keys;
    for (const OptionText& each : request.options.instruments) keys.push_back(each.value);
    std::sort(keys.begin(), keys.end());
    parts.push_back(keys[instrument]);
  }
  std::erase(parts, "");
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string signal_words(int number) {
  switch (number) {
    case SIGSEGV: return "a wrong memory access (SIGSEGV)";
    case SIGFPE: return "an impossible calculation, such as a division by zero (SIGFPE)";
    case SIGABRT: return "a broken rule or abort() (SIGABRT)";
    case SIGBUS: return "a wrong memory access (SIGBUS)";
    case SIGILL: return "an illegal instruction (SIGILL)";
    case SIGKILL: return "killed from outside, perhaps for lack of memory (SIGKILL)";
    default: return fmt::format("signal {}", number);
  }
}

}  // namespace

Problem problem_of_end(const ChildEnd& end, const SharedPage& page, const BacktestRequest& request,
                       const std::string& out) {
  Problem problem{.headline = {},
                  .where = where_text(page, request, end.kind),
                  .kept = kept_text(out),
                  .exit_code = ExitCode::Strategy};
  switch (end.kind) {
    case ChildEnd::Kind::TimedOut:
      problem.headline = fmt::format(
          "strategy stopped after {:.1f} s without finishing an event (--time-limit)", end.seconds);
      problem.what_to_do = "look for a loop that does not end; raise --time-limit if it is meant";
      break;
    case ChildEnd::Kind::Crashed:
      problem.headline = "strategy crashed";
      problem.found = signal_words(end.signal);
      problem.what_to_do = "look at that line; muhurat sees only what the processor saw";
      break;
    case ChildEnd::Kind::EndedItself:
      problem.headline = "strategy ended the process";
      problem.found = fmt::format("exit({})", end.exit_status);
      problem.what_to_do = "return from the callback instead";
      break;
    case ChildEnd::Kind::Interrupted:
      problem.headline = "interrupted";
      problem.exit_code = ExitCode::Interrupted;
      break;
    case ChildEnd::Kind::Answered: break;
  }
  return problem;
}

Problem problem_of_exception(const SharedPage& page, const BacktestRequest& request,
                             const std::string& out) {
  Problem problem{.headline = "strategy threw an exception",
                  .where = where_text(page, request, ChildEnd::Kind::Answered),
                  .kept = kept_text(out),
                  .exit_code = ExitCode::Strategy};
  try {
    throw;
  } catch (const engine::StrategyError& error) {
    problem.headline = error.what();
    problem.expected = error.expected();
    problem.found = error.found();
  } catch (const std::exception& error) {
    problem.found = error.what();
  } catch (...) {
    problem.found = "something that is no std::exception";
  }
  return problem;
}

}  // namespace muhurat::cli
