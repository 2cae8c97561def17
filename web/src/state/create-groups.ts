import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { WireLastImport } from "../../../shared/model/wire-groups.ts";
import type { Company } from "../../../shared/rooms/company.ts";
import { type GroupHead, listGroups, removeGroup, saveGroup } from "../../../shared/rooms/group-room.ts";
import type { Refusal } from "../../../shared/rooms/refusal.ts";
import { fetchLastImport } from "../api/group-calls.ts";
import { type GroupFacts, isBuiltIn, maskGroup } from "../points/group-mask.ts";
import type { PointTable } from "../points/point-table.ts";
import type { SyncState } from "../sync/connect-rooms.ts";
import type { RoomReplica } from "../sync/room-replica.ts";
import { createCall } from "./create-call.ts";
import { createGroupMembers, type GroupMembers } from "./create-group-members.ts";
import { followRoom } from "./follow-room.ts";
import { createGroupSteps, type GroupStep, type GroupSteps } from "./group-steps.ts";
import { type Office, useOffice } from "./office.ts";
import type { RoomsOwner } from "./people-rooms.ts";
import { createCompany, type RoomCompany } from "./room-company.ts";
import { isRoomHere } from "./room-here.ts";

export interface Group extends GroupHead {
  readonly id: string;
}

export interface GroupsStanding {
  readonly sync: SyncState | undefined;
  readonly syncedAtMs: number;
  /** Why the server does not show groups to this person. */
  readonly closedBy: Refusal | undefined;
  /** Nobody is signed in, so that there is nobody whose groups these were. */
  readonly isNobody: boolean;
}

export type LastImport =
  | { readonly kind: "loading" | "none" }
  | { readonly kind: "failed"; readonly code: string }
  | ({ readonly kind: "known" } & NonNullable<WireLastImport["lastImport"]>);

/** The groups of the utility as everybody has them now. Nothing is fetched before somebody asks for one. */
export interface Groups
  extends Pick<GroupEdits, "make" | "saveQuery" | "change" | "remove" | "add" | "takeOut"> {
  /** By name; `undefined` until they are here. */
  readonly list: Accessor<readonly Group[] | undefined>;
  find(id: string): Group | undefined;
  readonly standing: Accessor<GroupsStanding>;
  /** Others who look at the groups, and about which group they are in a field. */
  readonly company: Company;
  readonly lastImport: Accessor<LastImport>;
  /** Somebody looks at groups: from now on they are followed. */
  reach(): void;
  /** All is here that says who is in this group. */
  isHere(group: string): boolean;
  /** 1 where a row belongs to the group, by row; `undefined` where no group is asked for. */
  mask(all: PointTable, group: string | undefined): Uint8Array | undefined;
  /** How much is done of what takes a while. */
  readonly progress: Accessor<{ readonly done: number; readonly of: number } | undefined>;
  /** What was done last and can be taken back. */
  readonly lastStep: Accessor<GroupStep | undefined>;
  undo(): void;
}

/** Made with the first screen that asks, and kept as long as the page. */
export const useGroups = (): Groups => useOffice().shared(createGroups);

function createGroups({ session, points, words }: Office): Groups {
  const [isReached, setReached] = createSignal(false);
  const owner = createMemo<RoomsOwner | undefined>(
    () => {
      const who = isReached() ? session.who() : undefined;
      return who && { utility: who.utility.id, personId: who.person.id };
    },
    undefined,
    { equals: (a, b) => a?.utility === b?.utility && a?.personId === b?.personId },
  );
  const steps = createGroupSteps();
  const heads = createHeads(owner, steps);
  const areas = createMemo(() => (isReached() ? areasOf(points.all()) : []));
  const members = createGroupMembers(owner, areas);
  const lastImport = createLastImport(owner);
  const list = createMemo(() => {
    const known = heads.all();
    const collator = new Intl.Collator(words.formats().languageTag, { numeric: true });
    return known && [...known].map(([id, head]) => ({ ...head, id })).sort(byName(collator));
  });
  const facts = createMemo((): GroupFacts => {
    const last = lastImport();
    return {
      groups: heads.all() ?? new Map(),
      members: members.all(),
      lastImported: last.kind === "known" ? last.pointIds : [],
    };
  });
  const edits = createEdits({ heads, members, steps, points: points.all });
  return {
    list,
    find: (id) => list()?.find((group) => group.id === id),
    standing: () => ({ ...heads.standing(), isNobody: isReached() && owner() === undefined }),
    company: heads.company,
    lastImport,
    reach: () => setReached(true),
    isHere: (group) => isHere(group, { heads, members, lastImport }),
    mask: (all, group) => (group === undefined ? undefined : maskGroup(all, group, facts(), Date.now())),
    lastStep: steps.last,
    undo: steps.undo,
    ...edits,
  };
}

const byName =
  (collator: Intl.Collator) =>
  (a: Group, b: Group): number =>
    collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

/** Where there are points: people see points of their areas only, and need no more rooms than those. */
function areasOf(all: PointTable): readonly string[] {
  const areas = new Set<string>();
  for (let row = 0; row < all.count; row++) areas.add(all.text(row, "area"));
  return [...areas].sort();
}

interface Heads {
  readonly all: Accessor<ReadonlyMap<string, GroupHead> | undefined>;
  readonly standing: Accessor<Omit<GroupsStanding, "isNobody">>;
  readonly company: RoomCompany;
  edit(run: (doc: RoomReplica["doc"]) => void): RoomReplica | undefined;
}

function createHeads(owner: Accessor<RoomsOwner | undefined>, steps: GroupSteps): Heads {
  const [all, setAll] = createSignal<ReadonlyMap<string, GroupHead>>();
  const [standing, setStanding] = createSignal<Omit<GroupsStanding, "isNobody">>(NOT_YET);
  const company = createCompany(() => owner()?.personId);
  let replica: RoomReplica | undefined;
  const show = (): void => {
    if (replica) setAll(listGroups(replica.doc));
  };
  createEffect(
    on(owner, (whose) => {
      setAll(undefined);
      setStanding(NOT_YET);
      if (!whose) return;
      onCleanup(
        followRoom(whose, `${whose.utility}/groups`, {
          take(next) {
            replica = next;
            company.take(next);
          },
          look(rooms) {
            const sync = rooms.state();
            if (!replica) return;
            company.look();
            setStanding({ sync, syncedAtMs: replica.syncedAtMs, closedBy: replica.closedBy });
            if (isRoomHere(replica, sync)) show();
          },
        }),
      );
    }),
  );
  // What one did oneself is seen at once, and so is taking it back.
  createEffect(on(steps.done, show, { defer: true }));
  return {
    all,
    standing,
    company,
    edit(run) {
      replica?.undo.stopCapturing();
      replica?.edit(run);
      return replica;
    },
  };
}

const NOT_YET: Omit<GroupsStanding, "isNobody"> = { sync: undefined, syncedAtMs: 0, closedBy: undefined };

function createLastImport(owner: Accessor<RoomsOwner | undefined>): Accessor<LastImport> {
  const call = createCall(owner, (_, signal) => fetchLastImport(signal), {
    as: () => "last-import",
    isQuiet: true,
  });
  return createMemo((): LastImport => {
    const answered = call.answered()?.value;
    if (answered) return answered.lastImport ? { kind: "known", ...answered.lastImport } : { kind: "none" };
    const error = call.error();
    return error ? { kind: "failed", code: error.code } : { kind: "loading" };
  });
}

function isHere(
  group: string,
  {
    heads,
    members,
    lastImport,
  }: { readonly heads: Heads; readonly members: GroupMembers; readonly lastImport: Accessor<LastImport> },
): boolean {
  if (group === "all" || group === "priority") return true;
  if (group === "imported") return lastImport().kind !== "loading";
  const known = heads.all();
  if (!known) return false;
  // A saved query may look within another group, whatever that one is.
  return (!isBuiltIn(group) && known.get(group) === undefined) || members.isHere();
}

interface GroupEdits {
  /** A group of these points. Returns its id at once. */
  make(name: string, pointIds: readonly string[]): string;
  /** A group that is whatever this filter finds. */
  saveQuery(name: string, query: string): string;
  /** Its name, comment or query. */
  change(id: string, head: Partial<Pick<GroupHead, "name" | "comment" | "query">>): void;
  remove(id: string): void;
  add(id: string, pointIds: readonly string[]): void;
  takeOut(id: string, pointIds: readonly string[]): void;
  readonly progress: Accessor<{ readonly done: number; readonly of: number } | undefined>;
}

function createEdits({
  heads,
  members,
  steps,
  points,
}: {
  readonly heads: Heads;
  readonly members: GroupMembers;
  readonly steps: GroupSteps;
  readonly points: Accessor<PointTable>;
}): GroupEdits {
  const [progress, setProgress] = createSignal<{ done: number; of: number }>();
  let doing: Promise<void> = Promise.resolve();
  const nameOf = (id: string): string => heads.all()?.get(id)?.name ?? "";
  const areaOf = (id: string): string => points().text(points().rowOf(id) ?? -1, "area");
  const editHeads = (step: GroupStep, run: (doc: RoomReplica["doc"]) => void): void => {
    const replica = heads.edit(run);
    steps.did(step, replica ? [{ replica, times: 1 }] : []);
  };
  /** One after the other, so that each is one step of undo. */
  const move = (
    id: string,
    pointIds: readonly string[],
    {
      what,
      name,
      head,
    }: { readonly what: GroupStep["what"]; readonly name: string; readonly head?: RoomReplica },
  ): void => {
    doing = doing.then(async () => {
      const onProgress = (done: number) => setProgress({ done, of: pointIds.length });
      const { parts, count } = await members.change(id, {
        ...{ pointIds, areaOf, onProgress },
        isIn: what !== "takenOut",
      });
      setProgress(undefined);
      const own = head ? [{ replica: head, times: 1 }] : [];
      steps.did({ what, name, count }, [...own, ...parts]);
    });
  };
  return {
    progress,
    make(name, pointIds) {
      const id = crypto.randomUUID();
      const head = heads.edit((doc) => saveGroup(doc, id, { name, kind: "fixed", query: null, comment: "" }));
      move(id, pointIds, { what: "made", name, ...(head ? { head } : {}) });
      return id;
    },
    saveQuery(name, query) {
      const id = crypto.randomUUID();
      const head = { name, kind: "query", query, comment: "" } as const;
      editHeads({ what: "saved", name, count: 0 }, (doc) => saveGroup(doc, id, head));
      return id;
    },
    change: (id, head) =>
      editHeads({ what: "changed", name: head.name ?? nameOf(id), count: 0 }, (doc) =>
        saveGroup(doc, id, head),
      ),
    remove: (id) => editHeads({ what: "removed", name: nameOf(id), count: 0 }, (doc) => removeGroup(doc, id)),
    add: (id, pointIds) => move(id, pointIds, { what: "added", name: nameOf(id) }),
    takeOut: (id, pointIds) => move(id, pointIds, { what: "takenOut", name: nameOf(id) }),
  };
}
