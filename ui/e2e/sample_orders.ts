/** Orders, their chains and trades of the sample, in the columns of the contract. */
import { encode_ints, encode_numbers, type Numbers } from "../src/model/ints.ts";
import {
  STATIONS,
  type HoleKind,
  type Orders,
  type OrderState,
  type Trades,
} from "../src/features/report/data_orders.ts";
import { cents } from "./sample_sections.ts";
import { FAST, SLOW, type Market, type Round } from "./sample_market.ts";

const IST = 19_800;
const DAY = 86_400;
export const open_of = (day: number): number => day * DAY + 9 * 3600 + 15 * 60 - IST;
export const close_of = (day: number): number => day * DAY + 15 * 3600 + 30 * 60 - IST;

export class Texts {
  readonly all: string[] = [];
  index(text: string): number {
    const found = this.all.indexOf(text);
    return found >= 0 ? found : this.all.push(text) - 1;
  }
}

/** A value of a chain, put where it stands in the words. */
type Said = string | { kind: HoleKind; scale: number; whole: number };

interface Step {
  words: string[];
  holes: { kind: HoleKind; scale: number; whole: number }[];
}

/** Words and values in turn: a phrase and what fills its holes. */
function step_of(parts: Said[]): Step {
  const step: Step = { words: [""], holes: [] };
  for (const part of parts) {
    if (typeof part === "string") step.words.push(step.words.pop()! + part);
    else {
      step.holes.push(part);
      step.words.push("");
    }
  }
  return step;
}

interface OrderData {
  symbol: number;
  buy: boolean;
  type: string;
  quantity: number;
  filled: number;
  written: number;
  state: OrderState;
  chain: (Said[] | null)[];
}

/** Gathers the columns of the orders, and of their chains phrase by phrase. */
class OrderColumns {
  private readonly list: OrderData[] = [];

  add(order: OrderData): number {
    return this.list.push(order) - 1;
  }

  document(texts: Texts): Orders {
    const column = (pick: (order: OrderData) => number) => encode_ints(this.list.map(pick));
    const first_id = 1000;
    return {
      file: "orders.csv",
      id: encode_ints(this.list.map((_, i) => first_id + i)),
      instrument: column((order) => order.symbol),
      side: this.list.map((order) => (order.buy ? "B" : "S")).join(""),
      type: column((order) => texts.index(order.type)),
      quantity: encode_numbers(
        this.list.map((order) => order.quantity),
        0,
      ),
      filled: encode_numbers(
        this.list.map((order) => order.filled),
        0,
      ),
      written: column((order) => order.written),
      state: column((order) => texts.index(order.state)),
      ...this.chains(),
    };
  }

  private chains(): Pick<Orders, "chain" | "shapes" | "stations"> {
    const stations = STATIONS.map(() => new Map<string, { place: number; steps: Step[] }>());
    const shapes = new Map<string, number>();
    const chain = this.list.map((order) => {
      const shape = order.chain.map((parts, s) => {
        if (!parts) return -1;
        const step = step_of(parts);
        const key = JSON.stringify([step.words, step.holes.map((hole) => hole.kind)]);
        const phrases = stations[s]!;
        const phrase = phrases.get(key) ?? { place: phrases.size, steps: [] };
        phrases.set(key, phrase);
        phrase.steps.push(step);
        return phrase.place;
      });
      const key = JSON.stringify(shape);
      shapes.set(key, shapes.get(key) ?? shapes.size);
      return shapes.get(key)!;
    });
    return {
      chain: encode_ints(chain),
      shapes: [...shapes.keys()].map((key) => JSON.parse(key) as number[]),
      stations: stations.map((phrases) =>
        [...phrases.values()].map(({ steps }) => ({
          words: steps[0]!.words,
          holes: steps[0]!.holes.map(({ kind, scale }, i) => ({
            kind,
            scale,
            value: encode_ints(steps.map((step) => step.holes[i]!.whole)),
          })),
        })),
      ),
    };
  }
}

const at_time = (seconds: number): Said => ({ kind: "t", scale: 0, whole: seconds });
const of_price = (paise: number): Said => ({ kind: "p", scale: 2, whole: Math.round(paise) });
const of_average = (paise: number): Said => ({
  kind: "n",
  scale: 4,
  whole: Math.round(paise * 100),
});
const of_quantity = (units: number): Said => ({ kind: "q", scale: 0, whole: units });
const of_money = (rupees: number): Said => ({
  kind: "m",
  scale: 2,
  whole: Math.round(rupees * 100),
});
const of_forecast = (strength: number): Said => ({
  kind: "f",
  scale: 2,
  whole: Math.round(strength * 100),
});

function chain_of(market: Market, round: Round, i: number, buy: boolean): Said[][] {
  const at = buy ? round.entry : round.exit;
  const stop = !buy && round.reason === "stop";
  const fast = market.fast[round.symbol]![i - 1]!;
  const slow = market.slow[round.symbol]![i - 1]!;
  const charges = ((at * round.quantity) / 100) * 0.00118;
  const known = close_of(market.days[i - 1]!);
  const filled = open_of(market.days[i]!);
  return [
    ["decided on bar ", at_time(known), "; filled in bar ", at_time(close_of(market.days[i]!))],
    stop
      ? ["protective stop of the entry"]
      : [
          "forecast ",
          of_forecast(buy ? 1 : 0),
          `; SMA ${FAST} `,
          of_average(fast),
          `, SMA ${SLOW} `,
          of_average(slow),
        ],
    buy
      ? [of_money(650_000), " ÷ ", of_price(at), " = ", of_quantity(round.quantity)]
      : ["target ", of_quantity(0)],
    [
      "gap ",
      of_quantity(buy ? round.quantity : -round.quantity),
      stop ? ": stop order" : ": market order",
    ],
    ["8 of 8 checks, set market"],
    [stop ? "the worse of trigger and open" : "open of the next bar"],
    [of_quantity(round.quantity), " at ", of_price(at), ", ", at_time(filled)],
    [of_money(charges), ": brokerage, STT, exchange, GST, stamp, SEBI"],
    [
      "position ",
      of_quantity(buy ? 0 : round.quantity),
      " to ",
      of_quantity(buy ? round.quantity : 0),
    ],
  ];
}

export function orders_and_trades(
  market: Market,
  texts: Texts,
): { orders: Orders; trades: Trades } {
  const orders = new OrderColumns();
  const order = (round: Round, i: number, buy: boolean): number => {
    const stop = !buy && round.reason === "stop";
    return orders.add({
      symbol: round.symbol,
      buy,
      type: stop ? "stop" : "market",
      quantity: round.quantity,
      filled: round.quantity,
      written: close_of(market.days[stop ? round.from : i - 1]!),
      state: "Filled",
      chain: chain_of(market, round, i, buy),
    });
  };
  const list = [...market.rounds].sort((a, b) => a.to - b.to);
  const column = (pick: (r: Round) => number): Numbers => encode_numbers(list.map(pick), 2);
  const whole = (pick: (r: Round) => number) => encode_ints(list.map(pick));
  const gross = (r: Round): number => ((r.exit - r.entry) * r.quantity) / 100;
  const trades: Trades = {
    file: "trades.csv",
    total_net: String(cents(list.reduce((s, r) => s + gross(r) - r.charges, 0))),
    entries: list.length,
    number: encode_ints(list.map((_, i) => i + 1)),
    instrument: whole((r) => r.symbol),
    side: "L".repeat(list.length),
    quantity: column((r) => r.quantity),
    entry_time: whole((r) => open_of(market.days[r.from]!)),
    exit_time: whole((r) => open_of(market.days[r.to]!)),
    entry_price: column((r) => r.entry / 100),
    exit_price: column((r) => r.exit / 100),
    gross: column(gross),
    charges: column((r) => r.charges),
    slippage: column((r) => r.slippage),
    net: column((r) => gross(r) - r.charges),
    risk: column((r) => r.risk),
    mae: column((r) => Math.min(r.mae, gross(r), 0)),
    mfe: column((r) => Math.max(r.mfe, gross(r), 0)),
    bars: whole((r) => r.to - r.from),
    reason: whole((r) => texts.index(r.reason)),
    entry_order: whole((r) => order(r, r.from, true)),
    exit_order: whole((r) => order(r, r.to, false)),
    at_open: "B".repeat(list.length),
  };
  orders.add(denied(market.days[400]!));
  return { orders: orders.document(texts), trades };
}

function denied(day: number): OrderData {
  return {
    symbol: 0,
    buy: true,
    type: "limit",
    quantity: 90_000,
    filled: 0,
    written: close_of(day),
    state: "Denied",
    chain: [
      ["decided on bar ", at_time(close_of(day))],
      ["the strategy's own order, no reason given"],
      ["quantity ", of_quantity(90_000), " as written, no sizer"],
      ["buy ", of_quantity(90_000), " limit at ", of_price(142_220), ", DAY, CNC"],
      [
        "denied by Z06 ORDER_VALUE: value ",
        { kind: "n", scale: 0, whole: 127_998_000 },
        ", limit ",
        { kind: "n", scale: 0, whole: 10_000_000 },
      ],
      null,
      null,
      null,
      null,
    ],
  };
}
