/** Trades as rows, from the columns of the contract. */
import { decode_ints, decode_numbers, type Numbers } from "../../model/ints";
import type { ReportDocument } from "./data";

export interface TradeRow {
  index: number;
  number: number;
  instrument: number;
  symbol: string;
  long: boolean;
  quantity: number;
  entry_time: number;
  exit_time: number;
  entry_price: number;
  exit_price: number;
  gross: number;
  charges: number;
  slippage: number;
  net: number;
  risk: number | null;
  mae: number;
  mfe: number;
  bars: number;
  reason: string;
  entry_order: number | null;
  exit_order: number | null;
  /** Filled at a bar's open. */
  entry_at_open: boolean;
  exit_at_open: boolean;
}

export function trade_rows({ trades, instruments, texts }: ReportDocument): TradeRow[] {
  if (!trades) return [];
  const number = decode_ints(trades.number);
  const numbers = (column: Numbers): (number | null)[] => decode_numbers(column, number.length);
  const columns = {
    quantity: numbers(trades.quantity),
    entry_price: numbers(trades.entry_price),
    exit_price: numbers(trades.exit_price),
    gross: numbers(trades.gross),
    charges: numbers(trades.charges),
    slippage: numbers(trades.slippage),
    net: numbers(trades.net),
    mae: numbers(trades.mae),
    mfe: numbers(trades.mfe),
  };
  const risk = numbers(trades.risk);
  const instrument = decode_ints(trades.instrument);
  const entry_time = decode_ints(trades.entry_time);
  const exit_time = decode_ints(trades.exit_time);
  const bars = decode_ints(trades.bars);
  const reason = decode_ints(trades.reason);
  const entry_order = decode_ints(trades.entry_order);
  const exit_order = decode_ints(trades.exit_order);
  const listed = (order: number): number | null => (order < 0 ? null : order);
  return number.map((each, i) => ({
    index: i,
    number: each,
    instrument: instrument[i]!,
    symbol: instruments[instrument[i]!]!.symbol,
    long: trades.side[i] === "L",
    quantity: columns.quantity[i]!,
    entry_time: entry_time[i]!,
    exit_time: exit_time[i]!,
    entry_price: columns.entry_price[i]!,
    exit_price: columns.exit_price[i]!,
    gross: columns.gross[i]!,
    charges: columns.charges[i]!,
    slippage: columns.slippage[i]!,
    net: columns.net[i]!,
    risk: risk[i] ?? null,
    mae: columns.mae[i]!,
    mfe: columns.mfe[i]!,
    bars: bars[i]!,
    reason: texts[reason[i]!] ?? "",
    entry_order: listed(entry_order[i]!),
    exit_order: listed(exit_order[i]!),
    entry_at_open: "EB".includes(trades.at_open[i]!),
    exit_at_open: "XB".includes(trades.at_open[i]!),
  }));
}
