import type { Report } from "./decoded";
import type { Bars } from "./price_data";
import { in_bars } from "./price_view";

/** What an embedded window holds, and what it leaves out. */
export function window_words(report: Report, bars: Bars): string {
  const { document, money, time, trades } = report;
  const { symbol } = document.instruments[bars.table.instrument]!;
  const outside = trades.filter(
    (trade) => trade.instrument === bars.table.instrument && !in_bars(bars, trade),
  ).length;
  const [from, to] = [time.minute(bars.times[0]!), time.minute(bars.times.at(-1)!)];
  return (
    `Embedded around this trade: every bar from ${from} to ${to} ${document.run.zone.label}; ` +
    `${money.count(outside)} ${outside === 1 ? "trade" : "trades"} of ${symbol} ` +
    `${outside === 1 ? "lies" : "lie"} outside.`
  );
}
