/** Decoded bars of one instrument, and where a time falls among them. */
import { decode_ints, type Ints } from "../../model/ints";
import type { ReportDocument } from "./data";
import type { BarTable } from "./data_series";

export interface BarGap {
  after: number;
  bars: number;
  from: number;
  to: number;
  reason: string;
}

export interface Bars {
  table: BarTable;
  /** Raw bars around one trade, not the whole run. */
  is_window: boolean;
  times: number[];
  open: number[];
  high: number[];
  low: number[];
  close: number[];
  volume: number[] | null;
  lines: { name: string; values: (number | null)[] }[];
  /** Gaps, each after the bar of that index (−1: before the first). */
  gaps: BarGap[];
}

/** Index of the first bar whose close is not before the time; the last bar if there is none. */
export function bar_at(times: readonly number[], seconds: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function decode_bars(
  table: BarTable,
  document: ReportDocument,
  is_window: boolean = false,
): Bars {
  const unit = 10 ** table.scale;
  const column = (ints: Ints): number[] => decode_ints(ints).map((value) => value / unit);
  const times = decode_ints(document.price!.axes[table.axis]!);
  return {
    table,
    is_window,
    times,
    open: column(table.open),
    high: column(table.high),
    low: column(table.low),
    close: column(table.close),
    volume: table.volume ? decode_ints(table.volume) : null,
    lines: table.lines.map((line) => ({
      name: line.name,
      values: [
        ...Array<null>(line.first).fill(null),
        ...decode_ints(line.value).map((value) => value / 10 ** line.scale),
      ],
    })),
    gaps: table.gaps.map((gap) => ({
      ...gap,
      after: times[times.length - 1]! < gap.from ? times.length - 1 : bar_at(times, gap.from) - 1,
    })),
  };
}
