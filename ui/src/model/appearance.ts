/**
 * Theme and palette: what the reader chose, else what the system prefers. Charts redraw when these
 * change.
 */
import { effect, signal } from "@preact/signals";

export type Theme = "light" | "dark";
export type Palette = "teal" | "blue-orange";

export const theme = signal<Theme>("light");
export const palette = signal<Palette>("teal");
/** Bumped after the document's colours really changed, for what is drawn on a canvas. */
export const colours_changed = signal(0);

/** A value kept for the next opening; a browser that forbids storage only forgets it. */
function stored(key: string): string | null {
  try {
    return localStorage.getItem(`muhurat.${key}`);
  } catch {
    return null;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(`muhurat.${key}`, value);
  } catch {
    // Private windows and file pages may refuse; the choice then lasts as long as the page.
  }
}

export function start_appearance(): void {
  const asked = new URLSearchParams(location.hash.split("?")[1] ?? "");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = asked.get("theme") ?? stored("theme");
  theme.value =
    chosen === "dark" || chosen === "light" ? chosen : system.matches ? "dark" : "light";
  palette.value =
    (asked.get("palette") ?? stored("palette")) === "blue-orange" ? "blue-orange" : "teal";
  effect(() => {
    document.documentElement.dataset["theme"] = theme.value;
    document.documentElement.dataset["palette"] = palette.value;
    colours_changed.value = colours_changed.peek() + 1;
  });
  print_on_white();
}

/** Paper is always light; the reader's theme comes back after printing. */
function print_on_white(): void {
  let before: Theme = "light";
  addEventListener("beforeprint", () => {
    before = theme.value;
    theme.value = "light";
  });
  addEventListener("afterprint", () => {
    theme.value = before;
  });
}

export function toggle_theme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  store("theme", theme.value);
}

export function toggle_palette(): void {
  palette.value = palette.value === "teal" ? "blue-orange" : "teal";
  store("palette", palette.value);
}

/** The present value of a colour token. */
export function colour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}
