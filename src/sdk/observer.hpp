// What a sizer or an execution model may want to see of the market beside what it is handed: each
// slice, warm-up included. Made for measures of their own, such as an average true range.
#pragma once

#include <cstddef>

#include "market/run_tables.hpp"
#include "sdk/slice.hpp"

namespace muhurat::sdk {

class Observer {
 public:
  virtual ~Observer() = default;
  // Once, before the first slice: the run's tables, valid until the end of the run.
  virtual void on_start(const market::RunTables&) {}
  // Asked once after on_start; false: observe is never called.
  virtual bool observes() const { return false; }
  // Once per slice, before the sizer of that slice.
  virtual void observe(const Slice&) {}
  // How many bars before --from it wants to see.
  virtual std::size_t warm_up() const { return 0; }
};

}  // namespace muhurat::sdk
