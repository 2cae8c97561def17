import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { type OpenedStore, openUtilityStore } from "../store/open-utility-store.ts";
import { heldMeters, keptFromRemoval } from "./held-meters.ts";

const [FIRST, SECOND] = ["KAM-90000001-34-04", "KAM-90000002-34-04"] as [MeterKey, MeterKey];
const POINT = {
  ...{ id: "p1", number: "0001", address: "Elmegade 3", postalCode: "8000", city: "Aarhus", area: "north" },
  ...{ medium: "heat" as const, intervalMinutes: 60, customerNumber: "C-1", customerName: "Carla" },
};
const NOTHING = {
  writes: [],
  points: [],
  gonePoints: [],
  values: [],
  conflicts: [],
  imported: [],
  notes: [],
};

let dataFolder = "";
let store: OpenedStore;
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-held-"));
  const opened = await openUtilityStore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
  if (!opened.ok) throw new Error(opened.error.kind);
  store = opened.value;
});
afterEach(async () => {
  await store.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

it("are those of a held point, exchanged ones too, and stay held when the point is taken away", async () => {
  const segment = { pointId: "p1", type: "MULTICAL 403", startValues: [], endValues: [] };
  await store.points.save(
    [POINT],
    [
      { ...segment, meter: FIRST, mountedAtMs: 1, removedAtMs: 5 },
      { ...segment, meter: SECOND, mountedAtMs: 5 },
    ],
  );
  const by = { id: "anna", name: "Anna", address: "", computer: "" };
  const note = { atMs: 9, event: "hold.placed", by, target: { kind: "point", id: "p1", name: "0001" } };
  await store.retention.hold({ id: "h1", pointId: "p1", reason: "Dispute", by: "Anna", atMs: 9 }, note);
  expect((await heldMeters(store)).toSorted()).toEqual([FIRST, SECOND]);
  await store.rooms.commit({
    ...NOTHING,
    gonePoints: [{ room: "town/north/points/1", pointId: "p1", atMs: 10 }],
  });
  expect(await store.points.segments("p1")).toEqual([]);
  expect((await heldMeters(store)).toSorted()).toEqual([FIRST, SECOND]);
  await store.retention.release("h1", { ...note, event: "hold.released" });
  expect(await heldMeters(store)).toEqual([]);
});

it("what was billed is kept wherever the meter hung: by the latest lock of those areas, the utility's at least", async () => {
  const segment = { type: "MULTICAL 403", startValues: [], endValues: [] };
  await store.points.save(
    [POINT, { ...POINT, id: "p2", area: "south" }],
    [
      { ...segment, pointId: "p1", meter: FIRST, mountedAtMs: 1, removedAtMs: 5 },
      { ...segment, pointId: "p2", meter: FIRST, mountedAtMs: 5 },
      { ...segment, pointId: "p2", meter: SECOND, mountedAtMs: 1, removedAtMs: 5 },
    ],
  );
  const note = { atMs: 9, event: "period.locked", by: { name: "Anna", address: "", computer: "" } };
  const lock = (beforeMs: number, area?: string) =>
    store.review.lock({ beforeMs, ...(area === undefined ? {} : { area }), reason: "" }, note);
  const locked = async (meter: MeterKey) => (await keptFromRemoval(store, meter)).lockedBeforeMs;
  await lock(100);
  await lock(300, "north");
  await lock(50, "south");
  expect([await locked(FIRST), await locked(SECOND)]).toEqual([300, 100]);
  // Its readings of then are still billed when the point is taken away.
  await store.rooms.commit({
    ...NOTHING,
    gonePoints: [{ room: "town/north/points/1", pointId: "p1", atMs: 10 }],
  });
  expect(await locked(FIRST)).toBe(300);
  await lock(0, "north");
  expect(await locked(FIRST)).toBe(100);
});
