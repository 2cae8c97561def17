import MapPinOff from "lucide-solid/icons/map-pin-off";
import Maximize from "lucide-solid/icons/maximize";
import Minus from "lucide-solid/icons/minus";
import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import type { WirePoint } from "../../../shared/model/wire.ts";
import { useWords } from "../locales/words.ts";
import type { PointMap } from "../map/draw-map.ts";
import type { Colouring, PlacingRules } from "../points/place-points.ts";
import type { PointTable } from "../points/point-table.ts";
import { IconButton } from "./button.part.tsx";
import {
  datumOf,
  followProps,
  followSettings,
  type MapPaneProps,
  readMapPalette,
  showAll,
} from "./follow-map.ts";
import { MapLegend } from "./map-legend.part.tsx";
import { MapTools } from "./map-tools.part.tsx";
import { Notice } from "./notice.part.tsx";
import { PointCard } from "./point-card.part.tsx";
import "./map-pane.css";

type Px = readonly [x: number, y: number];

/** The map beside the list. The library that draws it is fetched when the map is first looked at. */
export function MapPane(props: MapPaneProps): JSX.Element {
  const words = useWords();
  const [map, setMap] = createSignal<PointMap>();
  const [hasFailed, setFailed] = createSignal(false);
  const [hover, setHover] = createSignal<{ row: number; px: Px }>();
  const [place, setPlace] = createSignal<Px>();
  const [colouring, setColouring] = createSignal<Colouring>("state");
  const rules = (): PlacingRules => ({
    nowMs: props.nowMs,
    colouring: colouring(),
    datum: datumOf(props.settings),
  });
  const [isBaseMissing, setBaseMissing] = createSignal(false);
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
    showAll(opened, props, rules());
    setMap(() => opened);
  };
  onMount(() => {
    if (ground) open(ground).catch(() => setFailed(true));
  });
  onCleanup(() => {
    isGone = true;
    map()?.close();
  });
  followProps(props, { map, rules });
  followSettings(props, { map, onBase: setBaseMissing });

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
      <MapCovers hasFailed={hasFailed()} isNowhere={isNowhere()} isBaseMissing={isBaseMissing()} />
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
      <MapTools map={map()} colouring={colouring()} onColouring={setColouring} onPick={props.onPick} />
      <MapLegend
        colouring={colouring()}
        hasUnits={(props.settings?.units.length ?? 0) > 0}
        unplaced={unplaced()}
        base={isBaseMissing() ? undefined : props.settings}
      />
      <Show when={hover()}>
        {(at) => (
          <Show when={at().row !== props.selected && props.pointOf(at().row)}>
            {(point) => <MapTip px={at().px} point={point()} />}
          </Show>
        )}
      </Show>
      <SelectedCard pane={props} place={place()} ground={ground} />
    </section>
  );
}

/** What stands in the way of the map, or of a part of it. */
function MapCovers(props: {
  readonly hasFailed: boolean;
  readonly isNowhere: boolean;
  readonly isBaseMissing: boolean;
}): JSX.Element {
  const words = useWords();
  return (
    <>
      <Show when={props.hasFailed}>
        <div class="map-cover">
          <Notice tone="failed" title={words.t("map.failed")} />
        </div>
      </Show>
      <Show when={props.isNowhere}>
        <div class="map-cover">
          <Notice
            icon={<MapPinOff size={20} />}
            title={words.t("map.nowhere")}
            hint={words.t("map.nowhereHint")}
          />
        </div>
      </Show>
      <Show when={props.isBaseMissing}>
        <p class="map-base-missing" role="status">
          {words.t("map.baseMissing")}
        </p>
      </Show>
    </>
  );
}

/** The selected point at a glance, beside its mark. */
function SelectedCard(props: {
  readonly pane: MapPaneProps;
  readonly place: Px | undefined;
  readonly ground: HTMLElement | undefined;
}): JSX.Element {
  const words = useWords();
  return (
    <Show when={props.place && props.pane.selected !== undefined && props.pane.pointOf(props.pane.selected)}>
      {(point) => (
        <div class="map-card" style={placeCard(props.place ?? [0, 0], props.ground)}>
          <div class="map-card-close">
            <IconButton
              label={words.t("map.close")}
              icon={<X size={14} />}
              onPress={() => props.pane.onSelect(undefined)}
            />
          </div>
          <PointCard
            point={point()}
            nowMs={props.pane.nowMs}
            streetView={props.pane.settings?.streetView}
            onOpen={() => props.pane.selected !== undefined && props.pane.onOpen(props.pane.selected)}
          />
        </div>
      )}
    </Show>
  );
}

function countUnplaced(points: PointTable, keeps: Uint8Array): number {
  let count = 0;
  for (const [row, keep] of keeps.entries()) if (keep === 1 && Number.isNaN(points.place(row)[0])) count++;
  return count;
}

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

function MapTip(props: { readonly px: Px; readonly point: WirePoint }): JSX.Element {
  const words = useWords();
  return (
    <div class="map-tip" style={{ left: `${props.px[0]}px`, top: `${props.px[1]}px` }}>
      <span class="map-tip-address">{props.point.address || words.t("points.noAddress")}</span>
      <For each={(props.point.latest?.status ?? []).map(words.status)}>{(code) => <span>{code}</span>}</For>
    </div>
  );
}
