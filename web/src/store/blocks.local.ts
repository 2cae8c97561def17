import Dexie from "dexie";
import type { WireBlockRef } from "../../../shared/model/wire-blocks.ts";
import { BlocksDatabase, type KeptBlock, type KeptPoint, letGoWhenAsked } from "./blocks-database.ts";
import { blocksDatabaseName, type PointsOwner } from "./kept-lists.ts";
import { isQuotaError } from "./local-database.ts";
import { renewOnce } from "./renew-once.ts";

export interface BlocksLimits {
  /** Bytes of blocks kept at most. */
  readonly bytes: number;
}

/** Readings in IndexedDB, within a budget. Everything here may go and come back from the server. */
export interface LocalBlocks {
  point(id: string): Promise<KeptPoint | undefined>;
  /** Months that the point no longer lists go: what the server let go of is not kept here either. */
  keepPoint(point: KeptPoint, nowMs: number): Promise<void>;
  /** What is here of these months, by name; whether it is the newest its etag tells. */
  blocks(pointId: string, refs: readonly WireBlockRef[]): Promise<ReadonlyMap<string, KeptBlock>>;
  keepBlocks(blocks: readonly KeptBlock[], nowMs: number): Promise<void>;
  /** The point is not there any more. */
  remove(pointId: string): Promise<void>;
  close(): void;
}

/** What a block is called among those of its point. */
export const blockName = ({ meter, month }: Pick<WireBlockRef, "meter" | "month">): string =>
  `${meter} ${month}`;

/** Opens the store; one that is damaged or of a newer app is thrown away first. */
export async function openLocalBlocks(owner: PointsOwner, limits: BlocksLimits): Promise<LocalBlocks> {
  let database = new BlocksDatabase(owner);
  await database.open().catch(async () => {
    database.close();
    await Dexie.delete(blocksDatabaseName(owner));
    database = new BlocksDatabase(owner);
    await database.open();
  });
  letGoWhenAsked(database);
  renewOnce();
  return new BlocksStore(database, limits);
}

/** When room is short, so much of it is made at once: tidying for every block would cost more than it gives. */
const MAKE_ROOM = 0.1;

class BlocksStore implements LocalBlocks {
  readonly #database: BlocksDatabase;
  readonly #limits: BlocksLimits;
  #total: number | undefined;

  constructor(database: BlocksDatabase, limits: BlocksLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  point(id: string): Promise<KeptPoint | undefined> {
    return this.#database.points.get(id);
  }

  async keepPoint(point: KeptPoint, nowMs: number): Promise<void> {
    await this.#write(() =>
      this.#database.transaction(
        "rw",
        [this.#database.points, this.#database.blocks, this.#database.sizes],
        async () => {
          await this.#database.points.put(point);
          await this.#use(point.id, nowMs, -(await this.#dropUnlisted(point)));
        },
      ),
    );
  }

  /** Bytes of the months that the point does not list any more. */
  async #dropUnlisted({ id, blocks }: KeptPoint): Promise<number> {
    const listed = new Set(blocks.map(blockName));
    const keys = await this.#database.blocks.where("pointId").equals(id).primaryKeys();
    const gone = keys.filter(([, meter, month]) => !listed.has(blockName({ meter, month })));
    const dropped = gone.length > 0 ? await this.#database.blocks.bulkGet(gone) : [];
    await this.#database.blocks.bulkDelete(gone);
    return dropped.reduce((sum, block) => sum + (block?.bytes.length ?? 0), 0);
  }

  async blocks(pointId: string, refs: readonly WireBlockRef[]): Promise<ReadonlyMap<string, KeptBlock>> {
    const keys = refs.map(({ meter, month }): [string, string, string] => [pointId, meter, month]);
    const kept = await this.#database.blocks.bulkGet(keys);
    return new Map(kept.flatMap((block) => (block ? [[blockName(block), block] as const] : [])));
  }

  async keepBlocks(blocks: readonly KeptBlock[], nowMs: number): Promise<void> {
    await this.#write(() =>
      this.#database.transaction("rw", [this.#database.blocks, this.#database.sizes], async () => {
        for (const block of blocks) {
          const before = await this.#database.blocks.get([block.pointId, block.meter, block.month]);
          await this.#database.blocks.put(block);
          await this.#use(block.pointId, nowMs, block.bytes.length - (before?.bytes.length ?? 0));
        }
      }),
    );
    if ((await this.#sum()) > this.#limits.bytes) await this.#evict(this.#limits.bytes * (1 - MAKE_ROOM));
  }

  async remove(pointId: string): Promise<void> {
    const { points, blocks, sizes } = this.#database;
    await this.#database.transaction("rw", [points, blocks, sizes], async () => {
      const size = await sizes.get(pointId);
      await blocks.where("pointId").equals(pointId).delete();
      await points.delete(pointId);
      await sizes.delete(pointId);
      if (this.#total !== undefined) this.#total -= size?.bytes ?? 0;
    });
  }

  close(): void {
    this.#database.close();
  }

  async #use(id: string, usedAtMs: number, moreBytes: number): Promise<void> {
    const size = await this.#database.sizes.get(id);
    await this.#database.sizes.put({
      id,
      usedAtMs,
      bytes: (size?.bytes ?? 0) + moreBytes,
    });
    if (this.#total !== undefined) this.#total += moreBytes;
  }

  async #sum(): Promise<number> {
    this.#total ??= (await this.#database.sizes.toArray()).reduce((sum, { bytes }) => sum + bytes, 0);
    return this.#total;
  }

  /** Where the browser gives no room, half of what is kept goes before the second and last try. */
  async #write(work: () => PromiseLike<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      this.#total = undefined;
      await this.#evict((await this.#sum()) / 2);
      await work();
    }
  }

  /** Whole points, those first that nobody has looked at for longest. */
  async #evict(downToBytes: number): Promise<void> {
    for (const { id } of await this.#database.sizes.orderBy("usedAtMs").toArray()) {
      if ((await this.#sum()) <= downToBytes) return;
      await this.remove(id);
    }
  }
}
