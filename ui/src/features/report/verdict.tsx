/** Section 1: the decision in five seconds, and what it rests on in ten. */
import { day_text } from "../../model/time";
import { Tag } from "../../parts/small";
import { toggle_popover } from "../../parts/popover";
import type { Figure, ReportDocument, StripItem, Threshold, Verdict } from "./data";
import { figure_text, tone, use_report } from "./decoded";
import { FigureProof } from "./figure_popover";

const RESULTS = {
  pass: { word: "Pass", tone: "gain" },
  review: { word: "Review", tone: "attention" },
  reject: { word: "Reject", tone: "loss" },
  no_verdict: { word: "No verdict", tone: "plain" },
} as const;

/** "Review: 5 of 7 thresholds met". */
export function verdict_title({ result, thresholds }: Verdict): string {
  const { word } = RESULTS[result];
  if (result === "no_verdict" || thresholds.length === 0) return word;
  const met = thresholds.filter((threshold) => threshold.met).length;
  return `${word}: ${met} of ${thresholds.length} thresholds met`;
}

/** What was missed and why, in words. */
export function verdict_detail(
  { thresholds, reason }: Verdict,
  label: (id: string) => string,
): string {
  const missed = thresholds
    .filter((threshold) => threshold.met === false)
    .map(
      ({ figure, found, limit, hard }) =>
        `${label(figure)} ${found}, threshold ${limit}${hard ? " (hard)" : ""}`,
    );
  const parts = [reason ?? "", missed.length ? `Missed: ${missed.join("; ")}` : ""].filter(Boolean);
  return parts.join(". ") || "Every threshold is met";
}

function ResultBadge({ result }: { result: Verdict["result"] }) {
  const shapes = {
    pass: <path d="M7 12.5l3.5 3.5L17.5 8.5" />,
    review: <path d="M12 3.5a8.5 8.5 0 0 0 0 17z" fill="currentColor" stroke="none" />,
    reject: <path d="M8.2 8.2l7.6 7.6M15.8 8.2l-7.6 7.6" />,
    no_verdict: <path d="M8 12h8" />,
  };
  const { tone: colour } = RESULTS[result];
  return (
    <div class={`badge ${colour}`} aria-hidden="true">
      <svg
        width="24"
        height="24"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
      >
        <circle cx="12" cy="12" r="8.5" />
        {shapes[result]}
      </svg>
    </div>
  );
}

function KeyFigure({ figure, threshold }: { figure: Figure; threshold: Threshold | undefined }) {
  const { money } = use_report();
  const bench =
    figure.benchmark === undefined || figure.benchmark === null
      ? ""
      : `benchmark ${figure_text(figure.benchmark, figure.unit, money)}`;
  const unknown = figure.value === null || figure.value === "infinity";
  const context = (unknown && figure.reason) || figure.context || bench;
  const sign = threshold?.met === null ? "·" : threshold?.met ? "✓" : "✕";
  const met_tone = threshold?.met === null ? "aside" : threshold?.met ? "gain" : "loss";
  return (
    <button
      type="button"
      class="key-figure"
      aria-haspopup="dialog"
      title={context || undefined}
      onClick={(event) =>
        toggle_popover(
          event.currentTarget,
          figure.label,
          <FigureProof figure={figure} threshold={threshold} money={money} />,
        )
      }
    >
      <span class="top-line">
        <span>{figure.label}</span>
        {threshold && (
          <span class={`met ${met_tone}`}>
            <span aria-hidden="true">{sign}</span>
            <span class="unseen">
              {threshold.met === null ? "not judged" : threshold.met ? "met" : "missed"}
            </span>{" "}
            {threshold.limit}
          </span>
        )}
      </span>
      <span class={`value ${tone(figure.value, figure.unit)}`}>
        {figure_text(figure.value, figure.unit, money)}
      </span>
      <span class="context">{context || "\u00a0"}</span>
    </button>
  );
}

function Strip({ items }: { items: StripItem[] }) {
  const marks = { plain: "", ok: "✓ ", attention: "◐ " };
  const tones = { plain: "", ok: "gain", attention: "attention" };
  return (
    <dl class="strip">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd class={tones[item.state]}>
            {marks[item.state]}
            {item.text}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** "Max drawdown" becomes "max drawdown"; CAGR stays, and so do names of people. */
export function in_sentence(label: string): string {
  if (["Sharpe", "Sortino", "Calmar"].includes(label)) return label;
  return /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}

/** "2,482 sessions (4 dates have two)". */
export function sessions_words(
  { sessions, dates }: Pick<ReportDocument["run"], "sessions" | "dates">,
  count: (value: number) => string,
): string {
  const more = sessions - dates;
  const doubled = more === 1 ? "1 date has two" : `${count(more)} dates have two`;
  return `${count(sessions)} sessions${more > 0 ? ` (${doubled})` : ""}`;
}

export function VerdictSection() {
  const { document, figures, money } = use_report();
  const { run, verdict } = document;
  const thresholds = new Map(verdict.thresholds.map((threshold) => [threshold.figure, threshold]));
  const label = (id: string): string => in_sentence(figures.get(id)?.label ?? id);
  const shown = document.key_figures
    .map((id) => figures.get(id))
    .filter((figure) => figure !== undefined);
  return (
    <section id="verdict" class="card" aria-labelledby="verdict-title">
      <div class="verdict-head">
        <div>
          <h1 id="verdict-title">{run.name}</h1>
          <div class="meta">
            <span>
              {day_text(run.from)} to {day_text(run.to)}
            </span>
            <span>
              <span title="A session is one opening of the exchange; a date can have two">
                {sessions_words(run, money.count)}
              </span>
              , {money.count(run.bars)} bars of {run.interval}
            </span>
            <span>
              {document.instruments.length === 1
                ? document.instruments[0]!.name
                : `${document.instruments.length} instruments`}
            </span>
            <span>Exchange time, {run.zone.label}</span>
            <span>
              run <code>{run.id}</code>
            </span>
            {run.generated && <Tag tone="attention">◐ {run.generated}</Tag>}
          </div>
        </div>
        <div class="judged">
          <ResultBadge result={verdict.result} />
          <div>
            <b>{verdict_title(verdict)}</b>
            <small>{verdict_detail(verdict, label)}</small>
          </div>
        </div>
      </div>
      <div class="key-figures">
        {shown.map((figure) => (
          <KeyFigure key={figure.id} figure={figure} threshold={thresholds.get(figure.id)} />
        ))}
      </div>
      <Strip items={document.strip} />
    </section>
  );
}
