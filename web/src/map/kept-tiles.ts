import { FetchSource, type RangeResponse, type Source } from "pmtiles";
import type { TileKeeper, TileStore } from "./tile-keys.ts";

/** A file of tiles of which ranges are kept: what is here is read here, the rest is asked for by HTTP range. */
export class KeptRanges implements Source {
  readonly #url: string;
  readonly #keeper: TileKeeper & Partial<TileStore>;
  readonly #far: FetchSource;
  /** Bytes that came over the network. */
  fetchedBytes = 0;

  constructor(url: string, keeper: TileKeeper & Partial<TileStore>) {
    this.#url = url;
    this.#keeper = keeper;
    this.#far = new FetchSource(url);
  }

  getKey(): string {
    return this.#url;
  }

  /** The package of the map's layers takes an address, and hands whatever it got on to the reader of the file. */
  toString(): string {
    return this.#url;
  }

  async getBytes(
    offset: number,
    length: number,
    signal?: AbortSignal,
    etag?: string,
  ): Promise<RangeResponse> {
    const key = `${this.#url} ${offset}-${length}`;
    const kept = await this.#keeper.read(key);
    if (kept) return { data: Uint8Array.from(kept).buffer };
    const answer = await this.#far.getBytes(offset, length, signal, etag);
    this.fetchedBytes += answer.data.byteLength;
    await this.#keeper.write?.(key, new Uint8Array(answer.data));
    return answer;
  }
}
