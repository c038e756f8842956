/** Puts the made-up run into the report's contract. */
import { count } from "../src/model/format.ts";
import { encode_ints, type Ints } from "../src/model/ints.ts";
import { date_time } from "../src/model/time.ts";
import { FORMAT, KEY_FIGURES, type ReportDocument } from "../src/features/report/data.ts";
import type { BarTable } from "../src/features/report/data_series.ts";
import { cents, costs_of, GAP, months_of, quality_of, weeks_of } from "./sample_sections.ts";
import { close_of, open_of, orders_and_trades, Texts } from "./sample_orders.ts";
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
        text: `0 of ${count(orders.side.length)} orders changed`,
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
    const column = (pick: (i: number) => number): Ints =>
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
