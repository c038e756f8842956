/**
 * A made-up market and a moving-average strategy on it, for trying the page: seeded, so that every
 * run gives the same prices. Nothing here is a real price; the platform's own figures are computed
 * in the program.
 */

export interface Bar {
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}
export interface Round {
  symbol: number;
  long: boolean;
  quantity: number;
  from: number;
  to: number;
  entry: number;
  exit: number;
  reason: string;
  charges: number;
  slippage: number;
  mae: number;
  mfe: number;
  risk: number;
}
export interface Market {
  days: number[];
  bars: Bar[][];
  fast: number[][];
  slow: number[][];
  rounds: Round[];
  open: Round[];
  equity: number[];
  benchmark: number[];
  gross: number[];
  charges: number;
  slippage: number;
  turnover: number;
}

export const SYMBOLS = ["ASHVA", "BANYAN", "CHINAR", "DEODAR", "GULMOHAR"];
export const CAPITAL = 2_500_000;
export const FAST = 10;
export const SLOW = 34;
const FIRST_PRICE = [1420, 612, 2885, 348, 967];

function random_source(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x45d9f3b);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

function gaussian(random: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; ++i) sum += random();
  return sum;
}

/** Paise on the tick of 0.05. */
const on_tick = (price: number): number => Math.round(price * 20) * 5;

function trading_days(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = from; day <= to; ++day) {
    const weekday = (day + 3) % 7;
    const date = new Date(day * 86_400_000);
    const fixed_holiday = ["01-26", "05-01", "08-15", "10-02", "12-25"].includes(
      date.toISOString().slice(5, 10),
    );
    if (weekday < 5 && !fixed_holiday) days.push(day);
  }
  return days;
}

function prices(days: number[], random: () => number): Bar[][] {
  let regime = 0;
  const common = days.map((_, i) => {
    if (i % 90 === 0)
      regime = [0.0008, -0.0007, 0.0014, -0.0002, 0.0005][Math.floor(random() * 5)]!;
    return regime + gaussian(random) * 0.006;
  });
  return SYMBOLS.map((_, symbol) => {
    let price = FIRST_PRICE[symbol]!;
    let drift = 0;
    return days.map((_day, i) => {
      if (i % 45 === symbol * 9)
        drift = [0.003, -0.0028, 0.0005, 0.0018, -0.0016][Math.floor(random() * 5)]!;
      const open = price * (1 + gaussian(random) * 0.004);
      const close = open * (1 + drift + common[i]! + gaussian(random) * 0.009);
      const high = Math.max(open, close) * (1 + Math.abs(gaussian(random)) * 0.005);
      const low = Math.min(open, close) * (1 - Math.abs(gaussian(random)) * 0.005);
      price = close;
      const volume = Math.round(300_000 * (0.5 + random()) * (1 + 40 * Math.abs(close / open - 1)));
      return {
        open: on_tick(open),
        high: on_tick(high),
        low: on_tick(low),
        close: on_tick(close),
        volume,
      };
    });
  });
}

function average(bars: Bar[], window: number): number[] {
  let sum = 0;
  return bars.map((bar, i) => {
    sum += bar.close - (i >= window ? bars[i - window]!.close : 0);
    return i >= window - 1 ? sum / window : NaN;
  });
}

const CHARGE_SHARE = 0.00118;
const SLIPPAGE_SHARE = 0.0002;

export function simulate(seed: number, from: number, to: number): Market {
  const random = random_source(seed);
  const days = trading_days(from, to);
  const bars = prices(days, random);
  const fast = bars.map((series) => average(series, FAST));
  const slow = bars.map((series) => average(series, SLOW));
  const market: Market = {
    days,
    bars,
    fast,
    slow,
    rounds: [],
    open: [],
    equity: [],
    benchmark: [],
    gross: [],
    charges: 0,
    slippage: 0,
    turnover: 0,
  };
  trade(market);
  return market;
}

function trade(market: Market): void {
  const { days, bars, fast, slow } = market;
  const held: (Round | undefined)[] = SYMBOLS.map(() => undefined);
  let cash = CAPITAL;
  const pay = (round: Round, price: number): void => {
    const value = (price * round.quantity) / 100;
    const charge = Math.round(value * CHARGE_SHARE * 100) / 100;
    const slip = Math.round(value * SLIPPAGE_SHARE * 100) / 100;
    round.charges += charge;
    round.slippage += slip;
    market.charges += charge;
    market.slippage += slip;
    market.turnover += value;
    cash -= charge;
  };
  for (let i = 0; i < days.length; ++i) {
    for (let s = 0; s < SYMBOLS.length; ++s) {
      const bar = bars[s]![i]!;
      const crossed = i > SLOW && Math.sign(fast[s]![i - 1]! - slow[s]![i - 1]!);
      const round = held[s];
      if (round) {
        const stopped = bar.low < round.entry - (round.risk * 100) / round.quantity;
        if (crossed === -1 || stopped) {
          round.to = i;
          round.exit =
            crossed === -1
              ? bar.open
              : Math.min(
                  bar.open,
                  on_tick((round.entry - (round.risk * 100) / round.quantity) / 100),
                );
          round.reason = crossed === -1 ? "SMA 10 below SMA 34 at the close" : "stop";
          pay(round, round.exit);
          cash += (round.exit * round.quantity) / 100;
          market.rounds.push(round);
          held[s] = undefined;
        } else {
          round.mae = Math.min(round.mae, ((bar.low - round.entry) * round.quantity) / 100);
          round.mfe = Math.max(round.mfe, ((bar.high - round.entry) * round.quantity) / 100);
        }
      } else if (
        crossed === 1 &&
        i > SLOW + 1 &&
        Math.sign(fast[s]![i - 2]! - slow[s]![i - 2]!) !== 1
      ) {
        const quantity = Math.floor(650_000 / (bar.open / 100));
        const next: Round = {
          symbol: s,
          long: true,
          quantity,
          from: i,
          to: -1,
          entry: bar.open,
          exit: 0,
          reason: "",
          charges: 0,
          slippage: 0,
          mae: 0,
          mfe: 0,
          risk: Math.round(((bar.open * quantity) / 100) * 0.06),
        };
        pay(next, next.entry);
        cash -= (next.entry * quantity) / 100;
        held[s] = next;
      }
    }
    let gross = 0;
    for (const round of held)
      if (round) gross += (bars[round.symbol]![i]!.close * round.quantity) / 100;
    market.equity.push(Math.round((cash + gross) * 100) / 100);
    market.gross.push(gross / (cash + gross));
    const growth =
      bars.reduce((sum, series) => sum + series[i]!.close / series[0]!.open, 0) / SYMBOLS.length;
    market.benchmark.push(Math.round(CAPITAL * growth * 100) / 100);
  }
  market.open = held.filter((round): round is Round => round !== undefined);
}
