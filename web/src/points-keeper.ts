import type { ShardPack } from "./points/shard-pack.ts";
import { type HeldShard, PACK_LAYOUT } from "./refresh-shards.ts";
import type { PointsOwner } from "./store/kept-lists.ts";
import { type LocalPoints, openLocalPoints, type PointsNews } from "./store/points.local.ts";
import type { KeptPack } from "./store/points-database.ts";

export interface KeeperSource {
  /** All rooms, in the list's order. */
  rooms(): readonly string[];
  shard(room: string): HeldShard | undefined;
  /** What binds the rooms together, written with them. */
  values(): Readonly<Record<string, unknown>>;
  /** This browser gives no room. */
  onUnkept(): void;
}

/** So many rooms may lie in rows of their own; with more, all are written as one row, which is read much sooner. */
const MOST_APART = 8;

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

  /** All of it in one step: a page closed in between leaves the list as it was before, whole. */
  async #writeAll(): Promise<void> {
    const [rooms, gone] = [[...this.#rooms], [...this.#gone]];
    const isWhole = (this.#local?.apart(rooms) ?? 0) > MOST_APART;
    const packs = (isWhole ? this.#source.rooms() : rooms).flatMap((room) => this.#kept(room));
    const values = { ...this.#source.values(), ...Object.fromEntries(this.#values) };
    for (const noted of [this.#rooms, this.#gone, this.#values]) noted.clear();
    await this.#write({ packs, isWhole, gone, values });
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
