/**
 * From bars and trades to what the chart draws: places on the index axis, with empty ones for
 * missing bars.
 */
import type { PriceView } from "../../parts/price_chart";
import type { HollowMark, TradeMark } from "../../parts/trade_marks";
import type { Report } from "./decoded";
import type { OrderRow } from "./order_rows";
import { bar_at, type Bars } from "./price_data";
import { price_of } from "./trades";
import type { TradeRow } from "./trade_rows";

/** Empty places that a gap takes at most; enough to be seen. */
const GAP_PLACES = 12;
const LINE_TOKENS = ["--c1", "--c2", "--c3", "--c4", "--c5"];

export interface Places {
  /** Place of each bar, and the bar of each place (−1: inside a gap). */
  of_bar: number[];
  bar: number[];
  gap_text: Map<number, string>;
  gaps: { from: number; to: number }[];
}

export function places_of(bars: Bars): Places {
  const after = new Map(bars.gaps.map((gap) => [gap.after, gap]));
  const places: Places = { of_bar: [], bar: [], gap_text: new Map(), gaps: [] };
  const open_gap = (at: number): void => {
    const gap = after.get(at);
    if (!gap) return;
    const from = places.bar.length;
    for (let i = 0; i < Math.min(GAP_PLACES, Math.max(1, gap.bars)); ++i) {
      places.gap_text.set(places.bar.length, `no bars: ${gap.reason}, ${gap.bars} missing`);
      places.bar.push(-1);
    }
    places.gaps.push({ from, to: places.bar.length - 1 });
  };
  open_gap(-1);
  for (let i = 0; i < bars.times.length; ++i) {
    places.of_bar.push(places.bar.length);
    places.bar.push(i);
    open_gap(i);
  }
  return places;
}

/** Wall-clock seconds of each place; strictly rising, as the chart wants them. */
function place_times(report: Report, bars: Bars, places: Places): number[] {
  let last = -Infinity;
  return places.bar.map((bar) => {
    const seconds = bar < 0 ? last + 60 : bars.times[bar]! + report.time.offset(bars.times[bar]!);
    last = Math.max(seconds, last + 1);
    return last;
  });
}

export function trade_marks(
  bars: Bars,
  places: Places,
  trades: TradeRow[],
  selected: TradeRow | null,
): TradeMark[] {
  return trades
    .filter((trade) => trade.instrument === bars.table.instrument && in_bars(bars, trade))
    .map((trade) => ({
      from: entry_place(bars, places, trade),
      to: exit_place(bars, places, trade),
      entry: trade.entry_price,
      exit: trade.exit_price,
      long: trade.long,
      won: trade.net > 0,
      selected: trade === selected,
    }));
}

/** A fill at the open has the time at which the bar before it closed: it belongs to the next. */
const fill_place = (bars: Bars, places: Places, seconds: number, at_open: boolean): number =>
  places.of_bar[bar_at(bars.times, at_open ? seconds + 1 : seconds)]!;

export const entry_place = (bars: Bars, places: Places, trade: TradeRow): number =>
  fill_place(bars, places, trade.entry_time, trade.entry_at_open);
export const exit_place = (bars: Bars, places: Places, trade: TradeRow): number =>
  fill_place(bars, places, trade.exit_time, trade.exit_at_open);

/** A window of raw bars shows only the trades that lie in it whole; the run's bars show all. */
export function in_bars(bars: Bars, trade: TradeRow): boolean {
  return is_covered(bars, trade.entry_time) && is_covered(bars, trade.exit_time);
}

/** Whether a moment lies within the bars, from the start of the first one. */
function is_covered(bars: Bars, seconds: number): boolean {
  if (!bars.is_window) return true;
  const [first, second] = bars.times;
  const start = first! - ((second ?? first!) - first!);
  return seconds >= start && seconds <= bars.times.at(-1)!;
}

/** Orders that never filled, and the selected one, at the close of the bar of their writing. */
export function hollow_marks(
  report: Report,
  bars: Bars,
  places: Places,
  selected: OrderRow | null,
): HollowMark[] {
  return report.orders.flatMap((order) => {
    if (order.instrument !== bars.table.instrument) return [];
    if (order.filled !== 0 && order !== selected) return [];
    if (!is_covered(bars, order.written)) return [];
    const bar = bar_at(bars.times, order.written);
    return [
      {
        at: places.of_bar[bar]!,
        price: bars.close[bar]!,
        buy: order.buy,
        selected: order === selected,
      },
    ];
  });
}

export function price_view(report: Report, bars: Bars, places: Places): PriceView {
  const at = <T>(values: readonly (T | null)[], place: number): T | null =>
    places.bar[place]! < 0 ? null : (values[places.bar[place]!] ?? null);
  const instrument = bars.table.instrument;
  return {
    times: place_times(report, bars, places),
    points: places.bar.map((bar) =>
      bar < 0
        ? null
        : {
            open: bars.open[bar]!,
            high: bars.high[bar]!,
            low: bars.low[bar]!,
            close: bars.close[bar]!,
            volume: bars.volume?.[bar] ?? null,
          },
    ),
    lines: bars.lines.map((line, i) => ({
      name: line.name,
      token: LINE_TOKENS[Math.min(i, LINE_TOKENS.length - 1)]!,
      values: places.bar.map((_, place) => at(line.values, place)),
    })),
    overlay: { trades: [], hollow: [], gaps: places.gaps },
    decimals: report.document.instruments[instrument]!.decimals,
    price_text: (value) => price_of(report, instrument, Number(value.toPrecision(8))),
  };
}
