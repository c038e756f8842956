/**
 * Price bars with volume, the strategy's lines and its trades: lightweight-charts under our rules.
 */
import {
  CandlestickSeries,
  ColorType,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  LineStyle,
  TickMarkType,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import { colour } from "../model/appearance";
import { MONTHS } from "../model/time";
import { TradeMarks, type Overlay } from "./trade_marks";

export interface PricePoint {
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number | null;
}

/**
 * Everything on the index axis; a null point is an empty place (missing bars). Times are wall-clock
 * seconds.
 */
export interface PriceView {
  times: number[];
  points: (PricePoint | null)[];
  lines: { name: string; token: string; values: (number | null)[] }[];
  overlay: Overlay;
  decimals: number;
  price_text: (value: number) => string;
}

interface PriceHost {
  on_cursor: (index: number | null) => void;
  on_range: (from: number, to: number) => void;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Axis labels: the larger unit where it changes. */
function tick_text(time: Time, kind: TickMarkType): string {
  const date = new Date(Number(time) * 1000);
  if (kind === TickMarkType.Year) return String(date.getUTCFullYear());
  if (kind === TickMarkType.Month) return MONTHS[date.getUTCMonth()]!;
  if (kind === TickMarkType.DayOfMonth) return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

export class PriceChart {
  private readonly chart: IChartApi;
  private readonly bars: ISeriesApi<"Candlestick">;
  private readonly volume: ISeriesApi<"Histogram">;
  private readonly marks = new TradeMarks();
  private readonly arrows: ISeriesMarkersPluginApi<Time>;
  private lines: ISeriesApi<"Line">[] = [];
  private view: PriceView | undefined;

  constructor(element: HTMLElement, host: PriceHost) {
    this.chart = createChart(element, {
      autoSize: true,
      layout: { attributionLogo: false, fontSize: 11 },
      rightPriceScale: {
        borderVisible: false,
        scaleMargins: { top: 0.08, bottom: 0.2 },
        minimumWidth: 64,
      },
      timeScale: {
        borderVisible: false,
        tickMarkFormatter: tick_text,
        timeVisible: true,
        minBarSpacing: 0.05,
        rightOffset: 2,
      },
      handleScroll: {
        mouseWheel: false,
        pressedMouseMove: true,
        horzTouchDrag: true,
        vertTouchDrag: false,
      },
      handleScale: {
        mouseWheel: false,
        pinch: true,
        axisPressedMouseMove: false,
        axisDoubleClickReset: true,
      },
      crosshair: {
        vertLine: { labelVisible: false, style: LineStyle.Dashed },
        horzLine: { style: LineStyle.Dashed },
      },
    });
    this.volume = this.chart.addSeries(HistogramSeries, {
      priceScaleId: "volume",
      priceFormat: { type: "volume" },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.chart
      .priceScale("volume")
      .applyOptions({ scaleMargins: { top: 0.86, bottom: 0 }, visible: false });
    this.bars = this.chart.addSeries(CandlestickSeries, {
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.bars.attachPrimitive(this.marks);
    this.arrows = createSeriesMarkers(this.bars, []);
    this.chart.subscribeCrosshairMove((event) => {
      host.on_cursor(event.point && event.logical !== undefined ? Math.round(event.logical) : null);
    });
    this.chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range) host.on_range(range.from, range.to);
    });
    element.addEventListener("wheel", (event) => this.on_wheel(event), { passive: false });
    element.addEventListener("dblclick", () => this.show_all());
  }

  destroy(): void {
    this.chart.remove();
  }

  show(view: PriceView): void {
    this.view = view;
    const { times, points } = view;
    const time = (i: number): UTCTimestamp => times[i] as UTCTimestamp;
    this.bars.setData(
      points.map((point, i) =>
        point
          ? {
              time: time(i),
              open: point.open,
              high: point.high,
              low: point.low,
              close: point.close,
            }
          : { time: time(i) },
      ),
    );
    this.volume.setData(
      points.map((point, i) =>
        point?.volume == null ? { time: time(i) } : { time: time(i), value: point.volume },
      ),
    );
    this.bars.applyOptions({
      priceFormat: { type: "custom", formatter: view.price_text, minMove: 10 ** -view.decimals },
    });
    for (const line of this.lines) this.chart.removeSeries(line);
    this.lines = view.lines.map((line) => {
      const series = this.chart.addSeries(LineSeries, {
        lineWidth: 1,
        lastValueVisible: false,
        priceLineVisible: false,
        crosshairMarkerVisible: false,
      });
      series.setData(
        line.values.map((value, i) =>
          value === null ? { time: time(i) } : { time: time(i), value },
        ),
      );
      return series;
    });
    this.show_overlay(view.overlay);
    this.recolour();
  }

  show_overlay(overlay: Overlay): void {
    if (!this.view) return;
    this.view = { ...this.view, overlay };
    this.marks.show(overlay);
    this.arrows.setMarkers(this.arrow_marks(overlay));
  }

  /** Takes the present theme's colours. */
  recolour(): void {
    this.chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: "transparent" },
        textColor: colour("--c-axis"),
        fontFamily: colour("--font-ui"),
      },
      grid: {
        vertLines: { color: colour("--c-grid"), style: LineStyle.SparseDotted },
        horzLines: { color: colour("--c-grid") },
      },
      crosshair: {
        vertLine: { color: colour("--c-cross") },
        horzLine: { color: colour("--c-cross"), labelBackgroundColor: colour("--ink") },
      },
    });
    this.bars.applyOptions({
      upColor: colour("--panel"),
      downColor: colour("--c-down"),
      borderUpColor: colour("--c-up"),
      borderDownColor: colour("--c-down"),
      wickUpColor: colour("--c-up"),
      wickDownColor: colour("--c-down"),
    });
    this.volume.applyOptions({ color: colour("--c-vol") });
    this.lines.forEach((line, i) =>
      line.applyOptions({ color: colour(this.view!.lines[i]!.token) }),
    );
    if (this.view) this.show_overlay(this.view.overlay);
  }

  set_range(from: number, to: number): void {
    this.chart.timeScale().setVisibleLogicalRange({ from, to });
  }

  range(): [number, number] {
    const range = this.chart.timeScale().getVisibleLogicalRange();
    return range ? [range.from, range.to] : [0, 0];
  }

  show_all(): void {
    this.set_range(-0.5, (this.view?.times.length ?? 1) - 0.5);
  }

  /** Factor under one zooms in, about the middle of the view. */
  zoom(factor: number, about?: number): void {
    const [from, to] = this.range();
    const middle = about ?? (from + to) / 2;
    const width = Math.max(10, (to - from) * factor);
    const count = this.view?.times.length ?? 1;
    if (width >= count) this.show_all();
    else
      this.set_range(
        middle - ((middle - from) / (to - from)) * width,
        middle + ((to - middle) / (to - from)) * width,
      );
  }

  pan(share: number): void {
    const [from, to] = this.range();
    this.set_range(from + (to - from) * share, to + (to - from) * share);
  }

  point_at(index: number | null): void {
    const point = index === null ? null : this.view?.points[index];
    if (index === null || !point) this.chart.clearCrosshairPosition();
    else
      this.chart.setCrosshairPosition(
        point.close,
        this.view!.times[index] as UTCTimestamp,
        this.bars,
      );
  }

  /** Paper: a fixed size, drawn at once. */
  resize(width: number, height: number): void {
    this.chart.applyOptions({ autoSize: false });
    this.chart.resize(width, height, true);
  }

  follow_size(): void {
    this.chart.applyOptions({ autoSize: true });
  }

  private on_wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const left = (event.currentTarget as HTMLElement).getBoundingClientRect().left;
    const about = this.chart.timeScale().coordinateToLogical(event.clientX - left);
    this.zoom(event.deltaY > 0 ? 1.25 : 0.8, about ?? undefined);
  }

  /** One arrow a bar and side: where bars are joined, the trades of one would pile up. */
  private arrow_marks(overlay: Overlay): SeriesMarker<Time>[] {
    const time = (i: number): Time => this.view!.times[i] as UTCTimestamp;
    const arrows = new Map<string, SeriesMarker<Time>>();
    const add = (at: number, buy: boolean, big: boolean): void => {
      const key = `${at} ${buy}`;
      if (arrows.has(key) && !big) return;
      arrows.set(key, {
        time: time(at),
        position: buy ? "belowBar" : "aboveBar",
        shape: buy ? "arrowUp" : "arrowDown",
        color: colour(buy ? "--buy" : "--sell"),
        size: big ? 1.4 : 0.9,
      });
    };
    for (const trade of overlay.trades) {
      add(trade.from, trade.long, trade.selected);
      add(trade.to, !trade.long, trade.selected);
    }
    return [...arrows.values()].sort((a, b) => Number(a.time) - Number(b.time));
  }
}
