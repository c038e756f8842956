/** The strip under a price chart: the whole run small, the visible part as a window to drag. */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { pixels } from "../model/format";

export interface NavigatorProps {
  low: readonly (number | null)[];
  high: readonly (number | null)[];
  trades: { from: number; to: number; won: boolean }[];
  range: readonly [number, number];
  range_text: string;
  move_to: (middle: number) => void;
}

const HEIGHT = 34;
const RIGHT = 64;

/** One upright stroke a pixel, from lowest to highest of its bars, so that peaks stay. */
function strokes(
  low: readonly (number | null)[],
  high: readonly (number | null)[],
  width: number,
): string {
  const count = low.length;
  const columns = Math.max(1, Math.min(count, Math.floor(width)));
  const known = (values: readonly (number | null)[]): number[] =>
    values.filter((value): value is number => value !== null);
  let bottom = Infinity;
  let top = -Infinity;
  for (const value of known(low)) bottom = Math.min(bottom, value);
  for (const value of known(high)) top = Math.max(top, value);
  const y = (value: number): string =>
    pixels(HEIGHT - 3 - ((value - bottom) / (top - bottom || 1)) * (HEIGHT - 6));
  let path = "";
  for (let column = 0; column < columns; ++column) {
    const [from, to] = [
      Math.floor((column * count) / columns),
      Math.floor(((column + 1) * count) / columns),
    ];
    let [least, most] = [Infinity, -Infinity];
    for (let i = from; i < to; ++i) {
      least = Math.min(least, low[i] ?? Infinity);
      most = Math.max(most, high[i] ?? -Infinity);
    }
    if (least <= most)
      path += `M${pixels((column / columns) * width)} ${y(least)}V${y(most + (top - bottom) * 0.02)}`;
  }
  return path;
}

export function Navigator({ low, high, trades, range, range_text, move_to }: NavigatorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [full, set_full] = useState(600);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(() => set_full(Math.max(120, host.current!.clientWidth)));
    watcher.observe(host.current!);
    return () => watcher.disconnect();
  }, []);
  const width = full - RIGHT;
  const count = low.length;
  const path = useMemo(() => strokes(low, high, width), [low, high, width]);
  const x = (place: number): number =>
    (Math.max(0, Math.min(count - 1, place)) / Math.max(1, count - 1)) * width;
  const drag = (event: PointerEvent): void => {
    if (event.type === "pointermove" && event.buttons === 0) return;
    const element = event.currentTarget as Element;
    if (event.type === "pointerdown") element.setPointerCapture(event.pointerId);
    move_to(((event.clientX - element.getBoundingClientRect().left) / width) * (count - 1));
  };
  const on_key = (event: KeyboardEvent): void => {
    const step = (range[1] - range[0]) * 0.25;
    const middle = (range[0] + range[1]) / 2;
    const moves: Record<string, number> = {
      ArrowLeft: middle - step,
      ArrowRight: middle + step,
      Home: 0,
      End: count - 1,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move_to(move);
  };
  return (
    <div
      class="navigator"
      ref={host}
      role="slider"
      tabIndex={0}
      aria-label="Visible period"
      aria-valuemin={0}
      aria-valuemax={Math.max(1, count - 1)}
      aria-valuenow={Math.round(Math.max(0, Math.min(count - 1, (range[0] + range[1]) / 2)))}
      aria-valuetext={range_text}
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={on_key}
    >
      <svg width={full} height={HEIGHT + 6} aria-hidden="true">
        <path class="shape" d={path} />
        {trades.map((trade, i) => (
          <line
            key={i}
            class={trade.won ? "won" : "lost"}
            x1={x(trade.from)}
            x2={Math.max(x(trade.to), x(trade.from) + 1.5)}
            y1={HEIGHT + 3}
            y2={HEIGHT + 3}
          />
        ))}
        <rect
          class="window"
          x={x(range[0])}
          y={0.5}
          width={Math.max(6, x(range[1]) - x(range[0]))}
          height={HEIGHT - 1}
          rx={3}
        />
      </svg>
    </div>
  );
}
