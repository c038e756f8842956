/** Section 5: the heat map of months, with year and benchmark. */
import * as format from "../../model/format";
import { MONTHS } from "../../model/time";
import { Signed } from "../../parts/small";
import type { Months } from "./data_series";
import { use_report } from "./decoded";

const FULL_AT = 0.05;

/** Background of a cell: the deeper the colour, the larger the return; full at 5%. */
function shade(value: number): string {
  const strength = Math.round(8 + Math.min(1, Math.abs(value) / FULL_AT) * 47);
  return `color-mix(in oklab, var(--${value >= 0 ? "gain" : "loss"}-fill) ${strength}%, var(--panel))`;
}

export function MonthsSection() {
  const { document } = use_report();
  const months = document.months!;
  const best = Math.max(...months.return);
  const worst = Math.min(...months.return);
  const years = months.year.map((each) => each.year);
  const has_bench = months.year.some((each) => each.benchmark !== null);
  return (
    <section id="months" class="card" aria-labelledby="months-title">
      <header>
        <h2 id="months-title">Monthly returns</h2>
        <span class="spread" />
        <span class="sub">% of equity at the month's start</span>
      </header>
      <div class="pad">
        <div class="wide-only">
          <ByYear months={months} years={years} has_bench={has_bench} />
        </div>
        <div class="phone-only">
          <ByMonth months={months} years={years.slice(-4)} has_bench={has_bench} />
        </div>
        <div class="readout foot">
          <span>
            Positive months{" "}
            <b>
              {months.return.filter((value) => value > 0).length} of {months.return.length}
            </b>
          </span>
          <span>
            Best <Signed value={best} text={format.percent(best)} />
          </span>
          <span>
            Worst <Signed value={worst} text={format.percent(worst)} />
          </span>
          {months.partial.length > 0 && (
            <span class="aside">
              {months.partial.map((i) => months.month[i]).join(", ")} partial
            </span>
          )}
        </div>
      </div>
    </section>
  );
}

interface HeatProps {
  months: Months;
  years: number[];
  has_bench: boolean;
}

function MonthCell({ months, year, month }: { months: Months; year: number; month: number }) {
  const i = months.month.indexOf(`${year}-${String(month + 1).padStart(2, "0")}`);
  if (i < 0) return <td />;
  const value = months.return[i]!;
  const bench = months.benchmark[i];
  const title =
    `${MONTHS[month]} ${year} ${format.percent(value)}` +
    (bench === null || bench === undefined ? "" : `, benchmark ${format.percent(bench)}`);
  return (
    <td>
      <div class="number" style={{ background: shade(value) }} title={title}>
        {format.percent_number(value)}
      </div>
    </td>
  );
}

function YearCell({ months, year }: { months: Months; year: number }) {
  const value = months.year.find((each) => each.year === year)!.return;
  return (
    <td class="whole">
      <Signed value={value} text={format.percent_number(value)} />
    </td>
  );
}

function BenchCell({ months, year }: { months: Months; year: number }) {
  return (
    <td class="aside">
      {format.percent_number(months.year.find((each) => each.year === year)!.benchmark)}
    </td>
  );
}

function ByYear({ months, years, has_bench }: HeatProps) {
  return (
    <table class="heat">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">Year</span>
          </th>
          {MONTHS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">Year</th>
          {has_bench && <th scope="col">Bench</th>}
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            {MONTHS.map((name, month) => (
              <MonthCell key={name} months={months} year={year} month={month} />
            ))}
            <YearCell months={months} year={year} />
            {has_bench && <BenchCell months={months} year={year} />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** On a phone the years go across, the last four of them; every year is in the wide form. */
function ByMonth({ months, years, has_bench }: HeatProps) {
  return (
    <table class="heat">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">Month</span>
          </th>
          {years.map((year) => (
            <th key={year} scope="col">
              {year}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {MONTHS.map((name, month) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {years.map((year) => (
              <MonthCell key={year} months={months} year={year} month={month} />
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">Year</th>
          {years.map((year) => (
            <YearCell key={year} months={months} year={year} />
          ))}
        </tr>
        {has_bench && (
          <tr>
            <th scope="row">Bench</th>
            {years.map((year) => (
              <BenchCell key={year} months={months} year={year} />
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}
