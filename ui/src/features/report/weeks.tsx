/** Section 4: the ISO weeks, each with its verdict and the reason in numbers. */
import { useState } from "preact/hooks";
import * as format from "../../model/format";
import { iso_day } from "../../model/time";
import { DataTable, type DrawnColumn } from "../../parts/data_table";
import { Signed, Tag } from "../../parts/small";
import { use_report } from "./decoded";
import { WEEK_WORDS, type WeekRow, type WeekVerdict } from "./week_rows";

const YEARS_WITH_NUMBERS = 4;

const year_of = (row: WeekRow): number => Number(row.week.slice(0, 4));
const number_of = (row: WeekRow): number => Number(row.week.slice(6));

function WeekCell({
  row,
  selected,
  choose,
}: {
  row: WeekRow;
  selected: boolean;
  choose: () => void;
}) {
  const { word } = WEEK_WORDS[row.verdict];
  const direction = row.return > 0 ? "up" : row.return < 0 ? "down" : "";
  const tone = row.verdict === "P" ? (row.return > 0 ? "gain" : row.return < 0 ? "loss" : "") : "";
  const words = `${row.week} ${word} ${format.percent(row.return)}`;
  return (
    <button
      type="button"
      class={`week-cell ${row.verdict} ${direction}`}
      aria-pressed={selected}
      title={words}
      onClick={choose}
    >
      <span class={tone}>{row.verdict === "N" ? "·" : format.percent_number(row.return)}</span>
      <span class="unseen">
        % {row.week} {word}
      </span>
    </button>
  );
}

/**
 * A year without numbers is a picture: too small to press; a click finds the week, keys use the
 * table.
 */
function SmallWeekCell({ row, choose }: { row: WeekRow; choose: () => void }) {
  const { word, sign } = WEEK_WORDS[row.verdict];
  const direction = row.return > 0 ? "up" : row.return < 0 ? "down" : "";
  return (
    <span
      class={`week-cell ${row.verdict} ${direction}`}
      title={`${row.week} ${word} ${format.percent(row.return)}`}
      onClick={choose}
    >
      {(row.verdict === "F" || row.verdict === "W") && <span class="sign">{sign}</span>}
    </span>
  );
}

function year_words(rows: WeekRow[]): string {
  const count = (verdict: WeekVerdict): number =>
    rows.filter((row) => row.verdict === verdict).length;
  const parts = (["P", "W", "F", "N"] as const).map(
    (verdict) => `${count(verdict)} ${WEEK_WORDS[verdict].word.toLowerCase()}`,
  );
  return `${rows[0]?.week.slice(0, 4)}: ${parts.join(", ")}`;
}

function YearGrid({ rows, choose }: { rows: WeekRow[]; choose: (row: WeekRow) => void }) {
  const years = [...new Set(rows.map(year_of))];
  return (
    <div class="years">
      {years.map((year) => {
        const own = rows.filter((row) => year_of(row) === year);
        const found = new Map(own.map((row) => [number_of(row), row]));
        return (
          <div key={year} class="week-grid" role="img" aria-label={year_words(own)}>
            <span class="row-name">{year}</span>
            {Array.from({ length: 53 }, (_, i) => {
              const row = found.get(i + 1);
              return row ? (
                <SmallWeekCell key={row.week} row={row} choose={() => choose(row)} />
              ) : (
                <span key={i} class="week-cell empty" />
              );
            })}
          </div>
        );
      })}
    </div>
  );
}

function WeekGrid({
  rows,
  selected,
  choose,
}: {
  rows: WeekRow[];
  selected: string | undefined;
  choose: (row: WeekRow) => void;
}) {
  const years = [...new Set(rows.map(year_of))];
  if (years.length > YEARS_WITH_NUMBERS) return <YearGrid rows={rows} choose={choose} />;
  const spans = [
    [1, 26],
    [27, 53],
  ] as const;
  return (
    <div class="week-grid" role="group" aria-label="Weeks">
      {years.flatMap((year) =>
        spans.map(([from, to]) => {
          const found = new Map(
            rows.filter((row) => year_of(row) === year).map((row) => [number_of(row), row]),
          );
          const numbers = Array.from({ length: 27 }, (_, i) => from + i);
          if (!numbers.some((n) => n <= to && found.has(n))) return null;
          return [
            <span class="row-name" key={`${year}-${from}`}>
              {`${year} W${String(from).padStart(2, "0")}`}
            </span>,
            ...numbers.map((n) => {
              const row = n <= to ? found.get(n) : undefined;
              return row ? (
                <WeekCell
                  key={row.week}
                  row={row}
                  selected={row.week === selected}
                  choose={() => choose(row)}
                />
              ) : (
                <span class="week-cell empty" key={`${year}-${from}-${n}`} />
              );
            }),
          ];
        }),
      )}
    </div>
  );
}

function HalfBar({ value, largest }: { value: number; largest: number }) {
  const width = largest > 0 ? Math.min(1, Math.abs(value) / largest) * 50 : 0;
  return (
    <span class="half-bar" aria-hidden="true">
      <i class={value >= 0 ? "up" : "down"} style={{ width: `${format.pixels(width)}%` }} />
    </span>
  );
}

/** What was missed, after a word on a week that the run covers in part. */
const why_of = (row: WeekRow): string =>
  [row.partial ? `partial, to ${iso_day(row.last)}` : "", row.reason].filter(Boolean).join("; ");

function columns_of(
  money: ReturnType<typeof use_report>["money"],
  sign: string,
  largest: number,
  benchmark: boolean,
): DrawnColumn<WeekRow>[] {
  const percent = (value: number | null): string => format.percent(value);
  return [
    { id: "week", header: "ISO week", class: "strong", value: (r) => r.week, cell: (r) => r.week },
    {
      id: "verdict",
      header: "Verdict",
      value: (r) => WEEK_WORDS[r.verdict].word,
      cell: (r) => (
        <span class={WEEK_WORDS[r.verdict].tone}>
          <span aria-hidden="true">{WEEK_WORDS[r.verdict].sign} </span>
          {WEEK_WORDS[r.verdict].word}
        </span>
      ),
    },
    {
      id: "return",
      header: "Return",
      align: "right",
      value: (r) => r.return,
      cell: (r) => <Signed value={r.return} text={percent(r.return)} />,
    },
    {
      id: "shape",
      header: `${format.percent(-largest, { decimals: 1 })} · 0 · ${format.percent(largest, { decimals: 1 })}`,
      align: "center",
      plain: true,
      wide_only: true,
      value: () => null,
      cell: (r) => <HalfBar value={r.return} largest={largest} />,
    },
    {
      id: "net",
      header: `Net ${sign}`,
      align: "right",
      value: (r) => r.net,
      cell: (r) => <Signed value={r.net} text={money.whole_profit_cell(r.net)} />,
    },
    ...(benchmark
      ? [
          {
            id: "benchmark",
            header: "Benchmark",
            align: "right" as const,
            class: "label",
            value: (r: WeekRow) => r.benchmark,
            cell: (r: WeekRow) => percent(r.benchmark),
          },
        ]
      : []),
    {
      id: "drawdown",
      header: "Drawdown",
      align: "right",
      value: (r) => r.drawdown,
      cell: (r) => percent(r.drawdown),
    },
    {
      id: "trades",
      header: "Trades",
      align: "right",
      value: (r) => r.trades,
      cell: (r) => money.count(r.trades),
    },
    {
      id: "hit_rate",
      header: "Hit",
      align: "right",
      value: (r) => r.hit_rate,
      cell: (r) => format.percent(r.hit_rate, { decimals: 0, signed: false }),
    },
    {
      id: "turnover",
      header: "Turnover",
      align: "right",
      value: (r) => r.turnover,
      cell: (r) => format.multiple(r.turnover),
    },
    {
      id: "costs",
      header: `Costs ${sign}`,
      align: "right",
      value: (r) => r.costs,
      cell: (r) => money.whole_cell(r.costs),
    },
    {
      id: "first",
      header: "From",
      class: "label",
      value: (r) => r.first,
      text: (r) => iso_day(r.first),
      cell: (r) => iso_day(r.first),
    },
    {
      id: "reason",
      header: "Why",
      class: "why",
      value: why_of,
      cell: (r) =>
        why_of(r) ? (
          <span class="two-lines" title={why_of(r)}>
            {why_of(r)}
          </span>
        ) : (
          <span class="aside">–</span>
        ),
    },
  ];
}

export function WeeksSection() {
  const { document, weeks, money } = use_report();
  const [selected, select] = useState<string | undefined>(undefined);
  const count = (verdict: WeekVerdict): number =>
    weeks.filter((row) => row.verdict === verdict).length;
  const rules = document.weeks!;
  const largest = Math.max(0.001, ...weeks.map((row) => Math.abs(row.return)));
  const benchmark = weeks.some((row) => row.benchmark !== null);
  return (
    <section id="weeks" class="card long" aria-labelledby="weeks-title">
      <header>
        <h2 id="weeks-title">Weekly evaluation</h2>
        {(["P", "W", "F", "N"] as const).map((verdict) => (
          <Tag key={verdict} tone={WEEK_WORDS[verdict].tone}>
            {WEEK_WORDS[verdict].sign} {money.count(count(verdict))}{" "}
            {WEEK_WORDS[verdict].word.toLowerCase()}
          </Tag>
        ))}
        <span class="spread" />
        <span class="sub">
          ✕ {rules.fail_rules.join(", ")} &nbsp; ◐ {rules.watch_rules.join(", ")}
        </span>
      </header>
      <WeekGrid rows={weeks} selected={selected} choose={(row) => select(row.week)} />
      <DataTable
        name="Weeks"
        rows={[...weeks].reverse()}
        row_id={(row) => row.week}
        selected={selected}
        file="weeks_view.csv"
        open={(row) => select(row.week)}
        columns={columns_of(money, document.run.currency.sign.trim(), largest, benchmark)}
      />
    </section>
  );
}
