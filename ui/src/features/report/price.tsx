/**
 * Section 3: bars, the strategy's own lines and every trade; a backtest is believed trade by trade.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import * as format from "../../model/format";
import { colours_changed } from "../../model/appearance";
import { Navigator } from "../../parts/navigator";
import { PriceChart } from "../../parts/price_chart";
import { Segments } from "../../parts/small";
import type { ReportDocument } from "./data";
import { use_report } from "./decoded";
import { OrderPanel } from "./order_panel";
import type { OrderRow } from "./order_rows";
import { decode_bars, type Bars } from "./price_data";
import {
  entry_place,
  exit_place,
  hollow_marks,
  places_of,
  price_view,
  trade_marks,
  type Places,
} from "./price_view";
import { BarTableView, PriceReadout } from "./price_numbers";
import { TradePanel } from "./trade_panel";
import { price_of } from "./trades";
import type { TradeRow } from "./trade_rows";
import { window_words } from "./window_words";

const MOST_TABS = 8;
const PRINT_SIZE: [number, number] = [690, 300];

/** The raw window that holds the whole trade, if the run's bars are joined and there is one. */
function window_for(whole: Bars, trade: TradeRow | null, document: ReportDocument): Bars | null {
  for (const table of trade ? (whole.table.windows ?? []) : []) {
    const window = decode_bars(table, document, true);
    if (window.times[0]! <= trade!.entry_time && trade!.exit_time <= window.times.at(-1)!)
      return window;
  }
  return null;
}

export function PriceSection({
  trade,
  order,
  choose,
}: {
  trade: TradeRow | null;
  /** An order that no trade shows; it stands in the trade's place. */
  order: OrderRow | null;
  choose: (trade: TradeRow) => void;
}) {
  const report = use_report();
  const { document, trades } = report;
  const tables = document.price!.tables;
  const chosen = order ?? trade;
  const first = tables.some((table) => table.instrument === trade?.instrument)
    ? trade!.instrument
    : tables[0]!.instrument;
  const [instrument, set_instrument] = useState(first);
  const decoded = useMemo(() => new Map<number, Bars>(), [document]);
  const bars_of = (index: number): Bars => {
    const known =
      decoded.get(index) ??
      decode_bars(
        tables.find((table) => table.instrument === index)!,
        document,
      );
    decoded.set(index, known);
    return known;
  };
  useEffect(() => {
    if (chosen && tables.some((table) => table.instrument === chosen.instrument))
      set_instrument(chosen.instrument);
  }, [chosen]);
  const order_here = order?.instrument === instrument ? order : null;
  const shown = !order && trade?.instrument === instrument ? trade : null;
  const own = trades.filter((each) => each.instrument === instrument);
  const step = (by: number): void => {
    const at = shown ? own.indexOf(shown) : by > 0 ? -1 : own.length;
    const next = own[(at + by + own.length) % own.length];
    if (next) choose(next);
  };
  const pick = (index: number): void => {
    set_instrument(index);
    const last = trades.filter((each) => each.instrument === index).at(-1);
    if (last) choose(last);
  };
  return (
    <section id="price" class="beside" aria-labelledby="price-title">
      <PriceCard
        key={instrument}
        bars={bars_of(instrument)}
        selected={shown}
        order={order_here}
        step={own.length ? step : undefined}
        tabs={
          tables.length > 1 ? (
            <InstrumentTabs
              tables={tables.map((table) => table.instrument)}
              value={instrument}
              pick={pick}
            />
          ) : null
        }
      />
      {order_here ? <OrderPanel order={order_here} /> : <TradePanel trade={shown} />}
    </section>
  );
}

function InstrumentTabs({
  tables,
  value,
  pick,
}: {
  tables: number[];
  value: number;
  pick: (index: number) => void;
}) {
  const { document } = use_report();
  const symbol = (index: number): string => document.instruments[index]!.symbol;
  if (tables.length <= MOST_TABS) {
    return (
      <Segments
        label="Instrument"
        value={value}
        choose={pick}
        choices={tables.map((index) => ({ value: index, label: symbol(index) }))}
      />
    );
  }
  return (
    <select
      class="button"
      aria-label="Instrument"
      value={value}
      onChange={(event) => pick(Number(event.currentTarget.value))}
    >
      {tables.map((index) => (
        <option key={index} value={index}>
          {symbol(index)}
        </option>
      ))}
    </select>
  );
}

interface PriceCardProps {
  bars: Bars;
  selected: TradeRow | null;
  order: OrderRow | null;
  step: ((by: number) => void) | undefined;
  tabs: preact.ComponentChildren;
}

function PriceCard({ bars: whole, selected, order, step, tabs }: PriceCardProps) {
  const report = use_report();
  const { document, trades, time } = report;
  const window = useMemo(() => window_for(whole, selected, document), [whole, selected]);
  const [wide, set_wide] = useState(false);
  useEffect(() => set_wide(false), [selected]);
  const bars = wide ? whole : (window ?? whole);
  const places = useMemo(() => places_of(bars), [bars]);
  const view = useMemo(() => price_view(report, bars, places), [bars, places]);
  const [table, set_table] = useState(false);
  const [unfilled, set_unfilled] = useState(false);
  const [cursor, set_cursor] = useState<number | null>(null);
  const [range, set_range] = useState<[number, number]>([0, places.bar.length - 1]);
  const [spoken, speak] = useState("");
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<PriceChart | null>(null);
  const hollow = useMemo(() => hollow_marks(report, bars, places, order), [bars, places, order]);
  const has_unfilled = hollow.some((mark) => !mark.selected);
  const marks = useMemo(
    () => trade_marks(bars, places, trades, selected),
    [bars, places, selected],
  );

  useLayoutEffect(() => {
    if (table) return;
    const made = new PriceChart(host.current!, {
      on_cursor: set_cursor,
      on_range: (from, to) => set_range([from, to]),
    });
    chart.current = made;
    made.show(view);
    const stop = colours_changed.subscribe(() => made.recolour());
    const to_paper = (): void => made.resize(...PRINT_SIZE);
    const to_screen = (): void => made.follow_size();
    addEventListener("beforeprint", to_paper);
    addEventListener("afterprint", to_screen);
    return () => {
      removeEventListener("beforeprint", to_paper);
      removeEventListener("afterprint", to_screen);
      stop();
      made.destroy();
      chart.current = null;
    };
  }, [view, table]);
  useEffect(() => {
    chart.current?.show_overlay({
      trades: marks,
      hollow: hollow.filter((mark) => unfilled || mark.selected),
      gaps: places.gaps,
    });
  }, [marks, hollow, unfilled, view, table]);
  useEffect(() => {
    const mark = hollow.find((each) => each.selected);
    if (mark) chart.current?.set_range(...range_around(places, mark.at, mark.at));
    else if (selected && !wide) chart.current?.set_range(...trade_range(bars, places, selected));
    else chart.current?.show_all();
  }, [selected, order, view, table]);

  const count = places.bar.length;
  const clamp = (place: number): number => Math.max(0, Math.min(count - 1, Math.round(place)));
  const at = clamp(cursor ?? Math.min(range[1], count - 1));
  const on_key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const size = event.shiftKey ? 10 : 1;
    const moves: Record<string, number> = {
      ArrowLeft: at - size,
      ArrowRight: at + size,
      Home: clamp(range[0]),
      End: clamp(range[1]),
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const to = clamp(move);
      if (to > range[1] || to < range[0]) chart.current?.pan(to > range[1] ? 0.5 : -0.5);
      set_cursor(to);
      chart.current?.point_at(to);
      speak(bar_words(to));
    } else if (event.key === "+" || event.key === "=") chart.current?.zoom(0.6, at);
    else if (event.key === "-") chart.current?.zoom(1.7, at);
    else if (event.key === "0") chart.current?.show_all();
    else if (event.key === "t") set_table(true);
    else return;
    event.preventDefault();
  };
  const bar_words = (place: number): string => {
    const bar = places.bar[place]!;
    if (bar < 0) return places.gap_text.get(place)!;
    const price = (value: number): string => price_of(report, bars.table.instrument, value);
    const { open, high, low, close } = bars;
    const parts = Object.entries({ open, high, low, close }).map(
      ([name, values]) => `${name} ${price(values[bar]!)}`,
    );
    return `${time.minute(bars.times[bar]!)}, ${parts.join(", ")}`;
  };
  const symbol = document.instruments[bars.table.instrument]!.symbol;
  const date = (place: number): string => {
    const bar = places.bar[clamp(place)]!;
    return bar < 0 ? "gap" : time.minute(bars.times[bar]!);
  };
  return (
    <div class="card">
      <header>
        <h2 id="price-title">Price and trades</h2>
        {tabs}
        <span class="spread" />
        {has_unfilled && (
          <button
            type="button"
            class="button quiet"
            aria-pressed={unfilled}
            onClick={() => set_unfilled(!unfilled)}
          >
            △ Unfilled
          </button>
        )}
        <div class="segments" role="group" aria-label="Zoom">
          <button type="button" aria-label="Zoom in" onClick={() => chart.current?.zoom(0.6)}>
            +
          </button>
          <button type="button" aria-label="Zoom out" onClick={() => chart.current?.zoom(1.7)}>
            −
          </button>
          <button type="button" onClick={() => chart.current?.show_all()}>
            {bars.is_window ? "Window" : "All"}
          </button>
          {window && (
            <button
              type="button"
              aria-pressed={wide}
              title="Bars of the whole run, some joined into one"
              onClick={() => set_wide(!wide)}
            >
              Whole run
            </button>
          )}
        </div>
        {step && (
          <div class="segments" role="group" aria-label="Trade">
            <button type="button" aria-label="Previous trade" onClick={() => step(-1)}>
              ‹ trade
            </button>
            <button type="button" aria-label="Next trade" onClick={() => step(1)}>
              ›
            </button>
          </div>
        )}
        <button
          type="button"
          class="button quiet"
          aria-pressed={table}
          onClick={() => set_table(!table)}
        >
          Table
        </button>
      </header>
      {table ? (
        <BarTableView bars={bars} />
      ) : (
        <div class="pad">
          <PriceReadout bars={bars} places={places} place={at} />
          <div
            class="chart"
            role="img"
            tabIndex={0}
            onKeyDown={on_key}
            onBlur={() => {
              set_cursor(null);
              chart.current?.point_at(null);
            }}
            aria-label={
              `${symbol}: ${format.bars(bars.times.length)} with ${marks.length} trades. ` +
              "Arrow keys read bars, plus and minus zoom, t shows the table."
            }
          >
            <div class="plot price-plot" ref={host} />
          </div>
          <Navigator
            low={view.points.map((point) => point?.low ?? null)}
            high={view.points.map((point) => point?.high ?? null)}
            trades={marks}
            range={range}
            range_text={`${date(range[0])} to ${date(range[1])}`}
            move_to={(middle) =>
              chart.current?.set_range(
                middle - (range[1] - range[0]) / 2,
                middle + (range[1] - range[0]) / 2,
              )
            }
          />
          <div class="unseen" aria-live="polite">
            {spoken}
          </div>
          {bars.is_window && <p class="note">{window_words(report, bars)}</p>}
          {bars.table.thinned && <p class="note">{bars.table.thinned.note}</p>}
        </div>
      )}
    </div>
  );
}

function trade_range(bars: Bars, places: Places, trade: TradeRow): [number, number] {
  return range_around(places, entry_place(bars, places, trade), exit_place(bars, places, trade));
}

/** The stretch with about as much before and after, as far as there are bars. */
function range_around(places: Places, from: number, to: number): [number, number] {
  const least = innerWidth < 640 ? 50 : 120;
  const margin = Math.max((least - (to - from)) / 2, (to - from) * 0.35);
  const count = places.bar.length;
  const edge = count * (innerWidth < 640 ? 0.08 : 0.03); // room for the first label of the axis
  return [Math.max(-edge, from - margin), Math.min(count, to + margin)];
}
