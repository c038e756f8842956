/** One pane of a line chart: uPlot with our axes, colours and gestures. */
import uPlot from "uplot";
import { colour } from "../model/appearance";
import { axis_breaks, type WallClock } from "./time_axis";

export interface PaneSeries {
  name: string;
  values: readonly (number | null)[];
  /** Colour token of the line. */
  token: string;
  dash?: number[];
  /** Colour token and opacity of the area to the base. */
  fill?: { token: string; opacity: number };
  width?: number;
}

export interface Pane {
  label?: string;
  height: number;
  phone_height?: number;
  series: PaneSeries[];
  axis_text: (value: number) => string;
  /** The value axis ends at zero: drawdowns. */
  up_to_zero?: boolean;
  log?: boolean;
}

export interface Band {
  from: number;
  to: number;
}

interface PaneHost {
  pane: () => Pane;
  clock: () => WallClock;
  range: () => readonly [number, number];
  band: () => Band | null;
  marked: () => number[];
  last: boolean;
  on_cursor: (index: number | null) => void;
  on_select: (from: number, to: number) => void;
  on_all: () => void;
}

const PHONE_PX = 520;
const AXIS_PX = 66;
const TIME_AXIS_PX = 24;
const STEPS = Array.from({ length: 40 }, (_, i) =>
  [1, 2, 5].map((digit) => digit * 10 ** (i - 12)),
).flat();

function value_range(
  pane: Pane,
): (plot: uPlot, low: number | null, high: number | null) => [number, number] {
  return (_plot, low, high) => {
    if (low === null || high === null) return [0, 1];
    if (pane.up_to_zero) return [Math.min(low * 1.06, -0.001), 0];
    if (pane.log) return [low / 1.02, high * 1.02];
    const margin = (high - low) * 0.06 || Math.abs(high) * 0.01 || 1;
    return [low - margin, high + margin];
  };
}

export class PlotPane {
  private readonly plot: uPlot;
  private readonly host: PaneHost;

  constructor(element: HTMLElement, host: PaneHost) {
    this.host = host;
    this.plot = new uPlot(this.options(element.clientWidth), this.data(), element);
    this.plot.over.addEventListener("dblclick", () => host.on_all());
  }

  resize(width: number): void {
    if (width > 0 && width !== this.plot.width)
      this.plot.setSize({ width, height: this.height(width) });
  }

  redraw(): void {
    this.plot.redraw(false, true);
  }

  /** Takes new data and a new range from the host. */
  refresh(): void {
    this.plot.setData(this.data(), false);
    const [min, max] = this.host.range();
    this.plot.setScale("x", { min, max });
  }

  show_cursor(index: number | null): void {
    if (index === null) {
      this.plot.setCursor({ left: -10, top: -10 }, false);
      return;
    }
    this.plot.setCursor({ left: this.plot.valToPos(index, "x"), top: 1 }, false);
  }

  destroy(): void {
    this.plot.destroy();
  }

  private height(width: number): number {
    const pane = this.host.pane();
    const plot = width < PHONE_PX ? (pane.phone_height ?? pane.height) : pane.height;
    return plot + (this.host.last ? TIME_AXIS_PX : 0);
  }

  private data(): uPlot.AlignedData {
    const xs = this.host.clock().times.map((_, i) => i);
    return [xs, ...this.host.pane().series.map((series) => series.values as number[])];
  }

  private options(width: number): uPlot.Options {
    const pane = this.host.pane();
    return {
      width: Math.max(width, 100),
      height: this.height(width),
      legend: { show: false },
      padding: [6, 0, 0, 2],
      scales: {
        x: { time: false, range: () => [...this.host.range()] as [number, number] },
        y: { distr: pane.log ? 3 : 1, range: value_range(pane) },
      },
      cursor: {
        y: false,
        points: { size: 6, fill: (_plot, i) => colour(this.host.pane().series[i - 1]!.token) },
        drag: { x: true, y: false, setScale: false, dist: 5 },
      },
      series: [{}, ...pane.series.map((_, i) => this.series(i))],
      axes: [this.time_axis(), this.value_axis()],
      hooks: {
        setCursor: [
          (plot) => {
            if (plot.cursor.event)
              this.host.on_cursor((plot.cursor.left ?? -1) < 0 ? null : (plot.cursor.idx ?? null));
          },
        ],
        setSelect: [(plot) => this.selected(plot)],
        drawClear: [(plot) => this.draw_band(plot)],
        draw: [(plot) => this.draw_texts(plot)],
      },
    };
  }

  private series(i: number): uPlot.Series {
    const series = this.host.pane().series[i]!;
    const { fill } = series;
    return {
      stroke: () => colour(series.token),
      width: series.width ?? 1.6,
      points: { show: false },
      ...(series.dash ? { dash: series.dash } : {}),
      ...(fill
        ? {
            fill: () =>
              `color-mix(in srgb, ${colour(fill.token)} ${fill.opacity * 100}%, transparent)`,
          }
        : {}),
    };
  }

  private time_axis(): uPlot.Axis {
    const breaks = (plot: uPlot): ReturnType<typeof axis_breaks> =>
      axis_breaks(this.host.clock(), this.host.range(), plot.width - AXIS_PX);
    return {
      scale: "x",
      side: 2,
      // Right of its line, so that the first one is never cut.
      align: 1,
      size: this.host.last ? TIME_AXIS_PX : 0,
      gap: 4,
      ticks: { show: false },
      stroke: () => colour("--c-axis"),
      font: this.font(),
      grid: { stroke: () => colour("--line-2"), width: 1, dash: [2, 4] },
      splits: (plot) => breaks(plot).map((each) => each.index),
      values: (plot) => breaks(plot).map((each) => (this.host.last ? each.label : "")),
    };
  }

  private value_axis(): uPlot.Axis {
    return {
      scale: "y",
      side: 1,
      size: AXIS_PX,
      gap: 6,
      ticks: { show: false },
      space: 36,
      incrs: STEPS,
      stroke: () => colour("--c-axis"),
      font: this.font(),
      grid: { stroke: () => colour("--c-grid"), width: 1 },
      values: (_plot, splits) =>
        splits.map((value) => (value === null ? "" : this.host.pane().axis_text(value))),
    };
  }

  private font(): string {
    return `11px ${colour("--font-ui")}`;
  }

  private selected(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 5) return;
    const [from, to] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
    plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
    this.host.on_select(from, to);
  }

  private draw_band(plot: uPlot): void {
    const band = this.host.band();
    if (!band) return;
    const [from, to] = [plot.valToPos(band.from, "x", true), plot.valToPos(band.to, "x", true)];
    plot.ctx.save();
    plot.ctx.fillStyle = colour("--loss-fill");
    plot.ctx.globalAlpha = 0.12;
    plot.ctx.fillRect(from, plot.bbox.top, Math.max(2, to - from), plot.bbox.height);
    plot.ctx.restore();
  }

  /** The pane's name in its corner, and a diamond under each marked session. */
  private draw_texts(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const unit = devicePixelRatio;
    ctx.save();
    const label = this.host.pane().label;
    if (label) {
      ctx.font = `500 ${11 * unit}px ${colour("--font-ui")}`;
      ctx.fillStyle = colour("--ink-3");
      ctx.textAlign = "left";
      ctx.textBaseline = "alphabetic";
      ctx.lineWidth = 3 * unit;
      ctx.strokeStyle = colour("--panel");
      ctx.strokeText(label, bbox.left + 4 * unit, bbox.top + bbox.height - 6 * unit);
      ctx.fillText(label, bbox.left + 4 * unit, bbox.top + bbox.height - 6 * unit);
    }
    if (this.host.last) this.draw_marks(plot, unit);
    ctx.restore();
  }

  private draw_marks(plot: uPlot, unit: number): void {
    const [from, to] = this.host.range();
    plot.ctx.fillStyle = colour("--attn");
    for (const index of this.host.marked()) {
      if (index < from || index > to) continue;
      const x = plot.valToPos(index, "x", true);
      const y = plot.bbox.top + plot.bbox.height;
      plot.ctx.beginPath();
      plot.ctx.moveTo(x, y - 4 * unit);
      plot.ctx.lineTo(x + 4 * unit, y);
      plot.ctx.lineTo(x, y + 4 * unit);
      plot.ctx.lineTo(x - 4 * unit, y);
      plot.ctx.fill();
    }
  }
}
