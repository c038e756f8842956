/** Reads the document out of the page, or says in words why it cannot. */
import { FORMAT, type ReportDocument } from "./data";

export type Loaded = { report: ReportDocument } | { problem: string };

export function parse_report(text: string | null | undefined): Loaded {
  if (!text?.trim())
    return {
      problem: "This page holds no report data. Expected one JSON document in report-data.",
    };
  let document: ReportDocument;
  try {
    document = JSON.parse(text) as ReportDocument;
  } catch (error) {
    return { problem: `The report data are cut off or damaged: ${(error as Error).message}` };
  }
  if (document.format !== FORMAT) {
    return {
      problem:
        `Expected report format ${FORMAT}, found ${String(document.format)}. ` +
        "Write the report again with this version: muhurat report results/",
    };
  }
  return { report: document };
}
