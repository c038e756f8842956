/** Trades as rows, from the columns of the contract. */
import { decode_ints } from "../../model/ints";
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
  const numbers = decode_ints(trades.number);
  const entries = decode_ints(trades.entry_time);
  const exits = decode_ints(trades.exit_time);
  return numbers.map((number, i) => ({
    index: i,
    number,
    instrument: trades.instrument[i]!,
    symbol: instruments[trades.instrument[i]!]!.symbol,
    long: trades.side[i] === "L",
    quantity: trades.quantity[i]!,
    entry_time: entries[i]!,
    exit_time: exits[i]!,
    entry_price: trades.entry_price[i]!,
    exit_price: trades.exit_price[i]!,
    gross: trades.gross[i]!,
    charges: trades.charges[i]!,
    slippage: trades.slippage[i]!,
    net: trades.net[i]!,
    risk: trades.risk[i] ?? null,
    mae: trades.mae[i]!,
    mfe: trades.mfe[i]!,
    bars: trades.bars[i]!,
    reason: texts[trades.reason[i]!] ?? "",
    entry_order: trades.entry_order[i] ?? null,
    exit_order: trades.exit_order[i] ?? null,
    entry_at_open: "EB".includes(trades.at_open[i]!),
    exit_at_open: "XB".includes(trades.at_open[i]!),
  }));
}
