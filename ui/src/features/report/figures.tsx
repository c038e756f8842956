/**
 * Section 12: all figures, strategy and benchmark side by side, grouped; each opens its formula.
 */
import { toggle_popover } from "../../parts/popover";
import type { Figure } from "./data";
import { figure_text, tone, use_report } from "./decoded";
import { FigureProof } from "./figure_popover";

const GROUPS: [Figure["group"], string][] = [
  ["result", "Result"],
  ["risk", "Risk"],
  ["ratios", "Ratios"],
  ["trades", "Trades"],
  ["costs", "Costs"],
  ["benchmark", "Against the benchmark"],
];

function FigureRow({ figure }: { figure: Figure }) {
  const { document, money } = use_report();
  const threshold = document.verdict.thresholds.find((each) => each.figure === figure.id);
  return (
    <tr>
      <td>
        <button
          type="button"
          class="figure-link"
          aria-haspopup="dialog"
          onClick={(event) =>
            toggle_popover(
              event.currentTarget,
              figure.label,
              <FigureProof figure={figure} threshold={threshold} money={money} />,
            )
          }
        >
          {figure.label}
        </button>
      </td>
      <td
        class={`right number ${tone(figure.value, figure.unit)}`}
        title={figure.reason ?? undefined}
      >
        {figure_text(figure.value, figure.unit, money)}
      </td>
      <td class="right number aside">
        {figure.benchmark === undefined || figure.benchmark === null
          ? ""
          : figure_text(figure.benchmark, figure.unit, money)}
      </td>
    </tr>
  );
}

export function FiguresSection() {
  const { document } = use_report();
  const groups = GROUPS.map(([id, name]) => ({
    name,
    list: document.figures.filter((figure) => figure.group === id),
  }));
  return (
    <section id="figures" class="card" aria-labelledby="figures-title">
      <header>
        <h2 id="figures-title">All figures</h2>
        <span class="spread" />
        <span class="sub">
          strategy, then {document.run.benchmark ?? "benchmark"} where it applies
        </span>
      </header>
      <div class="figure-groups pad">
        {groups
          .filter(({ list }) => list.length > 0)
          .map(({ name, list }) => (
            <div key={name}>
              <h3>{name}</h3>
              <table class="three">
                <thead class="unseen">
                  <tr>
                    <th scope="col">Figure</th>
                    <th scope="col">Strategy</th>
                    <th scope="col">Benchmark</th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((figure) => (
                    <FigureRow key={figure.id} figure={figure} />
                  ))}
                </tbody>
              </table>
            </div>
          ))}
      </div>
    </section>
  );
}
