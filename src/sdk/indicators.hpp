// All stock indicators by one include; each has a file of its own in sdk/indicators/.
#pragma once

#include "sdk/indicators/atr.hpp"
#include "sdk/indicators/bollinger.hpp"
#include "sdk/indicators/ema.hpp"
#include "sdk/indicators/macd.hpp"
#include "sdk/indicators/max.hpp"
#include "sdk/indicators/min.hpp"
#include "sdk/indicators/rsi.hpp"
#include "sdk/indicators/sma.hpp"
