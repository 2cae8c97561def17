import { A } from "@solidjs/router";
import { createVirtualizer } from "@tanstack/solid-virtual";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from "solid-js";
import type { ReportColumn, ReportRow, ReportTable } from "../../../shared/reports/report.ts";
import { useWords, type Words } from "../locales/words.ts";
import { nameColumn, totalName } from "../reports/sheet-of.ts";
import { amountOf, type RowSort, sortRows } from "../reports/sort-rows.ts";
import { cellsOf, createGridKeys } from "./grid-keys.ts";
import "./point-grid.css";
import { ProofButton } from "./proof-button.part.tsx";
import { exactText, isNumber, ReportTableCell, shortText } from "./report-cell.part.tsx";
import "./report-table.css";

const ROW_PX = 36;

export interface ReportTableProps {
  readonly table: ReportTable;
  /** The same for a table of which there is only a part yet, and the whole of it. */
  readonly run: unknown;
  /** More rows come; there are no sums yet. */
  readonly isPart: boolean;
  /** Where a row leads; nothing for rows that are no single point. */
  readonly hrefOf: (row: ReportRow) => string | undefined;
  readonly sort: RowSort | undefined;
  readonly onSort: (sort: RowSort) => void;
  /** Lays a number open: of a row, or the sum at the foot of a column. */
  readonly onProve: (column: ReportColumn, row: ReportRow | undefined) => void;
}

/** The rows of a report: any number, only those in sight exist; their sums stay at the foot. */
export function ReportTableView(props: ReportTableProps): JSX.Element {
  const words = useWords();
  const [current, setCurrent] = createSignal(0);
  const order = createMemo(() =>
    sortRows(props.table.rows, props.table.columns, props.sort, words.formats().languageTag),
  );
  const tracks = createMemo(() => tracksOf(props.table));
  let scroller: HTMLDivElement | undefined;
  const virtual = createVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    get count() {
      return order().length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollPaddingStart: 32,
    scrollPaddingEnd: 40,
  });
  const keys = createGridKeys({
    count: () => order().length,
    pageRows: () => Math.floor((scroller?.clientHeight ?? ROW_PX) / ROW_PX) - 3,
    place: current,
    go(next) {
      setCurrent(next);
      virtual.scrollToIndex(next, { align: "auto" });
      const from = document.activeElement;
      const column = from instanceof HTMLElement ? cellsOf(from.closest("tr")).indexOf(from) : 0;
      requestAnimationFrame(() => {
        const cells = cellsOf(scroller?.querySelector(`[data-place="${next}"]`));
        (cells[column] ?? cells[0])?.focus({ preventScroll: true });
      });
    },
  });
  createEffect(
    on(
      () => [props.run, props.sort],
      () => {
        setCurrent(0);
        scroller?.scrollTo({ top: 0 });
      },
      { defer: true },
    ),
  );
  return (
    <div class="grid report-grid" style={{ "--tracks": tracks() }} ref={scroller} on:keydown={keys}>
      <table class="grid-table" aria-label={words.t("report.tableLabel")} aria-rowcount={order().length + 2}>
        <Head {...props} />
        <tbody class="grid-body" style={{ height: `${virtual.getTotalSize()}px` }}>
          <For each={virtual.getVirtualItems()}>
            {(item) => (
              <Row
                table={props.table}
                row={props.table.rows[order()[item.index] ?? -1]}
                place={item.index}
                startPx={item.start}
                href={props.hrefOf(props.table.rows[order()[item.index] ?? -1] ?? NO_ROW)}
                takesFocus={item.index === current()}
                onProve={props.onProve}
              />
            )}
          </For>
        </tbody>
        <Show when={!props.isPart}>
          <Foot table={props.table} onProve={props.onProve} />
        </Show>
      </table>
    </div>
  );
}

const NO_ROW: ReportRow = { cells: [] };

/** A mark in the longest language, and the gap behind it. */
const MARK_REM = 5.75;

/** Room for what stands at the foot of the first column, and for a time among the marks, where there is such. */
function tracksOf({ columns, rows, incomplete = 0 }: ReportTable): string {
  const isSilent = rows.some(({ silentSinceMs }) => silentSinceMs !== undefined);
  const mostMarks = (place: number): number =>
    rows.reduce((most, { cells }) => {
      const cell = cells[place];
      return Array.isArray(cell) ? Math.max(most, cell.length) : most;
    }, 1);
  return columns
    .map((column, place) => {
      if (place === 0 && incomplete > 0) return "minmax(14rem, 2fr)";
      if (column.kind !== "marks") return trackOf(column);
      return isSilent ? "16rem" : `minmax(${Math.max(7.5, mostMarks(place) * MARK_REM)}rem, 1fr)`;
    })
    .join(" ");
}

/** Widths by what stands in a column; an address gets what is left. */
function trackOf({ id, kind }: ReportColumn): string {
  if (id === "address") return "minmax(10.5rem, 2fr)";
  if (id === "customer") return "minmax(8.5rem, 1.4fr)";
  if (kind === "amount") return "minmax(7.5rem, 1fr)";
  if (kind === "percent") return "5.75rem";
  if (id === "city") return "minmax(8.5rem, 1.2fr)";
  return "minmax(6.5rem, 1fr)";
}

function Head(props: ReportTableProps): JSX.Element {
  const words = useWords();
  const nameOf = (column: ReportColumn): string => nameColumn(words, column);
  const direction = (place: number): "ascending" | "descending" | "none" => {
    if (props.sort?.column !== place) return "none";
    return props.sort.isDescending ? "descending" : "ascending";
  };
  const press = (place: number, column: ReportColumn): void => {
    const isSame = props.sort?.column === place;
    // Numbers are first looked at from the largest down.
    props.onSort({ column: place, isDescending: isSame ? !props.sort?.isDescending : isNumber(column) });
  };
  return (
    <thead class="grid-head">
      <tr class="grid-row" aria-rowindex={1}>
        <For each={props.table.columns}>
          {(column, place) => (
            <th
              scope="col"
              class="grid-cell"
              classList={{ number: isNumber(column) }}
              aria-sort={direction(place())}
            >
              <button
                type="button"
                class="grid-sort"
                data-tip={column.register ? `${nameOf(column)} (${column.register})` : undefined}
                onClick={() => press(place(), column)}
              >
                <span class="one-line">
                  {nameOf(column)}
                  <Show when={column.unit}>
                    {" "}
                    <span class="unit">{column.unit}</span>
                  </Show>
                </span>
                <Show when={direction(place()) !== "none"} fallback={<span class="grid-sort-place" />}>
                  <Show when={props.sort?.isDescending} fallback={<ArrowUp size={13} aria-hidden="true" />}>
                    <ArrowDown size={13} aria-hidden="true" />
                  </Show>
                </Show>
              </button>
            </th>
          )}
        </For>
      </tr>
    </thead>
  );
}

function Row(props: {
  readonly table: ReportTable;
  readonly row: ReportRow | undefined;
  readonly place: number;
  readonly startPx: number;
  readonly href: string | undefined;
  readonly takesFocus: boolean;
  readonly onProve: ReportTableProps["onProve"];
}): JSX.Element {
  /** Of a row without a link its first number takes the focus. */
  const first = (): number => (props.href ? 0 : props.table.columns.findIndex(isNumber));
  return (
    <tr
      class="grid-row"
      data-place={props.place}
      aria-rowindex={props.place + 2}
      style={{ transform: `translateY(${props.startPx}px)` }}
    >
      <For each={props.table.columns}>
        {(column, at) => (
          <td class="grid-cell" classList={{ number: isNumber(column) }}>
            <Show
              when={at() === 0 && props.href}
              fallback={
                <ReportTableCell
                  column={column}
                  cell={props.row?.cells[at()]}
                  silentSinceMs={props.row?.silentSinceMs}
                  tabIndex={props.takesFocus && at() === first() ? 0 : -1}
                  onProve={() => props.onProve(column, props.row)}
                />
              }
            >
              {(href) => (
                <A class="point-link" href={href()} tabIndex={props.takesFocus ? 0 : -1}>
                  {amountOf(props.row?.cells[0]) || "–"}
                </A>
              )}
            </Show>
          </td>
        )}
      </For>
    </tr>
  );
}

/** Of rows of which nothing is known there is no total. */
const lackOf = (column: ReportColumn, words: Words): string =>
  column.kind === "amount" ? words.t("report.notAvailable") : "";

function Foot(props: Pick<ReportTableProps, "table" | "onProve">): JSX.Element {
  const words = useWords();
  return (
    <tfoot class="report-foot">
      <tr class="grid-row" aria-rowindex={props.table.rows.length + 2}>
        <For each={props.table.columns}>
          {(column, place) => (
            <td class="grid-cell" classList={{ number: isNumber(column) }}>
              <Show
                when={column.total}
                fallback={place() === 0 ? totalName(props.table, words) : lackOf(column, words)}
              >
                {(total) => (
                  <ProofButton
                    label={words.t("charts.proof.open")}
                    exact={exactText(total(), words)}
                    onPress={() => props.onProve(column, undefined)}
                  >
                    {shortText(total(), words)}
                  </ProofButton>
                )}
              </Show>
            </td>
          )}
        </For>
      </tr>
    </tfoot>
  );
}
