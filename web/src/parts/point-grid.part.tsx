import { createVirtualizer, defaultRangeExtractor, type Virtualizer } from "@tanstack/solid-virtual";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import { useWords } from "../locales/words.ts";
import { fieldOfColumn, isOwnColumn } from "../points/own-criteria.ts";
import type { OwnNames } from "../points/own-names.ts";
import type { ListColumn, PointSort } from "../points/point-criteria.ts";
import { createGridKeys, createPickKeys } from "./grid-keys.ts";
import { GridPickAll } from "./grid-pick.part.tsx";
import { type ColumnShape, chooseColumns } from "./point-columns.ts";
import { type GridRows, PointRow } from "./point-row.part.tsx";
import "./point-grid.css";

const ROW_PX = 36;
const HEAD_PX = 32;

export interface PointGridProps extends GridRows {
  /** What was asked for: when it changes, the list begins at its top again. */
  readonly asked: string;
  readonly sort: PointSort;
  /** What somebody chose to see, in their order; `undefined`: what there is room for. */
  readonly columns: readonly ListColumn[] | undefined;
  readonly own: OwnNames;
  readonly scrollTop: number;
  readonly onScroll: (scrollTop: number) => void;
  readonly onSort: (column: ListColumn) => void;
  /** Hands out the way to put the focus here. */
  readonly focusRef: (focus: () => void) => void;
}

/** The column of the boxes. */
const PICK_REM = 1.75;

/**
 * The table of metering points: any number of rows, only those in sight exist. One row's link takes the
 * focus for the whole table, and the arrow keys hand it on.
 */
export function PointGrid(props: PointGridProps): JSX.Element {
  const words = useWords();
  const [widthPx, setWidthPx] = createSignal(800);
  const columns = createShapes(props, () => chooseColumns(widthPx(), props.columns));
  const tracks = (): string => [`${PICK_REM}rem`, ...columns().map(({ track }) => track)].join(" ");
  const leastRem = (): number => columns().reduce((sum, column) => sum + column.leastRem, PICK_REM + 1.25);
  const place = createMemo(() => (props.selected === undefined ? -1 : props.rows.indexOf(props.selected)));
  let scroller: HTMLDivElement | undefined;

  const virtual = createRowWindow(props, { scroller: () => scroller ?? null, place });
  const focusRow = (row: number | undefined): void => {
    requestAnimationFrame(() => {
      scroller?.querySelector<HTMLElement>(`#point-${row} a`)?.focus({ preventScroll: true });
    });
  };
  const keys = createGridKeys({
    count: () => props.rows.length,
    pageRows: () => Math.floor((scroller?.clientHeight ?? ROW_PX) / ROW_PX) - 2,
    place,
    go(next, isExtending) {
      const row = props.rows[next];
      if (row === undefined) return;
      if (isExtending) props.picks.extendTo(row, props.selected);
      props.onSelect(row);
      virtual.scrollToIndex(next, { align: "auto" });
      focusRow(row);
    },
  });
  const pickKeys = pickKeysOf(props);

  onMount(() => {
    if (!scroller) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidthPx(entry.contentRect.width));
    observer.observe(scroller);
    onCleanup(() => observer.disconnect());
    props.focusRef(() => focusRow(props.selected));
  });
  // A new search starts at the top; readings that arrive leave the scroll where it is.
  createEffect(
    on(
      () => props.asked,
      () => scroller?.scrollTo({ top: 0 }),
      { defer: true },
    ),
  );

  return (
    <div
      class="grid"
      style={{ "--tracks": tracks(), "--least": `${leastRem()}rem` }}
      ref={scroller}
      on:keydown={(event) => {
        keys(event);
        pickKeys(event);
      }}
      onScroll={(event) => props.onScroll(event.currentTarget.scrollTop)}
      onPointerLeave={() => props.onPoint(undefined)}
    >
      <table
        class="grid-table"
        aria-label={words.t("points.listLabel")}
        aria-rowcount={props.rows.length + 1}
      >
        <GridHead grid={props} columns={columns()} />
        <tbody class="grid-body" style={{ height: `${virtual.getTotalSize()}px` }}>
          <For each={virtual.getVirtualItems()}>
            {(item) => (
              <PointRow
                item={item}
                columns={columns()}
                grid={props}
                takesFocus={item.index === Math.max(0, place())}
                onChosen={focusRow}
              />
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

/** Numbers of the utility's own fields stand below each other like others. */
function createShapes(
  props: Pick<PointGridProps, "own">,
  chosen: () => readonly ColumnShape[],
): () => readonly ColumnShape[] {
  return createMemo(() =>
    chosen().map((shape) =>
      props.own.find(fieldOfColumn(shape.column) ?? "")?.kind === "number"
        ? { ...shape, isNumber: true }
        : shape,
    ),
  );
}

function pickKeysOf(props: PointGridProps): (event: KeyboardEvent) => void {
  return createPickKeys({
    toggle: () => props.selected !== undefined && props.picks.toggle(props.selected),
    all: () => props.picks.all(),
    none() {
      const hadAny = props.picks.standing() !== "none";
      props.picks.none();
      return hadAny;
    },
  });
}

/** Which rows exist: those in sight, and the chosen one even out of sight, for it may have the focus. */
function createRowWindow(
  props: PointGridProps,
  at: { readonly scroller: () => HTMLDivElement | null; readonly place: () => number },
): Virtualizer<HTMLDivElement, HTMLTableRowElement> {
  return createVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    get count() {
      return props.rows.length;
    },
    getScrollElement: at.scroller,
    estimateSize: () => ROW_PX,
    overscan: 8,
    initialOffset: props.scrollTop,
    paddingEnd: 8,
    scrollPaddingStart: HEAD_PX,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      const place = at.place();
      return place < 0 || inSight.includes(place) ? inSight : [...inSight, place].sort((a, b) => a - b);
    },
  });
}

function GridHead(head: {
  readonly grid: PointGridProps;
  readonly columns: readonly ColumnShape[];
}): JSX.Element {
  const words = useWords();
  const props = head.grid;
  const nameOf = (column: ListColumn): string =>
    isOwnColumn(column) ? props.own.nameOf(fieldOfColumn(column) ?? "") : words.t(`column.${column}`);
  const direction = (column: ListColumn): "ascending" | "descending" | "none" => {
    if (props.sort.column !== column) return "none";
    return props.sort.isDescending ? "descending" : "ascending";
  };
  return (
    <thead class="grid-head">
      <tr class="grid-row" aria-rowindex={1}>
        <GridPickAll
          standing={props.picks.standing()}
          onAll={() => props.picks.all()}
          onNone={() => props.picks.none()}
        />
        <For each={head.columns}>
          {(shape) => (
            <th
              scope="col"
              class="grid-cell"
              data-column={shape.column}
              classList={{ number: shape.isNumber ?? false, "is-picture": shape.isPicture ?? false }}
              aria-sort={direction(shape.column)}
            >
              <button
                type="button"
                class="grid-sort"
                data-tip={shape.isPicture || isOwnColumn(shape.column) ? nameOf(shape.column) : undefined}
                onClick={() => props.onSort(shape.column)}
              >
                <span classList={{ hearable: shape.isPicture ?? false }}>{nameOf(shape.column)}</span>
                <Show when={direction(shape.column) !== "none"} fallback={<span class="grid-sort-place" />}>
                  <Show when={props.sort.isDescending} fallback={<ArrowUp size={13} aria-hidden="true" />}>
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
