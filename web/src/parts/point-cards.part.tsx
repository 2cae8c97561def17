import { createVirtualizer } from "@tanstack/solid-virtual";
import { createEffect, createMemo, For, type JSX, on, Show } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import { Amount } from "./amount.part.tsx";
import { MediumIcon } from "./medium-icon.part.tsx";
import { PointAge, PointStatus } from "./point-cell.part.tsx";
import "./point-cards.css";

const CARD_PX = 76;

/** The list on a narrow screen: one card per point, opened with a thumb. */
export function PointCards(props: {
  readonly rows: Uint32Array;
  /** What was asked for: when it changes, the list begins at its top again. */
  readonly asked: string;
  readonly pointOf: (row: number) => WirePoint | undefined;
  readonly nowMs: number;
  readonly scrollTop: number;
  readonly onScroll: (scrollTop: number) => void;
}): JSX.Element {
  const words = useWords();
  let scroller: HTMLDivElement | undefined;
  const virtual = createVirtualizer<HTMLDivElement, HTMLLIElement>({
    get count() {
      return props.rows.length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => CARD_PX,
    overscan: 6,
    initialOffset: props.scrollTop,
  });
  createEffect(
    on(
      () => props.asked,
      () => scroller?.scrollTo({ top: 0 }),
      { defer: true },
    ),
  );
  return (
    <div class="cards" ref={scroller} onScroll={(event) => props.onScroll(event.currentTarget.scrollTop)}>
      <ul
        class="cards-body"
        aria-label={words.t("nav.points")}
        style={{ height: `${virtual.getTotalSize()}px` }}
      >
        <For each={virtual.getVirtualItems()}>
          {(item) => {
            const point = createMemo(() => props.pointOf(props.rows[item.index] ?? -1));
            return (
              <li class="cards-item" style={{ transform: `translateY(${item.start}px)` }}>
                <Show when={point()}>{(shown) => <Card point={shown()} nowMs={props.nowMs} />}</Show>
              </li>
            );
          }}
        </For>
      </ul>
    </div>
  );
}

function Card(props: { readonly point: WirePoint; readonly nowMs: number }): JSX.Element {
  const words = useWords();
  return (
    <a class="card" href={`/points/${encodeURIComponent(props.point.id)}`}>
      <span class="card-state">
        <PointStatus point={props.point} nowMs={props.nowMs} isWordy={false} />
      </span>
      <span class="card-address one-line">{props.point.address || words.t("points.noAddress")}</span>
      <span class="card-value number">
        <Show when={props.point.latest?.values[0]} fallback={<span class="faint">–</span>}>
          {(main) => <Amount value={main().value} unit={main().unit} />}
        </Show>
      </span>
      <span class="card-meter one-line faint">
        <MediumIcon medium={props.point.medium} size={13} />
        {props.point.meter
          ? `${props.point.meter.type} · ${props.point.meter.serial}`
          : words.t("points.noMeter")}
      </span>
      <span class="card-age number">
        <PointAge point={props.point} nowMs={props.nowMs} />
      </span>
      <Show
        when={(props.point.latest?.status.length ?? 0) > 0}
        fallback={<span class="card-note one-line faint">{props.point.customer}</span>}
      >
        <span class="card-note card-codes one-line">
          {props.point.latest?.status.map(words.status).join(", ")}
        </span>
      </Show>
    </a>
  );
}
