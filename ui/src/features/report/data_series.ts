/**
 * The report's data: what runs over time. Part of the contract of `data.ts`, whose conventions hold
 * here.
 */
import type { Ints, Numbers } from "../../model/ints";
import type { Seconds } from "./data_units";

/** What was left out of a series or list, said where it is shown; absent when nothing was. */
export interface Thinned {
  shown: number;
  of: number;
  /** "4,000 of 11,322 session closes: lowest and highest of each group are kept". */
  note: string;
}

/**
 * Session closes, all of them up to 16,000; above, the writer keeps the lowest and highest of
 * groups.
 */
export interface Equity {
  /** A close at midnight is written one second earlier, so that it shows the date that ends. */
  time: Ints;
  /** In units of the currency's last decimal (paise). Open positions at their last close. */
  strategy: Ints;
  /** Same unit, starting from the same capital; absent without benchmark. */
  benchmark?: Ints | null;
  thinned?: Thinned | null;
}

export interface Price {
  /**
   * Distinct time columns (bar closes); a table names the one it uses, so equal ones are written
   * once.
   */
  axes: Ints[];
  /** One per instrument that has bars; in the order of `instruments`. */
  tables: BarTable[];
}

/**
 * Bars of one instrument over the whole run, or around one trade. Over about 5,000 bars the writer
 * joins 4, 16, 64 … neighbours of one session range into one bar (first, highest, lowest, last, sum
 * of volumes), so that every peak stays; the finest grouping within its budget is taken.
 */
export interface BarTable {
  instrument: number;
  /** Index into `axes`. */
  axis: number;
  /** Prices are whole numbers of 10^-scale. */
  scale: number;
  open: Ints;
  high: Ints;
  low: Ints;
  close: Ints;
  /** Absent when the series has none. In units, or rounded ones for joined bars. */
  volume?: Ints | null;
  /** Bars joined into one; 1 is raw. */
  joined: number;
  thinned?: Thinned | null;
  /** The strategy's own lines on this axis. */
  lines: PriceLine[];
  /** Missing stretches: the line breaks there, the readout says why. */
  gaps: { from: Seconds; to: Seconds; bars: number; reason: string }[];
  /**
   * Raw bars around single trades, when the table above is joined. Same shape, `joined` 1, no
   * windows.
   */
  windows?: BarTable[] | null;
}

export interface PriceLine {
  /** "SMA 10", "channel high 42". */
  name: string;
  /** Values are whole numbers of 10^-scale, given from index `first` of the axis to its end. */
  scale: number;
  first: number;
  value: Ints;
}

/** ISO weeks, oldest first; equal lengths. */
export interface Weeks {
  /** One letter a week: P pass, W watch, F fail, N no trades. */
  verdict: string;
  return: Numbers;
  /** Net change of equity, money. */
  net: Numbers;
  /** None where there is no benchmark. */
  benchmark: Numbers;
  /** Zero or negative. */
  drawdown: Numbers;
  trades: Ints;
  /** None without trades. */
  hit_rate: Numbers;
  /** Multiple of mean equity. */
  turnover: Numbers;
  costs: Numbers;
  /** First and last trading day; the first one names the week. */
  first: Ints;
  last: Ints;
  /** What was missed, value and limit: "drawdown 3.61%, limit 3.00%"; empty if nothing. */
  reason: string[];
  /** Indexes of weeks that the run covers only partly. */
  partial: number[];
  /** The rules in words: ["return < −2%", "drawdown > 3%"]. */
  fail_rules: string[];
  watch_rules: string[];
}

/** Calendar months in the exchange's zone, oldest first. */
export interface Months {
  /** "2024-04". */
  month: string[];
  return: number[];
  benchmark: (number | null)[];
  year: { year: number; return: number; benchmark: number | null }[];
  /** Months covered partly, as indexes. */
  partial: number[];
}
