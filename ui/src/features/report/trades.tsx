/**
 * Section 7: every closed trade, and what was still open at the end, so that both add up to the net
 * profit.
 */
import { useMemo, useState } from "preact/hooks";
import * as format from "../../model/format";
import { DataTable, type DrawnColumn } from "../../parts/data_table";
import { lines_of } from "../../parts/table_model";
import { csv_field } from "../../parts/clipboard";
import { CopyButton, Segments, SideTag, Signed } from "../../parts/small";
import { use_report, type Report } from "./decoded";
import type { TradeRow } from "./trade_rows";

const LOW_R = -2;
const HIGH_R = 4;

/** Worst and best reached while it was held, with a mark at the exit, before charges, in R. */
function Excursion({ trade }: { trade: TradeRow }) {
  const risk = trade.risk;
  if (!risk) return <span class="aside">–</span>;
  const share = (value: number): number =>
    ((Math.max(LOW_R, Math.min(HIGH_R, value / risk)) - LOW_R) / (HIGH_R - LOW_R)) * 100;
  const zero = share(0);
  const worst = share(trade.mae);
  const best = share(trade.mfe);
  const percent = (value: number): string => `${format.pixels(value)}%`;
  return (
    <span class="excursion" aria-hidden="true">
      <i class="worst" style={{ left: percent(worst), width: percent(zero - worst) }} />
      <i class="best" style={{ left: percent(zero), width: percent(best - zero) }} />
      <i class="zero" style={{ left: percent(zero) }} />
      <i class="end" style={{ left: percent(Math.min(98.5, share(trade.gross))) }} />
    </span>
  );
}

export function price_of(report: Report, instrument: number, value: number | null): string {
  const { decimals } = report.document.instruments[instrument]!;
  return format.price(value, {
    decimals,
    average: true,
    grouping: report.document.run.currency.grouping,
  });
}

function columns_of(report: Report): DrawnColumn<TradeRow>[] {
  const { money, time, document } = report;
  const sign = document.run.currency.sign.trim();
  const risk = report.trades.some((trade) => trade.risk !== null);
  return [
    {
      id: "instrument",
      header: "Instrument",
      class: "strong",
      value: (t) => t.symbol,
      cell: (t) => t.symbol,
    },
    {
      id: "number",
      header: "#",
      align: "right",
      class: "aside",
      value: (t) => t.number,
      cell: (t) => t.number,
    },
    {
      id: "side",
      header: "Side",
      value: (t) => (t.long ? "long" : "short"),
      cell: (t) => <SideTag long={t.long} />,
    },
    {
      id: "net",
      header: `Net ${sign}`,
      align: "right",
      class: "strong",
      value: (t) => t.net,
      cell: (t) => <Signed value={t.net} text={money.profit_cell(t.net)} />,
    },
    ...(risk
      ? [
          {
            id: "r",
            header: "R",
            align: "right" as const,
            value: (t: TradeRow) => (t.risk ? t.net / t.risk : null),
            text: (t: TradeRow) => (t.risk ? String(t.net / t.risk) : ""),
            cell: (t: TradeRow) => (
              <Signed
                value={t.net}
                text={format.ratio(t.risk ? t.net / t.risk : null, { signed: true })}
              />
            ),
          },
          {
            id: "excursion",
            header: "−2R · 0 · +4R",
            align: "center" as const,
            plain: true,
            wide_only: true,
            value: () => null,
            cell: (t: TradeRow) => <Excursion trade={t} />,
          },
        ]
      : []),
    {
      id: "quantity",
      header: "Qty",
      align: "right",
      value: (t) => t.quantity,
      cell: (t) => money.quantity(t.quantity),
    },
    {
      id: "entry",
      header: "Entry",
      class: "label",
      value: (t) => t.entry_time,
      text: (t) => time.minute(t.entry_time),
      cell: (t) => time.minute(t.entry_time),
    },
    {
      id: "entry_price",
      header: `at ${sign}`,
      align: "right",
      value: (t) => t.entry_price,
      cell: (t) => price_of(report, t.instrument, t.entry_price),
    },
    {
      id: "exit",
      header: "Exit",
      class: "label",
      value: (t) => t.exit_time,
      text: (t) => time.minute(t.exit_time),
      cell: (t) => time.minute(t.exit_time),
    },
    {
      id: "exit_price",
      header: `at ${sign}`,
      align: "right",
      value: (t) => t.exit_price,
      cell: (t) => price_of(report, t.instrument, t.exit_price),
    },
    {
      id: "reason",
      header: "Reason",
      class: "label words",
      value: (t) => t.reason,
      cell: (t) => <span title={t.reason}>{t.reason}</span>,
    },
    {
      id: "bars",
      header: "Bars",
      align: "right",
      value: (t) => t.bars,
      cell: (t) => money.count(t.bars),
    },
    {
      id: "charges",
      header: `Charges ${sign}`,
      align: "right",
      value: (t) => t.charges,
      cell: (t) => money.cell(t.charges),
    },
    {
      id: "gross",
      header: `Before charges ${sign}`,
      align: "right",
      value: (t) => t.gross,
      cell: (t) => money.profit_cell(t.gross),
    },
  ];
}

type Side = "all" | "long" | "short";
type Outcome = "all" | "won" | "lost";

export function TradesSection({
  selected,
  open,
}: {
  selected: TradeRow | null;
  open: (trade: TradeRow) => void;
}) {
  const report = use_report();
  const { document, money, trades } = report;
  const [side, set_side] = useState<Side>("all");
  const [outcome, set_outcome] = useState<Outcome>("all");
  const columns = useMemo(() => columns_of(report), [report]);
  const rows = useMemo(
    () =>
      trades
        .filter(
          (t) =>
            (side === "all" || t.long === (side === "long")) &&
            (outcome === "all" || t.net > 0 === (outcome === "won")),
        )
        .reverse(),
    [trades, side, outcome],
  );
  const { total_net, entries, thinned, file } = document.trades!;
  const is_open = document.open && document.open.positions.length + document.open.orders.length > 0;
  const all = thinned?.of ?? trades.length;
  const risk = trades.some((trade) => trade.risk !== null);
  return (
    <section id="trades" class="card long" aria-labelledby="trades-title">
      <header>
        <h2 id="trades-title">Trades</h2>
        <span class="sub">
          {money.count(all)} closed
          {entries < all && (
            <span title="An entry that fills in parts, or is closed in parts, makes several trades">
              , from {money.count(entries)} {entries === 1 ? "entry" : "entries"}
            </span>
          )}
          , net <Signed value={Number(total_net)} text={money.profit(total_net)} />
          {document.open && (
            <>
              {" "}
              · {is_open ? "open at the end" : "rounding to contract notes"}{" "}
              <Signed value={Number(document.open.net)} text={money.profit(document.open.net)} />
            </>
          )}
        </span>
        <span class="spread" />
        <CopyButton
          label="Copy CSV"
          text={() => lines_of(rows, columns, { joiner: ",", field: csv_field, header: true })}
        />
      </header>
      <DataTable
        name="Trades"
        rows={rows}
        columns={columns}
        row_id={(t) => String(t.number)}
        open={open}
        file="trades_view.csv"
        selected={selected ? String(selected.number) : undefined}
        filter_hint="ASHVA, stop, net<0, bars>20"
        clear={() => {
          set_side("all");
          set_outcome("all");
        }}
        controls={
          <>
            <Segments
              label="Side"
              value={side}
              choose={set_side}
              choices={[
                { value: "all", label: "All", name: "All sides" },
                { value: "long", label: "Long" },
                { value: "short", label: "Short" },
              ]}
            />
            <Segments
              label="Outcome"
              value={outcome}
              choose={set_outcome}
              choices={[
                { value: "all", label: "All", name: "All outcomes" },
                { value: "won", label: "Winners" },
                { value: "lost", label: "Losers" },
              ]}
            />
            {risk && (
              <span class="aside wide-only">
                Bar: worst and best reached, mark at the exit, before charges, in R
              </span>
            )}
          </>
        }
        foot={(kept) => {
          const net = kept.reduce((sum, t) => sum + t.net, 0);
          const charges = kept.reduce((sum, t) => sum + t.charges, 0);
          return (
            <>
              {money.count(kept.length)} shown: net <Signed value={net} text={money.profit(net)} />,
              charges {money.whole(charges)}
              {thinned && (
                <>
                  {" "}
                  · {thinned.note}; all of them are in {file}
                </>
              )}
            </>
          );
        }}
      />
      {is_open && <OpenAtEnd />}
    </section>
  );
}

function OpenAtEnd() {
  const report = use_report();
  const { document, money, time } = report;
  const { positions, orders } = document.open!;
  if (positions.length + orders.length === 0) return null;
  const symbol = (i: number): string => document.instruments[i]!.symbol;
  const sign = document.run.currency.sign.trim();
  return (
    <>
      <header class="table-foot">
        <b>Open at the end</b>{" "}
        <span class="aside">outside the trade figures, inside the net profit</span>
      </header>
      <div class="scroll" tabIndex={0} role="region" aria-label="Open at the end, table">
        <table class="pinned">
          <thead>
            <tr>
              <th scope="col">Instrument</th>
              <th scope="col">Side</th>
              <th scope="col" class="right">
                Qty
              </th>
              <th scope="col">Since</th>
              <th scope="col" class="right">
                Average {sign}
              </th>
              <th scope="col" class="right">
                Last {sign}
              </th>
              <th scope="col" class="right">
                Unrealised {sign}
              </th>
              <th scope="col" class="right">
                Charges {sign}
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {positions.map((p) => (
              <tr key={`p${p.instrument}${p.side}`}>
                <td class="strong">{symbol(p.instrument)}</td>
                <td>
                  <SideTag long={p.side === "long"} />
                </td>
                <td class="right">{money.quantity(p.quantity)}</td>
                <td class="label">{time.minute(p.since)}</td>
                <td class="right">{price_of(report, p.instrument, p.average)}</td>
                <td class="right">{price_of(report, p.instrument, p.last)}</td>
                <td class="right">
                  <Signed value={Number(p.unrealised)} text={money.profit_cell(p.unrealised)} />
                </td>
                <td class="right">{money.cell(p.charges)}</td>
                <td class="label">position</td>
              </tr>
            ))}
            {orders.map((o) => (
              <tr key={o.id}>
                <td class="strong">{symbol(o.instrument)}</td>
                <td>{o.side === "buy" ? "▲ Buy" : "▼ Sell"}</td>
                <td class="right">{money.quantity(o.quantity)}</td>
                <td class="label">
                  <code title={o.id}>{o.id.slice(-5)}</code>
                </td>
                <td class="right">–</td>
                <td class="right">{price_of(report, o.instrument, o.price)}</td>
                <td class="right">–</td>
                <td class="right">–</td>
                <td class="label">
                  {o.type} order, {o.state}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
