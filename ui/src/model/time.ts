/**
 * Times and days as text. Times are UTC epoch seconds, shown in the exchange's zone by the offsets
 * that came with the data; days are days since 1970-01-01, already trading dates of that zone.
 */

/** [from this UTC second on, seconds east of UTC], ascending. */
export type Offsets = readonly (readonly [number, number])[];

export const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;
const DAY = 86_400;

const two = (value: number): string => String(value).padStart(2, "0");

/** The offset in force at a UTC second; before the first entry, the first. */
export function offset_at(offsets: Offsets, seconds: number): number {
  let found = offsets[0]?.[1] ?? 0;
  for (const [from, offset] of offsets) {
    if (from > seconds) break;
    found = offset;
  }
  return found;
}

const at = (wall_seconds: number): Date => new Date(wall_seconds * 1000);

function date_of(date: Date): string {
  return `${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

const iso_of = (date: Date): string => date.toISOString().slice(0, 10);

/** "31 Mar 2026". */
export const date_text = (seconds: number, offset: number): string => date_of(at(seconds + offset));
/** "2026-03-31". */
export const iso_date = (seconds: number, offset: number): string => iso_of(at(seconds + offset));
/** "2026-03-20 15:15". */
export const date_time = (seconds: number, offset: number): string =>
  at(seconds + offset)
    .toISOString()
    .slice(0, 16)
    .replace("T", " ");
/** "2026-03-20 15:15:07". */
export const order_time = (seconds: number, offset: number): string =>
  at(seconds + offset)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");
/** "31 Mar 2026" of a day number. */
export const day_text = (day: number): string => date_of(at(day * DAY));
/** "2026-03-31" of a day number, for tables. */
export const iso_day = (day: number): string => iso_of(at(day * DAY));

/** The day number of a UTC second in the zone. */
export const day_of = (seconds: number, offset: number): number =>
  Math.floor((seconds + offset) / DAY);

/** Months since year 0, for breaks on an axis. */
export function month_index(seconds: number, offset: number): number {
  const date = at(seconds + offset);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** "2026-W12": ISO week of a day number. */
export function iso_week(day: number): string {
  const weekday = (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday; Monday is 0
  const thursday = at((day - weekday + 3) * DAY);
  const year = thursday.getUTCFullYear();
  const first = Date.UTC(year, 0, 1) / 1000 / DAY;
  const week = Math.floor((thursday.getTime() / 1000 / DAY - first) / 7) + 1;
  return `${year}-W${two(week)}`;
}
