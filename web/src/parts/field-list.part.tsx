import { createVirtualizer } from "@tanstack/solid-virtual";
import { createMemo, For, type JSX, Show } from "solid-js";
import type { Why } from "../../../shared/field/why-not-read.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { useWords } from "../locales/words.ts";
import { MediumIcon } from "./medium-icon.part.tsx";
import { pxOfRem } from "./root-px.ts";
import { StatusMarks } from "./status-marks.part.tsx";
import { WhyMark } from "./why-mark.part.tsx";
import "./field-list.css";

export interface FieldRow {
  readonly card: RoundCard;
  /** Read just now: it says so, fades and goes. */
  readonly isFading: boolean;
  readonly distanceM?: number;
  /** Info codes it was read with. */
  readonly status?: readonly string[];
  /** What somebody found there who could not read it. */
  readonly note?: string | undefined;
}

/** As in the style sheet. */
const ROW_REM = 4.25;

/** What is left to read; a row fades when its meter has been heard. */
export function FieldList(props: {
  readonly rows: readonly FieldRow[];
  /** Why a point is not read, where there is more to say than that it was never heard. */
  readonly whyOf: (pointId: string) => Why | undefined;
  readonly onSelect: (pointId: string) => void;
}): JSX.Element {
  const words = useWords();
  let scroller: HTMLElement | undefined;
  const virtual = createVirtualizer<HTMLElement, HTMLLIElement>({
    get count() {
      return props.rows.length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => pxOfRem(ROW_REM),
    overscan: 8,
  });
  // What scrolls can be scrolled by keys too.
  const takeScroller = (element: HTMLElement): void => {
    element.tabIndex = 0;
    scroller = element;
  };
  return (
    <section class="field-list" ref={takeScroller} aria-label={words.t("road.read.listLabel")}>
      <ul class="field-list-body" style={{ height: `${virtual.getTotalSize()}px` }}>
        <For each={virtual.getVirtualItems()}>
          {(item) => {
            const row = createMemo(() => props.rows[item.index]);
            return (
              <li
                class="field-row"
                classList={{ "is-fading": row()?.isFading ?? false }}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Show when={row()}>
                  {(shown) => (
                    <Row
                      row={shown()}
                      why={props.whyOf(shown().card.pointId)}
                      onSelect={() => props.onSelect(shown().card.pointId)}
                    />
                  )}
                </Show>
              </li>
            );
          }}
        </For>
      </ul>
    </section>
  );
}

function Row(props: {
  readonly row: FieldRow;
  readonly why: Why | undefined;
  readonly onSelect: () => void;
}): JSX.Element {
  const words = useWords();
  const meter = (): string => {
    const { meter: mounted } = props.row.card;
    return mounted ? `${mounted.type} · ${mounted.serial}` : words.t("points.noMeter");
  };
  return (
    <button type="button" class="field-row-face" onClick={() => props.onSelect()}>
      <span class="field-row-address one-line">{props.row.card.address || words.t("points.noAddress")}</span>
      <span class="field-row-far number">
        <Show when={props.row.distanceM !== undefined}>{sayMetres(props.row.distanceM ?? 0)}</Show>
      </span>
      <span class="field-row-meter one-line">
        <MediumIcon medium={props.row.card.medium} size={15} />
        {meter()}
      </span>
      <Show when={props.row.note}>{(note) => <span class="field-row-note one-line">{note()}</span>}</Show>
      <Show when={props.why}>{(why) => <WhyMark why={why()} />}</Show>
      <StatusMarks status={props.row.status ?? []} />
    </button>
  );
}

const sayMetres = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`;
