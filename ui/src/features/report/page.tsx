/** The report: its sections in the reading order of a person who must decide. */
import { useMemo, useState } from "preact/hooks";
import { Popover } from "../../parts/popover";
import { CostsSection } from "./costs";
import type { ReportDocument } from "./data";
import { decode_report, ReportContext, type Report } from "./decoded";
import { EquitySection } from "./equity";
import { FiguresSection } from "./figures";
import { AssumedSection, ReproduceSection } from "./honesty";
import { MonthsSection } from "./months";
import type { OrderRow } from "./order_rows";
import { OtherOrdersSection } from "./other_orders";
import { PriceSection } from "./price";
import { TopBar, type SectionLink } from "./top_bar";
import { TradesSection } from "./trades";
import type { TradeRow } from "./trade_rows";
import { VerdictSection } from "./verdict";
import { WeeksSection } from "./weeks";

/** A section whose data do not exist is left out, from the bar too. */
function sections_of({ document, other_orders }: Report): SectionLink[] {
  const has_price = Boolean(document.price?.tables.length);
  const all: [string, string, boolean][] = [
    ["verdict", "Verdict", true],
    ["equity", "Equity", true],
    ["price", "Price", has_price],
    ["weeks", "Weeks", Boolean(document.weeks?.verdict)],
    ["months", "Months", Boolean(document.months?.month.length)],
    ["trades", "Trades", Boolean(document.trades)],
    ["orders", "Orders", other_orders.length > 0],
    ["costs", "Costs", Boolean(document.costs)],
    ["figures", "Figures", true],
    ["assumed", "Assumed", true],
    ["reproduce", "Reproduce", true],
  ];
  return all.filter(([, , shown]) => shown).map(([id, name]) => ({ id, name }));
}

export function ReportPage({ data }: { data: ReportDocument }) {
  const report = useMemo(() => decode_report(data), [data]);
  const sections = useMemo(() => sections_of(report), [report]);
  const [trade, set_trade] = useState<TradeRow | null>(() =>
    report.trades.reduce<TradeRow | null>(
      (best, each) => (!best || each.net > best.net ? each : best),
      null,
    ),
  );
  const [order, set_order] = useState<OrderRow | null>(null);
  const choose = (row: TradeRow): void => {
    set_trade(row);
    set_order(null);
  };
  const shown = (id: string): boolean => sections.some((section) => section.id === id);
  const open_trade = (row: TradeRow): void => {
    choose(row);
    document.getElementById("price")?.scrollIntoView();
  };
  const open_order = (row: OrderRow): void => {
    set_order(row);
    document.getElementById("price")?.scrollIntoView();
  };
  return (
    <ReportContext.Provider value={report}>
      <a class="button skip" href="#verdict">
        To the verdict
      </a>
      <TopBar sections={sections} />
      <div class="wrap">
        <main>
          <VerdictSection />
          <EquitySection />
          {shown("price") && <PriceSection trade={trade} order={order} choose={choose} />}
          {shown("weeks") && <WeeksSection />}
          {shown("months") && <MonthsSection />}
          {shown("trades") && <TradesSection selected={order ? null : trade} open={open_trade} />}
          {shown("orders") && <OtherOrdersSection selected={order} open={open_order} />}
          {shown("costs") && <CostsSection />}
          <FiguresSection />
          <AssumedSection />
          <ReproduceSection />
          <footer class="end">
            <span>
              Muhurat backtest report, {report.time.minute(data.run.finished)} {data.run.zone.label}
            </span>
            <span>Past results say nothing certain about future ones.</span>
            <span>
              Charts:{" "}
              <a href="https://www.tradingview.com/" rel="noreferrer">
                lightweight-charts by TradingView
              </a>
              , uPlot.
            </span>
          </footer>
        </main>
      </div>
      <Popover />
    </ReportContext.Provider>
  );
}
