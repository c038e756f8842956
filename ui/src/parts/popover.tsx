/**
 * How a figure is made: opens beside its button, closes on Esc, on a click elsewhere, and gives the
 * focus back.
 */
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Opened {
  anchor: HTMLElement;
  title: string;
  body: ComponentChildren;
}

const opened = signal<Opened | null>(null);

export function toggle_popover(anchor: HTMLElement, title: string, body: ComponentChildren): void {
  opened.value = opened.value?.anchor === anchor ? null : { anchor, title, body };
}

function close(): void {
  const anchor = opened.value?.anchor;
  opened.value = null;
  anchor?.focus();
}

/** Below the anchor, inside the page's width. */
function place(element: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const left = Math.max(
    12,
    Math.min(at.left, document.documentElement.clientWidth - element.offsetWidth - 12),
  );
  element.style.left = `${left + scrollX}px`;
  element.style.top = `${at.bottom + 6 + scrollY}px`;
}

export function Popover() {
  const element = useRef<HTMLDivElement>(null);
  const shown = opened.value;
  useLayoutEffect(() => {
    if (!shown || !element.current) return;
    place(element.current, shown.anchor);
    element.current.focus({ preventScroll: true });
  }, [shown]);
  useLayoutEffect(() => {
    if (!shown) return;
    const away = (event: Event): void => {
      const target = event.target as Node;
      if (!element.current?.contains(target) && !shown.anchor.contains(target)) opened.value = null;
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === "Escape") close();
    };
    const move = (): void => {
      if (element.current) place(element.current, shown.anchor);
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", key);
    addEventListener("resize", move);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", key);
      removeEventListener("resize", move);
    };
  }, [shown]);
  if (!shown) return null;
  return (
    <div class="popover" role="dialog" aria-label={shown.title} tabIndex={-1} ref={element}>
      <h3>
        {shown.title}
        <span class="spread" />
        <button type="button" class="button quiet icon" aria-label="Close" onClick={close}>
          ✕
        </button>
      </h3>
      {shown.body}
    </div>
  );
}
