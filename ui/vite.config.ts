import { defineConfig } from "vitest/config";
import { one_file } from "./one_file.ts";

export default defineConfig({
  // Preact's automatic JSX runtime, by the bundler itself.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: process.env["MUHURAT_UI_OUT"] ?? "../build/ui",
    emptyOutDir: false,
    target: "es2022",
    cssTarget: ["chrome125", "firefox125", "safari17.5"],
    // One style asset, which one_file folds in; else the script would add it at run time.
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: {
      input: "report_template.html",
      output: { format: "iife", codeSplitting: false },
    },
  },
  plugins: [one_file("report_template.html")],
  test: { include: ["src/**/*_test.{ts,tsx}", "lint/**/*_test.ts"], environment: "node" },
});
