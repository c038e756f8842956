/**
 * The one way to print a number, a price or an amount on a screen. `tests/data/format_cases.json`
 * holds the cases that this file and the terminal's formatting are both tested against. Screen
 * form: true minus, `₹`, lakh and crore grouping, a narrow no-break space before a unit letter.
 * Unknown values print as an en dash.
 */
import {
  is_zero,
  parse_decimal,
  rounded,
  scaled,
  trimmed,
  type DecimalParts,
} from "./decimal_text.ts";

export const MISSING = "–";
export const MINUS = "\u2212";
const THIN = "\u202f";

export type Grouping = "indian" | "international";
export type Numeric = string | number | null | undefined;

export interface NumberOptions {
  decimals?: number;
  /** + before positive values; zero never has a sign. */
  signed?: boolean;
  grouping?: Grouping;
}

export interface MoneyOptions extends NumberOptions {
  /** ISO 4217 code. */
  currency?: string;
}

const SIGNS: Record<string, string> = { INR: "₹", USD: "$", EUR: "€", GBP: "£", JPY: "¥" };

/** Sign before the amount: "₹", "$", or the code and a space. */
export function currency_sign(code: string): string {
  return SIGNS[code] ?? `${code}\u00a0`;
}

function default_grouping(currency: string): Grouping {
  return currency === "INR" ? "indian" : "international";
}

/** 3-2-2 or 3-3-3, from the right. */
export function group_digits(whole: string, grouping: Grouping): string {
  if (grouping === "international") return whole.replace(/\B(?=(\d{3})+$)/g, ",");
  if (whole.length <= 3) return whole;
  return `${whole.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ",")},${whole.slice(-3)}`;
}

function sign_of(parts: DecimalParts, signed: boolean): string {
  if (is_zero(parts)) return "";
  if (parts.negative) return MINUS;
  return signed ? "+" : "";
}

function body_of(parts: DecimalParts, grouping: Grouping): string {
  const whole = group_digits(parts.whole, grouping);
  return parts.fraction === "" ? whole : `${whole}.${parts.fraction}`;
}

/** A finite value as decimal parts; undefined for what cannot be printed. */
function known(value: Numeric): DecimalParts | undefined {
  return value === null || value === undefined ? undefined : parse_decimal(value);
}

function plain(value: Numeric, options: NumberOptions, places = 0): string | undefined {
  if (value === "infinity") return "∞";
  const parts = known(value);
  if (!parts) return undefined;
  const shown = rounded(scaled(parts, places), options.decimals ?? 0);
  return sign_of(shown, options.signed ?? false) + body_of(shown, options.grouping ?? "indian");
}

/** "+₹10,16,256": sign before the currency, rounded half away from zero. */
export function money(value: Numeric, options: MoneyOptions = {}): string {
  const parts = known(value);
  if (!parts) return MISSING;
  const currency = options.currency ?? "INR";
  const shown = rounded(parts, options.decimals ?? 2);
  const body = body_of(shown, options.grouping ?? default_grouping(currency));
  return sign_of(shown, options.signed ?? false) + currency_sign(currency) + body;
}

/** Money without its sign, for columns whose header names the currency: "+64,055.10". */
export function amount(value: Numeric, options: NumberOptions = {}): string {
  return plain(value, { decimals: 2, ...options }) ?? MISSING;
}

const SHORT_UNITS: Record<Grouping, [places: number, letter: string, decimals: number][]> = {
  indian: [
    [7, "Cr", 2],
    [5, "L", 2],
    [3, "k", 0],
  ],
  international: [
    [9, "B", 2],
    [6, "M", 2],
    [3, "k", 0],
  ],
};

/**
 * "₹35.16 L": axes, tags and phone tiles only. The unit is chosen by the amount at two decimals of
 * lakh.
 */
export function short_money(value: Numeric, options: MoneyOptions = {}): string {
  const parts = known(value);
  if (!parts) return MISSING;
  const currency = options.currency ?? "INR";
  const grouping = options.grouping ?? default_grouping(currency);
  const [shown, letter] = short_parts(parts, grouping);
  const body = currency_sign(currency) + body_of(shown, grouping);
  return sign_of(shown, options.signed ?? false) + body + (letter && THIN + letter);
}

/**
 * A unit is taken as soon as the smaller one would show its whole (99,500 is 1.00 L, not 100 k).
 */
function short_parts(parts: DecimalParts, grouping: Grouping): [DecimalParts, string] {
  const units = [...SHORT_UNITS[grouping], [0, "", 0] as [number, string, number]];
  for (let i = 0; i < units.length - 1; ++i) {
    const [places, letter, decimals] = units[i]!;
    const [smaller_places, , smaller_decimals] = units[i + 1]!;
    const as_smaller = rounded(scaled(parts, -smaller_places), smaller_decimals);
    if (as_smaller.whole.length > places - smaller_places) {
      return [rounded(scaled(parts, -places), decimals), letter];
    }
  }
  return [rounded(parts, 0), ""];
}

/** Decimals by the tick, never rounded; an average shows two more and says `avg`. */
export function price(
  value: Numeric,
  options: { decimals: number; average?: boolean; grouping?: Grouping },
): string {
  const parts = known(value);
  if (!parts) return MISSING;
  const exact = trimmed(parts);
  const beyond_tick = exact.fraction.length > options.decimals;
  const kept = options.average && beyond_tick ? rounded(exact, options.decimals + 2) : exact;
  const shown = { ...kept, fraction: kept.fraction.padEnd(options.decimals, "0") };
  const text = sign_of(shown, false) + body_of(shown, options.grouping ?? "indian");
  return options.average && beyond_tick ? `${text} avg` : text;
}

/** "1,800", "−700 short". */
export function quantity(value: Numeric, options: { grouping?: Grouping } = {}): string {
  const parts = known(value);
  if (!parts) return MISSING;
  const shown = trimmed(parts);
  const units = sign_of(shown, false) + body_of(shown, options.grouping ?? "indian");
  const short = shown.negative && !is_zero(shown) ? " short" : "";
  return units + short;
}

export function count(value: Numeric, options: { grouping?: Grouping } = {}): string {
  return plain(value, options) ?? MISSING;
}

/** A fraction as percent: 0.1847 is "+18.47%". Returns are signed; shares pass `signed: false`. */
export function percent(value: Numeric, options: NumberOptions = {}): string {
  const text = plain(value, { decimals: 2, signed: true, ...options }, 2);
  return text === undefined ? MISSING : `${text}%`;
}

/** A percentage without its sign, for cells under a header that names it. */
export function percent_number(value: Numeric, options: NumberOptions = {}): string {
  return plain(value, { decimals: 1, signed: true, ...options }, 2) ?? MISSING;
}

export function basis_points(value: Numeric, options: NumberOptions = {}): string {
  const text = plain(value, { decimals: 2, ...options }, 4);
  return text === undefined ? MISSING : `${text} bp`;
}

export function ratio(value: Numeric, options: NumberOptions = {}): string {
  return plain(value, { decimals: 2, ...options }) ?? MISSING;
}

export function multiple(value: Numeric, options: NumberOptions = {}): string {
  const text = plain(value, { decimals: 1, ...options });
  return text === undefined ? MISSING : `${text}×`;
}

function counted(value: Numeric, one: string, many: string): string {
  const text = plain(value, {});
  return text === undefined ? MISSING : `${text} ${Number(value) === 1 ? one : many}`;
}

export const sessions = (value: Numeric): string => counted(value, "session", "sessions");
export const bars = (value: Numeric): string => counted(value, "bar", "bars");

const SIZES: [number, string][] = [
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
];

export function size(bytes: number): string {
  for (const [unit, name] of SIZES) {
    if (bytes >= unit) return `${plain(bytes / unit, { decimals: unit > 1e3 ? 1 : 0 })} ${name}`;
  }
  return `${plain(bytes, {})} B`;
}

export function rate(per_second: number, options: { unit: string }): string {
  const steps: [number, string][] = [
    [1e9, "G "],
    [1e6, "M "],
    [1e3, "k "],
  ];
  for (const [unit, letter] of steps) {
    const decimals = unit > 1e3 ? 1 : 0;
    if (per_second >= unit)
      return `${plain(per_second / unit, { decimals })} ${letter}${options.unit}/s`;
  }
  return `${plain(per_second, {})} ${options.unit}/s`;
}

/** Screen coordinates and style values: not a figure, only digits. */
export function pixels(value: number): string {
  return value.toFixed(1);
}
