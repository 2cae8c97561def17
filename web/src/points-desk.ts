import { decodeLatest } from "../../shared/blocks/latest-columns.ts";
import type { LatestColumns } from "../../shared/blocks/latest-values.ts";
import { fetchLatest, Refused } from "./api/list-calls.ts";
import type { OwnDesk } from "./own-desk.ts";
import { LatestTable } from "./points/latest-table.ts";
import { orderPoints } from "./points/order-points.ts";
import { knownWords, type PackWords, wordsOf } from "./points/pack-words.ts";
import { PointTable } from "./points/point-table.ts";
import type { ShardPack } from "./points/shard-pack.ts";
import { PointsKeeper } from "./points-keeper.ts";
import type { OrderNews, PointsCommand, PointsEvent } from "./points-protocol.ts";
import { type HeldShard, PACK_LAYOUT, refreshShards, type ShardsHeld } from "./refresh-shards.ts";
import type { PointsOwner } from "./store/kept-lists.ts";
import type { LocalPoints } from "./store/points.local.ts";

/** The change feed tells of each reading; what it told is written down this often at most. */
const SAVE_MS = 20_000;
/** The page draws what it was told before a long list is written down; a short one is kept at once. */
const WRITE_MS = 1_000;
const SHORT_ROOMS = 4;
/** What was kept stands first; meanwhile the page looks for itself. */
const KEPT_WORDS_MS = 300;
/** Rooms made searchable at a time: what is asked meanwhile does not wait for all of them. */
const AT_ONCE = 8;
/** Edits come in small groups: the rooms are asked once for all of them. */
const EDITS_MS = 1_500;

/** What is kept beside the packs. */
interface KeptList {
  readonly held: Omit<ShardsHeld, "shards">;
  readonly rooms: readonly string[];
  /** How far each of them was. */
  readonly rows?: string;
  readonly syncedAtMs: number;
  /** The order it was last looked at in. */
  readonly order?: Order;
}

interface KeptLatest {
  readonly cursor: number;
  readonly etag: string;
  /** Which rows these columns belong to. */
  readonly rows: string;
  readonly columns: LatestColumns;
}

type Order = Omit<OrderNews, "order">;

interface KeptOrder {
  readonly rows: string;
  readonly order: Uint32Array;
}

const orderName = ({ column, languageTag }: Order): string => `order ${column} ${languageTag}`;
const orderOf = ({ column, languageTag }: Order): Order => ({ column, languageTag });

/**
 * The list of points on the worker's side: read from this browser's store first, then brought up to date.
 * Whatever happens to the store, the list itself goes on in memory.
 */
export class PointsDesk {
  readonly #say: (event: PointsEvent, moved?: Transferable[]) => void;
  readonly #keeper = new PointsKeeper({
    rooms: () => [...this.#held.shards.keys()],
    shard: (room) => this.#held.shards.get(room),
    values: () => this.#binding(),
    onUnkept: () => this.#say({ kind: "unkept" }),
  });
  #held: ShardsHeld = { shards: new Map(), etag: undefined, utility: undefined };
  #table = new PointTable();
  #latestEtag: string | undefined;
  #feedCursor = 0;
  #syncedAtMs = 0;
  #version = 0;
  readonly #posted = new Map<string, ShardPack>();
  #wanted: Order | undefined;
  /** What was read together with the list, until its first order is found. */
  #kept: ReadonlyMap<string, unknown> = new Map();
  #ahead: Promise<boolean> | undefined;
  /** Fetched with the first own field that somebody looks at. */
  #own: OwnDesk | undefined;
  #queue: Promise<void> = Promise.resolve();
  #editsTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (event: PointsEvent) => void) {
    this.#say = say;
  }

  perform(command: PointsCommand): void {
    if (command.kind === "open") this.#enqueue(() => this.#open(command.owner));
    else if (command.kind === "refresh") this.#enqueue(() => this.#refresh({ withLatest: true }));
    else if (command.kind === "heard") this.#hear(command);
    else if (command.kind === "own") this.#enqueue(() => this.#lookAtOwn(command));
    else {
      this.#wanted = command;
      // It waits for nothing else that is being done; a table that is on its way brings it along.
      if (this.#version > 0) void this.#sayOrder(command);
    }
  }

  /** One thing after the other: an order asked for during loading is an order of what was loaded. */
  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch((error: unknown) => {
      this.#say({ kind: "failed", code: error instanceof Refused ? error.code : "call.unreachable" });
    });
  }

  /** Reads what is kept for somebody before the page asks; nothing is said until it does. */
  readAhead(owner: PointsOwner): void {
    this.#ahead ??= this.#keeper.open(owner, (local) => this.#readStore(local));
  }

  async #open(owner: PointsOwner): Promise<void> {
    this.readAhead(owner);
    const isThere = await this.#ahead;
    this.#say({ kind: "opened", isEmpty: !isThere });
    if (isThere) {
      await this.#sayTable();
      // After all of this: what was kept is searched like what came, once the list is drawn.
      setTimeout(() => this.#makeSearchable([...this.#held.shards.keys()]), KEPT_WORDS_MS);
    }
    await this.#refresh({ withLatest: !isThere });
  }

  async #readStore(local: LocalPoints<ShardPack>): Promise<boolean> {
    const { packs, values } = await local.all();
    const list = values.get("list") as KeptList | undefined;
    if (!list?.held.utility) return false;
    const latest = values.get("latest") as KeptLatest | undefined;
    const byRoom = new Map(
      packs.filter(({ layout }) => layout === PACK_LAYOUT).map((one) => [one.room, one]),
    );
    const shards = new Map<string, HeldShard>();
    for (const room of list.rooms) {
      const kept = byRoom.get(room);
      if (!(kept && isWhole(kept.pack))) return false;
      shards.set(room, { epoch: kept.epoch, seq: kept.seq, pack: kept.pack, unread: 0 });
    }
    this.#held = { ...list.held, shards };
    // Two tabs wrote: what the server last said of the list was said of other rooms than these.
    if (list.rows !== this.#rowsName()) this.#held = { ...this.#held, etag: undefined };
    // Most come back to the order they left.
    this.#wanted ??= list.order;
    this.#kept = values;
    this.#syncedAtMs = list.syncedAtMs;
    const rows = this.#rowsName();
    const isAligned = latest?.rows === rows;
    this.#feedCursor = isAligned ? latest.cursor : 0;
    this.#latestEtag = isAligned ? latest.etag : undefined;
    this.#table = tableOf(shards, isAligned ? new LatestTable(latest.columns) : undefined);
    return true;
  }

  async #refresh({ withLatest }: { readonly withLatest: boolean }): Promise<void> {
    const isWanted = withLatest || this.#feedCursor === 0;
    const latest = isWanted ? fetchLatest(this.#latestEtag) : undefined;
    latest?.catch(() => undefined);
    const news = await refreshShards(this.#held, (done, of) => this.#say({ kind: "progress", done, of }));
    const answer = await latest;
    this.#syncedAtMs = Date.now();
    if (news) this.#takeShards(news.held);
    if (answer) this.#feedCursor = answer.cursor;
    if (answer && !answer.isSame) this.#takeLatest(answer.bytes, answer.etag);
    if (news || answer) await this.#sayTable();
    else this.#say({ kind: "confirmed", syncedAtMs: this.#syncedAtMs });
    if (news) this.#makeSearchable(news.changed);
    this.#keeper.keep(news ?? {}, this.#held.shards.size <= SHORT_ROOMS ? 0 : WRITE_MS);
    await this.#refreshOwn();
  }

  /** What this browser kept is said at once, what the server has when it is here. */
  async #lookAtOwn(wish: Extract<PointsCommand, { kind: "own" }>): Promise<void> {
    const { OwnDesk } = await import("./own-desk.ts");
    this.#own ??= new OwnDesk(this.#keeper);
    await this.#own.want(wish);
    if (this.#own.known() > 0) this.#sayOwn([]);
    await this.#refreshOwn();
  }

  async #refreshOwn(): Promise<void> {
    const failed = await this.#own?.refresh();
    if (failed) this.#sayOwn(failed);
  }

  #sayOwn(failed: readonly string[]): void {
    this.#say({ kind: "own", columns: this.#own?.columns(this.#table) ?? [], failed });
  }

  /** The list stands before it can be searched; a few rooms at a time, so that an order need not wait for all. */
  #makeSearchable(rooms: readonly string[]): void {
    for (let at = 0; at < rooms.length; at += AT_ONCE) {
      this.#enqueue(async () => {
        // Messages get their turn.
        await new Promise((resolve) => setTimeout(resolve));
        const words = rooms.slice(at, at + AT_ONCE).flatMap((room) => {
          const shard = this.#held.shards.get(room);
          return shard && !knownWords(shard.pack) ? [{ room, words: wordsOf(shard.pack) }] : [];
        });
        this.#say({ kind: "words", words });
      });
    }
  }

  #takeShards(held: ShardsHeld): void {
    const before = this.#table;
    this.#held = held;
    this.#table = tableOf(held.shards);
    if (before.count === 0) return;
    const columns = before.latest.columns();
    for (let row = 0; row < before.count; row++) {
      const now = this.#table.rowOf(before.idAt(row) ?? "");
      if (now !== undefined) this.#table.latest.copy(now, columns, row);
    }
  }

  #takeLatest(bytes: Uint8Array, etag: string): void {
    const decoded = decodeLatest(bytes);
    // Damaged on its way, or of a newer server: the list goes on with what is known.
    if (!decoded.ok) return;
    this.#latestEtag = etag;
    const rows = Int32Array.from(decoded.value.pointIds, (id) => this.#table.rowOf(id) ?? -1);
    const latest = LatestTable.placed(decoded.value, rows, this.#table.count);
    this.#table = tableOf(this.#held.shards, latest);
  }

  #hear({ readings, hasEdits, cursor }: Extract<PointsCommand, { kind: "heard" }>): void {
    for (const { pointId, latest } of readings) {
      const row = this.#table.rowOf(pointId);
      if (row !== undefined && !(latest.atMs < this.#table.latest.atMs(row))) {
        this.#table.latest.set(row, latest);
      }
    }
    if (cursor !== undefined) this.#feedCursor = cursor;
    this.#syncedAtMs = Date.now();
    this.#keeper.keep({}, SAVE_MS);
    if (!hasEdits) return;
    this.#editsTimer ??= setTimeout(() => {
      this.#editsTimer = undefined;
      this.#enqueue(() => this.#refresh({ withLatest: false }));
    }, EDITS_MS);
  }

  async #sayTable(): Promise<void> {
    const { shards, utility } = this.#held;
    if (!utility) return;
    this.#version += 1;
    const packs = [...shards]
      .filter(([room, { pack }]) => this.#posted.get(room) !== pack)
      .map(([room, { pack }]) => ({ room, pack, ...madeWords(pack) }));
    const order = this.#wanted && { ...this.#wanted, order: await this.#findOrder(this.#wanted) };
    this.#posted.clear();
    for (const [room, { pack }] of shards) this.#posted.set(room, pack);
    this.#say({
      kind: "table",
      rooms: [...shards.keys()],
      packs,
      latest: this.#table.latest.columns(),
      ...(order ? { order } : {}),
      cursor: this.#feedCursor,
      utility,
      syncedAtMs: this.#syncedAtMs,
      unread: [...shards.values()].reduce((sum, { unread }) => sum + unread, 0),
      own: this.#own?.columns(this.#table) ?? [],
    });
  }

  async #sayOrder({ column, languageTag }: Order): Promise<void> {
    if (!this.#held.utility) return;
    const [version, table] = [this.#version, this.#table];
    const order = await this.#findOrder({ column, languageTag });
    if (this.#version !== version || this.#table !== table) return;
    this.#say({ kind: "order", column, languageTag, version, order });
  }

  /** A long list takes a while to put in order: the order is kept with the list. */
  async #findOrder(wanted: Order): Promise<Uint32Array> {
    const name = orderName(wanted);
    const rows = this.#rowsName();
    const kept = (this.#kept.get(name) ?? (await this.#keeper.value(name))) as KeptOrder | undefined;
    this.#kept = new Map();
    if (kept?.rows === rows && kept.order.length === this.#table.count) return kept.order;
    const order = orderPoints(this.#table, wanted.column, wanted.languageTag);
    this.#keeper.keep({ values: { [name]: { rows, order } } }, WRITE_MS);
    return order;
  }

  /** Which shards the rows are made of, and how far each has come. */
  #rowsName(): string {
    return Array.from(this.#held.shards, ([room, { epoch, seq }]) => `${room} ${epoch}-${seq}`).join("\n");
  }

  #binding(): Readonly<Record<string, unknown>> {
    const { shards, ...held } = this.#held;
    return {
      list: {
        held,
        rooms: [...shards.keys()],
        rows: this.#rowsName(),
        syncedAtMs: this.#syncedAtMs,
        ...(this.#wanted ? { order: orderOf(this.#wanted) } : {}),
      } satisfies KeptList,
      latest: {
        cursor: this.#feedCursor,
        etag: this.#latestEtag ?? "",
        rows: this.#rowsName(),
        columns: this.#table.latest.columns(),
      } satisfies KeptLatest,
    };
  }
}

const tableOf = (shards: ReadonlyMap<string, HeldShard>, latest?: LatestTable): PointTable =>
  new PointTable(
    Array.from(shards.values(), ({ pack }) => pack),
    latest,
  );

/** Whether a shard is what was written, as far as can be told at a glance. */
const isWhole = (pack: ShardPack): boolean =>
  pack.media.length === pack.count && (pack.ends.at(-1) ?? 0) === pack.text.length;

const madeWords = (pack: ShardPack): { readonly words?: PackWords } => {
  const words = knownWords(pack);
  return words ? { words } : {};
};
