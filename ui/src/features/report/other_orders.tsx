/**
 * Orders that no listed trade shows: denied, cancelled, expired, still waiting, or filled and not
 * yet closed. Every order of a run can be explained, also one that did nothing.
 */
import { useMemo } from "preact/hooks";
import { DataTable, type DrawnColumn } from "../../parts/data_table";
import { Tag } from "../../parts/small";
import { use_report, type Report } from "./decoded";
import type { OrderRow } from "./order_rows";

/** Side of an order: never by colour alone. */
export function OrderSide({ buy }: { buy: boolean }) {
  return <Tag tone={buy ? "buy" : "sell"}>{buy ? "▲ Buy" : "▼ Sell"}</Tag>;
}

interface OtherOrder extends OrderRow {
  /** The check that denied it, else what it was written for. */
  reason: string;
}

function with_reason(order: OrderRow): OtherOrder {
  const station = order.state === "Denied" ? "risk" : "signal";
  const step = order.chain().find((each) => each.station === station);
  return { ...order, reason: step?.text ?? "" };
}

function columns_of({ money, time }: Report): DrawnColumn<OtherOrder>[] {
  return [
    {
      id: "instrument",
      header: "Instrument",
      class: "strong",
      value: (o) => o.symbol,
      cell: (o) => o.symbol,
    },
    { id: "state", header: "State", value: (o) => o.state, cell: (o) => o.state },
    {
      id: "side",
      header: "Side",
      value: (o) => (o.buy ? "buy" : "sell"),
      cell: (o) => <OrderSide buy={o.buy} />,
    },
    { id: "type", header: "Type", class: "label", value: (o) => o.type, cell: (o) => o.type },
    {
      id: "quantity",
      header: "Qty",
      align: "right",
      value: (o) => o.quantity,
      cell: (o) => money.quantity(o.quantity),
    },
    {
      id: "filled",
      header: "Filled",
      align: "right",
      value: (o) => o.filled,
      cell: (o) => money.quantity(o.filled),
    },
    {
      id: "written",
      header: "Written",
      class: "label",
      value: (o) => o.written,
      text: (o) => time.second(o.written),
      cell: (o) => time.minute(o.written),
    },
    {
      id: "order",
      header: "Order",
      class: "aside",
      value: (o) => o.id,
      cell: (o) => <code title={o.id}>{o.id.slice(-5)}</code>,
    },
    {
      id: "reason",
      header: "Reason",
      class: "label words",
      value: (o) => o.reason,
      cell: (o) => <span title={o.reason}>{o.reason}</span>,
    },
  ];
}

/** "464 cancelled, 63 denied": how many of each state, the most first. */
function counts_of(orders: OrderRow[], { money }: Report): string {
  const counts = new Map<string, number>();
  for (const { state } of orders) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([state, count]) => `${money.count(count)} ${state.toLowerCase()}`)
    .join(", ");
}

export function OtherOrdersSection({
  selected,
  open,
}: {
  selected: OrderRow | null;
  open: (order: OrderRow) => void;
}) {
  const report = use_report();
  const { document, other_orders } = report;
  const columns = useMemo(() => columns_of(report), [report]);
  const rows = useMemo(() => other_orders.map(with_reason).reverse(), [other_orders]);
  const { thinned, file } = document.orders!;
  return (
    <section id="orders" class="card long screen-only" aria-labelledby="orders-title">
      <header>
        <h2 id="orders-title">Orders outside the trades</h2>
        <span class="sub">{counts_of(rows, report)}</span>
      </header>
      <DataTable
        name="Orders outside the trades"
        rows={rows}
        columns={columns}
        row_id={(order) => order.id}
        open={(row) => open(report.orders[row.index]!)}
        file="orders_view.csv"
        selected={selected?.id}
        filter_hint="denied, stop, side:sell"
        foot={(kept) => (
          <>
            {report.money.count(kept.length)} shown
            {thinned && (
              <>
                {" "}
                · {thinned.note}; all of them are in {file}
              </>
            )}
          </>
        )}
      />
    </section>
  );
}
