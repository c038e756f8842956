#include "sdk/free_form.hpp"

#include <gtest/gtest.h>

namespace muhurat::sdk {
namespace {

class InPrivate final : public Strategy {
  void on_bar(Context&, const market::Bar&) override {}
};
class InPublic : public Strategy {
 public:
  void on_slice(Context&, const Slice&) override {}
};
class OfBoth final : public InPublic {
  void on_order(Context&, const trading::OrderEvent&) override {}
};

TEST(Strategy, TellsWhichCallbacksAClassOverridesPublicOrPrivate) {
  EXPECT_EQ(callbacks_of<Strategy>(), 0u);
  EXPECT_EQ(callbacks_of<InPrivate>(), unsigned{OnBar});
  EXPECT_EQ(callbacks_of<InPublic>(), unsigned{OnSlice});
  EXPECT_EQ(callbacks_of<OfBoth>(), unsigned{OnSlice | OnOrder});
}

}  // namespace
}  // namespace muhurat::sdk
