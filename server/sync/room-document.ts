import * as Y from "yjs";
import { type RoomStep, squashChanges, watchRoom } from "../../shared/rooms/room-change.ts";
import type { RoomKind } from "../../shared/rooms/room-name.ts";
import { partsOf } from "../../shared/rooms/room-rules.ts";
import { type BuriedValue, type Clash, findBuried, findClashes } from "./find-clashes.ts";

/** The relay's own client id in every room: what import, fold and API write. */
export const SERVER_CLIENT = 1;

/** What an update did to the document it was tried on; on disk it is not yet. */
export interface Trial {
  /** Just what was new, for the log and for the others. */
  readonly update: Uint8Array;
  readonly step: RoomStep;
  readonly clashes: readonly Clash[];
  readonly buried: readonly BuriedValue[];
  /** Client ids that said something. */
  readonly clients: readonly number[];
}

export type TrialOutcome =
  | { readonly is: "new"; readonly trial: Trial }
  /** Everything in it was known. */
  | { readonly is: "known" }
  | { readonly is: "malformed" }
  /** It builds on something that is not here. */
  | { readonly is: "gap" };

/**
 * A room's document. Updates are tried on it before anybody has judged them: whoever refuses one
 * throws the whole document away and loads it anew, which is rare and keeps the common way cheap.
 */
export class RoomDocument {
  readonly doc = new Y.Doc();
  #seen: Pick<Trial, "step" | "clashes" | "buried"> | undefined;
  #update: Uint8Array | undefined;

  constructor(kind: RoomKind, updates: readonly Uint8Array[]) {
    for (const part of partsOf(kind)) this.doc.getMap(part);
    for (const update of updates) if (update.length > 0) Y.applyUpdate(this.doc, update, "store");
    this.doc.clientID = SERVER_CLIENT;
    watchRoom(this.doc, kind, (step) => {
      this.#seen = { step, clashes: findClashes(this.doc, step), buried: findBuried(this.doc, step) };
    });
    this.doc.on("update", (update: Uint8Array) => {
      this.#update = update;
    });
  }

  try(run: (doc: Y.Doc) => void): TrialOutcome {
    this.#seen = undefined;
    this.#update = undefined;
    try {
      this.doc.transact(() => run(this.doc));
    } catch {
      return { is: "malformed" };
    }
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs) return { is: "gap" };
    const { seen, update } = this.#lastSeen();
    if (!update) return { is: "known" };
    if (!seen || seen.step.isForeign) return { is: "malformed" };
    return { is: "new", trial: { update, ...seen, clients: advancedClients(seen.step) } };
  }

  vector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  destroy(): void {
    this.doc.destroy();
  }

  #lastSeen() {
    return { seen: this.#seen, update: this.#update };
  }
}

/**
 * All that these trials changed, as if `first` had: what follows it says again what would be lost of it. A key that was
 * cleared and is said again is changed from what stood before both.
 */
export const saidInAll = (first: Trial, all: readonly Trial[]): Trial => ({
  ...first,
  step: {
    ...first.step,
    touched: all.flatMap(({ step }) => step.touched),
    changes: squashChanges(all.flatMap(({ step }) => step.changes)),
  },
});

function advancedClients({ transaction: { beforeState, afterState } }: RoomStep): readonly number[] {
  return [...afterState]
    .filter(([client, clock]) => clock > (beforeState.get(client) ?? 0))
    .map(([client]) => client);
}
