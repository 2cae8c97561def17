import type { Doc } from "yjs";
import { isPriority } from "../../shared/model/metering-point.ts";
import { MOST_LIVE } from "../../shared/model/wire-live.ts";
import { NEW, splitEditKey, viewPoint } from "../../shared/rooms/overlay.ts";
import type { RefusedKey } from "../../shared/rooms/refusal.ts";
import type { Trial } from "./room-document.ts";

/**
 * Who may become a priority point: as many as are followed at once, over all rooms of the utility. A place is
 * promised when an update is judged, so that two desks do not both take the last one, and counted by the index once
 * the update is on disk.
 */
export class PriorityPlaces {
  readonly #promised = new Set<string>();
  readonly #isOneOf: (pointId: string) => boolean;
  readonly #count: () => number;

  constructor(index: {
    readonly isPriority: (pointId: string) => boolean;
    readonly countPriority: () => number;
  }) {
    this.#isOneOf = index.isPriority;
    this.#count = index.countPriority;
  }

  /** Keys for which there is no place any more; for the others `release` gives back what was promised. */
  promise(
    doc: Doc,
    { step }: Trial,
  ): { readonly refused: readonly RefusedKey[]; readonly ids: readonly string[] } {
    const ids: string[] = [];
    const refused: RefusedKey[] = [];
    for (const { part, key } of step.changes) {
      const [id, field] = splitEditKey(key);
      if (part !== "edits" || !(field === "intervalMinutes" || field === NEW)) continue;
      const record = viewPoint(doc, id)?.record;
      if (!(record && isPriority(record)) || this.#isOneOf(id) || this.#promised.has(id)) continue;
      if (this.#count() + this.#promised.size >= MOST_LIVE) {
        refused.push({ part, key, reason: "priority-full" });
        continue;
      }
      ids.push(id);
      this.#promised.add(id);
    }
    if (refused.length > 0) this.release(ids);
    return { refused, ids: refused.length > 0 ? [] : ids };
  }

  release(ids: readonly string[]): void {
    for (const id of ids) this.#promised.delete(id);
  }
}
