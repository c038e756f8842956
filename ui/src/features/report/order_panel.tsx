/** An order that no listed trade shows: what became of it, and its chain as far as it got. */
import { CopyButton } from "../../parts/small";
import { Chain, chain_lines } from "./chain";
import { use_report } from "./decoded";
import type { OrderRow } from "./order_rows";
import { OrderSide } from "./other_orders";

export function OrderPanel({ order }: { order: OrderRow }) {
  const { money, time } = use_report();
  const steps = order.chain();
  const as_text = (): string =>
    [
      `Order ${order.id} ${order.symbol} ${order.buy ? "buy" : "sell"}, ${order.state}`,
      ...chain_lines(steps),
    ].join("\n");
  return (
    <div class="card">
      <header>
        <h2>
          Order <code title={order.id}>{order.id.slice(-5)}</code>
        </h2>
        <span class="sub">{order.symbol}</span>
        <span class="spread" />
        <OrderSide buy={order.buy} />
      </header>
      <div
        class="pad scroll panel-scroll"
        tabIndex={0}
        role="region"
        aria-label="The order from signal to its end"
      >
        <div class="trade-net">
          <b>{order.state}</b>
          <span class="label">
            {order.type} order, {money.quantity(order.filled)} of {money.quantity(order.quantity)}{" "}
            filled
          </span>
        </div>
        <Chain steps={steps} />
        <dl class="facts">
          <dt>Written</dt>
          <dd>{time.second(order.written)}</dd>
        </dl>
        <p>
          <CopyButton label="Copy as text" text={as_text} />
        </p>
      </div>
    </div>
  );
}
