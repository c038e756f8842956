/** Section 2: equity against the benchmark, drawdown below, and the worst of them. */
import { useMemo, useState } from "preact/hooks";
import * as format from "../../model/format";
import { clamped_range, LineChart, type Range } from "../../parts/line_chart";
import type { Pane } from "../../parts/plot_pane";
import { Segments, Signed } from "../../parts/small";
import type { Drawdown } from "./data";
import { use_report, type Curve, type Report } from "./decoded";
import { EquityTable, WorstDrawdowns } from "./equity_side";
import { bar_at } from "./price_data";
import { month_index } from "../../model/time";

type Scale = "money" | "percent" | "log";

const PERIODS = [
  { label: "3M", months: 3 },
  { label: "6M", months: 6 },
  { label: "1Y", months: 12 },
  { label: "All", months: 0 },
];

/**
 * Return, benchmark and worst drawdown of a visible period; the first point's base is the close
 * before it.
 */
export function in_view(
  curve: Curve,
  [from, to]: Range,
  capital: number,
): {
  strategy: number;
  benchmark: number | null;
  drawdown: number;
} {
  const base = (values: number[]): number => (from > 0 ? values[from - 1]! : capital);
  let peak = base(curve.strategy);
  let drawdown = 0;
  for (let i = from; i <= to; ++i) {
    peak = Math.max(peak, curve.strategy[i]!);
    drawdown = Math.min(drawdown, curve.strategy[i]! / peak - 1);
  }
  return {
    strategy: curve.strategy[to]! / base(curve.strategy) - 1,
    drawdown,
    benchmark: curve.benchmark && curve.benchmark[to]! / base(curve.benchmark) - 1,
  };
}

function panes_of(report: Report, scale: Scale): Pane[] {
  const { curve, money, document } = report;
  const capital = Number(document.run.capital);
  const view = (values: number[]): number[] =>
    scale === "percent" ? values.map((value) => value / capital - 1) : values;
  const bench_name = "benchmark";
  return [
    {
      height: 300,
      phone_height: 200,
      log: scale === "log",
      axis_text: scale === "percent" ? (v) => format.percent(v, { decimals: 0 }) : money.short,
      series: [
        ...(curve.benchmark
          ? [
              {
                name: bench_name,
                values: view(curve.benchmark),
                token: "--c-bench",
                dash: [4, 3],
                width: 1.3,
              },
            ]
          : []),
        {
          name: "strategy",
          values: view(curve.strategy),
          token: "--c-line",
          ...(scale === "log" ? {} : { fill: { token: "--c-line", opacity: 0.08 } }),
        },
      ],
    },
    {
      label: "Drawdown",
      height: 100,
      phone_height: 78,
      up_to_zero: true,
      axis_text: (v) => format.percent(v, { decimals: 0 }),
      series: [
        ...(curve.benchmark_drawdown
          ? [
              {
                name: "drawdown, benchmark",
                values: curve.benchmark_drawdown,
                token: "--c-bench",
                dash: [4, 3],
                width: 1.2,
              },
            ]
          : []),
        {
          name: "drawdown",
          values: curve.drawdown,
          token: "--loss-fill",
          width: 1.3,
          fill: { token: "--loss-fill", opacity: 0.16 },
        },
      ],
    },
  ];
}

/** Index of the first session within the last so many months. */
function months_back(report: Report, months: number): number {
  const { times } = report.curve;
  const month = (i: number): number => month_index(times[i]!, report.time.offset(times[i]!));
  const last = times.length - 1;
  const wanted = month(last) - months;
  const first = times.findIndex((_, i) => month(i) > wanted);
  return Math.max(0, first);
}

function finding(report: Report): string {
  const { curve, money, document, time } = report;
  const worst = curve.drawdown.reduce((at, value, i) => (value < curve.drawdown[at]! ? i : at), 0);
  return (
    `Equity from ${money.short(document.run.capital)} to ${money.short(curve.strategy.at(-1))}, ` +
    `worst drawdown ${format.percent(curve.drawdown[worst])} on ${time.date(curve.times[worst]!)}.`
  );
}

export function EquitySection() {
  const report = use_report();
  const { curve, document, money, time } = report;
  const last = curve.times.length - 1;
  const [scale, set_scale] = useState<Scale>("money");
  const [range, set_range] = useState<Range>([0, last]);
  const [period, set_period] = useState(0);
  const [table, set_table] = useState(false);
  const [hovered, hover] = useState<Drawdown | null>(null);
  const panes = useMemo(() => panes_of(report, scale), [report, scale]);
  const marked = useMemo(() => {
    const days = new Set(document.run.special_sessions.map((each) => each.day));
    return curve.times.flatMap((t, i) =>
      days.has(Math.floor((t + time.offset(t)) / 86_400)) ? [i] : [],
    );
  }, [report]);
  const value = (v: number): string =>
    scale === "percent" ? format.percent(v / Number(document.run.capital) - 1) : money.whole(v);
  const choose_period = (months: number): void => {
    set_period(months);
    set_range(clamped_range(months ? months_back(report, months) : 0, last, curve.times.length));
  };
  const choose_range = (next: Range): void => {
    set_period(next[0] === 0 && next[1] === last ? 0 : -1);
    set_range(next);
  };
  const view = in_view(curve, range, Number(document.run.capital));
  const point = (i: number): string => time.date(curve.times[i]!);
  const index_of = (seconds: number | null): number =>
    seconds === null ? 0 : bar_at(curve.times, seconds);
  const band = hovered && {
    from: index_of(hovered.peak),
    to: hovered.recovered === null ? last : index_of(hovered.recovered),
  };
  const special = (i: number): string | undefined =>
    marked.includes(i)
      ? document.run.special_sessions.find(
          (each) =>
            each.day === Math.floor((curve.times[i]! + time.offset(curve.times[i]!)) / 86_400),
        )?.label
      : undefined;
  return (
    <section id="equity" class="beside" aria-labelledby="equity-title">
      <div
        class="card"
        onKeyDown={(event) =>
          event.key === "t" && (event.target as Element).closest(".chart") && set_table(true)
        }
      >
        <header>
          <h2 id="equity-title">Equity and drawdown</h2>
          <span class="spread" />
          <Segments
            label="Scale"
            value={scale}
            choose={set_scale}
            choices={[
              {
                value: "money",
                label: document.run.currency.sign.trim(),
                name: `In ${document.run.currency.code}`,
              },
              { value: "percent", label: "%", name: "In percent" },
              { value: "log", label: "Log" },
            ]}
          />
          <Segments
            label="Period"
            value={period}
            choose={choose_period}
            choices={PERIODS.map(({ label, months }) => ({ label, value: months }))}
          />
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
          <EquityTable range={range} />
        ) : (
          <div class="pad">
            <LineChart
              label={finding(report)}
              clock={{ times: curve.times, offset: time.offset }}
              panes={panes}
              range={range}
              set_range={choose_range}
              band={band}
              marked={marked}
              spoken={(i) =>
                `${point(i)}, strategy ${value(curve.strategy[i]!)}, drawdown ${format.percent(curve.drawdown[i])}`
              }
              readout={(i) => (
                <>
                  <span class="number">
                    {point(i)}
                    {special(i) && <span class="attention"> ◆ {special(i)}</span>}
                  </span>
                  <span>
                    <i class="key-line" />
                    strategy <b class="number">{value(curve.strategy[i]!)}</b>
                  </span>
                  {curve.benchmark && (
                    <span>
                      <i class="key-line bench" />
                      benchmark <b class="number">{value(curve.benchmark[i]!)}</b>
                    </span>
                  )}
                  <span>
                    <i class="key-line down" />
                    drawdown <b class="number">{format.percent(curve.drawdown[i])}</b>
                  </span>
                </>
              )}
            />
            <div class="readout foot">
              <span class="aside">In view, {money.count(range[1] - range[0] + 1)} sessions</span>
              <span>
                strategy <Signed value={view.strategy} text={format.percent(view.strategy)} />
              </span>
              {view.benchmark !== null && (
                <span>
                  benchmark <Signed value={view.benchmark} text={format.percent(view.benchmark)} />
                </span>
              )}
              <span>
                max drawdown <Signed value={view.drawdown} text={format.percent(view.drawdown)} />
              </span>
              <span class="aside wide-only screen-only">drag to zoom, double click for all</span>
            </div>
            {document.run.benchmark && <p class="note">Benchmark: {document.run.benchmark}.</p>}
            {document.equity.thinned && <p class="note">{document.equity.thinned.note}</p>}
          </div>
        )}
      </div>
      <WorstDrawdowns hover={hover} />
    </section>
  );
}
