import MapPinOff from "lucide-solid/icons/map-pin-off";
import Maximize from "lucide-solid/icons/maximize";
import Minus from "lucide-solid/icons/minus";
import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
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
import type { WirePoint } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import type { PointMap } from "../map/draw-map.ts";
import type { MapPalette } from "../map/map-frame.ts";
import { markAt, placePoints } from "../points/place-points.ts";
import { POINT_STATES } from "../points/point-state.ts";
import type { PointTable } from "../points/point-table.ts";
import { IconButton } from "./button.part.tsx";
import { Notice } from "./notice.part.tsx";
import { PointCard } from "./point-card.part.tsx";
import { readColours } from "./read-palette.ts";
import { StateIcon } from "./state-icon.part.tsx";
import "./map-pane.css";

export interface MapPaneProps {
  readonly points: PointTable;
  readonly pointOf: (row: number) => WirePoint | undefined;
  /** 1 where a row is shown. */
  readonly keeps: Uint8Array;
  readonly touched: readonly number[];
  readonly selected: number | undefined;
  readonly pointed: number | undefined;
  readonly nowMs: number;
  /** Changes when the theme does. */
  readonly repaint: unknown;
  readonly onSelect: (row: number | undefined) => void;
  readonly onOpen: (row: number) => void;
}

type Px = readonly [x: number, y: number];

/** The map beside the list. The library that draws it is fetched when the map is first looked at. */
export function MapPane(props: MapPaneProps): JSX.Element {
  const words = useWords();
  const [map, setMap] = createSignal<PointMap>();
  const [hasFailed, setFailed] = createSignal(false);
  const [hover, setHover] = createSignal<{ row: number; px: Px }>();
  const [place, setPlace] = createSignal<Px>();
  let ground: HTMLDivElement | undefined;
  let isGone = false;

  const open = async (element: HTMLElement): Promise<void> => {
    const { drawMap } = await import("../map/draw-map.ts");
    if (isGone) return;
    const opened = drawMap(element, readMapPalette(), {
      onHover: (row, px) => setHover(row === undefined || !px ? undefined : { row, px }),
      onSelect: (row) => props.onSelect(row),
      onPlace: setPlace,
    });
    showAll(opened, props);
    setMap(() => opened);
  };
  onMount(() => {
    if (ground) open(ground).catch(() => setFailed(true));
  });
  onCleanup(() => {
    isGone = true;
    map()?.close();
  });
  followProps(props, map);

  const fit = (): void => {
    map()?.setShown(props.keeps);
    map()?.fit(true);
  };
  const unplaced = createMemo(() => countUnplaced(props.points, props.keeps));
  const isNowhere = createMemo(
    () => unplaced() > 0 && unplaced() === props.keeps.filter((keep) => keep === 1).length,
  );

  return (
    <section class="map" aria-label={words.t("map.label")}>
      <div class="map-ground" ref={ground} />
      <Show when={hasFailed()}>
        <div class="map-cover">
          <Notice tone="failed" title={words.t("map.failed")} />
        </div>
      </Show>
      <Show when={isNowhere()}>
        <div class="map-cover">
          <Notice
            icon={<MapPinOff size={20} />}
            title={words.t("map.nowhere")}
            hint={words.t("map.nowhereHint")}
          />
        </div>
      </Show>
      <div class="map-buttons">
        <IconButton
          label={words.t("map.zoomIn")}
          icon={<Plus size={16} />}
          onPress={() => map()?.zoomBy(1)}
        />
        <IconButton
          label={words.t("map.zoomOut")}
          icon={<Minus size={16} />}
          onPress={() => map()?.zoomBy(-1)}
        />
        <IconButton label={words.t("map.fit")} icon={<Maximize size={15} />} onPress={fit} />
      </div>
      <MapLegend unplaced={unplaced()} />
      <Show when={hover()}>
        {(at) => (
          <Show when={at().row !== props.selected && props.pointOf(at().row)}>
            {(point) => <MapTip px={at().px} point={point()} />}
          </Show>
        )}
      </Show>
      <Show when={place() && props.selected !== undefined && props.pointOf(props.selected)}>
        {(point) => (
          <div class="map-card" style={placeCard(place() ?? [0, 0], ground)}>
            <div class="map-card-close">
              <IconButton
                label={words.t("map.close")}
                icon={<X size={14} />}
                onPress={() => props.onSelect(undefined)}
              />
            </div>
            <PointCard
              point={point()}
              nowMs={props.nowMs}
              onOpen={() => props.selected !== undefined && props.onOpen(props.selected)}
            />
          </div>
        )}
      </Show>
    </section>
  );
}

function showAll(map: PointMap, props: MapPaneProps): void {
  map.setPoints(placePoints(props.points, props.nowMs));
  map.setShown(props.keeps);
  map.fit(false);
  map.select(props.selected);
}

function countUnplaced(points: PointTable, keeps: Uint8Array): number {
  let count = 0;
  for (const [row, keep] of keeps.entries()) if (keep === 1 && Number.isNaN(points.place(row)[0])) count++;
  return count;
}

const FOLLOW_MS = 120;
const CARD_WIDTH_PX = 264;
const CARD_HEIGHT_PX = 210;
const CARD_GAP_PX = 16;

/** Above its point, or below where there is no room, and never over the edge. */
function placeCard(
  [x, y]: Px,
  ground: HTMLElement | undefined,
): { left: string; top: string; transform: string } {
  const widthPx = ground?.clientWidth ?? 0;
  const margin = CARD_WIDTH_PX / 2 + 8;
  const left = Math.max(margin, Math.min(widthPx - margin, x));
  const isBelow = y < CARD_HEIGHT_PX + CARD_GAP_PX;
  return {
    left: `${left}px`,
    top: `${isBelow ? y + CARD_GAP_PX : y - CARD_GAP_PX}px`,
    transform: `translate(-50%, ${isBelow ? "0" : "-100%"})`,
  };
}

function followProps(props: MapPaneProps, map: () => PointMap | undefined): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(
      () => props.points,
      (points) => map()?.setPoints(placePoints(points, props.nowMs)),
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => props.keeps,
      (keeps) => {
        // The list answers first; the map follows a breath later, once per word rather than per key.
        clearTimeout(timer);
        timer = setTimeout(() => {
          map()?.setShown(keeps);
          map()?.fitWhenLost();
        }, FOLLOW_MS);
      },
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => props.selected,
      (row) => map()?.select(row),
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => props.pointed,
      (row) => map()?.hover(row),
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => props.repaint,
      () => map()?.setPalette(readMapPalette()),
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => props.touched,
      (rows) => {
        for (const row of rows) map()?.setMark(row, markAt(props.points, row, props.nowMs));
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(timer));
}

function MapTip(props: { readonly px: Px; readonly point: WirePoint }): JSX.Element {
  const words = useWords();
  return (
    <div class="map-tip" style={{ left: `${props.px[0]}px`, top: `${props.px[1]}px` }}>
      <span class="map-tip-address">{props.point.address || words.t("points.noAddress")}</span>
      <For each={(props.point.latest?.status ?? []).map(words.status)}>{(code) => <span>{code}</span>}</For>
    </div>
  );
}

function MapLegend(props: { readonly unplaced: number }): JSX.Element {
  const words = useWords();
  return (
    <div class="map-legend">
      <ul class="map-marks" aria-label={words.t("map.legend")}>
        <For each={POINT_STATES}>
          {(state) => (
            <li>
              <StateIcon state={state} size={11} />
              {words.t(`state.${state}`)}
            </li>
          )}
        </For>
      </ul>
      <p class="map-note">
        {words.t("map.sketch")}
        <Show when={props.unplaced > 0}> · {words.t("map.unplaced", props.unplaced)}</Show>
      </p>
    </div>
  );
}

const MAP_TOKENS = {
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
  plant: "--alarm-mark",
  measurement: "--warning-mark",
  service: "--service",
  silent: "--quiet",
  fine: "--map-fine",
  none: "--quiet",
} as const;

function readMapPalette(): MapPalette {
  const colours = readColours(MAP_TOKENS);
  return { ...colours, marks: POINT_STATES.map((state) => colours[state]) };
}
