import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Companion } from "../../../shared/rooms/company.ts";
import { editsOfMove, type Move, type MoveFault } from "../../../shared/rooms/move-customer.ts";
import {
  editField,
  GONE,
  type PointView,
  removePoint,
  settleConflict,
  viewPoint,
} from "../../../shared/rooms/overlay.ts";
import { fieldOf } from "../../../shared/rooms/point-fields.ts";
import type { Refusal } from "../../../shared/rooms/refusal.ts";
import { type RoomValue, sameValue } from "../../../shared/rooms/same-value.ts";
import type { Rooms, SyncState } from "../sync/connect-rooms.ts";
import type { RoomReplica } from "../sync/room-replica.ts";
import { followRoom } from "./follow-room.ts";
import type { RoomsOwner } from "./people-rooms.ts";
import { createCompany } from "./room-company.ts";

/** Where a point lies and who looks at it. */
export interface PointPlace {
  readonly room: string;
  readonly pointId: string;
  readonly personId: string;
}

/** One metering point as everybody has it at this moment, and what a person does to it. */
export interface PointRoom {
  readonly view: Accessor<PointView | undefined>;
  readonly sync: Accessor<SyncState | undefined>;
  readonly syncedAtMs: Accessor<number>;
  readonly closedBy: Accessor<Refusal | undefined>;
  /** The others at this point. */
  readonly companions: Accessor<readonly Companion[]>;
  /** What can be undone and done again: names of fields, the newest last. */
  readonly undoable: Accessor<readonly string[]>;
  readonly redoable: Accessor<readonly string[]>;
  /** False: the value does not fit the field, and nothing changed. */
  edit(field: string, value: RoomValue): boolean;
  settle(field: string, keep: "mine" | "base"): void;
  move(move: Move): MoveFault | undefined;
  /** Takes the point out of every list; undo brings it back until it is folded away. */
  remove(): void;
  undo(): void;
  redo(): void;
  /** Tells the others which field one is in; `undefined`: none. */
  attend(field: string | undefined): void;
}

export function createPointRoom(place: Accessor<PointPlace | undefined>): PointRoom {
  const [view, setView] = createSignal<PointView>();
  const [sync, setSync] = createSignal<SyncState>();
  const [syncedAtMs, setSyncedAtMs] = createSignal(0);
  const [closedBy, setClosedBy] = createSignal<Refusal>();
  // The same place said again is no reason to open its room again. What is asked while the editor closes is asked of the memo:
  // the caller's own place is gone by then.
  const here = createMemo(place, undefined, { equals: isSamePlace });
  const company = createCompany(() => here()?.personId);
  const companions = (): readonly Companion[] =>
    company.companions().filter(({ about }) => about === here()?.pointId);
  const steps = createSteps();
  let replica: RoomReplica | undefined;

  const look = (rooms: Rooms): void => {
    const at = here();
    setSync(rooms.state());
    if (!replica || !at) return;
    setSyncedAtMs(replica.syncedAtMs);
    setClosedBy(replica.closedBy);
    setView(viewPoint(replica.doc, at.pointId));
    company.look();
    steps.match(replica);
  };
  createEffect(
    on(here, (at) => {
      setView(undefined);
      steps.forget();
      if (!at) return;
      const take = (next: RoomReplica | undefined): void => {
        replica = next;
        company.take(next);
      };
      company.attend({ about: at.pointId });
      onCleanup(followRoom(ownerOf(at), at.room, { look, take }));
    }),
  );
  /** Runs one thing a person does: one step of undo. */
  const act = (what: string, run: (doc: RoomReplica["doc"], at: PointPlace) => boolean): boolean => {
    const at = here();
    if (!replica || !at) return false;
    replica.undo.stopCapturing();
    const isDone = replica.edit((doc) => run(doc, at));
    if (isDone && replica.undo.canUndo()) steps.did(what);
    setView(viewPoint(replica.doc, at.pointId));
    return isDone;
  };
  const step = (kind: "undo" | "redo"): void => {
    const at = here();
    if (!replica || !at) return;
    replica.undo[kind]();
    steps.went(kind);
    setView(viewPoint(replica.doc, at.pointId));
  };
  return {
    ...{ view, sync, syncedAtMs, closedBy, companions },
    undoable: steps.undoable,
    redoable: steps.redoable,
    undo: () => step("undo"),
    redo: () => step("redo"),
    attend(field) {
      const at = here();
      if (at) company.attend({ about: at.pointId, field });
    },
    ...actionsOf(view, act),
  };
}

export const isSamePlace = (a: PointPlace | undefined, b: PointPlace | undefined): boolean =>
  a?.room === b?.room && a?.pointId === b?.pointId && a?.personId === b?.personId;

export const ownerOf = ({ room, personId }: PointPlace): RoomsOwner => ({
  utility: room.slice(0, room.indexOf("/")),
  personId,
});

type Act = (what: string, run: (doc: RoomReplica["doc"], at: PointPlace) => boolean) => boolean;

function actionsOf(
  view: Accessor<PointView | undefined>,
  act: Act,
): Pick<PointRoom, "edit" | "settle" | "move" | "remove"> {
  const say = (doc: RoomReplica["doc"], at: PointPlace, field: string, value: RoomValue): boolean =>
    editField(doc, { id: at.pointId, field, value }, { by: at.personId, atMs: Date.now() });
  return {
    edit(field, value) {
      const known = view()?.record;
      if (known && sameValue(fieldOf(known, field), value)) return true;
      return act(field, (doc, at) => say(doc, at, field, value));
    },
    settle: (field, keep) =>
      void act(field, (doc, { pointId, personId }) => {
        settleConflict(doc, { id: pointId, field, keep }, { by: personId, atMs: Date.now() });
        return true;
      }),
    move(move) {
      const known = view()?.record;
      const edits = known && editsOfMove(known, move);
      if (!edits) return "move.nobody";
      if (!edits.ok) return edits.error;
      act("occupancy", (doc, at) => edits.value.every(([field, value]) => say(doc, at, field, value)));
      return undefined;
    },
    remove: () =>
      void act(GONE, (doc, { pointId, personId }) => {
        removePoint(doc, pointId, { by: personId, atMs: Date.now() });
        return true;
      }),
  };
}

/** What was done and undone, by name, in step with a document's own list. */
function createSteps() {
  const [undoable, setUndoable] = createSignal<readonly string[]>([]);
  const [redoable, setRedoable] = createSignal<readonly string[]>([]);
  return {
    undoable,
    redoable,
    did(what: string): void {
      setUndoable((done) => [...done, what]);
      setRedoable([]);
    },
    went(kind: "undo" | "redo"): void {
      const [from, setFrom, setTo] =
        kind === "undo"
          ? ([undoable(), setUndoable, setRedoable] as const)
          : ([redoable(), setRedoable, setUndoable] as const);
      const last = from.at(-1);
      setFrom(from.slice(0, -1));
      if (last !== undefined) setTo((done) => [...done, last]);
    },
    /** A document that was loaded anew has forgotten what was done in the old one. */
    match({ undo }: RoomReplica): void {
      if (!undo.canUndo()) setUndoable([]);
      if (!undo.canRedo()) setRedoable([]);
    },
    forget(): void {
      setUndoable([]);
      setRedoable([]);
    },
  };
}
