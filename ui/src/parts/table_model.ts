/**
 * What a table does with its rows, apart from drawing: order them, filter them, write them as text.
 */

export interface Column<Row> {
  id: string;
  header: string;
  align?: "right" | "center";
  /** What sorting and filtering see. */
  value: (row: Row) => string | number | null;
  /** Text of exports; the value by default. */
  text?: (row: Row) => string;
  /** False: no sorting, not exported (a bar, a drawing). */
  plain?: boolean;
  /** Hidden on phones and left to the export. */
  wide_only?: boolean;
}

export interface SortKey {
  id: string;
  down: boolean;
}

/** Third press restores; with `add` the column becomes a further key. */
export function next_sort(keys: readonly SortKey[], id: string, add: boolean): SortKey[] {
  const others = add ? keys.filter((key) => key.id !== id) : [];
  const now = keys.find((key) => key.id === id);
  if (!now) return [...others, { id, down: false }];
  return now.down ? others : [...others, { id, down: true }];
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}

/** Stable; unknown values come last in either direction. */
export function sort_rows<Row>(
  rows: Row[],
  columns: Column<Row>[],
  keys: readonly SortKey[],
): Row[] {
  if (keys.length === 0) return rows;
  const by = keys.map((key) => ({
    down: key.down,
    value: columns.find((c) => c.id === key.id)!.value,
  }));
  return rows
    .map((row, i) => ({ row, i }))
    .sort((a, b) => {
      for (const { down, value } of by) {
        const [left, right] = [value(a.row), value(b.row)];
        const order = compare(left, right);
        if (order !== 0) return down && left !== null && right !== null ? -order : order;
      }
      return a.i - b.i;
    })
    .map(({ row }) => row);
}

export type Test<Row> = (row: Row) => boolean;
const CONDITION = /^([a-z_]+)(:|>=|<=|>|<|=)(.+)$/;

function condition<Row>(column: Column<Row>, sign: string, wanted: string): Test<Row> {
  const number = Number(wanted.replaceAll(",", ""));
  return (row) => {
    const value = column.value(row);
    if (value === null) return false;
    if (sign === ":" || sign === "=") {
      return sign === "=" && typeof value === "number"
        ? value === number
        : String(value).toLowerCase().includes(wanted);
    }
    if (typeof value !== "number" || Number.isNaN(number)) return false;
    if (sign === ">") return value > number;
    if (sign === "<") return value < number;
    return sign === ">=" ? value >= number : value <= number;
  };
}

/**
 * Words and `field:value`, `field>value`; all must hold. An unknown field is a word like any other.
 */
export function filter_of<Row>(query: string, columns: Column<Row>[]): Test<Row> {
  const tests = query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word): Test<Row> => {
      const parts = CONDITION.exec(word);
      const column = parts && columns.find((each) => each.id === parts[1]);
      if (parts && column) return condition(column, parts[2]!, parts[3]!);
      return (row) =>
        columns.some(
          (each) =>
            !each.plain &&
            String(each.value(row) ?? "")
              .toLowerCase()
              .includes(word),
        );
    });
  return (row) => tests.every((test) => test(row));
}

export function text_of<Row>(row: Row, column: Column<Row>): string {
  return column.text ? column.text(row) : String(column.value(row) ?? "");
}

/** Header and rows, one line each, by the given joiner and field writer. */
export function lines_of<Row>(
  rows: Row[],
  columns: Column<Row>[],
  options: { joiner: string; field: (text: string) => string; header: boolean },
): string {
  const kept = columns.filter((column) => !column.plain);
  const lines = rows.map((row) =>
    kept.map((column) => options.field(text_of(row, column))).join(options.joiner),
  );
  const head = kept.map((column) => options.field(column.id)).join(options.joiner);
  return `${(options.header ? [head, ...lines] : lines).join("\n")}\n`;
}
