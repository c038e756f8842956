import { describe, expect, it } from "vitest";
import { decode_ints, encode_ints } from "./ints";

describe("a column of whole numbers", () => {
  it("is the running sum of plain differences", () => {
    expect(decode_ints([100, 5, -10, 0])).toEqual([100, 105, 95, 95]);
  });
  it("reads the packed form of the contract byte by byte", () => {
    // 1 -> 02, -1 -> 01, 64 -> 80 01, 300 -> d8 04
    expect(decode_ints(btoa("\x02\x01\x80\x01\xd8\x04"))).toEqual([1, 0, 64, 364]);
  });
  it("comes back the same, packed or plain, up to 2^51", () => {
    for (const length of [0, 1, 199, 200, 5000]) {
      const values = Array.from({ length }, (_, i) => Math.round(Math.sin(i + 1) * 2 ** 50));
      expect(decode_ints(encode_ints(values))).toEqual(values);
    }
  });
  it("packs long columns into text", () => {
    expect(typeof encode_ints(Array.from({ length: 200 }, () => 1))).toBe("string");
  });
  it("says so when it is cut off inside a number", () => {
    expect(() => decode_ints(btoa("\x80"))).toThrow("ends inside a number");
  });
});
