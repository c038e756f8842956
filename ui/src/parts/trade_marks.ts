/**
 * What lies over the price bars: the entry-to-exit line of each trade, the band of the selected
 * one, hatching where bars are missing, and hollow marks of orders that never filled. Drawn as one
 * primitive of the chart.
 */
import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
  SeriesAttachedParameter,
  Time,
} from "lightweight-charts";
import { colour } from "../model/appearance";

export interface TradeMark {
  /** Positions on the index axis. */
  from: number;
  to: number;
  entry: number;
  exit: number;
  long: boolean;
  won: boolean;
  selected: boolean;
}

export interface HollowMark {
  at: number;
  price: number;
  buy: boolean;
  selected: boolean;
}
export interface Overlay {
  trades: TradeMark[];
  hollow: HollowMark[];
  /** Stretches without bars, on the index axis. */
  gaps: { from: number; to: number }[];
}

interface Scale {
  x: (index: number) => number | null;
  y: (price: number) => number | null;
}

type Target = Parameters<IPrimitivePaneRenderer["draw"]>[0];

const MARK_PX = 5;
const BAND_PX = 10;

export class TradeMarks implements ISeriesPrimitive<Time> {
  private attached_to: SeriesAttachedParameter<Time> | undefined;
  private overlay: Overlay = { trades: [], hollow: [], gaps: [] };

  show(overlay: Overlay): void {
    this.overlay = overlay;
    this.attached_to?.requestUpdate();
  }

  attached(parameters: SeriesAttachedParameter<Time>): void {
    this.attached_to = parameters;
  }

  detached(): void {
    this.attached_to = undefined;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return [
      {
        zOrder: () => "bottom",
        renderer: () => ({
          draw: (target) => this.paint(target, (c, s, h) => this.draw_under(c, s, h)),
        }),
      },
      {
        zOrder: () => "top",
        renderer: () => ({ draw: (target) => this.paint(target, (c, s) => this.draw_over(c, s)) }),
      },
    ];
  }

  private scale(): Scale | undefined {
    if (!this.attached_to) return undefined;
    const axis = this.attached_to.chart.timeScale();
    const series = this.attached_to.series as ISeriesApi<"Candlestick">;
    return {
      x: (index) => axis.logicalToCoordinate(index as never),
      y: (price) => series.priceToCoordinate(price),
    };
  }

  private paint(
    target: Target,
    draw: (context: CanvasRenderingContext2D, scale: Scale, height: number) => void,
  ): void {
    const scale = this.scale();
    if (!scale) return;
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      context.save();
      draw(context, scale, mediaSize.height);
      context.restore();
    });
  }

  private draw_under(context: CanvasRenderingContext2D, scale: Scale, height: number): void {
    for (const trade of this.overlay.trades) {
      if (!trade.selected) continue;
      const [from, to] = [scale.x(trade.from), scale.x(trade.to)];
      if (from === null || to === null) continue;
      context.globalAlpha = 0.08;
      context.fillStyle = colour("--accent");
      context.fillRect(from, 0, Math.max(3, to - from), height);
    }
    for (const mark of this.overlay.hollow) {
      const x = mark.selected ? scale.x(mark.at) : null;
      if (x === null) continue;
      context.globalAlpha = 0.16;
      context.fillStyle = colour("--accent");
      context.fillRect(x - BAND_PX / 2, 0, BAND_PX, height);
    }
    context.globalAlpha = 0.5;
    context.strokeStyle = colour("--edge");
    for (const gap of this.overlay.gaps) {
      const [from, to] = [scale.x(gap.from), scale.x(gap.to)];
      if (from !== null && to !== null) hatch(context, from, Math.max(to, from + 3), height);
    }
  }

  private draw_over(context: CanvasRenderingContext2D, scale: Scale): void {
    for (const trade of this.overlay.trades) {
      const [x0, y0, x1, y1] = [
        scale.x(trade.from),
        scale.y(trade.entry),
        scale.x(trade.to),
        scale.y(trade.exit),
      ];
      if (x0 === null || y0 === null || x1 === null || y1 === null) continue;
      context.strokeStyle = colour(trade.won ? "--gain" : "--loss");
      context.lineWidth = trade.selected ? 2.2 : 1.4;
      context.setLineDash(trade.selected ? [] : [4, 3]);
      context.beginPath();
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
      context.stroke();
    }
    context.setLineDash([]);
    context.lineWidth = 1.4;
    for (const mark of this.overlay.hollow) {
      const [x, y] = [scale.x(mark.at), scale.y(mark.price)];
      if (x === null || y === null) continue;
      const way = mark.buy ? 1 : -1;
      context.strokeStyle = colour(mark.buy ? "--buy" : "--sell");
      context.beginPath();
      context.moveTo(x, y - way * MARK_PX);
      context.lineTo(x + MARK_PX, y + way * MARK_PX);
      context.lineTo(x - MARK_PX, y + way * MARK_PX);
      context.closePath();
      context.stroke();
    }
  }
}

function hatch(context: CanvasRenderingContext2D, from: number, to: number, height: number): void {
  context.save();
  context.beginPath();
  context.rect(from, 0, to - from, height);
  context.clip();
  context.beginPath();
  for (let x = from - height; x < to; x += 8) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.restore();
}
