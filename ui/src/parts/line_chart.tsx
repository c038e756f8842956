/**
 * Lines over time: panes under each other on one index axis, with one cursor and one readout. The
 * mouse moves the cursor, a drag zooms, a double click shows all, the wheel zooms with Ctrl; the
 * keyboard does all of it too.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import "uplot/dist/uPlot.min.css";
import { colours_changed } from "../model/appearance";
import { PlotPane, type Band, type Pane } from "./plot_pane";
import type { WallClock } from "./time_axis";

export type Range = readonly [number, number];

export interface LineChartProps {
  /** The finding in words: what the picture shows. */
  label: string;
  clock: WallClock;
  panes: Pane[];
  range: Range;
  set_range: (range: Range) => void;
  band?: Band | null;
  /** Indexes to mark on the axis, e.g. special sessions. */
  marked?: number[];
  /** The line over the plot at an index. */
  readout: (index: number) => ComponentChildren;
  /** The readout as one sentence, for key moves. */
  spoken: (index: number) => string;
}

const SMALLEST_RANGE = 4;

/** Keeps a wished range inside the data and not too short. */
export function clamped_range(from: number, to: number, count: number): Range {
  const width = Math.min(Math.max(to - from, SMALLEST_RANGE), count - 1);
  const start = Math.max(0, Math.min(from, count - 1 - width));
  return [Math.round(start), Math.round(start + width)];
}

/** Zooms about a point by a factor. */
export function zoomed(range: Range, about: number, factor: number, count: number): Range {
  return clamped_range(
    about - (about - range[0]) * factor,
    about + (range[1] - about) * factor,
    count,
  );
}

export function LineChart(props: LineChartProps) {
  const { clock, panes, range, set_range } = props;
  const count = clock.times.length;
  const host = useRef<HTMLDivElement>(null);
  const plots = useRef<PlotPane[]>([]);
  const live = useRef(props);
  live.current = props;
  const [at, set_at] = useState<number | null>(null);
  const [spoken, speak] = useState("");
  const shape = panes.map((pane) => `${pane.label}:${pane.log}:${pane.series.length}`).join();

  useLayoutEffect(() => {
    const element = host.current!;
    const made = live.current.panes.map(
      (_, i) =>
        new PlotPane(element, {
          pane: () => live.current.panes[i]!,
          clock: () => live.current.clock,
          range: () => live.current.range,
          band: () => live.current.band ?? null,
          marked: () => live.current.marked ?? [],
          last: i === live.current.panes.length - 1,
          on_cursor: set_at,
          on_select: (from, to) =>
            live.current.set_range(clamped_range(from, to, live.current.clock.times.length)),
          on_all: () => live.current.set_range([0, live.current.clock.times.length - 1]),
        }),
    );
    plots.current = made;
    const watcher = new ResizeObserver(() =>
      made.forEach((plot) => plot.resize(element.clientWidth)),
    );
    watcher.observe(element);
    const stop_colours = colours_changed.subscribe(() => made.forEach((plot) => plot.redraw()));
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const [from, to] = live.current.range;
      const about = from + ((event.clientX - box.left) / box.width) * (to - from);
      live.current.set_range(
        zoomed(
          live.current.range,
          about,
          event.deltaY > 0 ? 1.25 : 0.8,
          live.current.clock.times.length,
        ),
      );
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => {
      element.removeEventListener("wheel", wheel);
      watcher.disconnect();
      stop_colours();
      made.forEach((plot) => plot.destroy());
    };
  }, [shape]);
  useEffect(() => plots.current.forEach((plot) => plot.refresh()), [panes, range, props.band]);
  useEffect(() => plots.current.forEach((plot) => plot.show_cursor(at)), [at]);

  const on_key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const now = at ?? range[1];
    const step = event.shiftKey ? 10 : 1;
    const moves: Record<string, number> = {
      ArrowLeft: now - step,
      ArrowRight: now + step,
      Home: range[0],
      End: range[1],
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const to = Math.max(range[0], Math.min(range[1], move));
      set_at(to);
      speak(props.spoken(to));
    } else if (event.key === "+" || event.key === "=") set_range(zoomed(range, now, 0.6, count));
    else if (event.key === "-") set_range(zoomed(range, now, 1.7, count));
    else if (event.key === "0") set_range([0, count - 1]);
    else return;
    event.preventDefault();
  };
  const shown = Math.max(range[0], Math.min(range[1], at ?? range[1]));
  return (
    <>
      <div class="readout">{props.readout(shown)}</div>
      <div
        class="chart"
        role="img"
        tabIndex={0}
        onKeyDown={on_key}
        onBlur={() => set_at(null)}
        aria-label={`${props.label} Arrow keys read values, plus and minus zoom, t shows the table.`}
        aria-roledescription="chart"
      >
        <div class="plot" ref={host} />
      </div>
      <div class="unseen" aria-live="polite">
        {spoken}
      </div>
    </>
  );
}
