import { PMTiles } from "pmtiles";
import type { MapSettings } from "../../../shared/model/map-settings.ts";
import { KeptRanges } from "./kept-tiles.ts";
import type { TileAt } from "./plan-tiles.ts";
import { type TileStore, tileAddressOf, tileKeyOf } from "./tile-keys.ts";

export type PackEnd =
  | "done"
  | "cancelled"
  /** The map's owner does not let it be kept, or refused. */
  | "forbidden"
  | "unreachable"
  /** No more room for a map: what was heard comes first. */
  | "full";

export interface PackProgress {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
}

export interface PackRules {
  readonly store: TileStore;
  readonly signal: AbortSignal;
  readonly mostBytes: number;
  readonly onProgress: (progress: PackProgress) => void;
  /** Whether there is room for more; asked now and then. */
  readonly hasRoom: () => Promise<boolean>;
}

const REFUSALS = [401, 403, 429];
const AT_ONCE = 4;
const LOOK_EVERY = 25;

/** Fetches what of these squares is not kept yet; what has come stays, whatever ends it. */
export async function fetchPack(
  { base, url }: Pick<MapSettings, "base" | "url">,
  tiles: readonly TileAt[],
  rules: PackRules,
): Promise<PackEnd> {
  const fetchOne = base === "pmtiles" ? await openFile(url, rules) : pictureOf(url, rules);
  if (typeof fetchOne === "string") return fetchOne;
  const run = new PackRun(tiles, fetchOne, rules);
  await Promise.all(Array.from({ length: AT_ONCE }, () => run.work()));
  return run.end;
}

/** Several at once; the first that ends it ends all. */
class PackRun {
  readonly #total: number;
  readonly #waiting: TileAt[];
  readonly #fetchOne: FetchOne;
  readonly #rules: PackRules;
  #done = 0;
  #bytes = 0;
  end: PackEnd = "done";

  constructor(tiles: readonly TileAt[], fetchOne: FetchOne, rules: PackRules) {
    this.#total = tiles.length;
    this.#waiting = [...tiles];
    this.#fetchOne = fetchOne;
    this.#rules = rules;
  }

  async work(): Promise<void> {
    for (let tile = this.#waiting.shift(); tile; tile = this.#waiting.shift()) {
      const stop = await this.#mayNot();
      const came = stop ?? (await this.#fetchOne(tile));
      if (this.end !== "done") return;
      if (typeof came === "string") {
        this.end = this.#rules.signal.aborted ? "cancelled" : came;
        return;
      }
      this.#done += 1;
      this.#bytes += came;
      this.#rules.onProgress({ done: this.#done, total: this.#total, bytes: this.#bytes });
    }
  }

  async #mayNot(): Promise<Exclude<PackEnd, "done"> | undefined> {
    const { signal, mostBytes, hasRoom } = this.#rules;
    if (signal.aborted) return "cancelled";
    if (this.#bytes > mostBytes) return "full";
    return this.#done % LOOK_EVERY === 0 && !(await hasRoom()) ? "full" : undefined;
  }
}

/** Bytes that came, none where it was here already; or why it did not. */
type FetchOne = (tile: TileAt) => Promise<number | Exclude<PackEnd, "done">>;

const pictureOf =
  (url: string, { store, signal }: PackRules): FetchOne =>
  async (tile) => {
    const key = tileKeyOf(url, tile);
    if (await store.read(key)) return 0;
    try {
      const answer = await fetch(tileAddressOf(url, tile), { signal, mode: "cors" });
      if (REFUSALS.includes(answer.status)) return "forbidden";
      // A square where the map has nothing is known to be empty.
      const bytes = answer.ok ? new Uint8Array(await answer.arrayBuffer()) : new Uint8Array();
      if (!answer.ok && answer.status !== 404) return "unreachable";
      await store.write(key, bytes);
      return bytes.length;
    } catch (error) {
      return whyOf(error);
    }
  };

async function openFile(
  url: string,
  { store, signal }: PackRules,
): Promise<FetchOne | Exclude<PackEnd, "done">> {
  const ranges = new KeptRanges(url, store);
  const file = new PMTiles(ranges);
  try {
    const { minZoom, maxZoom } = await file.getHeader();
    return async (tile) => {
      if (tile.z < minZoom || tile.z > maxZoom) return 0;
      const key = tileKeyOf(url, tile);
      const before = ranges.fetchedBytes;
      try {
        await file.getZxy(tile.z, tile.x, tile.y, signal);
        // The ranges are kept; this only says that they are.
        if (!(await store.read(key))) await store.write(key, new Uint8Array(1));
      } catch (error) {
        return whyOf(error);
      }
      return ranges.fetchedBytes - before;
    };
  } catch (error) {
    return whyOf(error);
  }
}

function whyOf(error: unknown): "full" | "unreachable" {
  const name = error instanceof Error ? error.name : "";
  const inner: unknown = error instanceof Error ? Reflect.get(error, "inner") : undefined;
  return name === "QuotaExceededError" || (inner instanceof Error && inner.name === "QuotaExceededError")
    ? "full"
    : "unreachable";
}
