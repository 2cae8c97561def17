import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { shiftTo } from "../../../shared/model/chinese-datum.ts";
import type { MapSettings } from "../../../shared/model/map-settings.ts";
import type { PackEnd, PackProgress } from "../map/fetch-pack.ts";
import { CLOSEST_KEPT_ZOOM, planTiles, type TileAt } from "../map/plan-tiles.ts";
import { isForbidden, tileKeyOf } from "../map/tile-keys.ts";
import { LocalDatabase } from "../store/local-database.ts";
import { MapDatabase } from "../store/map-database.ts";
import { usedPercent } from "../store/storage-room.ts";
import { useMap } from "./create-map.ts";
import type { Field } from "./field.ts";

/** How the map of the rounds' area stands on this phone. */
export type PackState =
  | { readonly kind: "looking" }
  /** The utility has no map of its own: streets are sketched from addresses, which needs no network. */
  | { readonly kind: "no-map" }
  | { readonly kind: "no-places" }
  /** Its owner's terms forbid fetching it ahead. */
  | { readonly kind: "forbidden" }
  | { readonly kind: "whole"; readonly atMs: number; readonly bytes: number; readonly isOld: boolean }
  | {
      readonly kind: "missing";
      readonly missing: number;
      readonly total: number;
      readonly why: PackEnd | undefined;
    }
  | { readonly kind: "fetching"; readonly now: PackProgress };

export interface MapPack {
  readonly state: Accessor<PackState>;
  /** What is here already is not fetched again, unless it is old. */
  fetch(): void;
  cancel(): void;
}

const WIDEST_ZOOM = 9;
const MOST_TILES = 3000;
const MOST_BYTES_AT_ONCE = 60_000_000;
const MOST_BYTES_KEPT = 200_000_000;
/** Streets are built and named in the meantime. */
const OLD_MS = 90 * 86_400_000;
/** From here on the room is the journal's. */
const MUCH_PERCENT = 70;

/** The map of the area of all rounds on this phone. */
export function createMapPack(field: Field): MapPack {
  const map = useMap();
  const database = new MapDatabase();
  const [state, setState] = createSignal<PackState>({ kind: "looking" });
  let tiles: readonly TileAt[] = [];
  let stop: AbortController | undefined;

  let looks = 0;

  const look = async (why?: PackEnd): Promise<void> => {
    looks += 1;
    const own = looks;
    const seen = await lookAt(map.settings(), database, why);
    // A look at the map of before may take longer than the one at the map of now; fetching ends with a look of its own.
    if (own !== looks || stop) return;
    tiles = seen.tiles;
    setState(seen.state);
  };
  const fetchAll = async (): Promise<void> => {
    if (stop || tiles.length === 0) return;
    stop = new AbortController();
    const sinceMs = Date.now();
    const before = state();
    if (before.kind === "whole") await database.forget(map.settings().url.split("{")[0] ?? "");
    setState({ kind: "fetching", now: { done: 0, total: tiles.length, bytes: 0 } });
    const { fetchPack } = await import("../map/fetch-pack.ts");
    const end = await fetchPack(map.settings(), tiles, {
      store: database,
      signal: stop.signal,
      mostBytes: MOST_BYTES_AT_ONCE,
      onProgress: (now) => setState({ kind: "fetching", now }),
      hasRoom: async () => !field.state()?.journal.short && (await usedPercent()) < MUCH_PERCENT,
    });
    stop = undefined;
    // Of two maps that do not both fit, the one of today stays.
    await database.prune(end === "full" ? 0 : MOST_BYTES_KEPT, sinceMs);
    await look(end);
  };
  createEffect(on([map.settings, () => field.rounds()?.length], () => void look()));
  // What was heard comes first: a phone that gets full gives its map up.
  createEffect(
    on(
      () => field.state()?.journal.isFull,
      (isFull) => {
        if (isFull) void database.prune(0, Number.MAX_SAFE_INTEGER).then(() => look());
      },
    ),
  );
  onCleanup(() => stop?.abort());
  return { state, fetch: () => void fetchAll(), cancel: () => stop?.abort() };
}

/** What of a map is on this phone, and the squares it is made of. */
async function lookAt(
  settings: MapSettings,
  database: MapDatabase,
  why: PackEnd | undefined,
): Promise<{ readonly tiles: readonly TileAt[]; readonly state: PackState }> {
  if (settings.base === "sketch") return { tiles: [], state: { kind: "no-map" } };
  const places = await placesOf(settings);
  const { tiles } = planTiles(places, {
    minZoom: WIDEST_ZOOM,
    maxZoom: CLOSEST_KEPT_ZOOM,
    most: MOST_TILES,
  });
  if (tiles.length === 0) return { tiles, state: { kind: "no-places" } };
  const { here, oldestAtMs } = await database.look(tiles.map((tile) => tileKeyOf(settings.url, tile)));
  if (here === tiles.length && oldestAtMs !== undefined) {
    const isOld = Date.now() - oldestAtMs > OLD_MS;
    return { tiles, state: { kind: "whole", atMs: oldestAtMs, bytes: await database.bytes(), isOld } };
  }
  if (isForbidden(settings.url, location.origin)) return { tiles, state: { kind: "forbidden" } };
  return { tiles, state: { kind: "missing", missing: tiles.length - here, total: tiles.length, why } };
}

/** Where the points of the rounds on this phone are, as the base map shows them. */
async function placesOf(
  settings: MapSettings,
): Promise<readonly { readonly lat: number; readonly lon: number }[]> {
  const database = new LocalDatabase();
  try {
    const views = await database.views.toArray();
    return views.flatMap(({ view }) =>
      view.cards.flatMap(({ lat, lon }) => {
        if (lat === undefined || lon === undefined) return [];
        const [east, north] = shiftTo(settings.datum, [lon, lat]);
        return [{ lon: east, lat: north }];
      }),
    );
  } finally {
    database.close();
  }
}
