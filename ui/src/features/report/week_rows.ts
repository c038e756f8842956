/** Weeks as rows, from the columns of the contract. */
import { decode_ints } from "../../model/ints";
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
  const first = decode_ints(weeks.first);
  const last = decode_ints(weeks.last);
  const partial = new Set(weeks.partial);
  return weeks.week.map((week, i) => ({
    week,
    verdict: weeks.verdict[i] as WeekVerdict,
    return: weeks.return[i]!,
    net: weeks.net[i]!,
    benchmark: weeks.benchmark[i] ?? null,
    drawdown: weeks.drawdown[i]!,
    trades: weeks.trades[i]!,
    hit_rate: weeks.hit_rate[i] ?? null,
    turnover: weeks.turnover[i]!,
    costs: weeks.costs[i]!,
    first: first[i]!,
    last: last[i]!,
    reason: weeks.reason[i]!,
    partial: partial.has(i),
  }));
}
