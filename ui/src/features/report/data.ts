/**
 * The report's data: one JSON document, written by the program (room `research`) into the page as
 * `<script type="application/json" id="report-data">`, and read here. This file is the
 * contract, with `data_series.ts`, `data_orders.ts` and `data_units.ts`; whoever changes it changes both sides, and
 * raises `FORMAT` when an old page could not read the new document.
 *
 * Conventions, valid for every field below:
 * - Keys are snake_case. An absent optional field and `null` mean the same: there is no such value.
 * - In the HTML, `<` inside the JSON is written as `\u003c`, so that no text can end the script
 *   element.
 * - Time: UTC epoch seconds, whole numbers. Shown in the zone of `run.zone`. A bar is named by its
 *   close.
 * - Day: days since 1970-01-01, the trading date in the exchange's zone.
 * - `Decimal`: canonical decimal text, exact ("-1016256.45"): used where a figure stands alone.
 * - Money in a column is rounded half away from zero to the currency's decimals: it is shown and
 *   drawn, never summed into something that must be exact.
 * - Ratio: a JSON number, a fraction (0.1847 is 18.47%), six significant digits are enough.
 * - Text: plain text in screen form (`₹`, lakh grouping, true minus), never HTML.
 */
import type { OpenAtEnd, Orders, Trades } from "./data_orders";
import type { Equity, Months, Price, Weeks } from "./data_series";
import type { Day, Decimal, Seconds } from "./data_units";

/** Version of this contract. The page refuses a document of another number, in words. */
export const FORMAT = 2;

/** The whole report. A section whose data are absent is left out of the page, never shown empty. */
export interface ReportDocument {
  format: typeof FORMAT;
  run: Run;
  verdict: Verdict;
  /**
   * Every figure, in the order of section 12. Ids as in `result.json` and
   * `docs/reference/metrics.md`.
   */
  figures: Figure[];
  /** Up to twelve ids of `figures`, in the order of the verdict card. See `KEY_FIGURES`. */
  key_figures: string[];
  /**
   * The strip under the key figures, in this order: Fills, Path in a bar, Charges, Look-ahead
   * replay (only if verified), Data, Margin.
   */
  strip: StripItem[];
  equity: Equity;
  /** At most eight, deepest first. */
  drawdowns: Drawdown[];
  /** Instruments of the run, in the order of their ids; other tables refer to them by index. */
  instruments: Instrument[];
  /** Section 3. Absent if no price can be shown. */
  price?: Price | null;
  weeks?: Weeks | null;
  months?: Months | null;
  trades?: Trades | null;
  orders?: Orders | null;
  /** Positions and orders still open at the end: outside the trade figures, inside net profit. */
  open?: OpenAtEnd | null;
  costs?: Costs | null;
  assumptions: Assumption[];
  data_quality: DataQuality;
  reproduce: Reproduce;
  /** Texts that repeat (exit reasons, types and states of orders), referred to by index. */
  texts: string[];
}

export interface Run {
  /** The strategy's name, e.g. "donchian_breakout". */
  name: string;
  /** "bt-0c41f7". */
  id: string;
  /** First and last trading day of the run. */
  from: Day;
  to: Day;
  sessions: number;
  /** Trading dates: fewer than sessions where a date has two. */
  dates: number;
  /** Bars the strategy saw, over all instruments, without warm-up. */
  bars: number;
  /** "1d", "1h", "1m"; several joined by ", ". */
  interval: string;
  zone: Zone;
  currency: Currency;
  capital: Decimal;
  /** Set when any price of the run is made up: "generated sample data (seed 48)". */
  generated?: string | null;
  /** Sessions in a year for annualising: 248, 252 or 365. */
  year_sessions: number;
  /** "equal weights of 5 instruments" or an instrument; absent when there is none. */
  benchmark?: string | null;
  /**
   * When the run ended, UTC seconds, and the engine's own words: "0.4 ms engine, 0.21 s in all".
   */
  finished: Seconds;
  /**
   * Sessions outside the ordinary week or hours: "Muhurat evening", "Saturday". Marked on the axes.
   */
  special_sessions: { day: Day; label: string }[];
}

/** A zone without a database: its name, its short name, and the offsets that were in force. */
export interface Zone {
  /** "Asia/Kolkata". */
  name: string;
  /** "IST". */
  label: string;
  /**
   * [from this UTC second on, seconds east of UTC], ascending, the first entry covering the run's
   * start.
   */
  offsets: [Seconds, number][];
}

export interface Currency {
  /** ISO 4217: "INR". */
  code: string;
  /** "₹", "$"; the code and a space where there is no sign. */
  sign: string;
  /** 3-2-2 or 3-3-3. */
  grouping: "indian" | "international";
  /** Decimals of a ledger cell: 2. */
  decimals: number;
}

export interface Verdict {
  result: "pass" | "review" | "reject" | "no_verdict";
  /** In the order of the key figures. */
  thresholds: Threshold[];
  /** Why there is no verdict, or why it is a rejection without a missed hard threshold:
   * "needs 30 trades, has 12", "net profit is not above 0".
   */
  reason?: string | null;
}

export interface Threshold {
  /** Id of the figure it judges. */
  figure: string;
  /** "≥ 12%", "≤ 25%", "≥ 1.00". */
  limit: string;
  /** What was found, in the same form: "12.65%"; "–" if unknown. */
  found: string;
  hard: boolean;
  /** null: could not be judged, the figure is unknown. */
  met: boolean | null;
}

/**
 * How a value is printed, signed and coloured:
 * - profit: money, signed, coloured        - money: money, unsigned
 * - return: fraction as %, signed, coloured - share: fraction as %, unsigned
 * - ratio: two decimals                     - multiple: "1.9×"
 * - count, sessions, bars: whole numbers    - basis_points: fraction as bp
 */
export type Unit =
  | "profit"
  | "money"
  | "return"
  | "share"
  | "ratio"
  | "multiple"
  | "count"
  | "sessions"
  | "bars"
  | "basis_points";

/** Money is a Decimal, the rest numbers; "infinity" for a ratio over nothing; null when unknown. */
export type FigureValue = Decimal | number | "infinity" | null;

export interface Figure {
  id: string;
  /** "Profit factor". */
  label: string;
  group: "result" | "risk" | "ratios" | "trades" | "costs" | "benchmark";
  unit: Unit;
  value: FigureValue;
  /** The benchmark's value of the same figure; absent where it has none. */
  benchmark?: FigureValue;
  /** One line of context under a key figure: "126 of 319 net positive". Empty: the page shows the
   * benchmark, if there is one.
   */
  context?: string | null;
  /** Why the value is unknown or infinite: "needs 2 sessions, has 1", "no losing trade in 12". */
  reason?: string | null;
  /** One or two sentences: what it is, which trades or samples it counts. */
  definition: string;
  /** "(final ÷ initial)^(1 ÷ years) − 1". */
  formula: string;
  /** The formula with this run's numbers: "(₹35,16,256 ÷ ₹25,00,000)^(1 ÷ 2.012) − 1". */
  with_numbers: string;
  /** "Sharpe (1994)"; "definition" where it is the plain word. */
  source: string;
}

export interface StripItem {
  label: string;
  text: string;
  /** ok: ✓ in the gain colour; attention: ◐; plain: neither. */
  state: "plain" | "ok" | "attention";
}

export interface Drawdown {
  /** Time of the peak; null when the peak is the capital before the first session. */
  peak: Seconds | null;
  trough: Seconds;
  /** First session close at or above the peak again; null while it lasts. */
  recovered: Seconds | null;
  /** Negative fraction. */
  depth: number;
  /** Sessions from peak to trough, and from trough to recovery (or to the end). */
  sessions_down: number;
  sessions_back: number;
}

export interface Instrument {
  /** "NSE:DEODAR". */
  name: string;
  /** Short form for tabs and tables: "DEODAR"; unique within the run. */
  symbol: string;
  /** Decimals of a price by its tick: 0.05 is 2. */
  decimals: number;
  /** Units in a lot; 1 for shares. */
  lot: number;
}

/** gross − Σ lines = net, exactly; net is the figure `net_profit`. */
export interface Costs {
  gross: Decimal;
  net: Decimal;
  total: Decimal;
  /** Σ |fill value|, for basis points. */
  turnover: Decimal;
  lines: CostLine[];
  /** "Zerodha, NSE equity delivery, 2 dated versions". */
  source: string;
}

export interface CostLine {
  /** "brokerage", "stt", "exchange", "gst", "stamp", "sebi", "depository", "slippage". */
  id: string;
  /** "Securities transaction tax". */
  label: string;
  /** Short name for the chart: "STT". */
  short: string;
  kind: "charge" | "slippage";
  /** "0.1% of sell and buy value". */
  rule: string;
  amount: Decimal;
}

export interface Assumption {
  label: string;
  text: string;
  /** Better than life: marked ◐. */
  optimistic: boolean;
}

export interface DataQuality {
  /** First month of all coverage rows, "2024-04". */
  from_month: string;
  coverage: {
    instrument: number;
    /** Percent of the bars that the calendar expects, one a month; null: not listed then. */
    percent: (number | null)[];
    /** Bars present and expected over the run. */
    have: number;
    expected: number;
  }[];
  /** What is missing or odd, in words, with its times: the first hundred. */
  gaps: { instrument: number; text: string }[];
  gaps_total: number;
  /** "Checked": "0 duplicates, 0 out of order"; "Inside a gap": "no signal computed". */
  notes: { label: string; text: string }[];
}

export interface Reproduce {
  /** The command, lines joined by " \\\n  ". */
  command: string;
  /** 32 hexadecimal digits. */
  state_hash: string;
  /** Runs that gave the same hash under `--verify`; absent without it: then nothing is claimed. */
  verified_runs?: number | null;
  /** Hashes, versions, times: {label, value, mono}. */
  facts: { label: string; value: string; mono: boolean }[];
}

/** The verdict card's figures, in order; an id that has no figure is left out. */
export const KEY_FIGURES = [
  "net_profit",
  "cagr",
  "max_drawdown",
  "sharpe",
  "sortino",
  "calmar",
  "trades",
  "hit_rate",
  "profit_factor",
  "expectancy",
  "costs",
  "exposure",
] as const;

/**
 * All figure ids of the program so far, with unit and group. A report may hold others: the page
 * shows what it is given. `benchmark` on a figure carries the benchmark's own value (cagr,
 * volatility, sharpe, sortino, calmar, max_drawdown, max_drawdown_sessions, net_profit,
 * best_session, worst_session).
 */
export const FIGURES: Record<string, { unit: Unit; group: Figure["group"] }> = {
  net_profit: { unit: "profit", group: "result" },
  final_equity: { unit: "money", group: "result" },
  total_return: { unit: "return", group: "result" },
  cagr: { unit: "return", group: "result" },
  exposure: { unit: "share", group: "result" },
  turnover: { unit: "multiple", group: "result" },
  max_drawdown: { unit: "return", group: "risk" },
  max_drawdown_sessions: { unit: "sessions", group: "risk" },
  volatility: { unit: "share", group: "risk" },
  best_session: { unit: "return", group: "risk" },
  worst_session: { unit: "return", group: "risk" },
  sharpe: { unit: "ratio", group: "ratios" },
  sortino: { unit: "ratio", group: "ratios" },
  calmar: { unit: "ratio", group: "ratios" },
  sqn: { unit: "ratio", group: "ratios" },
  trades: { unit: "count", group: "trades" },
  hit_rate: { unit: "share", group: "trades" },
  profit_factor: { unit: "ratio", group: "trades" },
  expectancy: { unit: "profit", group: "trades" },
  average_win: { unit: "profit", group: "trades" },
  average_loss: { unit: "profit", group: "trades" },
  best_trade: { unit: "profit", group: "trades" },
  worst_trade: { unit: "profit", group: "trades" },
  costs: { unit: "money", group: "costs" },
  charges: { unit: "money", group: "costs" },
  slippage: { unit: "money", group: "costs" },
  costs_share: { unit: "share", group: "costs" },
  alpha: { unit: "return", group: "benchmark" },
  beta: { unit: "ratio", group: "benchmark" },
};
