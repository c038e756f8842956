/**
 * What opens when a figure is pressed: definition, formula, the formula with its numbers, source.
 */
import type { Figure, Threshold } from "./data";
import { figure_text } from "./decoded";
import type { MoneyPrinter } from "./printers";

export function FigureProof({
  figure,
  threshold,
  money,
}: {
  figure: Figure;
  threshold: Threshold | undefined;
  money: MoneyPrinter;
}) {
  return (
    <>
      <p>{figure.definition}</p>
      <div class="formula">
        {figure.formula}
        {"\n"}= {figure.with_numbers}
        {"\n"}= {figure_text(figure.value, figure.unit, money)}
      </div>
      {figure.reason && <p>{figure.reason}</p>}
      {threshold && (
        <p>
          Threshold {threshold.limit}, {threshold.hard ? "hard" : "soft"}: {met_words(threshold)}.
        </p>
      )}
      <p class="aside">
        Source: {figure.source} · <code>{figure.id}</code>
      </p>
    </>
  );
}

export function met_words(threshold: Threshold): string {
  if (threshold.met === null) return "not judged";
  return threshold.met ? "met" : `missed with ${threshold.found}`;
}
