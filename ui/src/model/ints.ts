/**
 * Columns of whole numbers as the report stores them: differences, plain or packed (zigzag LEB128
 * in base64). The contract is in `features/report/data.ts`.
 */

export type Ints = readonly number[] | string;

/** Undoes the differences. */
export function decode_ints(column: Ints): number[] {
  const steps = typeof column === "string" ? unpack(column) : column;
  let value = 0;
  return steps.map((step) => (value += step));
}

/** The shape that `decode_ints` reads: plain differences when short, packed from 200 values on. */
export function encode_ints(values: readonly number[]): number[] | string {
  const steps = values.map((value, i) => (i === 0 ? value : value - values[i - 1]!));
  return steps.length < 200 ? steps : pack(steps);
}

/** Zigzag by arithmetic, not by bits: a step may need more than 32. */
function pack(steps: readonly number[]): string {
  let bytes = "";
  for (const step of steps) {
    let rest = step >= 0 ? 2 * step : -2 * step - 1;
    while (rest >= 128) {
      bytes += String.fromCharCode((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes += String.fromCharCode(rest);
  }
  return btoa(bytes);
}

function unpack(text: string): number[] {
  const bytes = atob(text);
  const steps: number[] = [];
  let value = 0;
  let unit = 1;
  for (let i = 0; i < bytes.length; ++i) {
    const byte = bytes.charCodeAt(i);
    value += (byte % 128) * unit;
    unit *= 128;
    if (byte >= 128) continue;
    steps.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2);
    value = 0;
    unit = 1;
  }
  if (unit !== 1) throw new Error("packed column ends inside a number");
  return steps;
}
