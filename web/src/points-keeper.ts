import type { ShardPack } from "./points/shard-pack.ts";
import { type HeldShard, PACK_LAYOUT } from "./refresh-shards.ts";
import type { PointsOwner } from "./store/kept-lists.ts";
import { type LocalPoints, openLocalPoints, type PointsNews } from "./store/points.local.ts";
import type { KeptPack } from "./store/points-database.ts";

export interface KeeperSource {
  shard(room: string): HeldShard | undefined;
  /** What binds the rooms together: asked for when every changed room is written. */
  values(): Readonly<Record<string, unknown>>;
  /** This browser gives no room. */
  onUnkept(): void;
}

/** Rooms written at a time: what is asked meanwhile does not wait for all of them. */
const AT_ONCE = 8;

/** Writes the list into this browser's store when there is time; the list itself never waits for it. */
export class PointsKeeper {
  readonly #source: KeeperSource;
  #local: LocalPoints<ShardPack> | undefined;
  readonly #rooms = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #values = new Map<string, unknown>();
  #writing: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #atMs = Infinity;

  constructor(source: KeeperSource) {
    this.#source = source;
  }

  /** Reads what is kept. Anything unreadable counts as nothing (`false`): the server has it all. */
  async open(
    owner: PointsOwner,
    read: (local: LocalPoints<ShardPack>) => Promise<boolean>,
  ): Promise<boolean> {
    try {
      this.#local = await openLocalPoints<ShardPack>(owner);
      return await read(this.#local);
    } catch {
      await this.#local?.reset().catch(() => {
        this.#local = undefined;
      });
      if (!this.#local) this.#source.onUnkept();
      return false;
    }
  }

  async value(name: string): Promise<unknown> {
    return this.#local?.value(name).catch(() => undefined);
  }

  /** Notes what is to be written within so many milliseconds. */
  keep(
    news: {
      readonly changed?: readonly string[];
      readonly gone?: readonly string[];
      readonly values?: Readonly<Record<string, unknown>>;
    },
    withinMs: number,
  ): void {
    for (const room of news.changed ?? []) this.#rooms.add(room);
    for (const room of news.gone ?? []) this.#gone.add(room);
    for (const [name, value] of Object.entries(news.values ?? {})) this.#values.set(name, value);
    const atMs = Date.now() + withinMs;
    if (atMs >= this.#atMs) return;
    clearTimeout(this.#timer);
    this.#atMs = atMs;
    this.#timer = setTimeout(() => {
      this.#atMs = Infinity;
      this.#writing = this.#writing.then(() => this.#writeAll());
    }, withinMs);
  }

  /**
   * The rooms first, then what binds them together, at a moment when no room waits: a page closed in between
   * leaves a list that is older, never one that passes for newer than it is.
   */
  async #writeAll(): Promise<void> {
    while (this.#rooms.size > 0) {
      const rooms = [...this.#rooms].slice(0, AT_ONCE);
      for (const room of rooms) this.#rooms.delete(room);
      await this.#write({ packs: rooms.flatMap((room) => this.#kept(room)), gone: [], values: {} });
    }
    const gone = [...this.#gone];
    const values = { ...this.#source.values(), ...Object.fromEntries(this.#values) };
    this.#gone.clear();
    this.#values.clear();
    await this.#write({ packs: [], gone, values });
  }

  #kept(room: string): readonly KeptPack<ShardPack>[] {
    const shard = this.#source.shard(room);
    if (!shard) return [];
    const { epoch, seq, pack } = shard;
    return [{ room, epoch, seq, layout: PACK_LAYOUT, pack }];
  }

  async #write(news: PointsNews<ShardPack>): Promise<void> {
    if (!this.#local) return;
    try {
      await this.#local.write(news);
    } catch {
      // No room, or the store was damaged while the page was open: what is half there is worth nothing.
      await this.#local.reset().catch(() => undefined);
      this.#local = undefined;
      this.#source.onUnkept();
    }
  }
}
