import "fake-indexeddb/auto";
import { createRoot } from "solid-js";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { WireSession } from "../../../shared/model/wire-people.ts";
import type { KeptRoom, UnsentUpdate } from "../../../shared/rooms/kept-room.ts";
import { forgetOthers } from "../store/forget-others.ts";
import {
  answersCacheName,
  blocksDatabaseName,
  type PointsOwner,
  pointsDatabaseName,
} from "../store/kept-lists.ts";
import { LocalDatabase, type StoredRound } from "../store/local-database.ts";
import { RoomsDatabase } from "../store/rooms-database.ts";
import { UseDatabase } from "../store/use-database.ts";
import { createSession, type SignedIn } from "./create-session.ts";
import { watchSessionAge } from "./session-age.ts";
import { noteAtDoor, noteEntering } from "./session-door.ts";

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 29, 12);
const ADA: PointsOwner = { utility: "town", personId: "ada" };
const BO: PointsOwner = { utility: "town", personId: "bo" };

const sessionOf = ({ utility, personId }: PointsOwner, expiresAtMs: number): SignedIn =>
  ({
    signedIn: true,
    person: { id: personId },
    utility: { id: utility },
    permissions: {},
    expiresAtMs,
  }) as unknown as SignedIn;

const stored = new Map<string, string>();
/** Names of caches, as far as they are used here. */
const shelves = new Set<string>();
/** What is kept beside the storage. */
let second: string | undefined;
let server: WireSession | undefined;
let windowOf = new EventTarget();
let reloads = 0;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ["Date", "setInterval", "clearInterval"] });
  stored.clear();
  shelves.clear();
  server = undefined;
  reloads = 0;
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  // As a browser's storage: its keys are properties of it.
  vi.stubGlobal(
    "localStorage",
    new Proxy(storage, {
      ownKeys: () => [...stored.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    }),
  );
  second = undefined;
  windowOf = new EventTarget();
  vi.stubGlobal("caches", {
    open: async () => ({
      put: async (_: string, kept: Response) => {
        second = await kept.text();
      },
      match: async () => (second === undefined ? undefined : new Response(second)),
      delete: async () => {
        second = undefined;
      },
    }),
    keys: async () => [...shelves],
    delete: async (name: string) => shelves.delete(name),
  });
  vi.stubGlobal("addEventListener", windowOf.addEventListener.bind(windowOf));
  vi.stubGlobal("removeEventListener", windowOf.removeEventListener.bind(windowOf));
  vi.stubGlobal("document", new EventTarget());
  vi.stubGlobal("location", { reload: () => (reloads += 1) });
  vi.stubGlobal("fetch", async () => {
    if (!server) throw new Error("no network");
    return Response.json(server);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page that somebody was in at last, and that stays open. */
const openPage = (until: SignedIn) =>
  createRoot((close) => {
    stored.set("rounds.session", JSON.stringify(until));
    const session = createSession(async () => undefined);
    watchSessionAge(session);
    return { session, close };
  });

const keep = async (owner: PointsOwner): Promise<void> => {
  shelves.add(answersCacheName(owner));
  stored.set(`rounds.rounds.${owner.utility}.${owner.personId}`, "{}");
  for (const name of [pointsDatabaseName(owner), blocksDatabaseName(owner)])
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 1);
      request.addEventListener("success", () => {
        request.result.close();
        resolve();
      });
    });
};
/** What is kept of somebody, of four things. */
const keptOf = async (owner: PointsOwner): Promise<number> => {
  const names = new Set([
    ...shelves,
    ...stored.keys(),
    ...(await indexedDB.databases()).map(({ name }) => name),
  ]);
  const all = [
    answersCacheName(owner),
    pointsDatabaseName(owner),
    blocksDatabaseName(owner),
    `rounds.rounds.${owner.utility}.${owner.personId}`,
  ];
  return all.filter((name) => names.has(name)).length;
};

it("shows a page without the server until its session's end, and not a minute longer, open as it may be", async () => {
  const { session, close } = openPage(sessionOf(ADA, NOW_MS + 2 * DAY_MS));
  await session.check();
  expect(session.state()).toMatchObject({ kind: "in", isOffline: true });
  await vi.advanceTimersByTimeAsync(2 * DAY_MS - 60_000);
  expect(session.state()).toMatchObject({ kind: "in" });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(session.state()).toEqual({ kind: "unreachable" });
  // The same person is there again: the server says that they are in.
  server = sessionOf(ADA, NOW_MS + 40 * DAY_MS);
  await session.check();
  expect(session.state()).toMatchObject({ kind: "in", isOffline: false });
  expect(reloads).toBe(0);
  close();
});

it("goes on where the server says that the session does", async () => {
  const { session, close } = openPage(sessionOf(ADA, NOW_MS + DAY_MS));
  server = sessionOf(ADA, NOW_MS + 31 * DAY_MS);
  await vi.advanceTimersByTimeAsync(DAY_MS + 60_000);
  expect(session.who()?.expiresAtMs).toBe(NOW_MS + 31 * DAY_MS);
  close();
});

it("loads a page anew that the browser had put aside whole", () => {
  const { close } = openPage(sessionOf(ADA, NOW_MS + DAY_MS));
  windowOf.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: false }));
  expect(reloads).toBe(0);
  windowOf.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  expect(reloads).toBe(1);
  close();
});

it("leaves what is kept to the same person who comes back, and takes it away when another one comes", async () => {
  for (const owner of [ADA, BO]) await keep(owner);
  await noteAtDoor();
  await noteEntering(sessionOf(ADA, NOW_MS + DAY_MS));
  expect([await keptOf(ADA), await keptOf(BO)]).toEqual([4, 0]);
  await noteEntering(sessionOf(BO, NOW_MS + DAY_MS));
  expect([await keptOf(ADA), await keptOf(BO)]).toEqual([0, 0]);
});

it("takes away what points used that another person took along, and leaves the same person's", async () => {
  const uses = new UseDatabase();
  const keepUses = async (owner: PointsOwner): Promise<void> => {
    await uses.own(owner);
    const round = { roundId: "r-1", total: 1, untilMs: NOW_MS, fetchedAtMs: NOW_MS };
    await uses.keep(round, { points: [{ pointId: "p-1", series: [] }], publicKey: "" });
  };
  await keepUses(ADA);
  await noteAtDoor();
  await noteEntering(sessionOf(ADA, NOW_MS + DAY_MS));
  expect(await uses.find("r-1", "p-1")).toMatchObject({ pointId: "p-1" });
  await noteEntering(sessionOf(BO, NOW_MS + DAY_MS));
  expect(await uses.find("r-1", "p-1")).toBeUndefined();
  // Where an older browser deleted nothing: nobody goes on with what another one took along.
  await keepUses(ADA);
  await uses.own(BO);
  expect([await uses.rounds.count(), await uses.uses.count()]).toEqual([0, 0]);
  await keepUses(BO);
  await forgetOthers();
  expect(await uses.find("r-1", "p-1")).toBeUndefined();
  uses.close();
});

it("takes another person's rooms away, but for those in which something of theirs waits to be sent", async () => {
  const rooms = new RoomsDatabase(ADA);
  for (const room of ["town/groups", "town/north/points/1"])
    await rooms.rooms.put({ room, epoch: 1, seq: 1, state: new Uint8Array(2) } as unknown as KeptRoom);
  await rooms.unsent.put({ id: "u-1", room: "town/groups", order: 1 } as unknown as UnsentUpdate);
  await noteEntering(sessionOf(ADA, NOW_MS + DAY_MS));
  expect(await rooms.rooms.count()).toBe(2);
  await noteEntering(sessionOf(BO, NOW_MS + DAY_MS));
  expect(await rooms.rooms.toCollection().primaryKeys()).toEqual(["town/groups"]);
  expect(await rooms.unsent.count()).toBe(1);
  rooms.close();
});

it("keeps nothing of a session that has been over for 30 days", async () => {
  await keep(ADA);
  await noteAtDoor(NOW_MS);
  await noteAtDoor(NOW_MS + 29 * DAY_MS);
  expect(await keptOf(ADA)).toBe(4);
  await noteAtDoor(NOW_MS + 30 * DAY_MS);
  expect(await keptOf(ADA)).toBe(0);
});

it("counts the 30 days anew where the session went on: only the server was not to be had at the door", async () => {
  await keep(ADA);
  const { session, close } = openPage(sessionOf(ADA, NOW_MS - 1));
  await session.check();
  expect(session.state()).toEqual({ kind: "unreachable" });
  await noteAtDoor(NOW_MS);
  // As long as nobody is in, the days go on.
  await vi.advanceTimersByTimeAsync(60_000);
  await noteAtDoor(NOW_MS + 29 * DAY_MS);
  expect(await keptOf(ADA)).toBe(4);
  server = sessionOf(ADA, NOW_MS + 40 * DAY_MS);
  await session.check();
  await vi.advanceTimersByTimeAsync(60_000);
  await noteAtDoor(NOW_MS + 31 * DAY_MS);
  expect(await keptOf(ADA)).toBe(4);
  await noteAtDoor(NOW_MS + 61 * DAY_MS);
  expect(await keptOf(ADA)).toBe(0);
  close();
});

it("leaves the rounds that are on this phone, whoever signs out or in: they are read without a network", async () => {
  const rooms = new RoomsDatabase({ utility: "town", personId: "cy" });
  for (const room of ["town/rounds/here", "town/rounds/seen"])
    await rooms.rooms.put({ room, epoch: 1, seq: 1, state: new Uint8Array(2) } as unknown as KeptRoom);
  const phone = new LocalDatabase();
  await phone.rounds.put({ id: "here", room: "town/rounds/here" } as unknown as StoredRound);
  await forgetOthers();
  await noteEntering(sessionOf(BO, NOW_MS + DAY_MS));
  expect(await rooms.rooms.toCollection().primaryKeys()).toEqual(["town/rounds/here"]);
  expect(await phone.rounds.count()).toBe(1);
  rooms.close();
  phone.close();
});

it("knows who is in where the browser threw its storage away, and nobody once they are out", async () => {
  const opened = () =>
    createRoot((close) => {
      close();
      return createSession(async () => undefined);
    });
  server = sessionOf(ADA, NOW_MS + 2 * DAY_MS);
  await opened().check();
  await vi.waitFor(() => expect(second).toBeDefined());
  server = undefined;
  stored.clear();
  const again = opened();
  expect(again.state().kind).toBe("asking");
  await again.check();
  expect(again.state()).toMatchObject({ kind: "in", isOffline: true, who: { person: { id: "ada" } } });
  expect(stored.has("rounds.session")).toBe(true);
  server = { signedIn: false, isEnforced: true, demoPeople: [] } as unknown as WireSession;
  await again.check();
  await vi.waitFor(() => expect(second).toBeUndefined());
  server = undefined;
  stored.clear();
  const last = opened();
  await last.check();
  expect(last.state()).toEqual({ kind: "unreachable" });
});

it("lets nobody stay in this tab who signed out in another one, though the network went meanwhile", async () => {
  const { session, close } = openPage(sessionOf(ADA, NOW_MS + 2 * DAY_MS));
  server = sessionOf(ADA, NOW_MS + 2 * DAY_MS);
  await session.check();
  await vi.waitFor(() => expect(second).toBeDefined());
  // The other tab has taken the first note away, and not yet the second.
  server = undefined;
  stored.clear();
  windowOf.dispatchEvent(Object.assign(new Event("storage"), { key: "rounds.session" }));
  await vi.waitFor(() => expect(session.state()).toEqual({ kind: "unreachable" }), 10_000);
  expect(stored.has("rounds.session")).toBe(false);
  close();
});

it("begins anew where another person is in than the one it showed, with or without a network", async () => {
  const { session, close } = openPage(sessionOf(ADA, NOW_MS + 2 * DAY_MS));
  // They signed in in another tab, and then the network went.
  stored.set("rounds.session", JSON.stringify(sessionOf(BO, NOW_MS + 2 * DAY_MS)));
  await session.check();
  expect([reloads, session.who()?.person.id]).toEqual([1, "ada"]);
  close();
  // What the browser still knew was older than what it lost.
  stored.clear();
  second = JSON.stringify(sessionOf(ADA, NOW_MS + 2 * DAY_MS));
  const again = createRoot((end) => {
    end();
    return createSession(async () => undefined);
  });
  await again.check();
  expect([reloads, again.who()?.person.id]).toEqual([1, "ada"]);
  server = sessionOf(BO, NOW_MS + 2 * DAY_MS);
  await again.check();
  expect(reloads).toBe(2);
});
