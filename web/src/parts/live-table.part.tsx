import { createVirtualizer, type VirtualItem } from "@tanstack/solid-virtual";
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
import {
  type LiveColumn,
  type LiveOrder,
  type LiveRow,
  type LiveSort,
  liveStateOf,
  shapeOf,
  valueAt,
} from "../live/live-rows.ts";
import type { Trend } from "../live/trend.ts";
import { useWords } from "../locales/words.ts";
import { createGridKeys } from "./grid-keys.ts";
import { LiveCell } from "./live-cell.part.tsx";
import { pxOfRem } from "./root-px.ts";
import { SparkLine } from "./spark-line.part.tsx";
import { StateIcon } from "./state-icon.part.tsx";
import "./live-table.css";

export interface LiveTableProps {
  readonly rows: readonly LiveRow[];
  readonly columns: readonly LiveColumn[];
  readonly sort: LiveSort;
  readonly onSort: (by: LiveOrder) => void;
  readonly nowMs: number;
  readonly isBig: boolean;
  /** Somebody moves among the rows; `isAway` from the first one. */
  readonly onRead: (isAway: boolean) => void;
  /** Lays a value open. */
  readonly onProve: (row: LiveRow, column: LiveColumn) => void;
  readonly trend: {
    readonly column: LiveColumn;
    readonly hours: number;
    readonly of: (pointId: string) => Trend | undefined;
  };
}

const HOUR_MS = 3_600_000;
/** Heights of a row, and what a row needs beside its values, in rem. */
const ROW_REM = { plain: 2.5, big: 3.75, narrow: 4.75 } as const;
const OTHER_REM = 30;
const VALUE_REM = { plain: 6.5, big: 9.5 } as const;
const NARROW_REM = 44;

/** Priority points, a row each: only those in sight exist, the arrow keys walk along them, Enter opens one. */
export function LiveTable(props: LiveTableProps): JSX.Element {
  const words = useWords();
  const [chosen, setChosen] = createSignal<string>();
  let scroller: HTMLDivElement | undefined;
  const room = createRoom(props, () => scroller);
  const virtual = createVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    get count() {
      return props.rows.length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => room.rowPx(),
    getItemKey: (index) => props.rows[index]?.id ?? index,
    overscan: 6,
  });
  createEffect(on(room.rowPx, () => virtual.measure(), { defer: true }));
  const place = createMemo(() => props.rows.findIndex(({ id }) => id === chosen()));
  const keys = createGridKeys({
    count: () => props.rows.length,
    pageRows: () => Math.floor((scroller?.clientHeight ?? 0) / room.rowPx()) - 2,
    place,
    go(next) {
      const row = props.rows[next];
      if (!row) return;
      setChosen(row.id);
      virtual.scrollToIndex(next, { align: "auto" });
      requestAnimationFrame(() => {
        const link = scroller?.querySelector<HTMLElement>(`[data-point="${CSS.escape(row.id)}"] a`);
        link?.focus({ preventScroll: true });
      });
    },
  });
  const onRead = (): void => props.onRead((scroller?.scrollTop ?? 0) > 0);
  return (
    <div
      class="live-table"
      data-big={props.isBig}
      data-narrow={room.isNarrow()}
      style={{ "--values": room.columns().length }}
      ref={scroller}
      on:keydown={keys}
      on:scroll={onRead}
    >
      <table aria-label={words.t("live.title")} aria-rowcount={props.rows.length + 1}>
        <LiveHead {...props} columns={room.columns()} />
        <tbody
          style={{ height: `${virtual.getTotalSize()}px` }}
          on:pointermove={onRead}
          on:focusin={onRead}
          on:keydown={onRead}
        >
          <For each={virtual.getVirtualItems()}>
            {(item) => (
              <Show when={props.rows[item.index]}>
                {(row) => (
                  <LiveLine
                    table={props}
                    item={item}
                    row={row()}
                    columns={room.isNarrow() ? firstSaid(row(), room.columns()) : room.columns()}
                    heightPx={room.rowPx()}
                    takesFocus={item.index === Math.max(0, place())}
                    onChosen={() => setChosen(row().id)}
                  />
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

const MOST_ON_PHONE = 3;

/** On a phone there is room for the first few that this point tells. */
const firstSaid = (row: LiveRow, columns: readonly LiveColumn[]): readonly LiveColumn[] =>
  columns.filter((column) => valueAt(row, column)).slice(0, MOST_ON_PHONE);

/** What there is room for: columns, and how tall a row is. */
function createRoom(props: LiveTableProps, scroller: () => HTMLElement | undefined) {
  const [widthPx, setWidthPx] = createSignal(1000);
  onMount(() => {
    const element = scroller();
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidthPx(entry.contentRect.width));
    observer.observe(element);
    onCleanup(() => observer.disconnect());
  });
  const widthRem = (): number => widthPx() / pxOfRem(1);
  const isNarrow = (): boolean => widthRem() < NARROW_REM;
  const look = (): "big" | "plain" => (props.isBig ? "big" : "plain");
  return {
    isNarrow,
    rowPx: (): number => Math.round(pxOfRem(ROW_REM[isNarrow() ? "narrow" : look()])),
    columns: createMemo((): readonly LiveColumn[] => {
      if (isNarrow()) return props.columns;
      const fitting = Math.floor((widthRem() - OTHER_REM) / VALUE_REM[look()]);
      return props.columns.slice(0, Math.max(2, fitting));
    }),
  };
}

function LiveHead(props: LiveTableProps): JSX.Element {
  const words = useWords();
  return (
    <thead>
      <tr class="live-row" aria-rowindex={1}>
        <SortHead by="state" {...props} class="live-state" label={words.t("live.state")} />
        <SortHead by="name" {...props} class="live-name" label={words.t("live.point")} />
        <For each={props.columns}>
          {(column) => (
            <SortHead
              by={column}
              {...props}
              class="live-number"
              label={column === "apart" ? words.t("live.apart") : column}
              tip={column === "apart" ? words.t("live.apartHint") : words.t(`register.${column}`)}
            />
          )}
        </For>
        <th scope="col" class="live-trend">
          {words.t("live.trend", {
            what: nameOf(props.trend.column, words.t("live.apart")),
            hours: props.trend.hours,
          })}
        </th>
        <SortHead by="age" {...props} class="live-age" label={words.t("live.age")} />
      </tr>
    </thead>
  );
}

const nameOf = (column: LiveColumn, apart: string): string => (column === "apart" ? apart : column);

function SortHead(
  props: Pick<LiveTableProps, "sort" | "onSort"> & {
    readonly by: LiveOrder;
    readonly class: string;
    readonly label: string;
    readonly tip?: string;
  },
): JSX.Element {
  const direction = (): "ascending" | "descending" | "none" => {
    if (props.sort.by !== props.by) return "none";
    return props.sort.isDescending ? "descending" : "ascending";
  };
  return (
    <th scope="col" class={props.class} aria-sort={direction()}>
      <button type="button" class="live-sort" data-tip={props.tip} onClick={() => props.onSort(props.by)}>
        <span>{props.label}</span>
        <Show when={direction() !== "none"}>
          <Show when={props.sort.isDescending} fallback={<ArrowUp size={13} aria-hidden="true" />}>
            <ArrowDown size={13} aria-hidden="true" />
          </Show>
        </Show>
      </button>
    </th>
  );
}

function LiveLine(props: {
  readonly table: LiveTableProps;
  readonly item: VirtualItem;
  readonly row: LiveRow;
  readonly columns: readonly LiveColumn[];
  readonly heightPx: number;
  readonly takesFocus: boolean;
  readonly onChosen: () => void;
}): JSX.Element {
  const words = useWords();
  const state = createMemo(() => liveStateOf(props.row, props.table.nowMs));
  const says = (): string =>
    props.row.status.length > 0 && state() !== "silent" && state() !== "limit"
      ? props.row.status.map(words.status).join(", ")
      : words.t(`live.states.${state()}`);
  const flash = createFlash(() => props.row);
  return (
    <tr
      class="live-row"
      data-point={props.row.id}
      data-state={state()}
      aria-rowindex={props.item.index + 2}
      classList={{ "flash-a": flash() === 1, "flash-b": flash() === 2 }}
      style={{ transform: `translateY(${props.item.start}px)`, height: `${props.heightPx}px` }}
    >
      <td class="live-state" data-tip={says()}>
        <StateIcon state={shapeOf(state())} size={props.table.isBig ? 20 : 15} />
        <span class="hearable">{says()}</span>
      </td>
      <th scope="row" class="live-name">
        <a
          href={`/points/${encodeURIComponent(props.row.id)}`}
          tabIndex={props.takesFocus ? 0 : -1}
          onFocus={() => props.onChosen()}
        >
          {props.row.name}
        </a>
        <span class="faint one-line">{state() === "fine" ? props.row.place : says()}</span>
      </th>
      <For each={props.columns}>
        {(column) => (
          <td class="live-number" data-column={column}>
            <span class="live-code faint" aria-hidden="true">
              {nameOf(column, words.t("live.apart"))}
            </span>
            <LiveCell
              value={valueAt(props.row, column)}
              rowMs={props.row.atMs}
              nowMs={props.table.nowMs}
              onProve={() => props.table.onProve(props.row, column)}
            />
          </td>
        )}
      </For>
      <td class="live-trend">
        <SparkLine
          trend={props.table.trend.of(props.row.id)}
          fromMs={props.table.nowMs - props.table.trend.hours * HOUR_MS}
          toMs={props.table.nowMs}
          unit={valueAt(props.row, props.table.trend.column)?.unit ?? ""}
        />
      </td>
      <td class="live-age">
        <Show when={props.row.atMs} fallback={<span class="faint">–</span>}>
          {(atMs) => (
            <time dateTime={new Date(atMs()).toISOString()} data-tip={words.formats().exactTime(atMs())}>
              {words.age(props.table.nowMs - atMs())}
            </time>
          )}
        </Show>
      </td>
    </tr>
  );
}

/** 1 and 2 by turns when the row was heard again: two names of one animation start it afresh. */
function createFlash(row: () => LiveRow): () => 0 | 1 | 2 {
  const [flash, setFlash] = createSignal<0 | 1 | 2>(0);
  createEffect(
    on(row, (now, before) => {
      if (now.id !== before?.id) setFlash(0);
      else if (now.atMs !== before?.atMs) setFlash(flash() === 1 ? 2 : 1);
    }),
  );
  return flash;
}
