/** The sections of the sample that only count: weeks, months, costs, data quality. */
import { percent, ratio } from "../src/model/format.ts";
import { encode_ints, encode_numbers, type Ints, type Numbers } from "../src/model/ints.ts";
import { day_text, iso_week } from "../src/model/time.ts";
import type { ReportDocument } from "../src/features/report/data.ts";
import type { Weeks } from "../src/features/report/data_series.ts";
import { CAPITAL, SYMBOLS, type Market } from "./sample_market.ts";

const DAY = 86_400;
export const GAP = { instrument: 3, from: 300, bars: 9 };
export const cents = (value: number): number => Math.round(value * 100) / 100;

export function weeks_of(market: Market): Weeks {
  const groups = new Map<string, number[]>();
  market.days.forEach((day, i) => {
    const name = iso_week(day);
    groups.set(name, [...(groups.get(name) ?? []), i]);
  });
  const rows: WeekFigures[] = [];
  for (const list of groups.values()) {
    const base = list[0]! ? market.equity[list[0]! - 1]! : CAPITAL;
    const bench_base = list[0]! ? market.benchmark[list[0]! - 1]! : CAPITAL;
    const last = list.at(-1)!;
    let peak = base,
      fall = 0;
    for (const i of list) {
      peak = Math.max(peak, market.equity[i]!);
      fall = Math.min(fall, market.equity[i]! / peak - 1);
    }
    const result = market.equity[last]! / base - 1;
    const bench = market.benchmark[last]! / bench_base - 1;
    const closed = market.rounds.filter((r) => list.includes(r.to));
    const active = closed.length + market.rounds.filter((r) => list.includes(r.from)).length;
    const reasons = [
      result < -0.02 && `return ${percent(result)}, limit −2.00%`,
      fall < -0.03 && `drawdown ${percent(-fall, { signed: false })}, limit 3.00%`,
    ].filter(Boolean);
    const behind =
      bench - result > 0.03 && `${ratio((bench - result) * 100)} points behind, limit 3.00`;
    rows.push({
      verdict: reasons.length ? "F" : behind ? "W" : active || Math.abs(result) > 1e-9 ? "P" : "N",
      reason: reasons.join("; ") || behind || "",
      return: result,
      net: cents(market.equity[last]! - base),
      benchmark: bench,
      drawdown: fall,
      trades: closed.length,
      hit_rate: closed.length
        ? closed.filter((r) => r.exit > r.entry).length / closed.length
        : null,
      turnover: active * 0.26,
      costs: cents(closed.reduce((s, r) => s + r.charges, 0)),
      first: market.days[list[0]!]!,
      last: market.days[last]!,
    });
  }
  return columns_of(rows);
}

interface WeekFigures {
  verdict: string;
  reason: string;
  return: number;
  net: number;
  benchmark: number;
  drawdown: number;
  trades: number;
  hit_rate: number | null;
  turnover: number;
  costs: number;
  first: number;
  last: number;
}

function columns_of(rows: WeekFigures[]): Weeks {
  const numbers = (pick: (row: WeekFigures) => number | null, scale: number): Numbers =>
    encode_numbers(rows.map(pick), scale);
  const whole = (pick: (row: WeekFigures) => number): Ints => encode_ints(rows.map(pick));
  return {
    verdict: rows.map((row) => row.verdict).join(""),
    return: numbers((row) => row.return, 6),
    net: numbers((row) => row.net, 2),
    benchmark: numbers((row) => row.benchmark, 6),
    drawdown: numbers((row) => row.drawdown, 6),
    trades: whole((row) => row.trades),
    hit_rate: numbers((row) => row.hit_rate, 6),
    turnover: numbers((row) => row.turnover, 6),
    costs: numbers((row) => row.costs, 2),
    first: whole((row) => row.first),
    last: whole((row) => row.last),
    reason: rows.map((row) => row.reason),
    partial: [0],
    fail_rules: ["return < −2%", "drawdown > 3%"],
    watch_rules: ["turnover > 10×", "costs > 35%", "3 points behind benchmark"],
  };
}

export function months_of(market: Market): ReportDocument["months"] {
  const last = new Map<string, number>();
  market.days.forEach((day, i) =>
    last.set(new Date(day * DAY * 1000).toISOString().slice(0, 7), i),
  );
  const chain = (curve: number[], ends: number[]): number[] =>
    ends.map((end, i) =>
      Number((curve[end]! / (i ? curve[ends[i - 1]!]! : CAPITAL) - 1).toPrecision(6)),
    );
  const ends = [...last.values()];
  const years = [...new Set([...last.keys()].map((month) => month.slice(0, 4)))];
  const year_ends = years.map(
    (year) => ends[[...last.keys()].findLastIndex((month) => month.startsWith(year))]!,
  );
  const own = chain(market.equity, year_ends),
    bench = chain(market.benchmark, year_ends);
  return {
    month: [...last.keys()],
    return: chain(market.equity, ends),
    benchmark: chain(market.benchmark, ends),
    partial: [],
    year: years.map((year, i) => ({ year: Number(year), return: own[i]!, benchmark: bench[i]! })),
  };
}

export function costs_of(market: Market): ReportDocument["costs"] {
  const parts: [string, string, string, string, number][] = [
    ["stt", "Securities transaction tax", "STT", "0.1% of buy and sell value", 0.001 / 0.00118],
    ["stamp", "Stamp duty", "Stamp", "0.015% of buy value", 0.000075 / 0.00118],
    ["exchange", "Exchange transaction", "Exchange", "0.00297% of value", 0.0000297 / 0.00118],
    [
      "depository",
      "Depository",
      "Depository",
      "₹15.34 an instrument sold a day",
      0.00006 / 0.00118,
    ],
    ["gst", "GST", "GST", "18% of fees", 0.0000135 / 0.00118],
    ["sebi", "SEBI fee", "SEBI", "0.0001% of value", 0.000001 / 0.00118],
  ];
  const charges = Math.round(market.charges * 100);
  const paise = parts.map(([, , , , share]) => Math.round(charges * share));
  paise[0]! += charges - paise.reduce((a, b) => a + b, 0);
  const slip = Math.round(market.slippage * 100);
  const net = Math.round((market.equity.at(-1)! - CAPITAL) * 100);
  const text = (value: number): string => String(value / 100);
  return {
    gross: text(net + charges + slip),
    net: text(net),
    total: text(charges + slip),
    turnover: String(cents(market.turnover)),
    source: "Zerodha, NSE equity delivery, 2 dated versions",
    lines: [
      {
        id: "brokerage",
        label: "Brokerage",
        short: "Brokerage",
        kind: "charge",
        rule: "none on delivery",
        amount: "0",
      },
      ...parts.map(([id, label, short, rule], i) => ({
        id,
        label,
        short,
        kind: "charge" as const,
        rule,
        amount: text(paise[i]!),
      })),
      {
        id: "slippage",
        label: "Slippage, modelled",
        short: "Slippage",
        kind: "slippage",
        rule: "2 bp, rounded to the tick",
        amount: text(slip),
      },
    ],
  };
}

export function quality_of(market: Market): ReportDocument["data_quality"] {
  const months = [
    ...new Set(market.days.map((day) => new Date(day * DAY * 1000).toISOString().slice(0, 7))),
  ];
  const gap_month = new Date(market.days[GAP.from]! * DAY * 1000).toISOString().slice(0, 7);
  const n = market.days.length;
  return {
    from_month: months[0]!,
    coverage: SYMBOLS.map((_, s) => ({
      instrument: s,
      percent: months.map((month) => (s === GAP.instrument && month === gap_month ? 60 : 100)),
      have: n - (s === GAP.instrument ? GAP.bars : 0),
      expected: n,
    })),
    gaps: [
      {
        instrument: GAP.instrument,
        text: `no bars ${day_text(market.days[GAP.from]!)} to ${day_text(market.days[GAP.from + GAP.bars - 1]!)}, ${GAP.bars} bars`,
      },
    ],
    gaps_total: 1,
    notes: [
      { label: "Inside a gap", text: "no signal computed; 0 trades touch one" },
      {
        label: "Checked",
        text: "0 duplicates, 0 out of order, 0 outside the session, 3 bars with zero volume",
      },
    ],
  };
}
