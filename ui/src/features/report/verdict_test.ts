import { expect, test } from "vitest";
import { in_sentence } from "./verdict";

test.each([
  ["Max drawdown", "max drawdown"],
  ["CAGR", "CAGR"],
  ["Sharpe", "Sharpe"],
])("%s stands within a sentence as %s", (label, written) => {
  expect(in_sentence(label)).toBe(written);
});
