/** Orders as rows, and each one's chain in words, from the columns and phrases of the contract. */
import * as format from "../../model/format";
import { decode_ints, decode_numbers, type Numbers } from "../../model/ints";
import type { ReportDocument } from "./data";
import {
  STATIONS,
  type Hole,
  type Orders,
  type OrderState,
  type Phrase,
  type Station,
} from "./data_orders";
import type { MoneyPrinter, TimePrinter } from "./printers";

export interface ChainStep {
  station: Station;
  text: string;
}

export interface OrderRow {
  index: number;
  /** Thirteen characters of base 32. */
  id: string;
  instrument: number;
  symbol: string;
  buy: boolean;
  type: string;
  quantity: number;
  filled: number;
  written: number;
  state: OrderState;
  /** The stations that it passed, in words; made when they are first asked for. */
  chain: () => ChainStep[];
}

interface Printers {
  money: MoneyPrinter;
  time: TimePrinter;
}

export function order_rows(document: ReportDocument, printers: Printers): OrderRow[] {
  const { orders, instruments, texts } = document;
  if (!orders) return [];
  const ids = decode_ints(orders.id);
  const numbers = (column: Numbers): (number | null)[] => decode_numbers(column, ids.length);
  const instrument = decode_ints(orders.instrument);
  const type = decode_ints(orders.type);
  const quantity = numbers(orders.quantity);
  const filled = numbers(orders.filled);
  const written = decode_ints(orders.written);
  const state = decode_ints(orders.state);
  const chains = new Chains(orders, printers);
  return ids.map((id, i) => ({
    index: i,
    id: id_text(id),
    instrument: instrument[i]!,
    symbol: instruments[instrument[i]!]!.symbol,
    buy: orders.side[i] === "B",
    type: texts[type[i]!] ?? "",
    quantity: quantity[i]!,
    filled: filled[i]!,
    written: written[i]!,
    state: texts[state[i]!] as OrderState,
    chain: () => chains.of(i, instruments[instrument[i]!]!.decimals),
  }));
}

const BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's
const ID_LETTERS = 13;

function id_text(id: number): string {
  let text = "";
  for (let rest = id; text.length < ID_LETTERS; rest = Math.floor(rest / 32))
    text = BASE_32[rest % 32] + text;
  return text;
}

/** "−20.50" of −2050 with two decimals, as a decimal text: no digit is lost on the way. */
function decimal(whole: number, scale: number): string {
  const digits = String(Math.abs(whole)).padStart(scale + 1, "0");
  const at = digits.length - scale;
  return `${whole < 0 ? "-" : ""}${digits.slice(0, at)}${scale ? `.${digits.slice(at)}` : ""}`;
}

class Chains {
  /** Of each order and station, the row of its values in the columns of its phrase. */
  private readonly rows: number[][] = [];
  private readonly shape: number[];
  private readonly columns = new Map<Hole, { value: number[]; scale: number[] | number }>();

  private readonly orders: Orders;
  private readonly printers: Printers;

  constructor(orders: Orders, printers: Printers) {
    this.orders = orders;
    this.printers = printers;
    this.shape = decode_ints(orders.chain);
    const met = orders.stations.map((phrases) => phrases.map(() => 0));
    for (const shape of this.shape)
      this.rows.push(
        orders.shapes[shape]!.map((phrase, s) => (phrase < 0 ? -1 : met[s]![phrase]!++)),
      );
  }

  of(order: number, price_decimals: number): ChainStep[] {
    const phrases = this.orders.shapes[this.shape[order]!]!;
    return STATIONS.flatMap((station, s) => {
      const phrase = this.orders.stations[s]![phrases[s]!];
      if (!phrase) return [];
      return [{ station, text: this.text_of(phrase, this.rows[order]![s]!, price_decimals) }];
    });
  }

  private text_of(phrase: Phrase, row: number, price_decimals: number): string {
    return phrase.words.reduce((text, words, i) => {
      const hole = phrase.holes[i - 1];
      return text + (hole ? this.value_text(hole, row, price_decimals) : "") + words;
    }, "");
  }

  private value_text(hole: Hole, row: number, price_decimals: number): string {
    const { value, scale } = this.column_of(hole);
    const whole = value[row]!;
    const text = decimal(whole, typeof scale === "number" ? scale : scale[row]!);
    const { money, time } = this.printers;
    switch (hole.kind) {
      case "t":
        return time.second(whole);
      case "m":
        return money.exact(text);
      case "q":
        return money.quantity(text);
      case "p":
        return money.price(text, price_decimals);
      case "n":
        return money.price(text, 0);
      case "o":
        return id_text(whole);
      case "f":
        return whole === 0 ? "+0.00" : format.ratio(text, { signed: true });
    }
  }

  private column_of(hole: Hole): { value: number[]; scale: number[] | number } {
    const known = this.columns.get(hole);
    if (known) return known;
    const made = {
      value: decode_ints(hole.value),
      scale: typeof hole.scale === "number" ? hole.scale : decode_ints(hole.scale),
    };
    this.columns.set(hole, made);
    return made;
  }
}
