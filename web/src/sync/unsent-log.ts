import * as Y from "yjs";
import type { Rebase, RoomStorage, UnsentUpdate } from "../../../shared/rooms/kept-room.ts";
import type { RoomChange } from "../../../shared/rooms/room-change.ts";
import type { UnsentChunk } from "./channel-socket.ts";

/** Small enough that the relay takes a message of them, whatever the last one weighs. */
const CHUNK_BYTES = 262_144;

/**
 * One room's unsent updates, in memory and in the client's storage. Memory is what is sent from;
 * storage is what survives the tab.
 */
export class UnsentLog {
  readonly #storage: RoomStorage;
  readonly #onStored: (problem?: unknown) => void;
  #rows: UnsentUpdate[];
  #storing: Promise<unknown> = Promise.resolve();

  constructor(storage: RoomStorage, rows: readonly UnsentUpdate[], onStored: (problem?: unknown) => void) {
    this.#storage = storage;
    this.#rows = [...rows].sort((a, b) => a.order - b.order);
    this.#onStored = onStored;
  }

  get rows(): readonly UnsentUpdate[] {
    return this.#rows;
  }

  last(): string | undefined {
    return this.#rows.at(-1)?.id;
  }

  add(row: UnsentUpdate): void {
    this.#rows.push(row);
    this.#store(() => this.#storage.addUnsent(row));
  }

  /** Everything up to and including this row is on the server's disk. */
  saved(upTo: string | undefined): void {
    const count = this.#rows.findIndex(({ id }) => id === upTo) + 1;
    if (count === 0) return;
    const ids = this.#rows.splice(0, count).map(({ id }) => id);
    this.#store(() => this.#storage.removeUnsent(ids));
  }

  /** A row that `rebase` will store. */
  remember(row: UnsentUpdate): void {
    this.#rows.push(row);
  }

  /** Forgets all rows; storage hears of it with `rebase`. Returns their ids. */
  clear(): readonly string[] {
    return this.#rows.splice(0).map(({ id }) => id);
  }

  /** What replaces a generation's rows, in one step. Without `removed`: all that are here. */
  rebase(
    rebase: Omit<Rebase, "removed"> & { readonly removed?: readonly string[] },
    onStored: () => void,
  ): void {
    const removed = rebase.removed ?? this.clear();
    const unsent = [...rebase.unsent];
    this.#store(() => this.#storage.rebase({ ...rebase, unsent, removed }).then(onStored));
  }

  /** Updates and changes of everything unsent, as messages. */
  chunks(): readonly UnsentChunk[] {
    const chunks: UnsentChunk[] = [];
    let waiting: UnsentUpdate[] = [];
    let bytes = 0;
    const flush = () => {
      const last = waiting.at(-1)?.id;
      if (last !== undefined)
        chunks.push({ update: Y.mergeUpdates(waiting.map(({ update }) => update)), last });
      waiting = [];
      bytes = 0;
    };
    for (const row of this.#rows) {
      if (bytes + row.update.length > CHUNK_BYTES) flush();
      waiting.push(row);
      bytes += row.update.length;
    }
    flush();
    return chunks;
  }

  /** Resolves when storage holds what memory holds. */
  stored(): Promise<unknown> {
    return this.#storing;
  }

  #store(work: () => Promise<void>): void {
    this.#storing = this.#storing
      .then(work)
      .then(() => this.#onStored())
      .catch((problem: unknown) => this.#onStored(problem));
  }
}

/** The changes of rows that the server does not have; deletions may be said twice. */
export const changesOf = (
  rows: readonly UnsentUpdate[],
  committed: ReadonlyMap<number, number>,
): readonly RoomChange[] =>
  rows
    .filter(
      ({ client, fromClock, toClock }) => toClock === fromClock || (committed.get(client) ?? 0) < toClock,
    )
    .flatMap(({ changes }) => changes);
