import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { Draft } from "../../../shared/rooms/kept-room.ts";
import { editField, settleConflict, splitEditKey } from "../../../shared/rooms/overlay.ts";
import { parseRoomName } from "../../../shared/rooms/room-name.ts";
import type { RoomValue } from "../../../shared/rooms/same-value.ts";
import { fromPlain } from "../../../shared/rooms/value-json.ts";
import type { WireConflict } from "../../../shared/rooms/wire-rooms.ts";
import { fetchConflicts, settleConflicts } from "../api/conflict-calls.ts";
import type { RoomReplica } from "../sync/room-replica.ts";
import { createCall } from "./create-call.ts";
import { useOffice } from "./office.ts";
import { type RoomsOwner, roomsOf } from "./people-rooms.ts";

/** Something that waits for a person's word. */
export interface WorkItem {
  readonly room: string;
  readonly part: string;
  readonly key: string;
  /** The point it is about, where it is about one, and the field's name. */
  readonly pointId?: string;
  readonly field: string;
}

export interface ConflictItem extends WorkItem {
  readonly kind: WireConflict["kind"];
  readonly stands: RoomValue;
  readonly other: RoomValue;
  readonly otherBy: string;
  readonly atMs: number;
}

export interface DraftItem extends WorkItem {
  readonly draft: Draft;
  readonly said: RoomValue | undefined;
}

/** `no-value`: the other one may not stand in this field any more, such as what is no e-mail address. */
export type Settling = "chosen" | "not-reached" | "no-value";

/** Conflicts of the utility and drafts of this person. */
export interface WorkList {
  readonly conflicts: Accessor<readonly ConflictItem[] | undefined>;
  /** How many conflicts there are, those that are not listed yet included. */
  readonly total: Accessor<number>;
  readonly drafts: Accessor<readonly DraftItem[]>;
  readonly failure: Accessor<string | undefined>;
  readonly isBusy: Accessor<boolean>;
  reload(): void;
  /** `keep` what stands, or `take` the other value. Nothing was chosen unless it is `chosen`. */
  settle(item: ConflictItem, how: "keep" | "take"): Promise<Settling>;
  /** False: it no longer fits. */
  sayAgain(item: DraftItem): Promise<boolean>;
  drop(item: DraftItem): Promise<void>;
}

export function createWorkList(owner: Accessor<RoomsOwner | undefined>): WorkList {
  const { session } = useOffice();
  const call = createCall(
    () => "conflicts",
    (_, signal) => fetchConflicts(signal),
    { as: () => "conflicts" },
  );
  const [drafts, setDrafts] = createSignal<readonly DraftItem[]>([]);
  const [isBusy, setBusy] = createSignal(false);
  const look = async (whose: RoomsOwner): Promise<void> => {
    const rooms = await roomsOf(whose);
    setDrafts((await rooms.drafts()).map(draftItem));
  };
  createEffect(
    on(owner, (whose) => {
      if (!whose) return;
      void look(whose);
      let stop = (): void => undefined;
      void roomsOf(whose).then((rooms) => {
        stop = rooms.subscribe(() => void look(whose));
      });
      onCleanup(() => stop());
    }),
  );
  const doing = async <T>(work: (whose: RoomsOwner) => Promise<T>): Promise<T | undefined> => {
    const whose = owner();
    if (!whose) return undefined;
    setBusy(true);
    try {
      return await work(whose);
    } finally {
      setBusy(false);
      await look(whose);
      call.reload();
    }
  };
  const by = (): string => session.who()?.person.id ?? "anybody";
  return {
    conflicts: () => call.answered()?.value.conflicts.map(conflictItem),
    total: () => call.answered()?.value.total ?? 0,
    drafts,
    failure: () => (call.isLoading() ? undefined : call.error()?.code),
    isBusy,
    reload: call.reload,
    settle: async (item, how) =>
      (await doing(async (whose) => {
        const isSaid = item.kind === "base" || how === "take";
        const said =
          !isSaid || (await inRoom(whose, item.room, (replica) => choose(replica, item, { how, by: by() })));
        if (said === undefined) return "not-reached";
        if (!said) return "no-value";
        const isChosen = item.kind === "base" || (await settleConflicts([item])).ok;
        return isChosen ? "chosen" : "not-reached";
      })) ?? "not-reached",
    sayAgain: async ({ room, draft }) =>
      (await doing(async (whose) => {
        const rooms = await roomsOf(whose);
        return inRoom(whose, room, () => rooms.sayAgain(draft));
      })) ?? false,
    drop: async ({ draft }) =>
      void (await doing(async (whose) => (await roomsOf(whose)).dropDraft(draft.id))),
  };
}

/** How long a choice may take to reach the server before the room is left to send it later. */
const PATIENCE_MS = 5_000;

/**
 * Opens a room for one thing, as the server has it now, and waits a moment until the server has that
 * too. `undefined`: the server could not be reached, and nothing was done: over an old state one would
 * only make the next conflict.
 */
async function inRoom<T>(
  whose: RoomsOwner,
  room: string,
  run: (replica: RoomReplica) => T,
): Promise<Awaited<T> | undefined> {
  const rooms = await roomsOf(whose);
  const replica = await rooms.open(room);
  try {
    if (!(await rooms.sendReceive([room], PATIENCE_MS)).isDone) return undefined;
    const done = await run(replica);
    await rooms.sendReceive([room], PATIENCE_MS);
    return done;
  } finally {
    await rooms.leave(room);
  }
}

function choose(
  replica: RoomReplica,
  item: ConflictItem,
  { how, by }: { readonly how: "keep" | "take"; readonly by: string },
): boolean {
  const who = { by, atMs: Date.now() };
  return replica.edit((doc) => {
    const { pointId, field } = item;
    if (item.part !== "edits" || pointId === undefined) {
      doc.getMap<RoomValue>(item.part).set(item.key, item.other);
      return true;
    }
    if (item.kind === "concurrent") return editField(doc, { id: pointId, field, value: item.other }, who);
    settleConflict(doc, { id: pointId, field, keep: how === "keep" ? "mine" : "base" }, who);
    return true;
  });
}

function conflictItem(wire: WireConflict): ConflictItem {
  const { kind, otherBy, atMs } = wire;
  const values = { stands: saidIn(wire, fromPlain(wire.stands)), other: saidIn(wire, fromPlain(wire.other)) };
  return { ...placeOf(wire), ...values, kind, otherBy, atMs };
}

function draftItem(draft: Draft): DraftItem {
  const { part, key, after } = draft.change;
  const at = { room: draft.room, part, key };
  return { ...placeOf(at), draft, said: after === undefined ? undefined : saidIn(at, after) };
}

function placeOf({
  room,
  part,
  key,
}: {
  readonly room: string;
  readonly part: string;
  readonly key: string;
}): WorkItem {
  if (part !== "edits") return { room, part, key, field: "other" };
  const [pointId, field] = splitEditKey(key);
  return { room, part, key, pointId, field };
}

/** An edit is a list whose first is the value; a base conflict carries the values themselves. */
function saidIn(at: { readonly room: string; readonly part: string }, value: RoomValue): RoomValue {
  const name = parseRoomName(at.room);
  const isEdit = name.ok && name.value.kind === "points" && Array.isArray(value) && value.length >= 4;
  return isEdit ? ((value as readonly RoomValue[])[0] ?? null) : value;
}
