/** The numbers of the price chart: the line above it, and the table behind it. */
import { useMemo } from "preact/hooks";
import * as format from "../../model/format";
import { DataTable } from "../../parts/data_table";
import { use_report } from "./decoded";
import type { Bars } from "./price_data";
import type { Places } from "./price_view";
import { price_of } from "./trades";

export function PriceReadout({
  bars,
  places,
  place,
}: {
  bars: Bars;
  places: Places;
  place: number;
}) {
  const report = use_report();
  const bar = places.bar[place]!;
  if (bar < 0)
    return (
      <div class="readout">
        <span class="attention">▨ {places.gap_text.get(place)}</span>
      </div>
    );
  const price = (value: number | null): string => price_of(report, bars.table.instrument, value);
  const { decimals } = report.document.instruments[bars.table.instrument]!;
  const line_text = (value: number | null): string => format.amount(value, { decimals });
  const cells: [string, string][] = [
    ["O", price(bars.open[bar]!)],
    ["H", price(bars.high[bar]!)],
    ["L", price(bars.low[bar]!)],
    ["C", price(bars.close[bar]!)],
    ...(bars.volume ? [["Vol", report.money.count(bars.volume[bar])] as [string, string]] : []),
  ];
  return (
    <div class="readout">
      <span class="number">{report.time.minute(bars.times[bar]!)}</span>
      {cells.map(([name, text]) => (
        <span key={name}>
          {name} <b class="number">{text}</b>
        </span>
      ))}
      {bars.lines.map((line, i) => (
        <span key={line.name}>
          <i class={`key-line s${Math.min(i + 1, 5)}`} />
          {line.name} <b class="number">{line_text(line.values[bar] ?? null)}</b>
        </span>
      ))}
    </div>
  );
}

/** The numbers behind the chart: every bar, newest first. */
export function BarTableView({ bars }: { bars: Bars }) {
  const report = use_report();
  const rows = useMemo(() => bars.times.map((_, i) => i).reverse(), [bars]);
  const price = (id: string, header: string, values: number[]) => ({
    id,
    header,
    align: "right" as const,
    value: (i: number) => values[i]!,
    cell: (i: number) => price_of(report, bars.table.instrument, values[i]!),
  });
  return (
    <DataTable
      name="Bars"
      rows={rows}
      row_id={String}
      file={`${report.document.instruments[bars.table.instrument]!.symbol}_bars.csv`}
      columns={[
        {
          id: "time",
          header: "Bar close",
          value: (i) => bars.times[i]!,
          text: (i) => report.time.minute(bars.times[i]!),
          cell: (i) => report.time.minute(bars.times[i]!),
        },
        price("open", "Open", bars.open),
        price("high", "High", bars.high),
        price("low", "Low", bars.low),
        price("close", "Close", bars.close),
        ...(bars.volume
          ? [
              {
                id: "volume",
                header: "Volume",
                align: "right" as const,
                value: (i: number) => bars.volume![i]!,
                cell: (i: number) => report.money.count(bars.volume![i]),
              },
            ]
          : []),
        ...bars.lines.map((line) => ({
          id: line.name,
          header: line.name,
          align: "right" as const,
          value: (i: number) => line.values[i] ?? null,
          cell: (i: number) =>
            format.amount(line.values[i], {
              decimals: report.document.instruments[bars.table.instrument]!.decimals,
            }),
        })),
      ]}
      foot={() => bars.table.thinned?.note ?? "Every bar, newest first."}
    />
  );
}
