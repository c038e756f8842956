/** What the browser tests hold every view of the report to. */
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe_source = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const SECTIONS = ["verdict", "equity", "figures", "assumed", "reproduce"];

export async function check_layout(page: Page): Promise<string[]> {
  const [scroll, width] = (await page.evaluate(
    "[document.documentElement.scrollWidth, innerWidth]",
  )) as [number, number];
  const missing: string[] = [];
  for (const id of SECTIONS)
    if ((await page.locator(`#${id}`).count()) !== 1) missing.push(`no section ${id}`);
  const bad =
    (await page.locator("main").innerText()).match(/\b(NaN|undefined|null|Infinity)\b/g) ?? [];
  const plots = await page.locator("canvas").count();
  return [
    ...missing,
    ...bad.map((word) => `the page says ${word}`),
    ...(scroll > width ? [`page is ${scroll} px wide in ${width}`] : []),
    ...(plots >= 2 ? [] : ["no chart is drawn"]),
    ...((await page.title()) ? [] : ["no title"]),
  ];
}

/** Tables that a reader must not have to scroll or hunt through: by the width of the page. */
export async function check_tables(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const found = [];
    for (const id of ["weeks", "trades", "orders", "costs"]) {
      const table = document.querySelector("#" + id + " .scroll");
      if (table && innerWidth >= 1280 && table.scrollWidth > table.clientWidth)
        found.push(id + " are cut: " + table.scrollWidth + " px in " + table.clientWidth);
    }
    for (const cell of document.querySelectorAll(".week-grid button.week-cell"))
      if (cell.scrollWidth > cell.clientWidth) {
        found.push("a week's number does not fit: " + cell.title);
        break;
      }
    for (const row of document.querySelectorAll("#costs tbody tr"))
      if (row.offsetHeight > 64)
        found.push("a cost line is " + row.offsetHeight + " px tall: " + row.cells[0].innerText);
    for (const row of document.querySelectorAll("#weeks tbody tr:not(.spacer)"))
      if (row.offsetHeight > 32) {
        found.push("a week's row is " + row.offsetHeight + " px tall");
        break;
      }
    return found;
  })()`)) as string[];
}

/** Rows after the first dozen are drawn by the same code; checking each would take minutes. */
const REPEATED = [[".tall tbody tr:nth-child(n+13)"], [".week-cell:nth-child(n+90)"]];

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/**
 * axe-core, rules A and AA of 2.0 to 2.2. Evaluated by the driver: the page's policy would refuse
 * it.
 */
export async function check_axe(page: Page): Promise<string[]> {
  await page.evaluate(axe_source);
  const result = (await page.evaluate(
    `axe.run({ include: [["html"]], exclude: ${JSON.stringify(REPEATED)} }, {
      resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })`,
  )) as { violations: Violation[] };
  return result.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(" ")} (${node.failureSummary.split("\n")[1]?.trim()})`)
        .join("; ")}`,
  );
}

export async function check_states(page: Page, picture: string): Promise<string[]> {
  const found: string[] = [];
  const expect = async (what: string, holds: Promise<boolean>): Promise<void> => {
    if (!(await holds)) found.push(what);
  };
  const visible = (selector: string): Promise<boolean> =>
    page.locator(selector).first().isVisible();
  await page.locator(".key-figure").first().click();
  await page.waitForSelector(".popover");
  await expect("a figure opens its formula", visible(".popover .formula"));
  found.push(...(await check_axe(page)));
  await page.screenshot({ path: picture });
  await page.keyboard.press("Escape");
  await page.waitForTimeout(60);
  await expect(
    "Esc closes the formula",
    visible(".popover").then((shown) => !shown),
  );
  await page.locator("#equity button", { hasText: "Table" }).click();
  await page.waitForTimeout(60);
  await expect("the equity chart has a table", visible("#equity table.pinned"));
  await page.locator("#equity button", { hasText: "Table" }).click();
  if (await page.locator("#trades").count()) {
    await page.locator("#trades input").fill("no-such-word");
    await expect(
      "an empty filter offers a way out",
      visible("#trades button:has-text('Clear filters')"),
    );
    found.push(...(await check_axe(page)));
    await page.locator("#trades button", { hasText: "Clear filters" }).click();
    await expect("clearing brings the rows back", visible("#trades tbody tr"));
  }
  return found;
}

export async function check_pdf(page: Page, file: string): Promise<string[]> {
  await page.pdf({ path: file, format: "A4", preferCSSPageSize: true });
  const size = statSync(file).size;
  return size > 20_000 ? [] : [`the PDF has ${size} bytes`];
}
