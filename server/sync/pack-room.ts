import { promisify } from "node:util";
import { gzip } from "node:zlib";
import * as Y from "yjs";
import { baseOf, editsOf, foldEdits } from "../../shared/rooms/overlay.ts";
import type { RoomKind } from "../../shared/rooms/room-name.ts";
import { partsOf } from "../../shared/rooms/room-rules.ts";
import type { Snapshot, StoredRoom } from "../room-ports.ts";
import { SERVER_CLIENT } from "./room-document.ts";

const compress = promisify(gzip);

/** A snapshot with its compressed form, made once and sent to everybody who asks. */
export async function packSnapshot(snapshot: Uint8Array): Promise<Snapshot> {
  return { snapshot, packed: await compress(snapshot) };
}

/** Snapshot and updates of a room that nobody has open, put together without building its document. */
export const mergeStored = ({ snapshot, updates }: StoredRoom): Uint8Array =>
  Y.mergeUpdates([snapshot, ...updates].filter((update) => update.length > 0));

/**
 * What everybody sees, written anew without its history: the next generation's first update. In a
 * room of points the edits are folded, so that only conflicts lie over the base.
 */
export function writeFresh(kind: RoomKind, state: Uint8Array): Uint8Array {
  const last = new Y.Doc();
  Y.applyUpdate(last, state);
  if (kind === "points") foldEdits(last);
  const next = new Y.Doc();
  next.clientID = SERVER_CLIENT;
  next.transact(() => {
    for (const part of partsOf(kind)) {
      const entries = [...last.getMap(part).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [key, value] of entries) next.getMap(part).set(key, value);
    }
  });
  const fresh = Y.encodeStateAsUpdate(next);
  last.destroy();
  next.destroy();
  return fresh;
}

/** So many edits over the base are folded when the log is compacted. */
const FOLD_FROM = 200;

export const isWorthFolding = (kind: RoomKind, doc: Y.Doc): boolean =>
  kind === "points" && editsOf(doc).size >= Math.min(FOLD_FROM, Math.max(1, baseOf(doc).size));
