/** Part of the report's contract: what a value of these is, `data.ts` says at its head. */
export type Decimal = string;
export type Seconds = number;
export type Day = number;
