// Money, prices, quantities and rates do not mix, and neither binary nor bare numbers slip in.
#include "core/numbers.hpp"

using namespace muhurat;

void mixed_numbers(Money money, Price price, Quantity quantity, Rate rate) {
  Money value = price * quantity;
  (void)(money + value);
  (void)(money + price);        // error: no match|invalid operands
  (void)(price + money);        // error: no match|invalid operands
  (void)(money - quantity);     // error: no match|invalid operands
  money += price;               // error: no match|no viable
  (void)(price + quantity);     // error: no match|invalid operands
  (void)(price + rate);         // error: no match|invalid operands
  (void)(price * price);        // error: no match|invalid operands
  (void)(quantity * quantity);  // error: no match|invalid operands
  (void)(money * price);        // error: no match|invalid operands
  (void)(money * rate);         // error: no match|invalid operands
  (void)multiply(money, rate, Rounding::HalfUp);
  (void)multiply(money, rate);  // error: no matching function
  (void)(price < quantity);     // error: no match|invalid operands
  (void)(money > 0);            // error: no match|invalid operands
  (void)money.is_positive();
}

void bare_numbers(Price price) {
  price = 1500;  // error: conver|no match|no viable
  price = Price{1500};
  Price binary = 1500.05;   // error: conver|no viable
  Price narrowed{1500.05};  // error: narrowing|narrowed
  double estimate = price.to_double();
  estimate = price;       // error: conver|no viable|assigning
  Money cash = estimate;  // error: conver|no viable
  (void)(price + 1);      // error: no match|invalid operands
  (void)estimate;
}
