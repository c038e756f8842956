/** Puts the made-up run into the report's contract. */
import { amount, count, money, price, quantity } from "../src/model/format.ts";
import { encode_ints } from "../src/model/ints.ts";
import { date_time, day_text } from "../src/model/time.ts";
import { FORMAT, KEY_FIGURES, type ReportDocument } from "../src/features/report/data.ts";
import type { Orders, Trades } from "../src/features/report/data_orders.ts";
import type { BarTable } from "../src/features/report/data_series.ts";
import { cents, costs_of, GAP, months_of, quality_of, weeks_of } from "./sample_sections.ts";
import { declines, figures_of, thresholds_of } from "./sample_figures.ts";
import {
  CAPITAL,
  FAST,
  simulate,
  SLOW,
  SYMBOLS,
  type Market,
  type Round,
} from "./sample_market.ts";

const IST = 19_800;
const DAY = 86_400;
const open_of = (day: number): number => day * DAY + 9 * 3600 + 15 * 60 - IST;
const close_of = (day: number): number => day * DAY + 15 * 3600 + 30 * 60 - IST;

class Texts {
  readonly all: string[] = [];
  index(text: string): number {
    const found = this.all.indexOf(text);
    return found >= 0 ? found : this.all.push(text) - 1;
  }
}

function iso_day(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10);
}

export function sample_document(options: {
  seed: number;
  from: number;
  to: number;
}): ReportDocument {
  const market = simulate(options.seed, options.from, options.to);
  const texts = new Texts();
  const figures = figures_of(market, 248);
  const times = market.days.map(close_of);
  const { orders, trades } = orders_and_trades(market, texts);
  const net_open = market.open.map((r) => open_net(market, r));
  const last_close = (s: number): number => market.bars[s]!.at(-1)!.close / 100;
  return {
    format: FORMAT,
    run: {
      name: "moving_average_cross",
      id: "bt-0c41f7",
      from: market.days[0]!,
      to: market.days.at(-1)!,
      sessions: market.days.length,
      dates: market.days.length,
      bars: market.days.length * SYMBOLS.length - GAP.bars,
      interval: "1d",
      zone: { name: "Asia/Kolkata", label: "IST", offsets: [[0, IST]] },
      currency: { code: "INR", sign: "₹", grouping: "indian", decimals: 2 },
      capital: String(CAPITAL),
      generated: `generated sample data (seed ${options.seed})`,
      year_sessions: 248,
      benchmark: "equal weights of 5 instruments",
      finished: close_of(market.days.at(-1)! + 2) + 11_527,
      special_sessions: [{ day: market.days[210]!, label: "Muhurat evening" }],
    },
    verdict: {
      result: thresholds_of(figures).every((t) => t.met) ? "pass" : "review",
      thresholds: thresholds_of(figures),
    },
    figures,
    key_figures: [...KEY_FIGURES],
    strip: [
      { label: "Fills", text: "next bar's open, 2 bp, ≤ 5% of volume", state: "plain" },
      { label: "Path in a bar", text: "open, nearer, farther, close", state: "plain" },
      { label: "Charges", text: "NSE delivery, 2 dated versions", state: "plain" },
      {
        label: "Look-ahead replay",
        text: `0 of ${count(orders.id.length)} orders changed`,
        state: "ok",
      },
      { label: "Data", text: `1 gap, ${GAP.bars} bars`, state: "attention" },
      { label: "Margin", text: "not enforced", state: "attention" },
    ],
    equity: {
      time: encode_ints(times),
      strategy: encode_ints(market.equity.map((v) => Math.round(v * 100))),
      benchmark: encode_ints(market.benchmark.map((v) => Math.round(v * 100))),
    },
    drawdowns: declines(market.equity)
      .slice(0, 8)
      .map((d) => ({
        peak: d.peak < 0 ? null : times[d.peak]!,
        trough: times[d.trough]!,
        recovered: d.back < 0 ? null : times[d.back]!,
        depth: Number(d.depth.toPrecision(6)),
        sessions_down: d.trough - d.peak,
        sessions_back: (d.back < 0 ? market.days.length - 1 : d.back) - d.trough,
      })),
    instruments: SYMBOLS.map((symbol) => ({ name: `NSE:${symbol}`, symbol, decimals: 2, lot: 1 })),
    price: price_tables(market, times),
    weeks: weeks_of(market),
    months: months_of(market),
    trades,
    orders,
    open: {
      positions: market.open.map((r, i) => ({
        instrument: r.symbol,
        side: "long",
        quantity: r.quantity,
        average: r.entry / 100,
        last: last_close(r.symbol),
        since: open_of(market.days[r.from]!),
        unrealised: String(cents(net_open[i]! + r.charges)),
        charges: String(cents(r.charges)),
      })),
      net: String(cents(net_open.reduce((a, b) => a + b, 0))),
      orders: [
        {
          id: "01jc8k3v9x4tq",
          instrument: 1,
          side: "sell",
          type: "stop",
          quantity: 900,
          price: 588.5,
          state: "Working",
        },
      ],
    },
    costs: costs_of(market),
    assumptions: [
      {
        label: "Signal to order",
        text: "decided at bar close; eligible from the next record",
        optimistic: false,
      },
      {
        label: "Path inside a bar",
        text: "open, nearer extreme, farther extreme, close",
        optimistic: false,
      },
      { label: "Stops", text: "fill at the worse of trigger and open", optimistic: false },
      {
        label: "Limits",
        text: "fill at limit or better open, or traded through by a tick; touch is not a fill",
        optimistic: false,
      },
      {
        label: "Slippage",
        text: "2 bp of price against us, rounded away to the tick of 0.05",
        optimistic: false,
      },
      {
        label: "Participation",
        text: "at most 5% of the bar's volume; 0 orders cut",
        optimistic: false,
      },
      { label: "Charges", text: "NSE equity delivery by trade date, Zerodha", optimistic: false },
      { label: "Margin", text: "not enforced in this run", optimistic: true },
      {
        label: "Benchmark",
        text: "equal weights of the 5 instruments at the first open, no costs",
        optimistic: true,
      },
      { label: "Corporate actions", text: "none in the sample", optimistic: false },
      { label: "Idle cash", text: "earns 0%", optimistic: false },
    ],
    data_quality: quality_of(market),
    reproduce: {
      command: [
        "muhurat backtest examples/moving_average_cross.cpp",
        "  --instrument NSE:ASHVA --instrument NSE:BANYAN --instrument NSE:CHINAR",
        "  --instrument NSE:DEODAR --instrument NSE:GULMOHAR",
        `  --from ${iso_day(market.days[0]!)} --to ${iso_day(market.days.at(-1)!)}`,
        `  --capital 2500000 --set fast=${FAST} --set slow=${SLOW}`,
      ].join(" \\\n"),
      state_hash: "6f1c09ae77d241b8e05a3c94d1f08826",
      verified_runs: 2,
      facts: [
        { label: "Strategy source", value: "4be1a90c55f7", mono: true },
        { label: "Data", value: "sample, 8c02d7e1", mono: true },
        { label: "Engine", value: "muhurat 0.1.0, g++ 12.2, release", mono: false },
        { label: "Charges, calendar", value: "2026-03-31, 2026-02-14", mono: false },
        {
          label: "Run",
          value: `${date_time(close_of(market.days.at(-1)! + 2) + 11_527, IST)} IST, 0.4 ms engine, 0.21 s in all`,
          mono: false,
        },
      ],
    },
    texts: texts.all,
  };
}

function open_net(market: Market, round: Round): number {
  return (
    ((market.bars[round.symbol]!.at(-1)!.close - round.entry) * round.quantity) / 100 -
    round.charges
  );
}

function price_tables(market: Market, times: number[]): ReportDocument["price"] {
  const axes = [encode_ints(times)];
  const tables = market.bars.map((bars, s): BarTable => {
    const missing = (i: number): boolean =>
      s === GAP.instrument && i >= GAP.from && i < GAP.from + GAP.bars;
    const kept = bars.map((_, i) => i).filter((i) => !missing(i));
    const gapped = kept.length < bars.length;
    const axis = gapped ? axes.push(encode_ints(kept.map((i) => times[i]!))) - 1 : 0;
    const column = (pick: (i: number) => number): string | number[] =>
      encode_ints(kept.map((i) => Math.round(pick(i))));
    const line = (name: string, values: number[], first: number) => ({
      name,
      scale: 2,
      first,
      value: encode_ints(kept.slice(first).map((i) => Math.round(values[i]!))),
    });
    return {
      instrument: s,
      axis,
      scale: 2,
      joined: 1,
      open: column((i) => bars[i]!.open),
      high: column((i) => bars[i]!.high),
      low: column((i) => bars[i]!.low),
      close: column((i) => bars[i]!.close),
      volume: column((i) => bars[i]!.volume),
      lines: [
        line(`SMA ${FAST}`, market.fast[s]!, FAST - 1),
        line(`SMA ${SLOW}`, market.slow[s]!, SLOW - 1),
      ],
      gaps: gapped
        ? [
            {
              from: times[GAP.from]!,
              to: times[GAP.from + GAP.bars - 1]!,
              bars: GAP.bars,
              reason: "data gap",
            },
          ]
        : [],
    };
  });
  return { axes, tables };
}

function orders_and_trades(market: Market, texts: Texts): { orders: Orders; trades: Trades } {
  const orders: Orders = {
    file: "orders.csv",
    id: [],
    instrument: [],
    side: "",
    type: [],
    quantity: [],
    written: [],
    filled: [],
    average: [],
    state: [],
    reason: [],
    chain: [],
  };
  const written: number[] = [];
  const order = (round: Round, i: number, buy: boolean): number => {
    const at = buy ? round.entry : round.exit;
    const day = market.days[i]!;
    const stop = !buy && round.reason === "stop";
    const fast = market.fast[round.symbol]![i - 1]!,
      slow = market.slow[round.symbol]![i - 1]!;
    orders.id.push(`01jc8k${(orders.id.length + 1000).toString(32).padStart(7, "0")}`);
    orders.instrument.push(round.symbol);
    orders.side += buy ? "B" : "S";
    orders.type.push(stop ? "stop" : "market");
    orders.quantity.push(round.quantity);
    written.push(close_of(market.days[stop ? round.from : i - 1]!));
    orders.filled.push(open_of(day));
    orders.average.push(at / 100);
    orders.state.push("Filled");
    orders.reason.push(-1);
    const value = (at * round.quantity) / 100;
    const steps: Record<string, string> = {
      market: `close of ${day_text(market.days[i - 1]!)} known at ${date_time(close_of(market.days[i - 1]!), IST)}`,
      signal: stop
        ? "protective stop of the entry"
        : `SMA ${FAST} ${price(fast / 100, { decimals: 2, average: true })} ` +
          `${buy ? "above" : "below"} SMA ${SLOW} ` +
          `${price(slow / 100, { decimals: 2, average: true })}: forecast ${buy ? "+1.00" : "0.00"}`,
      sizing: buy
        ? `${money(650_000, { decimals: 0 })} ÷ ${price(at / 100, { decimals: 2 })} = ${quantity(round.quantity)}`
        : "target 0",
      execution: `gap ${amount(buy ? round.quantity : -round.quantity, { decimals: 0, signed: true })}: ${stop ? "stop" : "market"} order`,
      risk: "8 of 8 checks, set market",
      venue: stop ? "the worse of trigger and open" : "open of the next bar",
      fill: `${quantity(round.quantity)} at ${price(at / 100, { decimals: 2 })}, ${date_time(open_of(day), IST)}`,
      charges: `${money(value * 0.00118)}: brokerage, STT, exchange, GST, stamp, SEBI`,
      portfolio: buy
        ? `0 before, ${quantity(round.quantity)} after`
        : `${quantity(round.quantity)} before, 0 after`,
    };
    orders.chain.push(Object.values(steps).map((text) => texts.index(text)));
    return orders.id.length - 1;
  };
  const list = [...market.rounds].sort((a, b) => a.to - b.to);
  const column = (pick: (r: Round) => number): number[] => list.map((r) => cents(pick(r)));
  const gross = (r: Round): number => ((r.exit - r.entry) * r.quantity) / 100;
  const trades: Trades = {
    file: "trades.csv",
    total_net: String(cents(list.reduce((s, r) => s + gross(r) - r.charges, 0))),
    entries: list.length,
    number: encode_ints(list.map((_, i) => i + 1)),
    instrument: list.map((r) => r.symbol),
    side: "L".repeat(list.length),
    quantity: list.map((r) => r.quantity),
    entry_time: encode_ints(list.map((r) => open_of(market.days[r.from]!))),
    exit_time: encode_ints(list.map((r) => open_of(market.days[r.to]!))),
    entry_price: column((r) => r.entry / 100),
    exit_price: column((r) => r.exit / 100),
    gross: column(gross),
    charges: column((r) => r.charges),
    slippage: column((r) => r.slippage),
    net: column((r) => gross(r) - r.charges),
    risk: list.map((r) => r.risk),
    mae: column((r) => Math.min(r.mae, gross(r), 0)),
    mfe: column((r) => Math.max(r.mfe, gross(r), 0)),
    bars: list.map((r) => r.to - r.from),
    reason: list.map((r) => texts.index(r.reason)),
    entry_order: list.map((r) => order(r, r.from, true)),
    exit_order: list.map((r) => order(r, r.to, false)),
    at_open: "B".repeat(list.length),
  };
  add_denied(market, orders, written, texts);
  orders.written = encode_ints(written);
  return { orders, trades };
}

function add_denied(market: Market, orders: Orders, written: number[], texts: Texts): void {
  const day = market.days[400]!;
  orders.id.push("01jc8k00denid");
  orders.instrument.push(0);
  orders.side += "B";
  orders.type.push("limit");
  orders.quantity.push(90_000);
  written.push(close_of(day));
  orders.filled.push(null);
  orders.average.push(null);
  orders.state.push("Denied");
  orders.reason.push(texts.index("Z06: value ₹12.8 Cr over the limit of ₹1 Cr"));
  orders.chain.push([
    texts.index(`close of ${day_text(day)}`),
    -1,
    -1,
    -1,
    texts.index("Z06: value ₹12.8 Cr over the limit of ₹1 Cr"),
    -1,
    -1,
    -1,
    -1,
  ]);
}
