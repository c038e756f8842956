/**
 * The report's data: trades, orders and how each order went. Part of the contract of `data.ts`, whose
 * conventions hold here.
 */
import type { Decimal, Ints, Seconds } from "./data";
import type { Thinned } from "./data_series";

/** Closed round trips, oldest exit first; equal lengths. Over 2,000 the 1,000 largest by |net|. */
export interface Trades {
  thinned?: Thinned | null;
  /** Name of the complete file beside the report: "trades.csv". */
  file: string;
  /** Over all trades, also those not listed. */
  total_net: Decimal;
  /** Entry orders of all trades: one that fills in parts makes several trades. */
  entries: number;
  /** 1 is the first closed trade of the run. */
  number: Ints;
  instrument: number[];
  /** One letter a trade: L long, S short. */
  side: string;
  quantity: number[];
  entry_time: Ints;
  exit_time: Ints;
  entry_price: number[];
  exit_price: number[];
  gross: number[];
  charges: number[];
  /** Modelled slippage inside `gross`, not negative. */
  slippage: number[];
  net: number[];
  /** Money at risk at entry when the strategy set a stop; null otherwise: then R is not shown. */
  risk: (number | null)[];
  /** Worst (≤ 0) and best (≥ 0) open result while it was held, before charges, money. */
  mae: number[];
  mfe: number[];
  bars: number[];
  /** Why it was closed, index into `texts`: "stop", "target", "signal". */
  reason: number[];
  /** Indexes into `orders`; null if that order is not listed. */
  entry_order: (number | null)[];
  exit_order: (number | null)[];
  /** One letter a trade, which fills were at a bar's open: E entry, X exit, B both, - none. */
  at_open: string;
}

/** Stations of the explain chain, in the order in which an order passes them. */
export const STATIONS = [
  "market",
  "signal",
  "sizing",
  "execution",
  "risk",
  "venue",
  "fill",
  "charges",
  "portfolio",
] as const;
export type Station = (typeof STATIONS)[number];

export type OrderState =
  | "Created"
  | "Denied"
  | "Held"
  | "Sent"
  | "Working"
  | "Filled"
  | "Cancelled"
  | "Rejected"
  | "Expired"
  | "Unknown";

/**
 * Orders that the listed trades came from, then denied and unfilled ones, up to the writer's limit.
 */
export interface Orders {
  thinned?: Thinned | null;
  /** "orders.csv". */
  file: string;
  /** Thirteen characters of base 32. */
  id: string[];
  instrument: number[];
  /** One letter an order: B buy, S sell. */
  side: string;
  /** "market", "limit", "stop", "stop-limit". */
  type: string[];
  quantity: number[];
  /** When it was written, and when it was last filled (null if never). */
  written: Ints;
  filled: (Seconds | null)[];
  /** null if never filled; an average when several fills made it. */
  average: (number | null)[];
  state: OrderState[];
  /** Why it was denied, cancelled, rejected or expired, index into `texts`; -1: nothing to say. */
  reason: number[];
  /**
   * One entry a station of STATIONS, index into `texts`; -1 where the order did not get that far.
   */
  chain: number[][];
}

export interface OpenAtEnd {
  positions: {
    instrument: number;
    side: "long" | "short";
    quantity: number;
    average: number;
    last: number;
    since: Seconds;
    unrealised: Decimal;
    /** Charges already paid for it, inside net profit. */
    charges: Decimal;
  }[];
  /**
   * Net profit = total_net of trades + this. Sum over the positions, unrealised less charges, less
   * `day_charges`.
   */
  net: Decimal;
  /**
   * Booked by the end of a day and not by a fill: rounding to the contract note. May be negative;
   * absent if 0.
   */
  day_charges?: Decimal | null;
  orders: {
    id: string;
    instrument: number;
    side: "buy" | "sell";
    type: string;
    quantity: number;
    price: number | null;
    state: OrderState;
  }[];
}
