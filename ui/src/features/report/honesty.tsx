/** Sections 13 and 14: what was assumed, what the data are worth, and how to run it again. */
import * as format from "../../model/format";
import { MONTHS } from "../../model/time";
import { CopyButton, Tag } from "../../parts/small";
import { use_report } from "./decoded";

export function AssumedSection() {
  const { document } = use_report();
  return (
    <section id="assumed" class="halves" aria-labelledby="assumed-title">
      <div class="card">
        <header>
          <h2 id="assumed-title">Assumptions</h2>
          <span class="spread" />
          <span class="sub">all of them</span>
        </header>
        <dl class="facts left pad">
          {document.assumptions.flatMap((each, i) => [
            <dt key={i}>{each.label}</dt>,
            <dd key={`${i}-text`}>
              {each.text} {each.optimistic && <Tag tone="attention">◐ optimistic</Tag>}
            </dd>,
          ])}
        </dl>
      </div>
      <DataQualityCard />
    </section>
  );
}

/** "Apr 2024" of a month counted from the first one. */
function month_name(from: string, offset: number): string {
  const [year, month] = from.split("-").map(Number) as [number, number];
  const index = year * 12 + month - 1 + offset;
  return `${MONTHS[index % 12]} ${Math.floor(index / 12)}`;
}

function CoverageLine({
  from,
  name,
  percent,
  have,
  expected,
}: {
  from: string;
  name: string;
  percent: (number | null)[];
  have: number;
  expected: number;
}) {
  const { money } = use_report();
  const lacking = percent.filter((value) => value !== null && value < 100).length;
  const kind = (value: number | null): string =>
    value === null ? "absent" : value === 0 ? "none" : value < 100 ? "part" : "";
  return (
    <div class="line">
      <b>{name}</b>
      <div
        class="cells"
        role="img"
        aria-label={`${name}: ${lacking === 0 ? "complete" : `${lacking} of ${percent.length} months incomplete`}`}
      >
        {percent.map((value, i) => (
          <i
            key={i}
            class={kind(value)}
            title={`${month_name(from, i)}: ${value === null ? "not listed" : `${money.count(value)}% of the expected bars`}`}
          />
        ))}
      </div>
      <span class="right number" title={`${money.count(have)} of ${money.count(expected)} bars`}>
        {format.percent(expected ? have / expected : null, {
          signed: false,
          decimals: have === expected ? 0 : 2,
        })}
      </span>
    </div>
  );
}

function DataQualityCard() {
  const { document, money } = use_report();
  const { coverage, from_month, gaps, gaps_total, notes } = document.data_quality;
  const symbol = (i: number): string => document.instruments[i]!.symbol;
  return (
    <div class="card">
      <header>
        <h2>Data quality</h2>
        <span class="spread" />
        <span class="sub">one cell a month, from {month_name(from_month, 0)}</span>
      </header>
      <div class="pad">
        <div class="coverage">
          {coverage.map((each) => (
            <CoverageLine
              key={each.instrument}
              from={from_month}
              name={symbol(each.instrument)}
              {...each}
            />
          ))}
        </div>
        <dl class="facts left">
          {gaps.flatMap((gap, i) => [
            <dt key={i}>
              {i > 0 && gaps[i - 1]!.instrument === gap.instrument ? "" : symbol(gap.instrument)}
            </dt>,
            <dd key={`${i}-text`}>
              {gap.text} <Tag tone="attention">◐ gap</Tag>
            </dd>,
          ])}
          {gaps_total > gaps.length && [
            <dt key="more">More gaps</dt>,
            <dd key="more-text">
              {money.count(gaps_total - gaps.length)}, listed by muhurat data verify
            </dd>,
          ]}
          {notes.flatMap((note, i) => [
            <dt key={`n${i}`}>{note.label}</dt>,
            <dd key={`n${i}-text`}>{note.text}</dd>,
          ])}
        </dl>
      </div>
    </div>
  );
}

/** Groups of four for the eye. */
const spaced = (hash: string): string => hash.replace(/(.{4})(?=.)/g, "$1 ");

export function ReproduceSection() {
  const { document } = use_report();
  const { command, state_hash, verified_runs, facts } = document.reproduce;
  return (
    <section id="reproduce" class="card" aria-labelledby="reproduce-title">
      <header>
        <h2 id="reproduce-title">Reproduce</h2>
        {verified_runs && <Tag tone="gain">✓ same hash on {verified_runs} runs</Tag>}
        <span class="spread" />
        <CopyButton label="Copy command" text={() => command} />
      </header>
      <div class="halves pad">
        <div>
          <pre tabIndex={0} aria-label="Command">
            {command}
          </pre>
          <p class="note">
            It prints the state hash; the same hash means the same orders, fills and final state.
          </p>
        </div>
        <dl class="facts">
          <dt>State hash</dt>
          <dd class="mono hash">{spaced(state_hash)}</dd>
          {facts.flatMap((fact) => [
            <dt key={fact.label}>{fact.label}</dt>,
            <dd key={`${fact.label}-value`} class={fact.mono ? "mono hash" : ""}>
              {fact.value}
            </dd>,
          ])}
        </dl>
      </div>
    </section>
  );
}
