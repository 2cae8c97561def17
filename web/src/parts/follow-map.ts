import { createEffect, createMemo, on, onCleanup } from "solid-js";
import { type Datum, shiftTo } from "../../../shared/model/chinese-datum.ts";
import type { MapSettings } from "../../../shared/model/map-settings.ts";
import type { WirePoint } from "../../../shared/model/wire.ts";
import type { PointMap } from "../map/draw-map.ts";
import type { MapPalette } from "../map/map-frame.ts";
import { markAt, type PlacingRules, placePoints } from "../points/place-points.ts";
import { POINT_KINDS } from "../points/point-kind.ts";
import { POINT_STATES } from "../points/point-state.ts";
import type { PointTable } from "../points/point-table.ts";
import { readColours } from "./read-palette.ts";

const FOLLOW_MS = 120;

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
  /** The utility's own map and collection units. */
  readonly settings?: MapSettings | undefined;
  /** Rows that are picked, 1 each; absent where nothing can be picked. */
  readonly picked?: Uint8Array | undefined;
  readonly onPick?: ((rows: readonly number[]) => void) | undefined;
}

export interface FollowedMap {
  readonly map: () => PointMap | undefined;
  readonly rules: () => PlacingRules;
}

/** The utility's own map, its collection units, and what is picked. */
export function followSettings(
  props: MapPaneProps,
  { map, onBase }: Pick<FollowedMap, "map"> & { readonly onBase: (isMissing: boolean) => void },
): void {
  createEffect(() => {
    const settings = props.settings;
    const opened = map();
    if (!(opened && settings)) return;
    opened.setBase(settings, onBase);
    const datum = datumOf(settings);
    opened.setUnits(
      settings.units.map(({ name, ...at }) => {
        const [lon, lat] = shiftTo(datum, [at.lon, at.lat]);
        return { name, lon, lat };
      }),
    );
  });
  createEffect(() => {
    if (props.picked) map()?.setPicked(props.picked);
  });
}

/** The streets sketched from addresses lie where the addresses do. */
export const datumOf = (settings: MapSettings | undefined): Datum =>
  settings === undefined || settings.base === "sketch" ? "wgs84" : settings.datum;

export function followProps(props: MapPaneProps, { map, rules }: FollowedMap): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The clock is part of the rules: a hundred thousand points are not placed anew for its every tick.
  const colouring = createMemo(() => rules().colouring);
  const datum = createMemo(() => rules().datum);
  createEffect(
    on(
      () => [props.points, colouring(), datum()] as const,
      ([points]) => {
        map()?.setPoints(placePoints(points, rules()));
        map()?.setShown(props.keeps);
      },
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
        for (const row of rows) map()?.setMark(row, markAt(props.points, row, rules()));
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(timer));
}

export function showAll(map: PointMap, props: MapPaneProps, rules: PlacingRules): void {
  map.setPoints(placePoints(props.points, rules));
  map.setShown(props.keeps);
  map.fit(false);
  map.select(props.selected);
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
  water: "--kind-water",
  heat: "--kind-heat",
  electricity: "--kind-electricity",
  other: "--kind-other",
  unit: "--kind-unit",
} as const;

export function readMapPalette(): MapPalette {
  const colours = readColours(MAP_TOKENS);
  const marks = [...POINT_STATES, ...POINT_KINDS, "unit" as const].map((mark) => colours[mark]);
  return { ...colours, marks };
}
