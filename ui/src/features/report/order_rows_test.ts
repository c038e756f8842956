import { expect, test } from "vitest";
import type { ReportDocument } from "./data";
import type { Orders } from "./data_orders";
import { order_rows } from "./order_rows";
import { money_printer, time_printer } from "./printers";

const IST = 19_800;

/** Two orders: one filled, of two phrases a station at most; one that the risk gate denied. */
const orders: Orders = {
  file: "orders.csv",
  id: [1, 32],
  instrument: [0, 0],
  side: "BS",
  type: [0, 1],
  quantity: { scale: 0, value: [443, 90_000] },
  filled: { scale: 0, value: [443, 0] },
  written: [1_460_368_800, 1_460_368_800],
  state: [2, 3],
  chain: [0, 1],
  shapes: [
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
    [1, 0, -1, -1, 1, -1, -1, -1, -1],
  ],
  stations: [
    [
      {
        words: ["decided on bar ", ", close ", ""],
        holes: [
          { kind: "t", scale: 0, value: [1_460_368_800] },
          { kind: "p", scale: 1, value: [14_006] },
        ],
      },
      { words: ["came with order ", ""], holes: [{ kind: "o", scale: 0, value: [1] }] },
    ],
    [
      {
        words: ["forecast ", "; rsi ", ""],
        holes: [
          { kind: "f", scale: 2, value: [100, -5] },
          { kind: "n", scale: [7, 1], value: [206_179_678, -20_000_005] },
        ],
      },
    ],
    [
      {
        words: ["target ", "; equity ", ""],
        holes: [
          { kind: "q", scale: 0, value: [1443] },
          { kind: "m", scale: 2, value: [98_800_895] },
        ],
      },
    ],
    [{ words: ["buy"], holes: [] }],
    [
      { words: ["passed"], holes: [] },
      {
        words: ["denied by Z06: value ", ""],
        holes: [{ kind: "n", scale: [0], value: [128_000_000] }],
      },
    ],
    [{ words: ["filled"], holes: [] }],
    [{ words: ["", ""], holes: [{ kind: "q", scale: 1, value: [-5] }] }],
    [{ words: ["", ""], holes: [{ kind: "m", scale: 2, value: [-5] }] }],
    [{ words: ["flat"], holes: [] }],
  ],
};
const currency = { code: "INR", sign: "₹", grouping: "indian", decimals: 2 } as const;
const document = {
  orders,
  instruments: [{ name: "NSE:ASHVA", symbol: "ASHVA", decimals: 2, lot: 1 }],
  texts: ["market", "limit", "Filled", "Denied"],
} as unknown as ReportDocument;
const rows = order_rows(document, {
  money: money_printer(currency),
  time: time_printer({ name: "Asia/Kolkata", label: "IST", offsets: [[0, IST]] }),
});

test("an order has its id as thirteen letters, its type and its state", () => {
  expect(rows.map(({ id, type, state, buy }) => [id, type, state, buy])).toEqual([
    ["0000000000001", "market", "Filled", true],
    ["0000000000010", "limit", "Denied", false],
  ]);
});

test("a chain writes each value as a screen does, between the words of its phrase", () => {
  expect(rows[0]!.chain().map((step) => step.text)).toEqual([
    "decided on bar 2016-04-11 15:30:00, close 1,400.60",
    "forecast +1.00; rsi 20.6179678",
    "target 1,443; equity ₹9,88,008.95",
    "buy",
    "passed",
    "filled",
    "−0.5 short",
    "−₹0.05",
    "flat",
  ]);
});

test("an order that did not get far has the stations up to there, with its own values", () => {
  expect(rows[1]!.chain()).toEqual([
    { station: "market", text: "came with order 0000000000001" },
    { station: "signal", text: "forecast −0.05; rsi −20,00,000.5" },
    { station: "risk", text: "denied by Z06: value 12,80,00,000" },
  ]);
});
