/**
 * Puts a document into the built page as the program does: title, text for readers without script,
 * data.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { ReportDocument } from "../src/features/report/data.ts";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export function filled(template: string, document: ReportDocument): string {
  const json = JSON.stringify(document).replaceAll("<", "\\u003c");
  const title = `<title>${escaped(document.run.name)} · backtest report · Muhurat</title>`;
  const noscript = `<noscript><main class="wrap"><h1>${escaped(document.run.name)}</h1><p>${document.verdict.result}</p></main></noscript>`;
  return template
    .replace("<!--muhurat:title-->", () => title)
    .replace("<!--muhurat:noscript-->", () => noscript)
    .replace(
      "<!--muhurat:data-->",
      () => `<script type="application/json" id="report-data">${json}</script>`,
    );
}

export function write_report(template: string, document: ReportDocument, file: string): void {
  writeFileSync(file, filled(readFileSync(template, "utf8"), document));
}
