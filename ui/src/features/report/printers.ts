/** How the run's currency and the exchange's zone write money, quantities, prices and times. */
import * as format from "../../model/format";
import * as time from "../../model/time";
import type { ReportDocument } from "./data";

/** Printers bound to the run's currency. */
export interface MoneyPrinter {
  whole: (value: format.Numeric) => string;
  exact: (value: format.Numeric) => string;
  profit: (value: format.Numeric) => string;
  profit_exact: (value: format.Numeric) => string;
  short: (value: format.Numeric) => string;
  cell: (value: format.Numeric) => string;
  profit_cell: (value: format.Numeric) => string;
  whole_cell: (value: format.Numeric) => string;
  whole_profit_cell: (value: format.Numeric) => string;
  quantity: (value: format.Numeric) => string;
  /** With at least these decimals. */
  price: (value: format.Numeric, decimals: number) => string;
  count: (value: format.Numeric) => string;
}

/** Printers bound to the exchange's zone. */
export interface TimePrinter {
  /** "31 Mar 2026", for prose. */
  date: (seconds: number) => string;
  /** "2026-03-31", for tables. */
  cell: (seconds: number) => string;
  minute: (seconds: number) => string;
  second: (seconds: number) => string;
  offset: (seconds: number) => number;
}

export function money_printer({
  code,
  decimals,
  grouping,
}: ReportDocument["run"]["currency"]): MoneyPrinter {
  const base = { currency: code, grouping };
  return {
    whole: (value) => format.money(value, { ...base, decimals: 0 }),
    exact: (value) => format.money(value, { ...base, decimals }),
    profit: (value) => format.money(value, { ...base, decimals: 0, signed: true }),
    profit_exact: (value) => format.money(value, { ...base, decimals, signed: true }),
    short: (value) => format.short_money(value, base),
    cell: (value) => format.amount(value, { decimals, grouping }),
    profit_cell: (value) => format.amount(value, { decimals, grouping, signed: true }),
    whole_cell: (value) => format.amount(value, { decimals: 0, grouping }),
    whole_profit_cell: (value) => format.amount(value, { decimals: 0, grouping, signed: true }),
    quantity: (value) => format.quantity(value, { grouping }),
    price: (value, least) => format.price(value, { decimals: least, grouping }),
    count: (value) => format.count(value, { grouping }),
  };
}

export function time_printer({ offsets }: ReportDocument["run"]["zone"]): TimePrinter {
  const offset = (seconds: number): number => time.offset_at(offsets, seconds);
  return {
    offset,
    date: (seconds) => time.date_text(seconds, offset(seconds)),
    cell: (seconds) => time.iso_date(seconds, offset(seconds)),
    minute: (seconds) => time.date_time(seconds, offset(seconds)),
    second: (seconds) => time.order_time(seconds, offset(seconds)),
  };
}
