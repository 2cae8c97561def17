import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show, untrack } from "solid-js";
import { type Datum, shiftTo } from "../../../shared/model/chinese-datum.ts";
import type { MapSettings } from "../../../shared/model/map-settings.ts";
import type { RoundCard } from "../../../shared/rooms/round-view.ts";
import { streetOf } from "../../../shared/rooms/share-out.ts";
import { useWords, type Words } from "../locales/words.ts";
import type { PointMap } from "../map/draw-map.ts";
import type { MapPalette } from "../map/map-frame.ts";
import type { TileKeeper } from "../map/tile-keys.ts";
import { datumOf } from "./follow-map.ts";
import { Notice } from "./notice.part.tsx";
import { readColours } from "./read-palette.ts";
import "./map-pane.css";

/**
 * Marks of the map's own alphabet: a disc is left to read, a ring was read, a square is chosen; a
 * triangle was heard and needs somebody's help, a broken ring needs time.
 */
export const ROUND_MARKS = { left: 4, read: 3, chosen: 2, stuck: 1, waits: 5 } as const;

const TOKENS = {
  land: "--land",
  built: "--built",
  street: "--street",
  streetEdge: "--street-edge",
  grid: "--grid",
  label: "--map-label",
  bubble: "--surface",
  bubbleLine: "--bubble-line",
  text: "--text",
  selection: "--accent",
  left: "--accent",
  read: "--ok",
  chosen: "--warning-mark",
  stuck: "--alarm-mark",
  waits: "--warning-mark",
} as const;

/** What a round's map shows of a point; `undefined`: nothing. */
export type RoundMark = keyof typeof ROUND_MARKS | undefined;

/** The points of a round on the map. The library that draws it is fetched when it is first looked at. */
export function FieldMap(props: {
  readonly cards: readonly RoundCard[];
  readonly markOf: (pointId: string) => RoundMark;
  /** Changes with everything `markOf` stands on. */
  readonly beat: unknown;
  readonly repaint: unknown;
  /** The utility's own map below the points, with what of it is kept here. */
  readonly under?: { readonly settings: () => MapSettings; readonly keeper: TileKeeper } | undefined;
  /** Where this one stays on the map: bubbles say how many of their points have it. */
  readonly counts?: keyof typeof ROUND_MARKS;
  readonly onMap?: ((map: PointMap) => void) | undefined;
  readonly onSelect?: ((pointId: string) => void) | undefined;
}): JSX.Element {
  const words = useWords();
  const [map, setMap] = createSignal<PointMap>();
  const [hasFailed, setFailed] = createSignal(false);
  let ground: HTMLDivElement | undefined;
  let isGone = false;
  let shownKey = "";
  const open = async (element: HTMLElement): Promise<void> => {
    const { drawMap } = await import("../map/draw-map.ts");
    if (isGone) return;
    const nothing = (): void => undefined;
    const onSelect = (row: number | undefined): void => {
      const card = row === undefined ? undefined : props.cards[row];
      if (card) props.onSelect?.(card.pointId);
    };
    const opened = drawMap(element, palette(), { onHover: nothing, onSelect, onPlace: nothing });
    if (props.counts) opened.countMark(ROUND_MARKS[props.counts]);
    setMap(() => opened);
    props.onMap?.(opened);
  };
  onMount(() => {
    if (ground) open(ground).catch(() => setFailed(true));
  });
  const showMarks = (): void => {
    const marks = props.cards.map(({ pointId }) => props.markOf(pointId));
    marks.forEach((mark, row) => {
      if (mark) map()?.setMark(row, ROUND_MARKS[mark]);
    });
    map()?.setShown(Uint8Array.from(marks, (mark) => (mark ? 1 : 0)));
  };
  createEffect(() => {
    const opened = map();
    if (!opened) return;
    const key = props.cards.map(({ pointId }) => pointId).join();
    opened.setPoints(placeCards(props.cards, datumOf(props.under?.settings())));
    untrack(showMarks);
    // What is read or given away is no reason to move somebody's map.
    if (key !== shownKey) opened.fit(false);
    shownKey = key;
  });
  const [isBaseMissing, setBaseMissing] = createSignal(false);
  createEffect(() => {
    if (props.under) map()?.setBase(props.under.settings(), setBaseMissing, props.under.keeper);
  });
  createEffect(on(() => props.beat, showMarks, { defer: true }));
  createEffect(
    on(
      () => props.repaint,
      () => map()?.setPalette(palette()),
      { defer: true },
    ),
  );
  onCleanup(() => {
    isGone = true;
    map()?.close();
  });
  return (
    <section class="map field-map" aria-label={words.t("map.label")}>
      <div class="map-ground" ref={ground} />
      <Show when={belowOf(words, props.under?.settings(), isBaseMissing())}>
        {(text) => <p class="map-below">{text()}</p>}
      </Show>
      <Show when={hasFailed()}>
        <div class="map-cover">
          <Notice tone="failed" title={words.t("map.failed")} />
        </div>
      </Show>
    </section>
  );
}

/** Whose map lies below, as its licence wants it said; or that it is not to be had here. */
function belowOf(words: Words, settings: MapSettings | undefined, isMissing: boolean): string {
  if (settings === undefined || settings.base === "sketch") return "";
  return isMissing ? words.t("road.pack.missingHere") : settings.attribution;
}

const placeCards = (cards: readonly RoundCard[], datum: Datum) => ({
  ...placesAs(datum, cards),
  marks: new Uint8Array(cards.length).fill(ROUND_MARKS.left),
  glyphs: new Uint8Array(cards.length).fill(ROUND_MARKS.left),
  streets: cards.map(streetOf),
});

/** Points lie where the map below puts them. */
function placesAs(datum: Datum, cards: readonly RoundCard[]) {
  const places = cards.map(({ lon, lat }) =>
    lon === undefined || lat === undefined ? [Number.NaN, Number.NaN] : shiftTo(datum, [lon, lat]),
  );
  return {
    lons: Float64Array.from(places, ([lon]) => lon ?? Number.NaN),
    lats: Float64Array.from(places, ([, lat]) => lat ?? Number.NaN),
  };
}

function palette(): MapPalette {
  const { left, read, chosen, stuck, waits, ...colours } = readColours(TOKENS);
  return { ...colours, marks: [left, stuck, chosen, read, left, waits] };
}
