import type { VirtualItem } from "@tanstack/solid-virtual";
import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { fieldOfColumn, isOwnColumn } from "../points/own-criteria.ts";
import { GridPick } from "./grid-pick.part.tsx";
import { POINT_CELLS } from "./point-cell.part.tsx";
import type { ColumnShape } from "./point-columns.ts";
import "./point-grid.css";

/** What the rows of a list say, and what is done with them. */
export interface GridRows {
  readonly rows: Uint32Array;
  readonly pointOf: (row: number) => WirePoint | undefined;
  readonly selected: number | undefined;
  /** What a row says in a field of the utility's own, as it is read. */
  readonly ownText: (row: number, field: string) => string;
  readonly picks: GridPicks;
  readonly nowMs: number;
  /** One press opens; else it selects, and a double press or Enter opens. */
  readonly opensOnPress: boolean;
  readonly onSelect: (row: number) => void;
  readonly onPoint: (row: number | undefined) => void;
  readonly onOpen: (row: number) => void;
  /** Lays a point's last reading open. */
  readonly onProve: (point: WirePoint) => void;
}

/** Rows that are picked to do something with, apart from the one that is looked at. */
export interface GridPicks {
  has(row: number): boolean;
  standing(): "none" | "some" | "all";
  toggle(row: number): void;
  /** Picks what lies between the last pick (or `from`) and this row. */
  extendTo(row: number, from?: number): void;
  all(): void;
  none(): void;
}

/** One point of the list, in the columns that are shown. */
export function PointRow(props: {
  readonly item: VirtualItem;
  readonly columns: readonly ColumnShape[];
  readonly grid: GridRows;
  readonly takesFocus: boolean;
  readonly onChosen: (row: number) => void;
}): JSX.Element {
  const row = (): number => props.grid.rows[props.item.index] ?? -1;
  const point = createMemo(() => props.grid.pointOf(row()));
  const flash = createFlash(point);
  const press = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest("a, .proof-button, .grid-cell.is-pick"))
      return;
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      if (event.shiftKey) props.grid.picks.extendTo(row(), props.grid.selected);
      else props.grid.picks.toggle(row());
      props.grid.onSelect(row());
      props.onChosen(row());
      return;
    }
    if (props.grid.opensOnPress) {
      props.grid.onOpen(row());
      return;
    }
    props.grid.onSelect(row());
    props.onChosen(row());
  };
  return (
    <tr
      class="grid-row"
      id={`point-${row()}`}
      aria-rowindex={props.item.index + 2}
      classList={{
        "is-selected": props.grid.selected === row(),
        "is-picked": props.grid.picks.has(row()),
        "flash-a": flash() === 1,
        "flash-b": flash() === 2,
      }}
      style={{ transform: `translateY(${props.item.start}px)` }}
      on:click={press}
      on:dblclick={() => props.grid.onOpen(row())}
      onPointerEnter={() => props.grid.onPoint(row())}
    >
      <Show when={point()}>
        {(shown) => (
          <>
            <GridPick
              isPicked={props.grid.picks.has(row())}
              name={shown().address || shown().number}
              onToggle={() => props.grid.picks.toggle(row())}
              onExtend={() => props.grid.picks.extendTo(row(), props.grid.selected)}
            />
            <For each={props.columns}>
              {(shape) => (
                <td
                  class="grid-cell"
                  data-column={shape.column}
                  classList={{ number: shape.isNumber ?? false, "is-picture": shape.isPicture ?? false }}
                >
                  {isOwnColumn(shape.column) ? (
                    props.grid.ownText(row(), fieldOfColumn(shape.column) ?? "")
                  ) : (
                    <Dynamic
                      component={POINT_CELLS[shape.column]}
                      shape={shape}
                      point={shown()}
                      nowMs={props.grid.nowMs}
                      takesFocus={props.takesFocus}
                      isCurrent={props.grid.selected === row()}
                      onProve={() => props.grid.onProve(shown())}
                    />
                  )}
                </td>
              )}
            </For>
          </>
        )}
      </Show>
    </tr>
  );
}

/** 1 and 2 by turns when the same point got a new reading: two names of one animation start it afresh. */
function createFlash(point: () => WirePoint | undefined): () => 0 | 1 | 2 {
  const [flash, setFlash] = createSignal<0 | 1 | 2>(0);
  createEffect(
    on(point, (now, before) => {
      if (!now || now.id !== before?.id) setFlash(0);
      else if (now.latest?.atMs !== before.latest?.atMs) setFlash(flash() === 1 ? 2 : 1);
    }),
  );
  return flash;
}
