#include "trading/order_state.hpp"

#include <gtest/gtest.h>

#include <string>

#include "core/text.hpp"
#include "trading/trading_floor_test.hpp"

namespace muhurat::trading {
namespace {

// An order for 10 with a stop, 4 filled where its state allows it, a change to 20 and a cancel in
// flight where these are.
Order order_in(OrderState state) {
  Order order;
  order.id = OrderId{1};
  order.quantity = Quantity{10};
  order.pricing = Stop{Price{100}};
  order.state = state;
  if (state == OrderState::Filled) order.filled = Quantity{10};
  return order;
}

std::string draw(BreakKind kind) {
  switch (kind) {
    case BreakKind::UnknownOrder: return "unknown order";
    case BreakKind::FillOnFinalOrder: return "fill on final";
    case BreakKind::Overfill: return "overfill";
    case BreakKind::AfterFinal: return "after final";
    case BreakKind::Contradiction: return "contradiction";
  }
  return "?";
}

// "working, 4 filled, told filled, break overfill": only what changed is named after the state.
std::string outcome(Order order, const std::string& evidence) {
  const Applied applied = apply(order, evidence_of(evidence), Terms{Quantity{20}, Stop{Price{90}}});
  std::string text = to_text(order.state);
  if (!applied.filled_now.is_zero()) text += ", +" + to_text(applied.filled_now);
  if (applied.event) text += std::string{", told "} + word_of(*applied.event);
  if (applied.broken) text += ", break " + draw(*applied.broken);
  return text;
}

TEST(OrderState, CommandsFollowTheTable) {
  const auto row = [](OrderState state) {
    std::string text;
    for (const Command each :
         {Command::Deny, Command::Hold, Command::Send, Command::Change, Command::Cancel}) {
      text += is_allowed(order_in(state), each) ? 'x' : '.';
    }
    return text;
  };
  // Deny, Hold, Send, Change, Cancel.
  EXPECT_EQ(row(OrderState::Created), "xxx..");
  EXPECT_EQ(row(OrderState::Held), "x.x.x");
  EXPECT_EQ(row(OrderState::Sent), "...xx");
  EXPECT_EQ(row(OrderState::Working), "...xx");
  EXPECT_EQ(row(OrderState::Unknown), "....x");
  for (const OrderState final_state :
       {OrderState::Denied, OrderState::Filled, OrderState::Cancelled, OrderState::Rejected,
        OrderState::Expired}) {
    EXPECT_EQ(row(final_state), ".....") << to_text(final_state);
  }
}

TEST(OrderState, CommandsLeadWhereTheTableSays) {
  const auto after = [](OrderState state, Command each) {
    Order order = order_in(state);
    command(order, each);
    return std::string{to_text(order.state)} + (order.is_changing ? " changing" : "") +
           (order.is_cancelling ? " cancelling" : "");
  };
  EXPECT_EQ(after(OrderState::Created, Command::Deny), "denied");
  EXPECT_EQ(after(OrderState::Created, Command::Hold), "held");
  EXPECT_EQ(after(OrderState::Created, Command::Send), "sent");
  EXPECT_EQ(after(OrderState::Held, Command::Send), "sent");
  EXPECT_EQ(after(OrderState::Held, Command::Cancel), "cancelled");
  EXPECT_EQ(after(OrderState::Sent, Command::Cancel), "sent cancelling");
  EXPECT_EQ(after(OrderState::Working, Command::Change), "working changing");
  EXPECT_EQ(after(OrderState::Unknown, Command::Cancel), "unknown cancelling");
}

TEST(OrderStateDeathTest, AWrongCommandEndsTheProgram) {
  Order order = order_in(OrderState::Filled);
  EXPECT_DEATH(command(order, Command::Cancel), "is_allowed");
  order = order_in(OrderState::Working);
  EXPECT_DEATH(command(order, Command::Send), "is_allowed");
}

TEST(OrderState, NoCommandBesideOneInFlight) {
  Order order = order_in(OrderState::Working);
  command(order, Command::Change);
  EXPECT_FALSE(is_allowed(order, Command::Change));
  EXPECT_TRUE(is_allowed(order, Command::Cancel));
  command(order, Command::Cancel);
  EXPECT_FALSE(is_allowed(order, Command::Cancel));
}

struct Row {
  const char* evidence;
  const char* expected;
};

void expect_rows(const Order& order, std::initializer_list<Row> rows) {
  for (const Row& row : rows) EXPECT_EQ(outcome(order, row.evidence), row.expected) << row.evidence;
}

TEST(OrderState, EveryEvidenceForASentOrder) {
  expect_rows(order_in(OrderState::Sent),
              {{"accept 1", "working, told working"},
               {"trigger 1", "working, told triggered"},
               {"fill 1 4@100 #1", "working, +4, told filled"},
               {"fill 1 10@100 #1", "filled, +10, told filled"},
               {"fill 1 11@100 #1", "filled, +11, told filled, break overfill"},
               {"fill 1 0@100 #1", "sent"},
               {"fill 1 -3@100 #1", "sent, break contradiction"},
               {"changed 1", "sent"},
               {"change-rejected 1", "sent"},
               {"cancelled 1", "cancelled, told cancelled"},
               {"cancel-rejected 1", "sent"},
               {"rejected 1", "rejected, told rejected"},
               {"expired 1", "expired, told expired"},
               {"silence 1", "unknown, told unknown"}});
}

TEST(OrderState, EveryEvidenceForAWorkingOrder) {
  Order order = order_in(OrderState::Working);
  order.filled = Quantity{4};
  expect_rows(order, {{"accept 1", "working"},
                      {"trigger 1", "working, told triggered"},
                      {"fill 1 5@100 #1", "working, +5, told filled"},
                      {"fill 1 6@100 #1", "filled, +6, told filled"},
                      {"fill 1 7@100 #1", "filled, +7, told filled, break overfill"},
                      {"changed 1", "working"},
                      {"change-rejected 1", "working"},
                      {"cancelled 1", "cancelled, told cancelled"},
                      {"cancelled 1 =4", "cancelled, told cancelled"},
                      {"cancelled 1 =3", "cancelled, told cancelled, break contradiction"},
                      {"cancel-rejected 1", "working"},
                      {"rejected 1", "rejected, told rejected, break contradiction"},
                      {"expired 1", "expired, told expired"},
                      {"silence 1", "working"}});
}

TEST(OrderState, EveryEvidenceForAnOrderWithoutAnswer) {
  expect_rows(order_in(OrderState::Unknown), {{"accept 1", "working, told working"},
                                              {"trigger 1", "working, told triggered"},
                                              {"fill 1 4@100 #1", "working, +4, told filled"},
                                              {"fill 1 10@100 #1", "filled, +10, told filled"},
                                              {"changed 1", "unknown"},
                                              {"change-rejected 1", "unknown"},
                                              {"cancelled 1", "cancelled, told cancelled"},
                                              {"cancel-rejected 1", "unknown"},
                                              {"rejected 1", "rejected, told rejected"},
                                              {"expired 1", "expired, told expired"},
                                              {"silence 1", "unknown"}});
}

TEST(OrderState, EveryEvidenceForAnOrderNeverSent) {
  for (const OrderState state : {OrderState::Created, OrderState::Held, OrderState::Denied}) {
    const std::string same = to_text(state);
    for (const char* kind :
         {"accept 1", "trigger 1", "changed 1", "change-rejected 1", "cancelled 1",
          "cancel-rejected 1", "rejected 1", "expired 1", "silence 1"}) {
      EXPECT_EQ(outcome(order_in(state), kind), same + ", break unknown order") << kind;
    }
  }
  EXPECT_EQ(outcome(order_in(OrderState::Created), "fill 1 4@9 #1"),
            "working, +4, told filled, break unknown order");
  EXPECT_EQ(outcome(order_in(OrderState::Held), "fill 1 10@9 #1"),
            "filled, +10, told filled, break unknown order");
  EXPECT_EQ(outcome(order_in(OrderState::Denied), "fill 1 4@9 #1"),
            "denied, +4, told filled, break unknown order");
}

TEST(OrderState, AFinalOrderStaysFinalAndItsFillsAreBooked) {
  for (const OrderState state :
       {OrderState::Filled, OrderState::Cancelled, OrderState::Rejected, OrderState::Expired}) {
    const std::string same = to_text(state);
    EXPECT_EQ(outcome(order_in(state), "fill 1 4@9 #1"),
              same + ", +4, told filled, break fill on final");
    for (const char* overtaken : {"accept 1", "trigger 1", "changed 1", "change-rejected 1",
                                  "cancel-rejected 1", "silence 1"}) {
      EXPECT_EQ(outcome(order_in(state), overtaken), same) << overtaken;
    }
    const auto told_end = [&](const char* evidence, OrderState end) {
      EXPECT_EQ(outcome(order_in(state), evidence),
                state == end ? same : same + ", break after final");
    };
    told_end("cancelled 1", OrderState::Cancelled);
    told_end("rejected 1", OrderState::Rejected);
    told_end("expired 1", OrderState::Expired);
  }
}

TEST(OrderState, AChangeTakesEffectWhenItIsConfirmed) {
  Order order = order_in(OrderState::Working);
  command(order, Command::Change);
  EXPECT_EQ(outcome(order, "changed 1"), "working, told changed");
  EXPECT_EQ(outcome(order, "change-rejected 1"), "working, told change-rejected");
  const Terms asked{Quantity{20}, Stop{Price{90}}};
  const Applied applied = apply(order, evidence_of("changed 1"), asked);
  EXPECT_TRUE(applied.is_settled_change);
  EXPECT_EQ(order.quantity, Quantity{20});
  EXPECT_EQ(order.pricing, Pricing{Stop{Price{90}}});
  EXPECT_FALSE(order.is_changing);
}

TEST(OrderState, AnOrderFilledBelowWhatWasConfirmedIsFilled) {
  Order order = order_in(OrderState::Working);
  command(order, Command::Change);
  const Terms smaller{Quantity{5}, order.pricing};
  apply(order, evidence_of("fill 1 7@100 #1"), smaller);
  const Applied applied = apply(order, evidence_of("changed 1"), smaller);
  EXPECT_EQ(order.state, OrderState::Filled);
  EXPECT_EQ(order.quantity, Quantity{7});
  EXPECT_TRUE(applied.is_settled_change);
}

TEST(OrderState, AnOrderThatIsBeingEnlargedIsNotOverBeforeTheAnswer) {
  Order order = order_in(OrderState::Working);
  command(order, Command::Change);
  const Terms larger{Quantity{20}, order.pricing};
  apply(order, evidence_of("fill 1 10@100 #1"), larger);
  EXPECT_EQ(order.state, OrderState::Working);
  Order refused = order;
  apply(refused, evidence_of("change-rejected 1"), larger);
  EXPECT_EQ(refused.state, OrderState::Filled);
  apply(order, evidence_of("changed 1"), larger);
  EXPECT_EQ(order.state, OrderState::Working);
  EXPECT_EQ(order.rest(), Quantity{10});
}

TEST(OrderState, WithoutANumberTheRunningTotalTellsWhatIsNew) {
  Order order = order_in(OrderState::Working);
  const Terms none;
  EXPECT_EQ(apply(order, evidence_of("fill 1 4@100 =4"), none).filled_now, Quantity{4});
  EXPECT_EQ(apply(order, evidence_of("fill 1 4@100 =4"), none).filled_now, Quantity{});
  EXPECT_EQ(apply(order, evidence_of("fill 1 3@100 =10"), none).filled_now, Quantity{6});
  EXPECT_EQ(order.state, OrderState::Filled);
}

TEST(OrderState, ATriggerOfAnOrderWithoutOneIsAContradiction) {
  Order order = order_in(OrderState::Working);
  order.pricing = Limit{Price{100}};
  EXPECT_EQ(outcome(order, "trigger 1"), "working, break contradiction");
  order.pricing = StopLimit{Price{100}, Price{99}};
  EXPECT_EQ(outcome(order, "trigger 1"), "working, told triggered");
  order.is_triggered = true;
  EXPECT_EQ(outcome(order, "trigger 1"), "working");
}

TEST(OrderState, TheAveragePriceCanBeReckonedFromWhatWasFilled) {
  Order order = order_in(OrderState::Working);
  apply(order, evidence_of("fill 1 4@100 #1"), Terms{});
  apply(order, evidence_of("fill 1 6@105 #2"), Terms{});
  EXPECT_EQ(divide(order.filled_value, order.filled), Price{103});
}

}  // namespace
}  // namespace muhurat::trading
