/**
 * The report's data: trades, orders and how each order went. Part of the contract of `data.ts`, whose
 * conventions hold here.
 */
import type { Ints, Numbers } from "../../model/ints";
import type { Thinned } from "./data_series";
import type { Decimal, Seconds } from "./data_units";

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
  instrument: Ints;
  /** One letter a trade: L long, S short. */
  side: string;
  quantity: Numbers;
  entry_time: Ints;
  exit_time: Ints;
  entry_price: Numbers;
  exit_price: Numbers;
  gross: Numbers;
  charges: Numbers;
  /** Modelled slippage inside `gross`, not negative. */
  slippage: Numbers;
  net: Numbers;
  /** Money at risk at entry when the strategy set a stop; else none: then R is not shown. */
  risk: Numbers;
  /** Worst (≤ 0) and best (≥ 0) open result while it was held, before charges, money. */
  mae: Numbers;
  mfe: Numbers;
  bars: Ints;
  /** Why it was closed, index into `texts`: "stop", "target", "signal". */
  reason: Ints;
  /** Indexes into `orders`; -1 if that order is not listed. */
  entry_order: Ints;
  exit_order: Ints;
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
  /** Shown as thirteen characters of base 32. */
  id: Ints;
  instrument: Ints;
  /** One letter an order: B buy, S sell. */
  side: string;
  /** "market", "limit", "stop", "stop-limit": index into `texts`. */
  type: Ints;
  quantity: Numbers;
  /** What of it was filled; 0 if nothing. */
  filled: Numbers;
  written: Ints;
  /** An OrderState: index into `texts`. */
  state: Ints;
  /** How it went, one shape an order: index into `shapes`. */
  chain: Ints;
  /** A phrase for each of STATIONS, index into `stations`; -1 where the order did not get that far. */
  shapes: number[][];
  /** The phrases of each of STATIONS. */
  stations: Phrase[][];
}

/**
 * What orders say at a station: the same words with other values between them. The values of the
 * orders that say it stand in columns, in the order of the orders.
 */
export interface Phrase {
  /** Before, between and after the holes: one more than those. */
  words: string[];
  holes: Hole[];
}

/**
 * t time, m money, q quantity, p price of the order's instrument, o an order's id, f forecast
 * ("+0.50"), n a number that is shown with all its decimals.
 */
export type HoleKind = "t" | "m" | "q" | "p" | "o" | "f" | "n";

export interface Hole {
  kind: HoleKind;
  /** The values are whole numbers of 10^-scale; a number (n) has a scale of its own. */
  scale: number | Ints;
  value: Ints;
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
