/**
 * The report in a real browser, opened from disk: `MUHURAT_REPORT` names a report that the program
 * wrote; else the sample is put into the built page. Checks console, network, layout,
 * accessibility, keyboard, print and size, and leaves pictures in build/screens.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Browser, CHROMIUM, type View } from "./browser.ts";
import { check_keyboard } from "./check_keyboard.ts";
import { check_axe, check_layout, check_pdf, check_states, check_tables } from "./checks.ts";
import { write_report } from "./fill_template.ts";
import { sample_document } from "./sample_document.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.env["MUHURAT_UI_OUT"] ?? resolve(here, "../../build/ui");
const screens = resolve(out, "../screens");
const template = join(out, "report_template.html");

const VIEWS: Record<string, View> = {
  report_light_1280: { width: 1280, height: 900, theme: "light" },
  report_dark_1280: { width: 1280, height: 900, theme: "dark" },
  report_light_900: { width: 900, height: 1000, theme: "light" },
  report_light_390: { width: 390, height: 844, theme: "light" },
  report_dark_390: { width: 390, height: 844, theme: "dark" },
  report_blue_orange_1920: { width: 1920, height: 1080, theme: "light", palette: "blue-orange" },
};

const failures: string[] = [];
let checks = 0;

/** One named check; all of them run even if one fails. */
async function check(name: string, work: () => Promise<string[]>): Promise<void> {
  const started = performance.now();
  const found = await work().catch((error: unknown) => [String(error)]);
  checks += 1;
  console.log(
    `${found.length === 0 ? "ok  " : "FAIL"} ${name}  ${Math.round(performance.now() - started)} ms`,
  );
  for (const each of found) console.log(`     ${each}`);
  failures.push(...found);
}

function report_file(): string {
  const given = process.env["MUHURAT_REPORT"];
  if (given) return resolve(given);
  const file = join(out, "sample.html");
  write_report(template, JSON.parse(readFileSync(join(here, "sample_report.json"), "utf8")), file);
  return file;
}

/** Ten years of days: the week grid without numbers, and the budget of size. */
function long_report(): string {
  const file = join(out, "sample_ten_years.html");
  const day = (text: string): number => Date.parse(text) / 86_400_000;
  write_report(
    template,
    sample_document({ seed: 7, from: day("2016-01-01"), to: day("2025-12-31") }),
    file,
  );
  return file;
}

const LONG_LIMIT = 800_000;

async function main(): Promise<void> {
  for (const [what, path] of [
    ["Chromium", CHROMIUM],
    ["the built page", template],
  ] as const) {
    if (!existsSync(path)) throw new Error(`${what} is not at ${path}`);
  }
  mkdirSync(screens, { recursive: true });
  const url = pathToFileURL(report_file()).href;
  const browser = new Browser();
  await browser.start();
  try {
    for (const [name, view] of Object.entries(VIEWS)) {
      const page = await browser.open(url, view);
      await page.screenshot({ path: join(screens, `${name}.png`), fullPage: true });
      await check(`${name}: no sideways scroll, all sections`, () => check_layout(page));
      await check(`${name}: tables fit`, () => check_tables(page));
      await check(`${name}: accessibility`, () => check_axe(page));
      await page.close();
    }
    const page = await browser.open(url, VIEWS["report_light_1280"]!);
    await check("keyboard alone does the whole job", () => check_keyboard(page));
    await check("states: table, filter, popover, empty filter", () =>
      check_states(page, join(screens, "report_states.png")),
    );
    await check("prints on A4", () => check_pdf(page, join(screens, "report.pdf")));
    await page.close();
    const long = long_report();
    await check("ten years of days fit in 0.8 MB", async () =>
      statSync(long).size <= LONG_LIMIT ? [] : [`${statSync(long).size} bytes`],
    );
    const long_page = await browser.open(pathToFileURL(long).href, VIEWS["report_light_1280"]!);
    await long_page.screenshot({ path: join(screens, "report_ten_years.png"), fullPage: true });
    await check("ten years: tables fit", () => check_tables(long_page));
    await check("ten years: layout", () => check_layout(long_page));
    await check("ten years: accessibility", () => check_axe(long_page));
    await check("console silent, no request", async () => browser.offences);
  } finally {
    await browser.stop();
  }
  console.log(`${checks} checks, ${failures.length} failures; pictures in ${screens}`);
  if (failures.length > 0) process.exitCode = 1;
}

await main();
