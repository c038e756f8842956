/**
 * Vite plugin: folds script and style into the page, so that the build is one file that opens from
 * disk, and locks it with a content security policy by their hashes. No other script or style can
 * run, and no request can leave the page. The script is carried compressed, a third of its size,
 * because every report holds a copy of it; a few lines unpack it.
 */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const hash_of = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Adds the unpacked script to the page; the policy knows its hash. */
const UNPACK = `(async () => {
  const text = document.getElementById("packed-script").textContent;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.body.append(script);
})();`;

function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hash_of(UNPACK)} ${hash_of(script)}`,
    `style-src ${hash_of(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function fold(html: string, script: string, style: string): string {
  const packed = gzipSync(script, { level: 9 }).toString("base64");
  const bare = html
    .replace(/\s*<script type="module"[^>]*><\/script>/g, "")
    .replace(/\s*<link rel="stylesheet"[^>]*>/g, "");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">`;
  const scripts =
    `<script type="text/plain" id="packed-script">${packed}</script>\n` +
    `<script>${UNPACK}</script>`;
  return bare
    .replace("<!--ui:policy-->", () => meta)
    .replace("<!--ui:style-->", () => `<style>${style}</style>`)
    .replace("<!--ui:script-->", () => scripts);
}

export function one_file(page: string): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    apply: "build",
    generateBundle(_options, bundle) {
      let script = "";
      let style = "";
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === "chunk") script += file.code.trim();
        else if (name.endsWith(".css")) style += String(file.source).trim();
        if (name !== page) delete bundle[name];
        else if (file.type === "asset") continue;
      }
      const html = bundle[page];
      if (html?.type !== "asset") this.error(`no ${page} in the bundle`);
      html.source = fold(String(html.source), script, style);
    },
  };
}
