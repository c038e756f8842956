/** This trade, from signal to net: the chain of its entry and exit order, then the money. */
import * as format from "../../model/format";
import { CopyButton, SideTag, Signed } from "../../parts/small";
import { Chain, chain_lines } from "./chain";
import { use_report, type Report } from "./decoded";
import type { ChainStep } from "./order_rows";
import { price_of } from "./trades";
import type { TradeRow } from "./trade_rows";

const steps_of = ({ orders }: Report, order: number | null): ChainStep[] =>
  order === null ? [] : (orders[order]?.chain() ?? []);

function OrderChain({
  title,
  order,
  open,
}: {
  title: string;
  order: number | null;
  open: boolean;
}) {
  const report = use_report();
  const steps = steps_of(report, order);
  if (steps.length === 0) return null;
  const { id, type } = report.orders[order!]!;
  return (
    <details class="order" open={open}>
      <summary>
        {title}{" "}
        <span class="aside">
          {type} order <code title={id}>{id.slice(-5)}</code>
        </span>
      </summary>
      <Chain steps={steps} />
    </details>
  );
}

function as_text(report: Report, trade: TradeRow): string {
  const lines = (title: string, order: number | null): string[] => [
    title,
    ...chain_lines(steps_of(report, order)),
  ];
  return [
    `Trade #${trade.number} ${trade.symbol} ${trade.long ? "long" : "short"}`,
    ...lines("Entry", trade.entry_order),
    ...lines("Exit", trade.exit_order),
    `Net ${report.money.profit_exact(trade.net)}`,
  ].join("\n");
}

export function TradePanel({ trade }: { trade: TradeRow | null }) {
  const report = use_report();
  const { money, time } = report;
  if (!trade) {
    return (
      <div class="card">
        <header>
          <h2>Trade</h2>
        </header>
        <p class="nothing">
          No trade was closed. Orders and positions still open are under Trades.
        </p>
      </div>
    );
  }
  const value = trade.entry_price * trade.quantity;
  const r = trade.risk ? ` · ${format.ratio(trade.net / trade.risk, { signed: true })} R` : "";
  return (
    <div class="card">
      <header>
        <h2>Trade #{trade.number}</h2>
        <span class="sub">{trade.symbol}</span>
        <span class="spread" />
        <SideTag long={trade.long} />
      </header>
      <div
        class="pad scroll panel-scroll"
        tabIndex={0}
        role="region"
        aria-label="The trade from signal to net"
      >
        <div class="trade-net">
          <b>
            <Signed value={trade.net} text={money.profit(trade.net)} />
          </b>
          <span class="label">
            {format.percent(value ? trade.net / value : null)}
            {r}
          </span>
        </div>
        <OrderChain key={`in${trade.number}`} title="Entry" order={trade.entry_order} open />
        <OrderChain
          key={`out${trade.number}`}
          title={`Exit, ${trade.reason}`}
          order={trade.exit_order}
          open={false}
        />
        <dl class="facts">
          <dt>Entry</dt>
          <dd>
            {price_of(report, trade.instrument, trade.entry_price)}{" "}
            <span class="aside">{time.minute(trade.entry_time)}</span>
          </dd>
          <dt>Exit</dt>
          <dd>
            {price_of(report, trade.instrument, trade.exit_price)}{" "}
            <span class="aside">{time.minute(trade.exit_time)}</span>
          </dd>
          <dt>Quantity, held</dt>
          <dd>
            {money.quantity(trade.quantity)}, {format.bars(trade.bars)}
          </dd>
          <dt>Before charges</dt>
          <dd>
            <Signed value={trade.gross} text={money.profit_exact(trade.gross)} />
          </dd>
          <dt>of which slippage</dt>
          <dd class="aside">{money.exact(-trade.slippage)}</dd>
          <dt>Charges</dt>
          <dd>{money.exact(-trade.charges)}</dd>
          <dt>Net</dt>
          <dd class="strong">
            <Signed value={trade.net} text={money.profit_exact(trade.net)} />
          </dd>
          <dt>MAE, MFE</dt>
          <dd>
            <Signed value={trade.mae} text={money.profit(trade.mae)} /> &nbsp;
            <Signed value={trade.mfe} text={money.profit(trade.mfe)} />
          </dd>
        </dl>
        <p>
          <CopyButton label="Copy as text" text={() => as_text(report, trade)} />
        </p>
      </div>
    </div>
  );
}
