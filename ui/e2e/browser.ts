/**
 * A headless Chromium on a report from disk, and what it must never do: print an error or ask the
 * network.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";

export const CHROMIUM = process.env["MUHURAT_CHROMIUM"] ?? "/usr/bin/chromium";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface View {
  width: number;
  height: number;
  theme: "light" | "dark";
  palette?: "teal" | "blue-orange";
}

export class Browser {
  private readonly folder = mkdtempSync(join(tmpdir(), "muhurat-browser-"));
  private context: BrowserContext | undefined;
  /** Console messages, page errors and requests beyond the file itself. */
  readonly offences: string[] = [];

  async start(): Promise<void> {
    this.context = await chromium.launchPersistentContext(this.folder, {
      executablePath: CHROMIUM,
      headless: true,
      args: FLAGS,
      acceptDownloads: true,
    });
  }

  async open(url: string, view: View): Promise<Page> {
    const page = await this.context!.newPage();
    const note = (kind: string, text: string): void => void this.offences.push(`${kind}: ${text}`);
    page.on("console", (message) => note(`console ${message.type()}`, message.text()));
    page.on("pageerror", (error) => note("error", String(error)));
    page.on("request", (request) => {
      const asked = request.url();
      if (!asked.startsWith(url.split("#")[0]!) && !/^(data|blob):/.test(asked))
        note("request", asked);
    });
    await page.setViewportSize({ width: view.width, height: view.height });
    await page.goto(`${url}#?theme=${view.theme}&palette=${view.palette ?? "teal"}`);
    await page.waitForSelector("#verdict, .fatal");
    await page.waitForTimeout(150);
    return page;
  }

  async stop(): Promise<void> {
    await this.context?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
