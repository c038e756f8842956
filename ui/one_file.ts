/**
 * Vite plugin: folds script and style into the page, so that the build is one file that opens from disk, and
 * locks it with a content security policy by the hashes of both. No other script or style can run, and no
 * request can leave the page.
 */
import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const hash_of = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Neither a closing tag nor a comment may be seen inside a script element. */
const safe_script = (code: string): string =>
  code.trim().replaceAll("</script", "<\\/script").replaceAll("<!--", "\\x3c!--");

function policy(script: string, style: string): string {
  return [
    "default-src 'none'", `script-src ${hash_of(script)}`, `style-src ${hash_of(style)}`, "img-src data:",
    "base-uri 'none'", "form-action 'none'",
  ].join("; ");
}

function fold(html: string, script: string, style: string): string {
  const bare = html
    .replace(/\s*<script type="module"[^>]*><\/script>/g, "")
    .replace(/\s*<link rel="stylesheet"[^>]*>/g, "");
  return bare
    .replace("<!--ui:policy-->", () =>
      `<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">`)
    .replace("<!--ui:style-->", () => `<style>${style}</style>`)
    .replace("<!--ui:script-->", () => `<script>${script}</script>`);
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
        if (file.type === "chunk") script += safe_script(file.code);
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
