/**
 * The report's data: one JSON document, written by the program (room `research`) into the page as
 * `<script type="application/json" id="report-data">`, and read here. This file is the contract;
 * whoever changes it changes both sides, and raises `FORMAT` when an old page could not read the
 * new document.
 *
 * Conventions, valid for every field below:
 * - Keys are snake_case. An absent optional field and `null` mean the same: there is no such value.
 * - In the HTML, `<` inside the JSON is written as `\u003c`, so that no text can end the script
 *   element.
 * - Time: UTC epoch seconds, whole numbers. Shown in the zone of `run.zone`. A bar is named by its
 *   close.
 * - Day: days since 1970-01-01, the trading date in the exchange's zone.
 * - `Decimal`: canonical decimal text, exact ("-1016256.45"): used where a figure stands alone.
 * - Money in a column is a JSON number rounded half away from zero to the currency's decimals: it
 *   is shown and drawn, never summed into something that must be exact.
 * - Ratio: a JSON number, a fraction (0.1847 is 18.47%), six significant digits are enough.
 * - Text: plain text in screen form (`₹`, lakh grouping, true minus), never HTML.
 */

/** Version of this contract. The page refuses a document of another number, in words. */
export const FORMAT = 1;

export type Decimal = string;
export type Seconds = number;
export type Day = number;

/**
 * A column of whole numbers, stored as differences: value[0] = d[0], value[i] = value[i-1] + d[i].
 * Written either plainly as the array of differences, or packed: base64 (standard alphabet, padded)
 * of the differences as zigzag LEB128 (zigzag: d >= 0 ? 2d : -2d-1; then seven bits a byte, low
 * bits first, high bit set when more bytes follow). Pack from about 200 values on. All values and
 * differences are below 2^52.
 */
export type Ints = number[] | string;

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
  /** Texts that repeat (exit reasons, steps of the explain chain), referred to by index. */
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
  /** "2026-W12". */
  week: string[];
  /** One letter a week: P pass, W watch, F fail, N no trades. */
  verdict: string;
  return: number[];
  /** Net change of equity, money. */
  net: number[];
  /** null where there is no benchmark. */
  benchmark: (number | null)[];
  /** Zero or negative. */
  drawdown: number[];
  trades: number[];
  /** null without trades. */
  hit_rate: (number | null)[];
  /** Multiple of mean equity. */
  turnover: number[];
  costs: number[];
  /** First and last trading day. */
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
