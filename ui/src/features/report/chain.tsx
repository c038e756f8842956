/** An order's way from the market to the portfolio, station by station. */
import type { Station } from "./data_orders";
import type { ChainStep } from "./order_rows";

const STATION_WORDS: Record<Station, string> = {
  market: "Market",
  signal: "Signal",
  sizing: "Sizing",
  execution: "Execution",
  risk: "Risk gate",
  venue: "Venue",
  fill: "Fill",
  charges: "Charges",
  portfolio: "Portfolio",
};

export function Chain({ steps }: { steps: ChainStep[] }) {
  return (
    <ol class="chain">
      {steps.map(({ station, text }) => (
        <li key={station}>
          <b>{STATION_WORDS[station]}</b> {text}
        </li>
      ))}
    </ol>
  );
}

/** The same as text, a line a station. */
export const chain_lines = (steps: ChainStep[]): string[] =>
  steps.map(({ station, text }) => `  ${STATION_WORDS[station]}: ${text}`);
