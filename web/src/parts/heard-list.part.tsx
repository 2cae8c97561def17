import { createVirtualizer } from "@tanstack/solid-virtual";
import { createMemo, For, type JSX, Show } from "solid-js";
import type { HeardMeter } from "../../../shared/field/heard-meter.ts";
import { parseMeterKey } from "../../../shared/model/meter-id.ts";
import { useWords } from "../locales/words.ts";
import { MediumIcon } from "./medium-icon.part.tsx";
import { pxOfRem } from "./root-px.ts";
import "./field-form.css";
import "./field-list.css";
import "./heard-list.css";

export interface HeardRow extends HeardMeter {
  readonly isOwn: boolean;
}

/** As in the style sheet. */
const ROW_REM = 5.25;

/** Meters a phone has heard, ours or not. */
export function HeardList(props: {
  readonly rows: readonly HeardRow[];
  readonly nowMs: number;
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
    <section class="field-list" ref={takeScroller} aria-label={words.t("phone.heard.title")}>
      <ul class="field-list-body" style={{ height: `${virtual.getTotalSize()}px` }}>
        <For each={virtual.getVirtualItems()}>
          {(item) => {
            const row = createMemo(() => props.rows[item.index]);
            return (
              <li class="heard-row" style={{ transform: `translateY(${item.start}px)` }}>
                <Show when={row()}>{(shown) => <Row row={shown()} nowMs={props.nowMs} />}</Show>
              </li>
            );
          }}
        </For>
      </ul>
    </section>
  );
}

function Row(props: { readonly row: HeardRow; readonly nowMs: number }): JSX.Element {
  const words = useWords();
  const name = (): string => {
    const meter = parseMeterKey(props.row.meter);
    return meter ? `${meter.manufacturer} ${meter.id}` : props.row.meter;
  };
  const outcome = (): string => words.find(`outcome.${props.row.outcome}`) ?? props.row.outcome;
  const encryption = (): string =>
    words.find(`phone.heard.encryption-${props.row.encryption}`) ?? props.row.encryption;
  return (
    <>
      <span class="heard-row-name one-line">
        <MediumIcon medium={props.row.medium} size={16} />
        {name()}
        <Show when={props.row.isOwn}>
          <span class="heard-row-own">{words.t("phone.heard.ownMark")}</span>
        </Show>
      </span>
      <span class="number">
        {props.row.rssiDbm === undefined
          ? "–"
          : words.formats().decimal(String(Math.round(props.row.rssiDbm)))}{" "}
        <span class="unit">dBm</span>
      </span>
      <span class="heard-row-note one-line">
        {outcome()} · {encryption()}
      </span>
      <span class="heard-row-note number">
        {words.t("phone.heard.times", props.row.count)} ·{" "}
        {words.age(Math.max(0, props.nowMs - props.row.lastAtMs))}
      </span>
    </>
  );
}
