// A strategy in one file: include this, derive from Strategy, override the callbacks you need, and
// end with MUHURAT_STRATEGY(YourClass). docs/guides/first-strategy.md walks through one.
//
// The words a strategy uses, of whatever room they come from, are names of muhurat here.
#pragma once

#include "sdk/free_form.hpp"
#include "sdk/plugin.hpp"

namespace muhurat {

using market::Bar;
using market::Instrument;
using market::Interval;
using market::Quote;
using market::Record;
using market::Series;
using market::Trade;
using sdk::BarsAgo;
using sdk::Context;
using sdk::History;
using sdk::Parameters;
using sdk::Slice;
using sdk::Strategy;
using sdk::Threshold;
using sdk::Thresholds;
using sdk::TimerId;
using trading::Bracket;
using trading::Fill;
using trading::Limit;
using trading::Market;
using trading::Order;
using trading::OrderChange;
using trading::OrderEvent;
using trading::OrderEventKind;
using trading::OrderRequest;
using trading::OrderState;
using trading::Position;
using trading::Side;
using trading::Stop;
using trading::StopLimit;
using trading::Validity;

}  // namespace muhurat
