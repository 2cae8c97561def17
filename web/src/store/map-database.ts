import Dexie, { type EntityTable } from "dexie";

interface KeptPiece {
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** What is known of a piece without reading it. */
interface PieceFact {
  readonly key: string;
  readonly size: number;
  readonly fetchedAtMs: number;
  readonly usedAtMs: number;
}

/** A use is noted once an hour: a map that is moved about is not written about. */
const NOTE_MS = 3_600_000;

/**
 * Pieces of the utility's base map, for a day without network. They lie in a database of their own: what was heard and
 * waits to be sent is never in the way of a map, nor the other way round. All of it can be fetched again.
 */
export class MapDatabase extends Dexie {
  declare readonly pieces: EntityTable<KeptPiece, "key">;
  declare readonly facts: EntityTable<PieceFact, "key">;

  constructor(name = "rounds-map") {
    super(name);
    this.version(1).stores({ pieces: "key", facts: "key, usedAtMs" });
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    const [piece, fact] = await Promise.all([this.pieces.get(key), this.facts.get(key)]);
    const nowMs = Date.now();
    if (fact && nowMs - fact.usedAtMs > NOTE_MS) await this.facts.update(key, { usedAtMs: nowMs });
    return piece?.bytes;
  }

  async write(key: string, bytes: Uint8Array): Promise<void> {
    const atMs = Date.now();
    await this.transaction("rw", [this.pieces, this.facts], async () => {
      await this.pieces.put({ key, bytes });
      await this.facts.put({ key, size: bytes.length, fetchedAtMs: atMs, usedAtMs: atMs });
    });
  }

  /** How many of these are here, how much that is, and since when the oldest. */
  async look(
    keys: readonly string[],
  ): Promise<{ readonly here: number; readonly oldestAtMs: number | undefined }> {
    const facts = (await this.facts.bulkGet([...keys])).flatMap((fact) => fact ?? []);
    const oldestAtMs = facts.reduce<number | undefined>(
      (oldest, { fetchedAtMs }) => Math.min(oldest ?? fetchedAtMs, fetchedAtMs),
      undefined,
    );
    return { here: facts.length, oldestAtMs };
  }

  /** Everything of a map whose keys begin so: it is fetched anew. */
  async forget(beginning: string): Promise<void> {
    await this.transaction("rw", [this.pieces, this.facts], async () => {
      await this.pieces.where("key").startsWith(beginning).delete();
      await this.facts.where("key").startsWith(beginning).delete();
    });
  }

  async bytes(): Promise<number> {
    let sum = 0;
    await this.facts.each(({ size }) => {
      sum += size;
    });
    return sum;
  }

  /** Gives up what was used longest ago until no more than this is left; what was used since `sinceMs` stays. */
  async prune(mostBytes: number, sinceMs: number): Promise<void> {
    let over = (await this.bytes()) - mostBytes;
    const old: string[] = [];
    await this.facts
      .orderBy("usedAtMs")
      .until(({ usedAtMs }) => over <= 0 || usedAtMs >= sinceMs)
      .each(({ key, size }) => {
        if (over <= 0) return;
        old.push(key);
        over -= size;
      });
    await this.transaction("rw", [this.pieces, this.facts], async () => {
      await this.pieces.bulkDelete(old);
      await this.facts.bulkDelete(old);
    });
  }
}
