#include "engine/run_hash.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <vector>

#include "core/checksum.hpp"

namespace muhurat::engine {
namespace {

// The bytes of docs/reference/state-hash.md, put together by hand.
class Bytes {
 public:
  Bytes& u8(std::uint8_t value) { return put(&value, 1); }
  Bytes& u64(std::uint64_t value) { return put(&value, 8); }
  Bytes& i64(std::int64_t value) { return put(&value, 8); }
  Bytes& money(std::int64_t whole) {
    const int128 raw = Money{whole}.raw();
    return put(&raw, 16);
  }
  Bytes& text(const std::string& value) {
    u64(value.size());
    return put(value.data(), value.size());
  }
  std::string hash() const { return to_hex(checksum(bytes_)); }

 private:
  Bytes& put(const void* from, std::size_t size) {
    const auto* bytes = static_cast<const std::byte*>(from);
    bytes_.insert(bytes_.end(), bytes, bytes + size);
    return *this;
  }
  std::vector<std::byte> bytes_;
};

market::RunTables tables_of() {
  market::RunTables tables;
  tables.instruments.resize(1);
  tables.instruments[0].exchange = "NSE";
  tables.instruments[0].symbol = "INFY";
  return tables;
}

TEST(RunHash, IsOverTheBytesOfItsReference) {
  RunHash hash{tables_of()};
  trading::Order order;
  order.id = OrderId{1};
  order.side = trading::Side::Sell;
  order.quantity = Quantity{5};
  order.pricing = trading::StopLimit{Price{90}, Price{89}};
  order.validity = trading::Validity::Gtc;
  order.product = trading::Product::Mis;
  order.bracket.stop = Price{3};
  order.written = Timestamp::from_ns(7);
  hash.add_request(order);
  order.state = trading::OrderState::Working;
  hash.add_state(order);
  trading::Fill fill;
  fill.order = OrderId{1};
  fill.quantity = Quantity{5};
  fill.price = Price{89};
  fill.time = Timestamp::from_ns(9);
  trading::Charges charges;
  charges.add(trading::ChargeKind::Stt, Money{2});
  hash.add_fill(fill, charges);
  hash.add_terms(order);
  hash.add_cash(Money{443});
  trading::Position position;
  position.quantity = Quantity{-5};
  position.cost = Money{-445};
  hash.add_position(InstrumentId{0}, position);
  hash.add_open_order(order);

  constexpr std::int64_t one = 100'000'000;
  Bytes bytes;
  bytes.u8(1).u64(1).u64(0).text("NSE:INFY").u8(1).u8(3).u8(2).u8(1).i64(5 * one);
  bytes.i64(89 * one).i64(90 * one).i64(3 * one).i64(0).i64(7);
  bytes.u8(2).u64(1).u8(4).i64(0);
  bytes.u8(4).u64(1).i64(5 * one).i64(89 * one).i64(9).u8(1).money(2).u8(255);
  bytes.u8(3).u64(1).i64(5 * one).i64(89 * one).i64(90 * one);
  bytes.u8(5).money(443);
  bytes.u8(6).text("NSE:INFY").i64(-5 * one).money(-445);
  bytes.u8(7).u64(1).u8(4).i64(0);
  EXPECT_EQ(hash.hex(), bytes.hash());
}

}  // namespace
}  // namespace muhurat::engine
