/** The whole job without a mouse: skip link, charts, figures, weeks, trades. */
import type { Page } from "playwright-core";

export async function check_keyboard(page: Page): Promise<string[]> {
  const found: string[] = [];
  const active = (script: string): Promise<unknown> =>
    page.evaluate(`(() => { const e = document.activeElement; return ${script}; })()`);
  const text = (selector: string): Promise<string> => page.locator(selector).first().innerText();
  const expect = (what: string, holds: boolean): void => {
    if (!holds) found.push(what);
  };
  await page.keyboard.press("Tab");
  expect("the first stop is the skip link", (await active("e.className")) === "button skip");
  await page.locator(".key-figure").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(60);
  expect("Enter opens a figure", await page.locator(".popover").isVisible());
  await page.keyboard.press("Escape");
  await page.waitForTimeout(60);
  expect("Esc gives the focus back", String(await active("e.className")) === "key-figure");

  await page.locator("#equity .chart").focus();
  const before = await text("#equity .readout");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.waitForTimeout(60);
  expect("arrows move the cursor of the equity chart", (await text("#equity .readout")) !== before);
  const all = await text("#equity .readout.foot");
  await page.keyboard.press("+");
  await page.waitForTimeout(60);
  expect("plus zooms the equity chart", (await text("#equity .readout.foot")) !== all);
  await page.keyboard.press("0");
  await page.waitForTimeout(60);
  expect("0 shows all again", (await text("#equity .readout.foot")) === all);

  if (await page.locator("#price").count()) {
    await page.locator("#price .chart").focus();
    const bar = await text("#price .readout");
    await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(80);
    expect("arrows move the cursor of the price chart", (await text("#price .readout")) !== bar);
  }
  if (await page.locator("#trades tbody tr").count()) {
    const title = await text("#price h2 >> nth=1");
    await page.locator("#trades tbody tr[tabindex='0']").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(200);
    const rows = await page.locator("#trades tbody tr").count();
    expect(
      "Enter on a trade opens it above",
      rows < 4 || (await text("#price h2 >> nth=1")) !== title,
    );
    await page.locator("#trades tbody tr[tabindex='0']").first().focus();
    await page.keyboard.press("/");
    expect("/ goes to the filter", (await active("e.type")) === "search");
  }
  if (await page.locator("#orders tbody tr").count()) {
    await page.locator("#orders tbody tr[tabindex='0']").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(200);
    expect(
      "Enter on an order opens its chain above",
      /^Order/.test(await text("#price h2 >> nth=1")) &&
        (await page.locator("#price .chain li").count()) > 0,
    );
  }
  return found;
}
