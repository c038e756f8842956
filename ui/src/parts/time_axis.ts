/**
 * The index axis: sessions take equal width, nights and holidays none. Finds the breaks that get a
 * label: days within a few weeks, months and years beyond, the larger unit named where it changes.
 */
import { MONTHS } from "../model/time";

export interface AxisBreak {
  index: number;
  label: string;
}

export interface WallClock {
  times: readonly number[];
  /** Seconds east of UTC in force at a time. */
  offset: (seconds: number) => number;
}

const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
const LABEL_PX = 74;

const wall = (clock: WallClock, i: number): Date => {
  const seconds = clock.times[i]!;
  return new Date((seconds + clock.offset(seconds)) * 1000);
};

/** Breaks of the visible range, no closer than a label needs. */
export function axis_breaks(
  clock: WallClock,
  range: readonly [number, number],
  width: number,
): AxisBreak[] {
  const from = Math.max(0, Math.ceil(range[0]));
  const to = Math.min(clock.times.length - 1, Math.floor(range[1]));
  const most = Math.max(2, Math.floor(width / LABEL_PX));
  const changes = month_changes(clock, from, to);
  if (changes.length < 3) return day_breaks(clock, from, to, most);
  return with_start(clock, from, width / Math.max(1, to - from), month_breaks(changes, most));
}

/** Names the first month and its year when the next label leaves room for it. */
function with_start(
  clock: WallClock,
  from: number,
  step_px: number,
  breaks: AxisBreak[],
): AxisBreak[] {
  const room = ((breaks[0]?.index ?? Infinity) - from) * step_px;
  if (room < LABEL_PX || from >= clock.times.length) return breaks;
  const date = wall(clock, from);
  return [
    { index: from, label: `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}` },
    ...breaks,
  ];
}

const month_number = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();

interface MonthChange {
  index: number;
  month: number;
}

function month_changes(clock: WallClock, from: number, to: number): MonthChange[] {
  const found: MonthChange[] = [];
  for (let i = Math.max(1, from); i <= to; ++i) {
    const month = month_number(wall(clock, i));
    if (month !== month_number(wall(clock, i - 1))) found.push({ index: i, month });
  }
  return found;
}

function month_breaks(found: MonthChange[], most: number): AxisBreak[] {
  const step = MONTH_STEPS.find((each) => found.length / each <= most) ?? MONTH_STEPS.at(-1)!;
  return found
    .filter(({ month }) => month % step === 0)
    .map(({ index, month }) => ({
      index,
      label: month % 12 === 0 || step >= 12 ? String(Math.floor(month / 12)) : MONTHS[month % 12]!,
    }));
}

function day_breaks(clock: WallClock, from: number, to: number, most: number): AxisBreak[] {
  const found: { index: number; date: Date }[] = [];
  for (let i = from; i <= to; ++i) {
    const date = wall(clock, i);
    const before = i > 0 ? wall(clock, i - 1) : undefined;
    if (before?.getUTCDate() !== date.getUTCDate() || before.getUTCMonth() !== date.getUTCMonth())
      found.push({ index: i, date });
  }
  const step = Math.max(1, Math.ceil(found.length / most));
  return found
    .filter((_, i) => i % step === 0)
    .map(({ index, date }) => ({
      index,
      label: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`,
    }));
}
