/**
 * The table: sortable, filterable, all by keyboard, virtual above 200 rows. One tab stop; arrows
 * move the row, Enter opens it, `/` goes to the filter, `c` copies the row, Shift+c all rows, `e`
 * exports.
 */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { copy_text, csv_field, save_file } from "./clipboard";
import {
  filter_of,
  lines_of,
  next_sort,
  sort_rows,
  type Column,
  type SortKey,
} from "./table_model";

export interface DrawnColumn<Row> extends Column<Row> {
  cell: (row: Row) => ComponentChildren;
  class?: string;
}

export interface DataTableProps<Row> {
  /** What the table holds, for the accessible name: "Trades". */
  name: string;
  rows: Row[];
  columns: DrawnColumn<Row>[];
  row_id: (row: Row) => string;
  selected?: string | undefined;
  open?: (row: Row) => void;
  /** File name of the export; without it there is no `e`. */
  file?: string;
  /** Placeholder of the filter box; without it there is none. */
  filter_hint?: string;
  /** More controls beside the filter. */
  controls?: ComponentChildren;
  /** What the foot says of the rows that the filter keeps. */
  foot?: (rows: Row[]) => ComponentChildren;
  /** Called when something outside the table must be reset too. */
  clear?: () => void;
  tall?: boolean;
}

const ROW_PX = 28;
const VIRTUAL_FROM = 200;
const OVERSCAN = 12;

/** First and last row to draw for a scroll position. */
export function visible_rows(total: number, scroll_top: number, height: number): [number, number] {
  if (total <= VIRTUAL_FROM) return [0, total];
  const first = Math.max(0, Math.min(Math.floor(scroll_top / ROW_PX) - OVERSCAN, total - 1));
  return [first, Math.min(total, first + Math.ceil(height / ROW_PX) + 2 * OVERSCAN)];
}

/** Paper shows every row, whatever is drawn on screen. */
function use_printing(): boolean {
  const [printing, set] = useState(false);
  useLayoutEffect(() => {
    const start = (): void => set(true);
    const end = (): void => set(false);
    addEventListener("beforeprint", start);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", start);
      removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}

function Head<Row>({
  columns,
  keys,
  sort,
}: {
  columns: DrawnColumn<Row>[];
  keys: SortKey[];
  sort: (id: string, add: boolean) => void;
}) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const key = keys.find((each) => each.id === column.id);
          const order = key ? (key.down ? "descending" : "ascending") : "none";
          const classes = `${column.align ?? ""} ${column.wide_only ? "wide-only" : ""}`;
          if (column.plain)
            return (
              <th key={column.id} class={classes} scope="col">
                {column.header}
              </th>
            );
          return (
            <th key={column.id} class={classes} scope="col" aria-sort={order}>
              <button
                type="button"
                class="head-button"
                onClick={(event) => sort(column.id, event.shiftKey)}
              >
                {column.header}
                {key && <span aria-hidden="true">{key.down ? "↓" : "↑"}</span>}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, row_id, open } = props;
  const [keys, set_keys] = useState<SortKey[]>([]);
  const [query, set_query] = useState("");
  const [active, set_active] = useState(0);
  const [scroll, set_scroll] = useState({ top: 0, height: 360 });
  const frame = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const wanted_focus = useRef<number | null>(null);
  const printing = use_printing();
  const kept = useMemo(
    () => sort_rows(rows.filter(filter_of(query, columns)), columns, keys),
    [rows, columns, query, keys],
  );
  const [first, last] = printing
    ? [0, kept.length]
    : visible_rows(kept.length, scroll.top, scroll.height);
  const current = Math.min(active, kept.length - 1);

  useLayoutEffect(() => {
    if (wanted_focus.current === null) return;
    frame.current?.querySelector<HTMLElement>(`[data-row="${wanted_focus.current}"]`)?.focus();
    wanted_focus.current = null;
  });
  const opened = useRef(false);
  useLayoutEffect(() => {
    // What is selected when the page opens stays where it is: the newest rows are shown first.
    if (!opened.current) {
      opened.current = true;
      return;
    }
    const at =
      props.selected === undefined ? -1 : kept.findIndex((row) => row_id(row) === props.selected);
    if (at < 0 || !frame.current) return;
    set_active(at);
    const top = at * ROW_PX;
    const { scrollTop, clientHeight } = frame.current;
    if (top < scrollTop || top > scrollTop + clientHeight - 2 * ROW_PX)
      frame.current.scrollTop = top - clientHeight / 3;
  }, [props.selected]);

  const go = (to: number): void => {
    const at = Math.max(0, Math.min(kept.length - 1, to));
    wanted_focus.current = at;
    set_active(at);
    const element = frame.current;
    if (!element || kept.length <= VIRTUAL_FROM) return;
    const top = at * ROW_PX;
    if (top < element.scrollTop) element.scrollTop = top;
    if (top > element.scrollTop + element.clientHeight - 3 * ROW_PX)
      element.scrollTop = top - element.clientHeight + 3 * ROW_PX;
  };
  const export_rows = (list: Row[], joiner: string, header: boolean): string =>
    lines_of(list, columns, { joiner, header, field: joiner === "," ? csv_field : (text) => text });
  const clear = (): void => {
    set_query("");
    props.clear?.();
  };
  const on_key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Number((event.target as HTMLElement).dataset["row"]);
    if (Number.isNaN(at)) return;
    const page = Math.max(1, Math.floor(scroll.height / ROW_PX) - 2);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: kept.length - 1,
      PageDown: at + page,
      PageUp: at - page,
    };
    const move = moves[event.key];
    if (move !== undefined) go(move);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight")
      frame.current!.scrollLeft += event.key === "ArrowLeft" ? -60 : 60;
    else if (event.key === "Enter" && open) open(kept[at]!);
    else if (event.key === "/" && box.current) box.current.focus();
    else if (event.key === "c") void copy_text(export_rows([kept[at]!], "\t", false));
    else if (event.key === "C") void copy_text(export_rows(kept, "\t", true));
    else if (event.key === "e" && props.file) save_file(props.file, export_rows(kept, ",", true));
    else return;
    event.preventDefault();
  };
  const measure = (): void => {
    const element = frame.current;
    if (element && kept.length > VIRTUAL_FROM)
      set_scroll({ top: element.scrollTop, height: element.clientHeight });
  };
  return (
    <>
      {(props.filter_hint || props.controls) && (
        <div class="table-bar">
          {props.filter_hint && (
            <input
              ref={box}
              type="search"
              value={query}
              placeholder={props.filter_hint}
              aria-label={`Filter ${props.name.toLowerCase()}`}
              onInput={(event) => set_query(event.currentTarget.value)}
            />
          )}
          {props.controls}
        </div>
      )}
      <div
        class={`scroll ${props.tall === false ? "" : "tall"}`}
        ref={frame}
        onScroll={measure}
        onKeyDown={on_key}
        role="region"
        aria-label={`${props.name}, table`}
        tabIndex={kept.length && open ? -1 : 0}
      >
        {kept.length === 0 ? (
          <p class="nothing">
            No row matches{query && ` “${query}”`}.{" "}
            <button type="button" class="button" onClick={clear}>
              Clear filters
            </button>
          </p>
        ) : (
          <table class="pinned">
            <Head
              columns={columns}
              keys={keys}
              sort={(id, add) => set_keys(next_sort(keys, id, add))}
            />
            <tbody>
              {first > 0 && (
                <tr class="spacer" aria-hidden="true">
                  <td colSpan={columns.length} style={{ height: `${first * ROW_PX}px` }} />
                </tr>
              )}
              {kept.slice(first, last).map((row, i) => (
                <tr
                  key={row_id(row)}
                  data-row={first + i}
                  tabIndex={first + i === current ? 0 : -1}
                  aria-selected={
                    props.selected === undefined ? undefined : row_id(row) === props.selected
                  }
                  onFocus={() => set_active(first + i)}
                  onClick={open && (() => open(row))}
                >
                  {columns.map((column) => (
                    <td
                      key={column.id}
                      class={`${column.align ?? ""} ${column.class ?? ""} ${column.wide_only ? "wide-only" : ""}`}
                    >
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
              {last < kept.length && (
                <tr class="spacer" aria-hidden="true">
                  <td
                    colSpan={columns.length}
                    style={{ height: `${(kept.length - last) * ROW_PX}px` }}
                  />
                </tr>
              )}
            </tbody>
          </table>
        )}
      </div>
      {props.foot && kept.length > 0 && <div class="table-foot">{props.foot(kept)}</div>}
    </>
  );
}
