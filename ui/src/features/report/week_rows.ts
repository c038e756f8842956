/** Weeks as rows, from the columns of the contract. */
import { decode_ints, decode_numbers, type Numbers } from "../../model/ints";
import { iso_week } from "../../model/time";
import type { Weeks } from "./data_series";

export type WeekVerdict = "P" | "W" | "F" | "N";

export interface WeekRow {
  week: string;
  verdict: WeekVerdict;
  return: number;
  net: number;
  benchmark: number | null;
  drawdown: number;
  trades: number;
  hit_rate: number | null;
  turnover: number;
  costs: number;
  first: number;
  last: number;
  reason: string;
  partial: boolean;
}

export const WEEK_WORDS: Record<WeekVerdict, { word: string; sign: string; tone: string }> = {
  P: { word: "Pass", sign: "✓", tone: "gain" },
  W: { word: "Watch", sign: "◐", tone: "attention" },
  F: { word: "Fail", sign: "✕", tone: "loss" },
  N: { word: "No trades", sign: "·", tone: "" },
};

export function week_rows(weeks: Weeks | null | undefined): WeekRow[] {
  if (!weeks) return [];
  const numbers = (column: Numbers): (number | null)[] =>
    decode_numbers(column, weeks.verdict.length);
  const returns = numbers(weeks.return);
  const net = numbers(weeks.net);
  const benchmark = numbers(weeks.benchmark);
  const drawdown = numbers(weeks.drawdown);
  const trades = decode_ints(weeks.trades);
  const hit_rate = numbers(weeks.hit_rate);
  const turnover = numbers(weeks.turnover);
  const costs = numbers(weeks.costs);
  const first = decode_ints(weeks.first);
  const last = decode_ints(weeks.last);
  const partial = new Set(weeks.partial);
  return first.map((day, i) => ({
    week: iso_week(day),
    verdict: weeks.verdict[i] as WeekVerdict,
    return: returns[i]!,
    net: net[i]!,
    benchmark: benchmark[i] ?? null,
    drawdown: drawdown[i]!,
    trades: trades[i]!,
    hit_rate: hit_rate[i] ?? null,
    turnover: turnover[i]!,
    costs: costs[i]!,
    first: day,
    last: last[i]!,
    reason: weeks.reason[i]!,
    partial: partial.has(i),
  }));
}
