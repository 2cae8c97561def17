import * as Y from "yjs";
import { baseOf, viewOf } from "../../../shared/rooms/overlay.ts";
import type { PointRecord } from "../../../shared/rooms/point-record.ts";

export interface ReadShard {
  /** Every point as everybody sees it. */
  readonly records: readonly PointRecord[];
  /** Points a newer server wrote in a form that is not known here. */
  readonly unread: number;
}

/** What a room of points says; `undefined` for bytes that are no state of a room. */
export function readShard(state: Uint8Array): ReadShard | undefined {
  return withDocument(state, (doc) => {
    const records = Array.from(viewOf(doc).values(), ({ record }) => record);
    return { records, unread: Math.max(0, baseOf(doc).size - records.length) };
  });
}

/** A room's state with more updates in it; `undefined` when one of them is none. */
export function mergeStates(states: readonly Uint8Array[]): Uint8Array | undefined {
  try {
    return Y.mergeUpdates([...states]);
  } catch {
    return undefined;
  }
}

function withDocument<T>(state: Uint8Array, read: (doc: Y.Doc) => T): T | undefined {
  const doc = new Y.Doc({ gc: false });
  try {
    Y.applyUpdate(doc, state);
    return read(doc);
  } catch {
    return undefined;
  } finally {
    doc.destroy();
  }
}
