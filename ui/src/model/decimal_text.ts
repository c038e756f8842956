/**
 * Rounding on decimal text. Numbers reach the screen through their decimal text and never through
 * binary arithmetic, so that the screen and the terminal round the same value the same way: half
 * away from zero on the shortest text that names the value.
 */

export interface DecimalParts {
  negative: boolean;
  whole: string;
  fraction: string;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/** Splits decimal text, exponent and all; undefined if it is none. */
export function parse_decimal(input: string | number): DecimalParts | undefined {
  const match = DECIMAL.exec(String(input));
  if (!match) return undefined;
  const digits = { whole: match[2]!, fraction: match[3] ?? "" };
  const exponent = Number(match[4] ?? 0);
  return { negative: match[1] === "-", ...shift_point(digits, exponent) };
}

/** Moves the decimal point `places` to the right (left if negative). */
function shift_point(
  { whole, fraction }: { whole: string; fraction: string },
  places: number,
): { whole: string; fraction: string } {
  const all = whole + fraction;
  const point = whole.length + places;
  if (point <= 0) return { whole: "0", fraction: "0".repeat(-point) + all };
  const padded = all.padEnd(point, "0");
  return { whole: padded.slice(0, point).replace(/^0+(?=\d)/, ""), fraction: padded.slice(point) };
}

/** The value times 10^places. */
export function scaled(parts: DecimalParts, places: number): DecimalParts {
  return { negative: parts.negative, ...shift_point(parts, places) };
}

/** Rounds half away from zero to so many decimals; a value that becomes zero loses its sign. */
export function rounded(parts: DecimalParts, decimals: number): DecimalParts {
  const kept = parts.fraction.slice(0, decimals).padEnd(decimals, "0");
  const up = (parts.fraction[decimals] ?? "0") >= "5";
  const digits = up ? plus_one(parts.whole + kept) : parts.whole + kept;
  const point = digits.length - decimals;
  const whole = digits.slice(0, point).replace(/^0+(?=\d)/, "") || "0";
  const fraction = digits.slice(point);
  return { negative: parts.negative && /[1-9]/.test(digits), whole, fraction };
}

function plus_one(digits: string): string {
  const nines = /9*$/.exec(digits)![0].length;
  const head = digits.slice(0, digits.length - nines);
  const carried = head === "" ? "1" : head.slice(0, -1) + String(Number(head[head.length - 1]) + 1);
  return carried + "0".repeat(nines);
}

export function is_zero(parts: DecimalParts): boolean {
  return !/[1-9]/.test(parts.whole + parts.fraction);
}

/** Decimals without trailing zeros. */
export function trimmed(parts: DecimalParts): DecimalParts {
  return { ...parts, fraction: parts.fraction.replace(/0+$/, "") };
}
