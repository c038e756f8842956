import { describe, expect, it } from "vitest";
import { breaches_of } from "./rules";

describe("the rules of the sources", () => {
  it("refuse printing a number outside format.ts", () => {
    expect(breaches_of("src/a.ts", "x.toFixed(2)")).toEqual([
      "src/a.ts:1: print numbers by src/model/format.ts",
    ]);
    expect(breaches_of("src/model/format.ts", "x.toFixed(2)")).toEqual([]);
  });
  it("refuse a raw colour outside tokens.css", () => {
    expect(breaches_of("src/a.css", "a { color: #ff0000; }")).toHaveLength(1);
    expect(breaches_of("src/a.tsx", 'fill="rgb(1,2,3)"')).toHaveLength(1);
    expect(breaches_of("src/tokens.css", "--ink: #151a21;")).toEqual([]);
  });
  it("refuse HTML from strings and requests", () => {
    expect(breaches_of("src/a.ts", "element.innerHTML = text")).toHaveLength(1);
    expect(breaches_of("src/a.ts", "fetch(url)")).toHaveLength(1);
  });
});
