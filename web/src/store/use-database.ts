import Dexie, { type EntityTable, type Table } from "dexie";
import type { DoorUse } from "../../../shared/model/wire-door-uses.ts";
import { hasTakenUses, noteTakenUses, USES_DATABASE } from "./forget-others.ts";
import type { PointsOwner } from "./kept-lists.ts";

/** How far the uses of one round were fetched. */
export interface UsesOfRound {
  readonly roundId: string;
  readonly total: number;
  /** They go up to here, UTC milliseconds. */
  readonly untilMs: number;
  readonly fetchedAtMs: number;
  /** Where to go on; absent when all of them are here. */
  readonly next?: number;
}

interface KeptUse {
  readonly roundId: string;
  readonly pointId: string;
  readonly untilMs: number;
  readonly publicKey: string;
  /** A `DoorUse` as JSON, raw deflate: seventeen kilobytes come down to five. */
  readonly packed: Uint8Array<ArrayBuffer>;
}

/** A point's use as it was fetched. */
export interface UseHere extends DoorUse {
  readonly untilMs: number;
  readonly publicKey: string;
}

/** What points of this phone's rounds used, for showing at doors. All of it can be fetched again. */
export class UseDatabase extends Dexie {
  declare readonly rounds: EntityTable<UsesOfRound, "roundId">;
  declare readonly uses: Table<KeptUse, [roundId: string, pointId: string]>;

  constructor(name = USES_DATABASE) {
    super(name);
    this.version(1).stores({ rounds: "roundId", uses: "[roundId+pointId], roundId" });
  }

  /** From now on it is this person's: what another one took along goes first, they may have seen other points. */
  async own(owner: PointsOwner): Promise<void> {
    if (hasTakenUses(owner)) return;
    await this.keepOnly([]);
    noteTakenUses(owner);
  }

  /** One piece, with how far its round is now. */
  async keep(
    round: UsesOfRound,
    { points, publicKey }: { readonly points: readonly DoorUse[]; readonly publicKey: string },
  ): Promise<void> {
    const { roundId, untilMs } = round;
    const rows: KeptUse[] = [];
    for (const use of points)
      rows.push({ roundId, pointId: use.pointId, untilMs, publicKey, packed: await pack(use) });
    await this.transaction("rw", [this.rounds, this.uses], async () => {
      await this.uses.bulkPut(rows);
      await this.rounds.put(round);
    });
  }

  async find(roundId: string, pointId: string): Promise<UseHere | undefined> {
    const kept = await this.uses.get([roundId, pointId]);
    if (!kept) return undefined;
    const { untilMs, publicKey, packed } = kept;
    return { ...(await unpack(packed)), untilMs, publicKey };
  }

  /** What other rounds needed goes with them. */
  async keepOnly(roundIds: readonly string[]): Promise<void> {
    await this.transaction("rw", [this.rounds, this.uses], async () => {
      const known = await this.rounds.toCollection().primaryKeys();
      for (const roundId of known.filter((id) => !roundIds.includes(id))) {
        await this.uses.where("roundId").equals(roundId).delete();
        await this.rounds.delete(roundId);
      }
    });
  }
}

const through = async (bytes: Uint8Array<ArrayBuffer>, by: ReadableWritablePair): Promise<ArrayBuffer> =>
  new Response(new Blob([bytes]).stream().pipeThrough(by)).arrayBuffer();

const pack = async (use: DoorUse): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await through(new TextEncoder().encode(JSON.stringify(use)), new CompressionStream("deflate-raw")),
  );

const unpack = async (packed: Uint8Array<ArrayBuffer>): Promise<DoorUse> =>
  JSON.parse(
    new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw"))),
  ) as DoorUse;
