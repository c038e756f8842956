// What the user is told when a strategy ended its run: by a crash, an exception, exit(), or by not
// coming back.
#pragma once

#include <string>

#include "cli/backtest/backtest_run.hpp"
#include "cli/child_process.hpp"
#include "core/error.hpp"

namespace muhurat::cli {

// Of a child that did not answer. `out` is the folder named by --out, or empty.
Problem problem_of_end(const ChildEnd& end, const SharedPage& page, const BacktestRequest& request,
                       const std::string& out);
// Of the exception being handled; called inside a catch block.
Problem problem_of_exception(const SharedPage& page, const BacktestRequest& request,
                             const std::string& out);

}  // namespace muhurat::cli
