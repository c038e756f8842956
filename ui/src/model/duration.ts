/** Spans of time as text: how long something took. */
import { count, ratio } from "./format.ts";

/**
 * One decimal under ten of the unit. A part of a microsecond still shows in microseconds; 0.4 ms in
 * ms.
 */
function small(value: number, unit: string): string {
  return `${ratio(value, { decimals: value < 10 ? 1 : 0 })} ${unit}`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** "61 ms", "1.4 s", "2 min 05 s", "3 h 05 min", "3 d 4 h". */
export function duration(seconds: number): string {
  if (seconds < 0.0001) return small(seconds * 1e6, "µs");
  if (seconds < 1) return small(seconds * 1e3, "ms");
  if (seconds < 59.95) return `${ratio(seconds, { decimals: 1 })} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
  return `${count(Math.floor(minutes / 1440))} d ${Math.floor((minutes % 1440) / 60)} h`;
}
