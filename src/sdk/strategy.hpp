// A strategy in one file: include this, derive from Strategy, override the callbacks you need, and
// end with MUHURAT_STRATEGY(YourClass). docs/guides/first-strategy.md walks through one.
//
// The words a strategy uses, of whatever room they come from, are names of muhurat here.
#pragma once

#include "sdk/free_form.hpp"
#include "sdk/indicators/atr.hpp"
#include "sdk/indicators/bollinger.hpp"
#include "sdk/indicators/ema.hpp"
#include "sdk/indicators/macd.hpp"
#include "sdk/indicators/max.hpp"
#include "sdk/indicators/min.hpp"
#include "sdk/indicators/rsi.hpp"
#include "sdk/indicators/sma.hpp"
#include "sdk/plugin.hpp"

namespace muhurat {

using market::Bar;
using market::Instrument;
using market::Interval;
using market::Quote;
using market::Record;
using market::Series;
using market::Trade;
using sdk::Atr;
using sdk::BarsAgo;
using sdk::Bollinger;
using sdk::Context;
using sdk::Ema;
using sdk::History;
using sdk::Macd;
using sdk::MacdPeriods;
using sdk::Max;
using sdk::Min;
using sdk::not_ready;
using sdk::Parameters;
using sdk::Rsi;
using sdk::Slice;
using sdk::Sma;
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
using trading::Product;
using trading::Reason;
using trading::Side;
using trading::Stop;
using trading::StopLimit;
using trading::Validity;

}  // namespace muhurat
