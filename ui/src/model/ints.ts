/** Columns of numbers as the report stores them; room `research` writes them (report/packing). */

/**
 * A column of whole numbers: an array of them, or from about 50 on packed into text, of two kinds,
 * whichever is shorter. After `v` or `d` come a first number, a unit, and base64 (standard alphabet,
 * padded) of LEB128 (seven bits a byte, low bits first, high bit set when more bytes follow):
 * - "v100,5,…": value = 100 + 5 × each number.
 * - "d100,5,…": value[0] = 100, value[i] = value[i-1] + 5 × each number, which is signed by zigzag
 *   (d >= 0 ? 2d : -2d-1).
 * All values and differences are below 2^52.
 */
export type Ints = readonly number[] | string;

/** A column of numbers with decimals. */
export interface Numbers {
  /** The numbers are `value` × 10^-scale. */
  scale: number;
  value: Ints;
  /** The rows that have a number, one for each of `value`; absent when all have. */
  rows?: Ints | null;
}

const PACKED_FROM = 50;

export function decode_ints(column: Ints): number[] {
  return typeof column === "string" ? unpack(column) : [...column];
}

/** One value for each of `count` rows; null where there is none. */
export function decode_numbers(column: Numbers, count: number): (number | null)[] {
  const unit = 10 ** column.scale;
  const values = decode_ints(column.value).map((value) => value / unit);
  if (!column.rows) return values;
  const rows = Array<number | null>(count).fill(null);
  decode_ints(column.rows).forEach((row, i) => (rows[row] = values[i]!));
  return rows;
}

/** The shape that `decode_ints` reads: the shorter of values and differences from 50 on. */
export function encode_ints(values: readonly number[]): number[] | string {
  return values.length < PACKED_FROM ? [...values] : pack(values);
}

export function encode_numbers(values: readonly (number | null)[], scale: number): Numbers {
  const unit = 10 ** scale;
  const rows = values.flatMap((value, i) => (value === null ? [] : [i]));
  const column = {
    scale,
    value: encode_ints(rows.map((row) => Math.round(values[row]! * unit))),
  };
  return rows.length < values.length ? { ...column, rows: encode_ints(rows) } : column;
}

const divisor = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisor(b, a % b));

function pack(values: readonly number[]): string {
  const least = values.reduce((a, b) => Math.min(a, b));
  const offsets = values.map((value) => value - least);
  const steps = values.slice(1).map((value, i) => value - values[i]!);
  const unsigned = bytes_of(offsets, (number) => number);
  // Zigzag by arithmetic, not by bits: a step may need more than 32.
  const signed = bytes_of(steps, (step) => (step >= 0 ? 2 * step : -2 * step - 1));
  return unsigned.bytes.length < signed.bytes.length
    ? `v${least},${unsigned.unit},${btoa(unsigned.bytes)}`
    : `d${values[0]},${signed.unit},${btoa(signed.bytes)}`;
}

function bytes_of(
  numbers: readonly number[],
  unsigned: (number: number) => number,
): { unit: number; bytes: string } {
  const unit = numbers.reduce(divisor, 0) || 1;
  let bytes = "";
  for (const number of numbers) {
    let rest = unsigned(number / unit);
    while (rest >= 128) {
      bytes += String.fromCharCode((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes += String.fromCharCode(rest);
  }
  return { unit, bytes };
}

function unpack(text: string): number[] {
  const [head, unit_text, packed] = text.split(",");
  const first = Number(head?.slice(1));
  const unit = Number(unit_text);
  if (!/^[dv]/.test(text) || packed === undefined)
    throw new Error(`expected a packed column, found ${text.slice(0, 20)}`);
  const numbers = numbers_of(atob(packed));
  if (text.startsWith("v")) return numbers.map((number) => first + unit * number);
  let value = first;
  const step = (number: number): number => (number % 2 === 0 ? number / 2 : -(number + 1) / 2);
  return [first, ...numbers.map((number) => (value += unit * step(number)))];
}

function numbers_of(bytes: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let place = 1;
  for (let i = 0; i < bytes.length; ++i) {
    const byte = bytes.charCodeAt(i);
    value += (byte % 128) * place;
    place *= 128;
    if (byte >= 128) continue;
    numbers.push(value);
    value = 0;
    place = 1;
  }
  if (place !== 1) throw new Error("packed column ends inside a number");
  return numbers;
}
