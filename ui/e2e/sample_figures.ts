/** The figures and thresholds of the sample: enough arithmetic for a page that adds up. */
import { count, money, multiple, percent, ratio } from "../src/model/format.ts";
import { FIGURES, type Figure, type Threshold } from "../src/features/report/data.ts";
import { CAPITAL, type Market } from "./sample_market.ts";

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: number[]): number => sum(values) / values.length;
const deviation = (values: number[]): number => {
  const middle = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1));
};
export const returns_of = (curve: number[]): number[] =>
  curve.map((value, i) => value / (i ? curve[i - 1]! : CAPITAL) - 1);

export interface Decline {
  peak: number;
  trough: number;
  back: number;
  depth: number;
}

/** Peaks and troughs below the running peak; peak −1 is the capital. */
export function declines(curve: number[]): Decline[] {
  const found: Decline[] = [];
  let peak = CAPITAL;
  let at = -1;
  let depth = 0;
  let trough = 0;
  curve.forEach((value, i) => {
    if (value >= peak) {
      if (depth < -0.004) found.push({ peak: at, trough, back: i, depth });
      [peak, at, depth] = [value, i, 0];
    } else if (value / peak - 1 < depth) [depth, trough] = [value / peak - 1, i];
  });
  if (depth < -0.004) found.push({ peak: at, trough, back: -1, depth });
  return found.sort((a, b) => a.depth - b.depth);
}

const six = (value: number): number => Number(value.toPrecision(6));
const LABELS: Record<string, string> = {
  net_profit: "Net profit",
  final_equity: "Final equity",
  total_return: "Total return",
  cagr: "CAGR",
  exposure: "Exposure",
  turnover: "Turnover a year",
  max_drawdown: "Max drawdown",
  max_drawdown_sessions: "Longest drawdown",
  volatility: "Volatility a year",
  best_session: "Best session",
  worst_session: "Worst session",
  sharpe: "Sharpe",
  sortino: "Sortino",
  calmar: "Calmar",
  sqn: "SQN",
  trades: "Trades",
  hit_rate: "Hit rate",
  profit_factor: "Profit factor",
  expectancy: "Expectancy",
  average_win: "Average win",
  average_loss: "Average loss",
  best_trade: "Best trade",
  worst_trade: "Worst trade",
  costs: "Costs",
  charges: "Charges",
  slippage: "Slippage",
  costs_share: "Costs, share of gross",
  alpha: "Alpha a year",
  beta: "Beta",
};

function curve_values(curve: number[], year: number): Record<string, number> {
  const r = returns_of(curve);
  const years = curve.length / year;
  const cagr = (curve.at(-1)! / CAPITAL) ** (1 / years) - 1;
  const falls = declines(curve);
  const depth = falls[0]?.depth ?? 0;
  const longest = Math.max(
    0,
    ...falls.map((f) => (f.back < 0 ? curve.length - 1 : f.back) - f.peak),
  );
  const downside = Math.sqrt(mean(r.map((value) => Math.min(value, 0) ** 2)));
  return {
    total_return: curve.at(-1)! / CAPITAL - 1,
    cagr,
    volatility: deviation(r) * Math.sqrt(year),
    sharpe: (mean(r) / deviation(r)) * Math.sqrt(year),
    sortino: (mean(r) / downside) * Math.sqrt(year),
    calmar: cagr / -depth,
    max_drawdown: depth,
    max_drawdown_sessions: longest,
    best_session: Math.max(...r),
    worst_session: Math.min(...r),
  };
}

function trade_values(market: Market): Record<string, number | string> {
  const nets = market.rounds.map((t) => ((t.exit - t.entry) * t.quantity) / 100 - t.charges);
  const wins = nets.filter((net) => net > 0);
  const losses = nets.filter((net) => net <= 0);
  const money_text = (value: number): string => String(Math.round(value * 100) / 100);
  return {
    trades: nets.length,
    hit_rate: wins.length / nets.length,
    profit_factor: sum(wins) / -sum(losses),
    expectancy: money_text(mean(nets)),
    average_win: money_text(mean(wins)),
    average_loss: money_text(mean(losses)),
    best_trade: money_text(Math.max(...nets)),
    worst_trade: money_text(Math.min(...nets)),
    sqn: (Math.sqrt(nets.length) * mean(nets)) / deviation(nets),
  };
}

export function figures_of(market: Market, year: number): Figure[] {
  const own = curve_values(market.equity, year);
  const other: Record<string, number> = curve_values(market.benchmark, year);
  const r = returns_of(market.equity);
  const b = returns_of(market.benchmark);
  const beta =
    sum(r.map((value, i) => (value - mean(r)) * (b[i]! - mean(b)))) /
    sum(b.map((value) => (value - mean(b)) ** 2));
  const net = market.equity.at(-1)! - CAPITAL;
  const costs = market.charges + market.slippage;
  const fixed = (value: number): string => (Math.round(value * 100) / 100).toString();
  const values: Record<string, number | string> = {
    ...own,
    ...trade_values(market),
    net_profit: fixed(net),
    final_equity: fixed(market.equity.at(-1)!),
    exposure: mean(market.gross),
    turnover: (market.turnover / mean(market.equity) / market.days.length) * year,
    costs: fixed(costs),
    charges: fixed(market.charges),
    slippage: fixed(market.slippage),
    costs_share: costs / (net + costs),
    alpha: (mean(r) - beta * mean(b)) * year,
    beta,
  };
  return Object.entries(FIGURES).map(([id, { unit, group }]) => {
    const value = values[id] ?? null;
    return {
      id,
      label: LABELS[id]!,
      group,
      unit,
      value: typeof value === "number" ? six(value) : value,
      ...(id in other && id !== "net_profit" ? { benchmark: six(other[id]!) } : {}),
      ...explained(id, market, own),
    };
  });
}

function explained(
  id: string,
  market: Market,
  own: Record<string, number>,
): Pick<Figure, "context" | "definition" | "formula" | "with_numbers" | "source"> {
  const last = market.equity.at(-1)!;
  const wins = market.rounds.filter(
    (t) => ((t.exit - t.entry) * t.quantity) / 100 > t.charges,
  ).length;
  const n = market.rounds.length;
  const costs = market.charges + market.slippage;
  const known: Record<string, [string, string, string, string, string]> = {
    net_profit: [
      `${percent(own["total_return"])} on ${money(CAPITAL, { decimals: 0 })}`,
      "After every charge and modelled slippage; open positions at their last close.",
      "final equity − initial capital",
      `${money(last)} − ${money(CAPITAL)}`,
      "definition",
    ],
    cagr: [
      "",
      "Growth a year; years are sessions ÷ 248.",
      "(final ÷ initial)^(1 ÷ years) − 1",
      `(${money(last, { decimals: 0 })} ÷ ${money(CAPITAL, { decimals: 0 })})^(1 ÷ ${ratio(market.days.length / 248, { decimals: 3 })}) − 1`,
      "definition",
    ],
    max_drawdown: [
      "",
      "Deepest fall of the session closes below their running peak, capital included.",
      "min over t of equity(t) ÷ peak(t) − 1",
      `${percent(own["max_drawdown"])}`,
      "Magdon-Ismail and Atiya (2004)",
    ],
    sharpe: [
      "",
      "Simple session returns, risk-free 0, sample deviation (n − 1).",
      "mean(r) ÷ stdev(r) × √248",
      `r: ${count(market.days.length)} session returns`,
      "Sharpe (1994)",
    ],
    sortino: [
      "",
      "All sessions count in the denominator.",
      "mean(r) ÷ √mean(min(r, 0)²) × √248",
      `r: ${count(market.days.length)} session returns`,
      "Sortino and van der Meer (1991)",
    ],
    trades: [
      `${ratio(n / (market.days.length / 5), { decimals: 1 })} a week`,
      "Closed FIFO round trips; a reversal is two.",
      "count of closed round trips",
      `${n} long, 0 short`,
      "definition",
    ],
    hit_rate: [
      `${wins} of ${n} net positive`,
      "Net of charges; a scratch counts as a loss.",
      "trades with net > 0 ÷ trades",
      `${wins} ÷ ${n}`,
      "definition",
    ],
    expectancy: [
      "per trade, after costs",
      "Charges and slippage included.",
      "Σ net ÷ trades",
      `Σ net ÷ ${n}`,
      "Tharp (1998)",
    ],
    costs: [
      `${percent(costs / (last - CAPITAL + costs), { decimals: 1, signed: false })} of gross profit`,
      "Each charge line by date is in section Costs.",
      "Σ charges + Σ modelled slippage",
      `${money(market.charges)} + ${money(market.slippage)}`,
      "definition",
    ],
    exposure: [
      `mean gross, max ${percent(Math.max(...market.gross), { decimals: 0, signed: false })}`,
      "Gross position value over equity at each session close.",
      "mean of Σ|position value| ÷ equity",
      `${count(market.days.length)} sessions`,
      "definition",
    ],
    turnover: [
      "",
      "Value of all fills against mean equity.",
      "Σ|fill value| ÷ mean equity ÷ years",
      multiple(market.turnover / CAPITAL),
      "definition",
    ],
  };
  const [context, definition, formula, with_numbers, source] = known[id] ?? [
    "",
    `${LABELS[id]} as docs/reference/metrics.md defines it.`,
    LABELS[id]!.toLowerCase(),
    "–",
    "definition",
  ];
  return { context, definition, formula, with_numbers, source };
}

export function thresholds_of(figures: Figure[]): Threshold[] {
  const rules: [string, string, (value: number) => boolean, (value: number) => string][] = [
    ["cagr", "≥ 12%", (v) => v >= 0.12, (v) => percent(v)],
    ["max_drawdown", "≤ 12%", (v) => -v <= 0.12, (v) => percent(-v, { signed: false })],
    ["sharpe", "≥ 1.00", (v) => v >= 1, (v) => ratio(v)],
    ["trades", "≥ 100", (v) => v >= 100, (v) => count(v)],
    ["profit_factor", "≥ 1.30", (v) => v >= 1.3, (v) => ratio(v)],
    ["costs", "≤ 25%", () => true, (v) => money(v, { decimals: 0 })],
  ];
  return rules.map(([figure, limit, met, print]) => {
    const value = Number(figures.find((each) => each.id === figure)!.value);
    return { figure, limit, found: print(value), hard: false, met: met(value) };
  });
}
