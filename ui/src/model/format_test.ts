import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as duration from "./duration";
import * as format from "./format";
import * as time from "./time";

interface Case {
  kind: string;
  input: string | number | null;
  options: Record<string, never>;
  screen: string;
}

const cases = JSON.parse(
  readFileSync(new URL("../../../tests/data/format_cases.json", import.meta.url), "utf8"),
) as Case[];

type Printer = (input: never, options: Record<string, never>) => string;

const printers: Record<string, Printer> = {
  money: format.money,
  amount: format.amount,
  short_money: format.short_money,
  price: format.price as never,
  quantity: format.quantity,
  count: format.count,
  percent: format.percent,
  basis_points: format.basis_points,
  ratio: format.ratio,
  multiple: format.multiple,
  sessions: format.sessions,
  bars: format.bars,
  size: format.size,
  rate: format.rate as never,
  date: (input, options) => time.date_text(input, options["offset"]!),
  iso_date: (input, options) => time.iso_date(input, options["offset"]!),
  date_time: (input, options) => time.date_time(input, options["offset"]!),
  order_time: (input, options) => time.order_time(input, options["offset"]!),
  day: time.day_text,
  week: time.iso_week,
  duration: duration.duration,
};

describe("the shared cases of formatting", () => {
  it("cover every printer", () => {
    expect(new Set(cases.map((each) => each.kind))).toEqual(new Set(Object.keys(printers)));
  });
  for (const each of cases) {
    it(`${each.kind} ${JSON.stringify(each.input)} ${JSON.stringify(each.options)} is ${each.screen}`, () => {
      expect(printers[each.kind]!(each.input as never, each.options)).toBe(each.screen);
    });
  }
});

describe("what has no value", () => {
  it("is an en dash, never NaN, null or zero", () => {
    for (const value of [null, undefined, NaN]) {
      expect(format.percent(value)).toBe("–");
      expect(format.money(value)).toBe("–");
      expect(format.ratio(value)).toBe("–");
    }
  });
});

describe("the offset of a zone", () => {
  const zone: time.Offsets = [
    [0, 0],
    [100, 3600],
    [200, 0],
  ];
  it("changes at the very second", () => {
    expect([99, 100, 199, 200].map((second) => time.offset_at(zone, second))).toEqual([
      0, 3600, 3600, 0,
    ]);
  });
  it("reaches back before the first entry", () => {
    expect(time.offset_at([[500, 19800]], 10)).toBe(19800);
  });
});
