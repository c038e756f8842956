/**
 * The report, decoded: columns become rows and arrays that the sections read, and the run's
 * currency and zone become printers. Made once, when the page opens.
 */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import * as format from "../../model/format";
import { decode_ints, type Ints } from "../../model/ints";
import type { Figure, FigureValue, ReportDocument, Unit } from "./data";
import { order_rows, type OrderRow } from "./order_rows";
import { money_printer, time_printer, type MoneyPrinter, type TimePrinter } from "./printers";
import { trade_rows, type TradeRow } from "./trade_rows";
import { week_rows, type WeekRow } from "./week_rows";

export interface Curve {
  times: number[];
  strategy: number[];
  benchmark: number[] | null;
  /** Fractions below the running peak, capital included. */
  drawdown: number[];
  benchmark_drawdown: number[] | null;
}

export interface Report {
  document: ReportDocument;
  money: MoneyPrinter;
  time: TimePrinter;
  curve: Curve;
  figures: Map<string, Figure>;
  trades: TradeRow[];
  orders: OrderRow[];
  /** Those that no listed trade shows. */
  other_orders: OrderRow[];
  weeks: WeekRow[];
  has_trades: boolean;
}

function drawdown_of(curve: number[], capital: number): number[] {
  let peak = capital;
  return curve.map((value) => value / (peak = Math.max(peak, value)) - 1);
}

function curve_of({ equity, run }: ReportDocument): Curve {
  const unit = 10 ** run.currency.decimals;
  const column = (ints: Ints): number[] => decode_ints(ints).map((value) => value / unit);
  const strategy = column(equity.strategy);
  const benchmark = equity.benchmark ? column(equity.benchmark) : null;
  const capital = Number(run.capital);
  return {
    times: decode_ints(equity.time),
    strategy,
    benchmark,
    drawdown: drawdown_of(strategy, capital),
    benchmark_drawdown: benchmark && drawdown_of(benchmark, capital),
  };
}

export function decode_report(document: ReportDocument): Report {
  const trades = trade_rows(document);
  const money = money_printer(document.run.currency);
  const time = time_printer(document.run.zone);
  const orders = order_rows(document, { money, time });
  const shown = new Set(trades.flatMap((trade) => [trade.entry_order, trade.exit_order]));
  return {
    document,
    trades,
    orders,
    other_orders: orders.filter((order) => !shown.has(order.index)),
    money,
    time,
    curve: curve_of(document),
    figures: new Map(document.figures.map((figure) => [figure.id, figure])),
    weeks: week_rows(document.weeks),
    has_trades: Boolean(document.trades && trades.length),
  };
}

/** A figure's value as the screen shows it. */
export function figure_text(
  value: FigureValue | undefined,
  unit: Unit,
  money: MoneyPrinter,
): string {
  if (value === "infinity") return "∞";
  const printers: Record<Unit, (value: format.Numeric) => string> = {
    profit: money.profit,
    money: money.whole,
    return: (v) => format.percent(v),
    share: (v) => format.percent(v, { signed: false, decimals: 1 }),
    ratio: (v) => format.ratio(v),
    multiple: (v) => format.multiple(v),
    count: money.count,
    sessions: format.sessions,
    bars: format.bars,
    basis_points: (v) => format.basis_points(v),
  };
  return printers[unit](value);
}

const SIGNED: Unit[] = ["profit", "return"];

/** Colour class of a signed value; unsigned units and zero have none. */
export function tone(value: FigureValue | undefined, unit: Unit = "profit"): string {
  const number = Number(value ?? 0);
  return !SIGNED.includes(unit) || !number ? "" : number > 0 ? "gain" : "loss";
}

export const ReportContext = createContext<Report | null>(null);

export function use_report(): Report {
  const report = useContext(ReportContext);
  if (!report) throw new Error("a section is drawn inside ReportContext");
  return report;
}
