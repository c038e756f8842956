/** Section 10: from gross to net by kind, uncut, and each line with its rule. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import * as format from "../../model/format";
import type { Costs } from "./data";
import { use_report } from "./decoded";

interface Step {
  name: string;
  value: number;
  kind: "total" | "cost";
}

/** Gross, then each cost that is not zero downwards, then net. */
export function steps_of(costs: Costs): Step[] {
  return [
    { name: "Gross", value: Number(costs.gross), kind: "total" },
    ...costs.lines
      .filter((line) => Number(line.amount) !== 0)
      .map((line): Step => ({ name: line.short, value: -Number(line.amount), kind: "cost" })),
    { name: "Net", value: Number(costs.net), kind: "total" },
  ];
}

const ROW = 27;
const LEFT = 88;
const RIGHT = 84;
/** Amounts from a crore on are shortened to fit. */
const SHORT_FROM = 1e7;

/** A waterfall that starts at zero and is never cut. */
function Fall({ costs }: { costs: Costs }) {
  const { money } = use_report();
  const host = useRef<HTMLDivElement>(null);
  const [width, set_width] = useState(460);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(() => set_width(Math.max(260, host.current!.clientWidth)));
    watcher.observe(host.current!);
    return () => watcher.disconnect();
  }, []);
  const steps = steps_of(costs);
  let running = 0;
  const bars = steps.map((step) => {
    const from = step.kind === "total" ? 0 : running;
    running = step.kind === "total" ? step.value : running + step.value;
    return { ...step, from, to: running };
  });
  const low = Math.min(0, ...bars.map((bar) => bar.to));
  const high = Math.max(0, ...bars.map((bar) => bar.to));
  const x = (value: number): number =>
    LEFT + ((value - low) / (high - low || 1)) * (width - LEFT - RIGHT);
  const height = bars.length * ROW + 4;
  return (
    <div ref={host} class="fall">
      <svg
        role="img"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        aria-label={`From gross ${money.whole(costs.gross)} by ${money.whole(costs.total)} of costs to net ${money.whole(costs.net)}`}
      >
        <line class="rule" x1={x(0)} x2={x(0)} y1={0} y2={height} />
        {bars.map((bar, i) => {
          const y = i * ROW + 4;
          const [left, right] = [
            Math.min(x(bar.from), x(bar.to)),
            Math.max(x(bar.from), x(bar.to)),
          ];
          const tone = bar.kind === "cost" ? "cost-bar" : bar.value >= 0 ? "gain-bar" : "loss-bar";
          return (
            <g key={bar.name}>
              <text class="name" x={0} y={y + 13}>
                {bar.name}
              </text>
              <rect
                class={tone}
                x={left}
                y={y}
                width={Math.max(1.5, right - left)}
                height={18}
                rx={2}
              />
              <text class="value" x={width} y={y + 13} text-anchor="end">
                {Math.abs(bar.value) < SHORT_FROM ? money.whole(bar.value) : money.short(bar.value)}
              </text>
              {i < bars.length - 1 && (
                <line class="rule" x1={x(bar.to)} x2={x(bar.to)} y1={y + 18} y2={y + ROW} />
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** A rate that changed over the run: the last one, and the earlier ones on request. */
function Rule({ text }: { text: string }) {
  const versions = text.split("; ");
  if (versions.length < 3) return <>{text}</>;
  const latest = versions.at(-1)!.replace(/ \([^()]*\)$/, "");
  return (
    <details class="versions">
      <summary>
        {latest} · {versions.length} versions
      </summary>
      <ul>
        {versions.map((version) => (
          <li key={version}>{version}</li>
        ))}
      </ul>
    </details>
  );
}

export function CostsSection() {
  const { document, money } = use_report();
  const costs = document.costs!;
  const total = Number(costs.total);
  const turnover = Number(costs.turnover);
  const sign = document.run.currency.sign.trim();
  const share = (amount: number): number | null => (total ? amount / total : null);
  const of_turnover = (amount: number): string =>
    format.ratio(turnover ? (amount / turnover) * 10_000 : null);
  const largest = Math.max(1e-9, ...costs.lines.map((line) => Number(line.amount) / (total || 1)));
  return (
    <section id="costs" class="narrow-wide" aria-labelledby="costs-title">
      <div class="card">
        <header>
          <h2 id="costs-title">From gross to net</h2>
          <span class="spread" />
          <span class="sub">{sign}, whole run</span>
        </header>
        <div class="pad">
          <Fall costs={costs} />
          <p class="note">
            Gross is before charges and slippage; a trade's result before charges is after slippage.
          </p>
        </div>
      </div>
      <div class="card">
        <header>
          <h2>Costs by line</h2>
          <span class="spread" />
          <span class="sub">
            {money.short(turnover)} turnover, {of_turnover(total)} bp · {costs.source}
          </span>
        </header>
        <div class="scroll" tabIndex={0} role="region" aria-label="Costs by line, table">
          <table class="pinned">
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col" class="right">
                  {sign}
                </th>
                <th scope="col" class="right">
                  Share
                </th>
                <th scope="col" class="right">
                  bp
                </th>
                <th scope="col" class="wide-only">
                  <span class="unseen">Share, drawn</span>
                </th>
                <th scope="col">Rule</th>
              </tr>
            </thead>
            <tbody>
              {costs.lines.map((line) => (
                <tr key={line.id}>
                  <td class="strong">{line.label}</td>
                  <td class="right">{money.cell(line.amount)}</td>
                  <td class="right">
                    {format.percent(share(Number(line.amount)), { decimals: 1, signed: false })}
                  </td>
                  <td class="right">{of_turnover(Number(line.amount))}</td>
                  <td class="wide-only">
                    <span class="share-bar" aria-hidden="true">
                      <i
                        style={{
                          width: `${format.pixels(((share(Number(line.amount)) ?? 0) / largest) * 100)}%`,
                        }}
                      />
                    </span>
                  </td>
                  <td class="label rule-text">
                    <Rule text={line.rule} />
                  </td>
                </tr>
              ))}
              <tr class="strong">
                <td>All costs</td>
                <td class="right">{money.cell(costs.total)}</td>
                <td class="right">
                  {format.percent(total ? 1 : null, { decimals: 1, signed: false })}
                </td>
                <td class="right">{of_turnover(total)}</td>
                <td class="wide-only" />
                <td />
              </tr>
            </tbody>
          </table>
        </div>
      </div>
    </section>
  );
}
