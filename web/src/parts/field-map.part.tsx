import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import type { WireCard } from "../../../shared/model/wire-rounds.ts";
import { useWords } from "../locales/words.ts";
import type { PointMap } from "../map/draw-map.ts";
import type { MapPalette } from "../map/map-frame.ts";
import { Notice } from "./notice.part.tsx";
import { readColours } from "./read-palette.ts";
import "./map-pane.css";

/** Marks of the map's own alphabet: a disc is left to read, a ring was read just now. */
const LEFT = 4;
const READ = 3;

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
} as const;

/** The points left to read, on the map. The library that draws it is fetched when it is first looked at. */
export function FieldMap(props: {
  readonly cards: readonly WireCard[];
  readonly isLeft: (pointId: string) => boolean;
  readonly isFading: (pointId: string) => boolean;
  /** Changes with every read. */
  readonly beat: unknown;
  readonly repaint: unknown;
}): JSX.Element {
  const words = useWords();
  const [map, setMap] = createSignal<PointMap>();
  const [hasFailed, setFailed] = createSignal(false);
  let ground: HTMLDivElement | undefined;
  let isGone = false;
  const open = async (element: HTMLElement): Promise<void> => {
    const { drawMap } = await import("../map/draw-map.ts");
    if (isGone) return;
    const nothing = (): void => undefined;
    setMap(() => drawMap(element, palette(), { onHover: nothing, onSelect: nothing, onPlace: nothing }));
  };
  onMount(() => {
    if (ground) open(ground).catch(() => setFailed(true));
  });
  const showLeft = (): void => {
    const shown = props.cards.map(({ pointId }) => props.isLeft(pointId) || props.isFading(pointId));
    props.cards.forEach(({ pointId }, row) => {
      map()?.setMark(row, props.isFading(pointId) ? READ : LEFT);
    });
    map()?.setShown(Uint8Array.from(shown, Number));
  };
  createEffect(() => {
    const opened = map();
    if (!opened) return;
    opened.setPoints(placeCards(props.cards));
    showLeft();
    opened.fit(false);
  });
  createEffect(on(() => props.beat, showLeft, { defer: true }));
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
      <Show when={hasFailed()}>
        <div class="map-cover">
          <Notice tone="failed" title={words.t("map.failed")} />
        </div>
      </Show>
    </section>
  );
}

const placeCards = (cards: readonly WireCard[]) => ({
  lons: Float64Array.from(cards, ({ lon }) => lon ?? Number.NaN),
  lats: Float64Array.from(cards, ({ lat }) => lat ?? Number.NaN),
  marks: new Uint8Array(cards.length).fill(LEFT),
  glyphs: new Uint8Array(cards.length).fill(LEFT),
  streets: cards.map(({ address, postalCode }) => {
    const street = /^(.*?\D)\s*\d+\s*\D{0,3}(?:,.*)?$/.exec(address)?.[1]?.trim();
    return street ? `${street}\n${postalCode}` : "";
  }),
});

function palette(): MapPalette {
  const { left, read, ...colours } = readColours(TOKENS);
  return { ...colours, marks: [left, left, left, read, left, left] };
}
