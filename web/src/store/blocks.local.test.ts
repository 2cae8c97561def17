import "fake-indexeddb/auto";
import Dexie from "dexie";
import { beforeEach, describe, expect, it } from "vitest";
import { type LocalBlocks, openLocalBlocks } from "./blocks.local.ts";
import type { KeptPoint } from "./blocks-database.ts";
import { FrameJournal } from "./frame-journal.ts";
import { blocksDatabaseName } from "./kept-lists.ts";
import { LocalDatabase } from "./local-database.ts";
import { openLocalRooms } from "./rooms.local.ts";

const METER = "KAM-90000001-34-04";
let count = 0;
let owner: { readonly utility: string; readonly personId: string };

beforeEach(() => {
  count += 1;
  owner = { utility: "town", personId: `anna-${count}` };
});

const open = (bytes = 1000): Promise<LocalBlocks> => openLocalBlocks(owner, { bytes });
const ref = (month: string, etag = '"1"') => ({ meter: METER, month, etag });
const pointOf = (id: string): KeptPoint =>
  ({ id, detail: { cursor: 1 }, blocks: [ref("2026-01")], fetchedAtMs: 5 }) as unknown as KeptPoint;

async function keep(store: LocalBlocks, id: string, bytes: number, nowMs: number): Promise<void> {
  await store.keepPoint(pointOf(id), nowMs);
  await store.keepBlocks([{ ...ref("2026-01"), pointId: id, bytes: new Uint8Array(bytes) }], nowMs);
}
const monthsOf = async (store: LocalBlocks, id: string): Promise<number> =>
  (await store.blocks(id, [ref("2026-01")])).size;

describe("readings kept in this browser", () => {
  it("come back as they were, with the etag that tells whether they are the newest", async () => {
    const store = await open();
    await store.keepPoint(pointOf("a"), 1);
    await store.keepBlocks([{ ...ref("2026-01"), pointId: "a", bytes: Uint8Array.of(1, 2) }], 1);
    expect(await store.point("a")).toEqual(pointOf("a"));
    const found = await store.blocks("a", [ref("2026-01"), ref("2026-02")]);
    const block = { ...ref("2026-01"), pointId: "a", bytes: Uint8Array.of(1, 2) };
    expect([...found]).toEqual([[`${METER} 2026-01`, block]]);
    // What is asked for is newer: what is here says so by its own etag.
    expect([...(await store.blocks("a", [ref("2026-01", '"2"')])).values()]).toEqual([block]);
  });

  it("beyond the budget let go of the points nobody looked at for longest, whole", async () => {
    const store = await open(1000);
    await keep(store, "old", 400, 1);
    await keep(store, "older", 400, 0);
    await keep(store, "new", 400, 2);
    // 1200 bytes are more than 1000; without "older" 800 are less than 900.
    expect(await store.point("older")).toBeUndefined();
    expect(await Promise.all(["older", "old", "new"].map((id) => monthsOf(store, id)))).toEqual([0, 1, 1]);
  });

  it("make room among themselves alone: what is unsent stays, telegrams and edits", async () => {
    const nothing = { onWritten: () => undefined, onState: () => undefined };
    const journal = new FrameJournal(new LocalDatabase(`journal of ${owner.personId}`), nothing);
    for (const n of [1, 2, 3]) journal.add({ atMs: n, bytes: new Uint8Array(400) });
    await journal.flush();
    const rooms = openLocalRooms(owner);
    const edit = { id: "u", room: "town/groups", epoch: 1, order: 1, client: 7, fromClock: 0, toClock: 1 };
    await rooms.addUnsent({ ...edit, update: new Uint8Array(900), changes: [] });
    const store = await open(1000);
    for (const n of [1, 2, 3, 4, 5]) await keep(store, `point ${n}`, 900, n);
    expect(await Promise.all([1, 4, 5].map((n) => monthsOf(store, `point ${n}`)))).toEqual([0, 0, 1]);
    expect(await journal.unsent()).toBe(3);
    expect((await journal.after(0, 10)).flatMap(({ frames }) => frames)).toHaveLength(3);
    expect((await rooms.load("town/groups")).unsent).toMatchObject([{ id: "u" }]);
    rooms.close();
  });

  it("look at the last use, not at the first", async () => {
    const store = await open(1000);
    await keep(store, "a", 400, 1);
    await keep(store, "b", 400, 2);
    await store.keepPoint(pointOf("a"), 3);
    await keep(store, "c", 400, 4);
    expect(await Promise.all(["a", "b", "c"].map((id) => monthsOf(store, id)))).toEqual([1, 0, 1]);
  });

  it("go with the months the server lists no more, and make room again", async () => {
    const store = await open(1000);
    const months = ["2026-01", "2026-02"].map((month) => ref(month));
    await store.keepPoint({ ...pointOf("a"), blocks: months }, 1);
    await store.keepBlocks(
      months.map((one) => ({ ...one, pointId: "a", bytes: new Uint8Array(400) })),
      1,
    );
    await store.keepPoint({ ...pointOf("a"), blocks: [ref("2026-02")] }, 2);
    expect([...(await store.blocks("a", months)).keys()]).toEqual([`${METER} 2026-02`]);
    // 400 + 400 bytes are there now: within 1000, so nothing else has to go.
    await keep(store, "b", 400, 3);
    expect(await monthsOf(store, "b")).toBe(1);
    expect((await store.blocks("a", months)).size).toBe(1);
  });

  it("know after a reload how much they take up", async () => {
    const first = await open(1000);
    await keep(first, "a", 400, 1);
    await keep(first, "b", 400, 2);
    first.close();
    const store = await open(1000);
    await keep(store, "c", 400, 3);
    expect(await Promise.all(["a", "b", "c"].map((id) => monthsOf(store, id)))).toEqual([0, 1, 1]);
  });

  it("of a newer app are thrown away: the server has them", async () => {
    const newer = new Dexie(blocksDatabaseName(owner));
    newer.version(99).stores({ other: "id" });
    await newer.open();
    newer.close();
    const store = await open();
    await keep(store, "a", 10, 1);
    expect(await monthsOf(store, "a")).toBe(1);
  });
});
