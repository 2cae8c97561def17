import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { Company } from "../../../shared/rooms/company.ts";
import type { Refusal } from "../../../shared/rooms/refusal.ts";
import { assignedOf, readersOf, roundOf } from "../../../shared/rooms/round-room.ts";
import { type RoundView, viewRound } from "../../../shared/rooms/round-view.ts";
import { shareOut, streetOf } from "../../../shared/rooms/share-out.ts";
import type { Rooms, SyncState } from "../sync/connect-rooms.ts";
import type { RoomReplica } from "../sync/room-replica.ts";
import { followRoom } from "./follow-room.ts";
import type { RoomsOwner } from "./people-rooms.ts";
import { createCompany } from "./room-company.ts";

/** One round as everybody has it at this moment, and what the office does to it. */
export interface RoundRoom {
  readonly view: Accessor<RoundView | undefined>;
  readonly sync: Accessor<SyncState | undefined>;
  /** Server time of what is on screen; 0 when the server was never heard about this round. */
  readonly syncedAtMs: Accessor<number>;
  readonly closedBy: Accessor<Refusal | undefined>;
  /** Others at this round, and which of its fields they are in: `name`, `car/` and a reader. */
  readonly company: Company;
  rename(name: string): void;
  setState(state: RoundView["state"]): void;
  addReader(reader: { readonly id: string; readonly name: string }): void;
  setCar(readerId: string, car: string): void;
  /** Also gives up what was that reader's: it is anybody's from then on. */
  removeReader(readerId: string): void;
  /** `null`: anybody's. Returns how many points changed hands. */
  give(pointIds: readonly string[], readerId: string | null): number;
  /** What is left, among all readers. Returns how many points changed hands. */
  splitByStreet(): number;
  undo(): void;
}

export function createRoundRoom(
  owner: Accessor<RoomsOwner | undefined>,
  roundId: Accessor<string | undefined>,
): RoundRoom {
  const [view, setView] = createSignal<RoundView>();
  const [sync, setSync] = createSignal<SyncState>();
  const [syncedAtMs, setSyncedAtMs] = createSignal(0);
  const [closedBy, setClosedBy] = createSignal<Refusal>();
  const company = createCompany(() => owner()?.personId);
  company.attend({});
  let replica: RoomReplica | undefined;
  const look = (rooms: Rooms): void => {
    setSync(rooms.state());
    if (!replica) return;
    company.look();
    setSyncedAtMs(replica.syncedAtMs);
    setClosedBy(replica.closedBy);
    const next = viewRound(replica.doc);
    if (next.name !== "") setView(next);
  };
  createEffect(
    on([owner, roundId], ([whose, id]) => {
      setView(undefined);
      if (!whose || id === undefined) return;
      const take = (next: RoomReplica | undefined): void => {
        replica = next;
        company.take(next);
      };
      onCleanup(followRoom(whose, `${whose.utility}/rounds/${id}`, { look, take }));
    }),
  );
  return {
    view,
    sync,
    syncedAtMs,
    closedBy,
    company,
    ...editsOf(() => replica),
  };
}

type Edits = Omit<RoundRoom, "view" | "sync" | "syncedAtMs" | "closedBy" | "company">;

function editsOf(replica: () => RoomReplica | undefined): Edits {
  const edit = <T>(run: (doc: RoomReplica["doc"]) => T): T | undefined => {
    const open = replica();
    // Each thing a person does is one step of undo.
    open?.undo.stopCapturing();
    return open?.edit(run);
  };
  return {
    rename: (name) => edit((doc) => roundOf(doc).set("name", name)),
    setState: (state) => edit((doc) => roundOf(doc).set("state", state)),
    addReader: ({ id, name }) => edit((doc) => readersOf(doc).set(id, { name, car: "" })),
    setCar: (id, car) =>
      edit((doc) => {
        const reader = viewRound(doc).readers.find((one) => one.id === id);
        if (reader) readersOf(doc).set(id, { name: reader.name, car });
      }),
    removeReader: (id) =>
      edit((doc) => {
        readersOf(doc).delete(id);
        for (const [pointId, reader] of assignedOf(doc).entries())
          if (reader === id) assignedOf(doc).delete(pointId);
      }),
    give: (pointIds, readerId) =>
      edit((doc) => give(doc, new Map(pointIds.map((id) => [id, readerId])))) ?? 0,
    splitByStreet: () =>
      edit((doc) => {
        const { cards, reads, readers } = viewRound(doc);
        const read = new Set(reads.map(({ pointId }) => pointId));
        const stops = cards
          .filter(({ pointId }) => !read.has(pointId))
          .map((card) => ({ pointId: card.pointId, street: streetOf(card) }));
        return give(
          doc,
          shareOut(
            stops,
            readers.map(({ id }) => id),
          ),
        );
      }) ?? 0,
    undo: () => {
      replica()?.undo.undo();
    },
  };
}

function give(doc: RoomReplica["doc"], to: ReadonlyMap<string, string | null>): number {
  const assigned = assignedOf(doc);
  let changed = 0;
  for (const [pointId, readerId] of to) {
    if ((assigned.get(pointId) ?? null) === readerId) continue;
    if (readerId === null) assigned.delete(pointId);
    else assigned.set(pointId, readerId);
    changed += 1;
  }
  return changed;
}
