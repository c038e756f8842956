/**
 * Rules of ours that types cannot say, over every source file: prints each breach, fails if there
 * is one.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { breaches_of } from "./rules.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["src", "e2e", "lint"];

function files_under(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const found = folders
  .flatMap((folder) => files_under(join(root, folder)))
  .flatMap((file) => breaches_of(relative(root, file), readFileSync(file, "utf8")));
for (const breach of found) console.error(breach);
if (found.length > 0) process.exitCode = 1;
