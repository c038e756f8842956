import { expect, test } from "vitest";
import { encode_ints } from "../../model/ints";
import type { ReportDocument } from "./data";
import type { BarTable } from "./data_series";
import type { Report } from "./decoded";
import { decode_bars, type Bars } from "./price_data";
import { places_of, trade_marks } from "./price_view";
import type { TradeRow } from "./trade_rows";
import { window_words } from "./window_words";

const MINUTE = 60;
/** Ten minute bars that close at 60, 120 … 600. */
const CLOSES = Array.from({ length: 10 }, (_, i) => (i + 1) * MINUTE);

function bars_of(is_window: boolean): Bars {
  const prices = encode_ints(CLOSES.map(() => 10));
  const table = {
    instrument: 0,
    axis: 0,
    scale: 0,
    open: prices,
    high: prices,
    low: prices,
    close: prices,
    lines: [],
    gaps: [],
  } as unknown as BarTable;
  const document = { price: { tables: [table], axes: [encode_ints(CLOSES)] } };
  return decode_bars(table, document as unknown as ReportDocument, is_window);
}

const trade = (entry_time: number, exit_time: number, entry_at_open = false): TradeRow =>
  ({
    instrument: 0,
    entry_time,
    exit_time,
    entry_at_open,
    exit_at_open: false,
    net: 1,
  }) as TradeRow;

const marks = (bars: Bars, ...trades: TradeRow[]): number[][] =>
  trade_marks(bars, places_of(bars), trades, null).map(({ from, to }) => [from, to]);

test("a window leaves off the trades that lie outside it, in part or whole", () => {
  const before = trade(-900, -600);
  const into = trade(-600, 120);
  const out_of = trade(300, 900);
  expect(marks(bars_of(true), before, into, out_of, trade(120, 300))).toEqual([[1, 4]]);
});

test("a fill at the open is drawn on the bar it opened, not on the one that closed then", () => {
  expect(marks(bars_of(true), trade(120, 300, true))).toEqual([[2, 4]]);
  expect(marks(bars_of(true), trade(0, 300, true))).toEqual([[0, 4]]);
});

test("a window says its period, its zone and how many trades it leaves off", () => {
  const report = {
    document: { instruments: [{ symbol: "BANYAN" }], run: { zone: { label: "IST" } } },
    trades: [trade(-900, -600), trade(120, 300)],
    money: { count: String },
    time: { minute: (seconds: number) => `minute ${seconds / MINUTE}` },
  } as unknown as Report;
  expect(window_words(report, bars_of(true))).toBe(
    "Embedded around this trade: every bar from minute 1 to minute 10 IST; " +
      "1 trade of BANYAN lies outside.",
  );
});
