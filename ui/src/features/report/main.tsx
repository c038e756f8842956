/** Starts the report page. */
import { render } from "preact";
import "../../tokens.css";
import "../../base.css";
import "../../tables.css";
import "./report.css";
import "./charts.css";
import "./sections.css";
import "./small.css";
import { start_appearance } from "../../model/appearance";
import { parse_report } from "./load";
import { ReportPage } from "./page";

start_appearance();
const loaded = parse_report(document.getElementById("report-data")?.textContent);
const root = document.getElementById("report")!;
if ("problem" in loaded) {
  render(
    <main class="card fatal">
      <h1>This report cannot be shown</h1>
      <p>{loaded.problem}</p>
    </main>,
    root,
  );
} else {
  render(<ReportPage data={loaded.report} />, root);
}
