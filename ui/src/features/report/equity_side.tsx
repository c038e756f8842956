/** The numbers behind the equity chart, and the worst drawdowns beside it. */
import { useMemo } from "preact/hooks";
import * as format from "../../model/format";
import { month_index } from "../../model/time";
import { DataTable } from "../../parts/data_table";
import type { Range } from "../../parts/line_chart";
import { Signed, Tag } from "../../parts/small";
import type { Drawdown } from "./data";
import { figure_text, tone, use_report } from "./decoded";

export function EquityTable({ range }: { range: Range }) {
  const { curve, money, time } = use_report();
  const rows = useMemo(() => {
    const all = Array.from({ length: range[1] - range[0] + 1 }, (_, i) => range[0] + i);
    if (all.length < 500) return all.reverse();
    const month = (i: number): number => month_index(curve.times[i]!, time.offset(curve.times[i]!));
    return all.filter((i) => i === range[1] || month(i) !== month(i + 1)).reverse();
  }, [curve, range]);
  const every = rows.length === range[1] - range[0] + 1;
  return (
    <DataTable
      name="Equity"
      rows={rows}
      row_id={String}
      file="equity_view.csv"
      foot={() =>
        `${every ? "Every session close" : "Month ends"} of the visible period, newest first.`
      }
      columns={[
        {
          id: "date",
          header: every ? "Session" : "Month end",
          value: (i) => curve.times[i]!,
          text: (i) => time.cell(curve.times[i]!),
          cell: (i) => time.cell(curve.times[i]!),
        },
        {
          id: "strategy",
          header: "Strategy",
          align: "right",
          value: (i) => curve.strategy[i]!,
          cell: (i) => money.whole(curve.strategy[i]),
        },
        ...(curve.benchmark
          ? [
              {
                id: "benchmark",
                header: "Benchmark",
                align: "right" as const,
                value: (i: number) => curve.benchmark![i]!,
                cell: (i: number) => money.whole(curve.benchmark![i]),
              },
            ]
          : []),
        {
          id: "drawdown",
          header: "Drawdown",
          align: "right",
          value: (i) => curve.drawdown[i]!,
          cell: (i) => (
            <Signed value={curve.drawdown[i]!} text={format.percent(curve.drawdown[i])} />
          ),
        },
      ]}
    />
  );
}

const RISK_FIGURES = [
  "volatility",
  "max_drawdown_sessions",
  "calmar",
  "alpha",
  "beta",
  "turnover",
  "best_session",
  "worst_session",
];

export function WorstDrawdowns({ hover }: { hover: (drawdown: Drawdown | null) => void }) {
  const { document, figures, money, time } = use_report();
  const shown = RISK_FIGURES.map((id) => figures.get(id)).filter((figure) => figure !== undefined);
  return (
    <div class="card">
      <header>
        <h2>Worst drawdowns</h2>
        <span class="spread" />
        <span class="sub">in sessions</span>
      </header>
      {document.drawdowns.length === 0 ? (
        <p class="nothing">Equity never closed below its peak.</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Peak</th>
                <th scope="col" class="right">
                  Depth
                </th>
                <th scope="col" class="right">
                  Down
                </th>
                <th scope="col" class="right">
                  Back
                </th>
              </tr>
            </thead>
            <tbody>
              {document.drawdowns.map((each) => (
                <tr
                  key={each.trough}
                  tabIndex={0}
                  onPointerEnter={() => hover(each)}
                  onPointerLeave={() => hover(null)}
                  onFocus={() => hover(each)}
                  onBlur={() => hover(null)}
                >
                  <td>{each.peak === null ? "start" : time.cell(each.peak)}</td>
                  <td class="right">
                    <Signed value={each.depth} text={format.percent(each.depth)} />
                  </td>
                  <td class="right">{money.count(each.sessions_down)}</td>
                  <td class="right">
                    {each.recovered === null ? (
                      <Tag tone="attention">open</Tag>
                    ) : (
                      money.count(each.sessions_back)
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <dl class="facts pad under-table">
        {shown.flatMap((figure) => [
          <dt key={figure.id}>{figure.label}</dt>,
          <dd key={`${figure.id}-value`}>
            <span class={`number ${tone(figure.value, figure.unit)}`}>
              {figure_text(figure.value, figure.unit, money)}
            </span>
            {figure.benchmark !== undefined && figure.benchmark !== null && (
              <span class="aside">
                {" "}
                bench{" "}
                {figure_text(
                  figure.benchmark,
                  figure.unit === "sessions" ? "count" : figure.unit,
                  money,
                )}
              </span>
            )}
          </dd>,
        ])}
      </dl>
    </div>
  );
}
