/** Writes sample_report.json: `npm run sample`. */
import { writeFileSync } from "node:fs";
import { sample_document } from "./sample_document.ts";

const day = (text: string): number => Date.parse(text) / 86_400_000;
const sample = sample_document({ seed: 48, from: day("2023-01-02"), to: day("2025-12-31") });
writeFileSync(
  new URL("sample_report.json", import.meta.url),
  `${JSON.stringify(sample, null, 0)}\n`,
);
