/** The small parts: tags, signed values, segments, a copy button. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { copy_text } from "./clipboard";

export function Tag({ tone = "", children }: { tone?: string; children: ComponentChildren }) {
  return <span class={`tag ${tone}`}>{children}</span>;
}

/** Side of a trade: never by colour alone. */
export function SideTag({ long }: { long: boolean }) {
  return <Tag tone={long ? "buy" : "sell"}>{long ? "▲ Long" : "▼ Short"}</Tag>;
}

/** A signed value in its colour; the sign is in the text. */
export function Signed({ value, text }: { value: number; text: string }) {
  const tone = value > 0 ? "gain" : value < 0 ? "loss" : "";
  return <span class={`number ${tone}`}>{text}</span>;
}

export interface Choice<T> {
  value: T;
  label: string;
  name?: string;
}

/** Buttons of which one is pressed. */
export function Segments<T>({
  label,
  choices,
  value,
  choose,
}: {
  label: string;
  choices: Choice<T>[];
  value: T;
  choose: (value: T) => void;
}) {
  return (
    <div class="segments" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button
          type="button"
          key={choice.label}
          aria-pressed={choice.value === value}
          aria-label={choice.name}
          onClick={() => choose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}

const DONE_MS = 1600;

/** Says so for a moment when the text is on the clipboard, or that the browser refused. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [shown, show] = useState(label);
  const copy = async (): Promise<void> => {
    show((await copy_text(text())) ? "Copied ✓" : "Copying was refused");
    setTimeout(() => show(label), DONE_MS);
  };
  return (
    <button type="button" class="button" aria-live="polite" onClick={() => void copy()}>
      {shown}
    </button>
  );
}
