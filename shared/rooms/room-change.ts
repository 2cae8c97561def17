import type * as Y from "yjs";
import type { RoomKind } from "./room-name.ts";
import { partsOf } from "./room-rules.ts";
import { type RoomValue, sameValue } from "./same-value.ts";

/** One key of one map, from what to what; `undefined` is "nothing under this key". */
export interface RoomChange {
  readonly part: string;
  readonly key: string;
  readonly before: RoomValue | undefined;
  readonly after: RoomValue | undefined;
}

/** What one Yjs transaction did to a room. */
export interface RoomStep {
  /** What reads differently now. */
  readonly changes: readonly RoomChange[];
  /** Every key written, also where another value won and nothing reads differently. */
  readonly touched: readonly { readonly part: string; readonly key: string }[];
  /** Something was written that no room of this kind holds: another root type, a list, a nested type. */
  readonly isForeign: boolean;
  readonly transaction: Y.Transaction;
}

/** Tells of every transaction that wrote something. Returns how to stop. */
export function watchRoom(doc: Y.Doc, kind: RoomKind, heard: (step: RoomStep) => void): () => void {
  const maps = partsOf(kind).map((part) => ({ part, map: doc.getMap<RoomValue>(part) }));
  let changes: RoomChange[] = [];
  const watchers = maps.map(({ part, map }) => {
    const watcher = (event: Y.YMapEvent<RoomValue>) => {
      for (const [key, { oldValue }] of event.changes.keys) {
        changes.push({ part, key, before: oldValue as RoomValue | undefined, after: map.get(key) });
      }
    };
    map.observe(watcher);
    return () => map.unobserve(watcher);
  });
  const afterTransaction = (transaction: Y.Transaction) => {
    const heardChanges = changes;
    changes = [];
    if (transaction.changed.size === 0) return;
    const written = writtenIn(transaction, maps);
    heard({ changes: heardChanges, ...written, transaction });
  };
  doc.on("afterTransaction", afterTransaction);
  return () => {
    doc.off("afterTransaction", afterTransaction);
    for (const stop of watchers) stop();
  };
}

interface RoomMap {
  readonly part: string;
  readonly map: object;
}

function writtenIn(
  { changed }: Y.Transaction,
  maps: readonly RoomMap[],
): Pick<RoomStep, "touched" | "isForeign"> {
  const touched: { part: string; key: string }[] = [];
  let isForeign = false;
  for (const [type, keys] of changed) {
    const part = maps.find(({ map }) => map === type)?.part;
    if (part === undefined || keys.has(null)) isForeign = true;
    else for (const key of keys) if (key !== null) touched.push({ part, key });
  }
  return { touched, isForeign };
}

/**
 * One change for each run of changes to a key that build on each other, from the first "before" to the
 * last "after"; a run that ends where it began is none. Where somebody else's value came in between,
 * a new run begins: its writer saw that value, the earlier run did not.
 */
export function squashChanges(changes: readonly RoomChange[]): readonly RoomChange[] {
  const runs: RoomChange[] = [];
  const lastRunByKey = new Map<string, number>();
  for (const change of changes) {
    const at = `${change.part} ${change.key}`;
    const index = lastRunByKey.get(at);
    const run = index === undefined ? undefined : runs[index];
    if (index !== undefined && run && sameValue(run.after, change.before)) {
      runs[index] = { ...run, after: change.after };
    } else {
      lastRunByKey.set(at, runs.length);
      runs.push(change);
    }
  }
  return runs.filter(({ before, after }) => !sameValue(before, after));
}

/**
 * Says in another document what was said in one that is no longer valid: a phone's unsent edits on
 * the room's new generation. A key that somebody else has changed meanwhile is left as it is and
 * returned, for the person to decide.
 */
export function replayChanges(
  doc: Y.Doc,
  kind: RoomKind,
  { changes, origin }: { readonly changes: readonly RoomChange[]; readonly origin: unknown },
): readonly RoomChange[] {
  const overtaken: RoomChange[] = [];
  doc.transact(() => {
    for (const change of squashChanges(changes)) {
      const map = doc.getMap<RoomValue>(change.part);
      const stands = map.get(change.key);
      if (sameValue(stands, change.after)) continue;
      if (!isFree(kind, change, stands)) overtaken.push(change);
      else if (change.after === undefined) map.delete(change.key);
      else map.set(change.key, change.after);
    }
  }, origin);
  return overtaken;
}

/**
 * Whether nobody else has spoken since. An edit over a base that is gone from `edits` was folded: the
 * base it names tells whether it still fits. Where a map only grows, the first word stands.
 */
function isFree(kind: RoomKind, change: RoomChange, stands: RoomValue | undefined): boolean {
  if (sameValue(stands, change.before)) return true;
  if (stands !== undefined) return false;
  return kind === "points" && change.part === "edits";
}
