import { describe, expect, it } from "vitest";
import { decode_ints, decode_numbers, encode_ints, encode_numbers } from "./ints";

describe("a column of whole numbers", () => {
  it("is plain while it is short", () => {
    expect(decode_ints([100, 105, 95, 95])).toEqual([100, 105, 95, 95]);
    expect(encode_ints([100, 105])).toEqual([100, 105]);
  });
  it("reads both packed forms of the contract, byte by byte", () => {
    // Differences: 1 -> 02, -19 -> 25, 300 -> d8 04. Values: 1 -> 01, 300 -> ac 02.
    expect(decode_ints(`d100,5,${btoa("\x02\x25\xd8\x04")}`)).toEqual([100, 105, 10, 1510]);
    expect(decode_ints(`v-7,2,${btoa("\x01\xac\x02")}`)).toEqual([-5, 593]);
  });
  it("comes back the same, packed or plain, up to 2^50", () => {
    for (const length of [0, 1, 49, 50, 5000]) {
      const values = Array.from({ length }, (_, i) => Math.round(Math.sin(i + 1) * 2 ** 50));
      expect(decode_ints(encode_ints(values))).toEqual(values);
    }
  });
  it("is packed as values or as differences, whichever is shorter, by their common unit", () => {
    const closes = Array.from({ length: 50 }, (_, i) => 86_400 * i + 7);
    expect(encode_ints(closes)).toBe(`d7,86400,${btoa("\x02".repeat(49))}`);
    const turns = Array.from({ length: 50 }, (_, i) => (i % 2) * 127);
    expect(encode_ints(turns)).toMatch(/^d0,127,/);
    const noise = turns.map((value, i) => (i === 0 ? 1 : value));
    expect(encode_ints(noise)).toMatch(/^v0,1,/);
    expect(decode_ints(encode_ints(noise))).toEqual(noise);
  });
  it("says so when it is no column, or cut off inside a number", () => {
    expect(() => decode_ints(`v0,1,${btoa("\x80")}`)).toThrow("ends inside a number");
    expect(() => decode_ints("AgIC")).toThrow("expected a packed column, found AgIC");
  });
});

describe("a column of numbers with decimals", () => {
  it("has a value for every row, or names the rows that have one", () => {
    expect(decode_numbers({ scale: 2, value: [150, -1] }, 2)).toEqual([1.5, -0.01]);
    expect(decode_numbers({ scale: 0, value: [7], rows: [1] }, 3)).toEqual([null, 7, null]);
    expect(decode_numbers({ scale: 0, value: [], rows: [] }, 2)).toEqual([null, null]);
  });
  it("comes back the same", () => {
    const values = [1.05, null, -3, 1e6];
    expect(decode_numbers(encode_numbers(values, 2), 4)).toEqual(values);
    expect(encode_numbers([1, 2], 0)).toEqual({ scale: 0, value: [1, 2] });
  });
});
