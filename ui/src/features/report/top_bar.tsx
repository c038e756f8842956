/** The bar that stays: name, sections, print, colours. */
import { useEffect, useState } from "preact/hooks";
import { palette, theme, toggle_palette, toggle_theme } from "../../model/appearance";

export interface SectionLink {
  id: string;
  name: string;
}

/** The section that the reader is in: the last whose head is above the upper third. */
function use_current(sections: SectionLink[]): string {
  const [current, set] = useState(sections[0]?.id ?? "");
  useEffect(() => {
    let waiting = false;
    const look = (): void => {
      waiting = false;
      const line = innerHeight / 3;
      const passed = sections.filter(
        ({ id }) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) < line,
      );
      const at_end = scrollY + innerHeight >= document.documentElement.scrollHeight - 4;
      set((at_end ? sections.at(-1) : (passed.at(-1) ?? sections[0]))?.id ?? "");
    };
    const soon = (): void => {
      if (!waiting) requestAnimationFrame(look);
      waiting = true;
    };
    addEventListener("scroll", soon, { passive: true });
    return () => removeEventListener("scroll", soon);
  }, [sections]);
  return current;
}

export function TopBar({ sections }: { sections: SectionLink[] }) {
  const current = use_current(sections);
  useEffect(() => {
    const link = document.querySelector<HTMLElement>(`.top nav a[href="#${current}"]`);
    const nav = link?.parentElement;
    if (!link || !nav) return;
    nav.scrollLeft = Math.max(0, link.offsetLeft - nav.offsetLeft - nav.clientWidth / 3);
  }, [current]);
  const dark = theme.value === "dark";
  return (
    <div class="top">
      <div class="wrap row">
        <a class="logo" href="#verdict">
          <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
            <path
              class="ring"
              d="M10 2.5a7.5 7.5 0 1 0 7.5 7.5M10 6.4V10l2.6 1.7"
              stroke-width="1.9"
              stroke-linecap="round"
              stroke-linejoin="round"
            />
            <circle class="sun" cx="14.6" cy="5.4" r="2.9" />
          </svg>
          Muhurat
        </a>
        <nav aria-label="Sections">
          {sections.map(({ id, name }) => (
            <a key={id} href={`#${id}`} aria-current={id === current ? "location" : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <button type="button" class="button wide-only" onClick={() => print()}>
          Print
        </button>
        <button
          type="button"
          class="button icon"
          aria-pressed={palette.value === "blue-orange"}
          aria-label="Gain and loss in blue and orange"
          title="Gain and loss in blue and orange"
          onClick={toggle_palette}
        >
          <svg width="15" height="12" aria-hidden="true">
            <rect x="1" y="3" width="5" height="9" rx="1" fill="var(--gain-fill)" />
            <rect x="8" y="0" width="5" height="9" rx="1" fill="var(--loss-fill)" />
          </svg>
        </button>
        <button
          type="button"
          class="button icon"
          aria-pressed={dark}
          aria-label="Dark theme"
          title="Light or dark"
          onClick={toggle_theme}
        >
          <span aria-hidden="true">◐</span>
        </button>
      </div>
    </div>
  );
}
