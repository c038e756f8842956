// The words of trading's enumerations, as files and reports write them.
#include "core/check.hpp"
#include "trading/charges.hpp"
#include "trading/evidence.hpp"
#include "trading/fill.hpp"
#include "trading/order.hpp"

namespace muhurat::trading {

const char* to_text(Side side) {
  return side == Side::Buy ? "buy" : "sell";
}

const char* to_text(OrderType type) {
  switch (type) {
    case OrderType::Market: return "market";
    case OrderType::Limit: return "limit";
    case OrderType::Stop: return "stop";
    case OrderType::StopLimit: return "stop_limit";
  }
  return "?";
}

const char* to_text(Validity validity) {
  switch (validity) {
    case Validity::Day: return "DAY";
    case Validity::Ioc: return "IOC";
    case Validity::Gtc: return "GTC";
  }
  return "?";
}

const char* to_text(Product product) {
  switch (product) {
    case Product::Cnc: return "CNC";
    case Product::Mis: return "MIS";
    case Product::Nrml: return "NRML";
    case Product::Mtf: return "MTF";
  }
  return "?";
}

const char* to_text(OrderState state) {
  switch (state) {
    case OrderState::Created: return "created";
    case OrderState::Denied: return "denied";
    case OrderState::Held: return "held";
    case OrderState::Sent: return "sent";
    case OrderState::Working: return "working";
    case OrderState::Filled: return "filled";
    case OrderState::Cancelled: return "cancelled";
    case OrderState::Rejected: return "rejected";
    case OrderState::Expired: return "expired";
    case OrderState::Unknown: return "unknown";
  }
  return "?";
}

const char* to_text(FillRule rule) {
  switch (rule) {
    case FillRule::None: return "none";
    case FillRule::Open: return "open";
    case FillRule::Close: return "close";
    case FillRule::LimitAtOpen: return "limit_at_open";
    case FillRule::LimitTouched: return "limit_touched";
    case FillRule::StopAtOpen: return "stop_at_open";
    case FillRule::StopTriggered: return "stop_triggered";
  }
  return "?";
}

const char* to_text(ChargeKind kind) {
  switch (kind) {
    case ChargeKind::Brokerage: return "brokerage";
    case ChargeKind::Stt: return "stt";
    case ChargeKind::Exchange: return "exchange";
    case ChargeKind::Ipft: return "ipft";
    case ChargeKind::Sebi: return "sebi";
    case ChargeKind::Stamp: return "stamp";
    case ChargeKind::Gst: return "gst";
    case ChargeKind::Depository: return "depository";
    case ChargeKind::Other: return "other";
  }
  return "?";
}

}  // namespace muhurat::trading
