import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import { removePoint } from "../../shared/rooms/overlay.ts";
import { type PointRecord, recordOf, segmentField } from "../../shared/rooms/point-record.ts";
import { encodeSegment } from "../../shared/rooms/record-codec.ts";
import { type OpenedStore, openUtilityStore } from "../store/open-utility-store.ts";
import { judgeBilled } from "./judge-billed.ts";
import { MeterClaims } from "./meter-claims.ts";
import { PriorityPlaces } from "./priority-places.ts";
import { Relay } from "./relay.ts";
import { RELAY_LIMITS } from "./relay-options.ts";
import type { Trial } from "./room-document.ts";
import { allowByRights } from "./room-user.ts";
import { changePoint, importPoints } from "./write-points.ts";

/** Points of an area whose bills are written, whichever way somebody comes to change them. */
const system = { name: "import", address: "", computer: "" };
const LOCK = Date.UTC(2026, 9, 31, 23);
const SEGMENT = {
  pointId: "p-1",
  meter: "KAM-90000001-34-04" as MeterKey,
  type: "MULTICAL 403",
  mountedAtMs: Date.UTC(2026, 0, 1),
  startValues: [],
  endValues: [],
};

let dataFolder = "";
let store: OpenedStore;
let relay: Relay;
beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "rounds-billed-"));
  const opened = await openUtilityStore({ dataFolder, utility: "town", masterKey: new Uint8Array(32) });
  if (!opened.ok) throw new Error(opened.error.kind);
  store = opened.value;
  relay = new Relay({
    utility: "town",
    store: store.rooms,
    allow: allowByRights,
    limits: RELAY_LIMITS,
    nowMs: () => 1_000_000,
    locks: () => store.review.locks(),
    mountings: async () => [],
    claims: new MeterClaims(),
    priority: new PriorityPlaces({ isPriority: () => false, countPriority: () => 0 }),
    report: () => undefined,
    onPoints: () => undefined,
  });
});
afterEach(async () => {
  await relay.close();
  await store.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const lock = (beforeMs: number, area: string, reason = "") =>
  store.review.lock({ beforeMs, area, reason }, { atMs: 1, event: "period.locked", by: system });
const SHARD = { utility: "town", kind: "points" as const, area: "north", id: "1" };

describe("what was billed in an area", () => {
  const billed = (more: Partial<PointRecord> = {}): PointRecord => ({
    ...recordOf(
      {
        ...{
          id: "p-1",
          number: "1",
          address: "Havnegade 1",
          postalCode: "8000",
          city: "Aarhus",
          area: "north",
        },
        ...{ medium: "heat", intervalMinutes: 60, customerNumber: "1", customerName: "Ada" },
      },
      [SEGMENT],
    ),
    ...more,
  });
  const imported = (records: readonly PointRecord[]) =>
    importPoints(relay, { source: "billing", records, by: system });
  const stands = async () => (await store.points.list()).find(({ id }) => id === "p-1");

  it("an import does not say otherwise: all else of it is taken, and a person sees what was said", async () => {
    await imported([billed()]);
    await lock(LOCK, "north");
    const removed = { ...SEGMENT, removedAtMs: LOCK - 1 };
    await imported([billed({ customerName: "Eve", city: "Randers", segments: [removed] })]);
    expect(await stands()).toMatchObject({ city: "Randers", customerName: "Ada" });
    expect((await store.points.segments("p-1"))[0]?.removedAtMs).toBeUndefined();
    const found = await store.rooms.conflicts(100);
    expect(
      found.map(({ key, other, otherBy }) => [key.split("/")[1]?.split(":")[0], other, otherBy]),
    ).toEqual(expect.arrayContaining([["customerName", "Eve", "billing"]]));
    expect(found.map(({ key }) => key.split("/")[1]?.split(":")[0]).toSorted()).toEqual([
      "customerName",
      "segment",
    ]);
    // The same file again says nothing new; an end after the lock changes no bill.
    const later = { ...SEGMENT, removedAtMs: LOCK + 1 };
    await imported([billed({ customerName: "Eve", city: "Randers", segments: [removed] })]);
    expect(await store.rooms.conflicts(100)).toHaveLength(2);
    await imported([billed({ customerName: "Eve", city: "Randers", segments: [later] })]);
    expect((await store.points.segments("p-1"))[0]?.removedAtMs).toBe(LOCK + 1);
  });

  it("is spelled otherwise only as far as from the name that was billed, in however many steps and locks", async () => {
    await imported([billed({ customerName: "Lise Holm" })]);
    await lock(LOCK, "north");
    const called = async (customerName: string) => {
      const said = await changePoint(relay, "p-1", { fields: { customerName }, by: system });
      return said.ok ? (await stands())?.customerName : said.error;
    };
    // Two letters of eight may be others.
    expect(await called("Lisa Holm")).toBe("Lisa Holm");
    expect(await called("Lisa Halm")).toBe("Lisa Halm");
    // One from what stands, three from what was billed.
    expect(await called("Lisa Halt")).toBe("period.locked");
    await imported([billed({ customerName: "Lisa Halt" })]);
    expect((await stands())?.customerName).toBe("Lisa Halm");
    // A later month is billed to the same customer: what the first bill says is still what it is held against.
    await lock(LOCK + 1, "north");
    expect(await called("Lisa Halt")).toBe("period.locked");
    expect(await called("Lise Holm")).toBe("Lise Holm");
    // Opened, nobody was billed; who is listed when it is locked again is.
    await lock(0, "north", "The wrong customer was billed");
    expect(await called("Karl Toft")).toBe("Karl Toft");
    await lock(LOCK, "north");
    expect(await called("Carl Toft")).toBe("Carl Toft");
    expect(await called("Lise Holm")).toBe("period.locked");
  });

  it("nor is it opened by moving the point to an area that is locked less far", async () => {
    await imported([billed()]);
    await lock(LOCK, "north");
    await imported([billed({ area: "south" })]);
    expect((await stands())?.area).toBe("north");
    await lock(LOCK, "south");
    await imported([billed({ area: "south" })]);
    expect((await stands())?.area).toBe("south");
  });

  it("the server's own changes leave alone as well; those of other areas and later days are free", async () => {
    await imported([billed()]);
    await lock(LOCK, "north");
    const removedAt = (removedAtMs: number) =>
      changePoint(relay, "p-1", {
        fields: { [segmentField(SEGMENT)]: encodeSegment({ ...SEGMENT, removedAtMs }) },
        by: system,
      });
    expect(await removedAt(LOCK - 1)).toEqual({ ok: false, error: "period.locked" });
    expect(await removedAt(LOCK + 1)).toMatchObject({ ok: true });
    await lock(0, "north", "The wrong month was billed");
    await lock(LOCK, "south");
    expect(await removedAt(LOCK - 1)).toMatchObject({ ok: true });
  });

  it("is not taken away with its point; one that was never billed is", async () => {
    const late = {
      ...SEGMENT,
      pointId: "p-2",
      meter: "KAM-90000002-34-04" as MeterKey,
      mountedAtMs: LOCK + 1,
    };
    const nobody = { customerNumber: "", customerName: "" };
    await imported([billed(nobody), billed({ ...nobody, id: "p-2", segments: [late] })]);
    const judged = (id: string) =>
      relay.use(SHARD, (room) =>
        room.exclusive(() => {
          const key = `${id}/gone`;
          removePoint(room.doc, id, { by: "anna", atMs: 5 });
          const changes = [{ part: "edits", key, before: undefined, after: true }];
          return judgeBilled(room.doc, { step: { changes } } as unknown as Trial, {
            changes,
            lockedBeforeMs: LOCK,
            names: new Map(),
          });
        }),
      );
    expect(await judged("p-1")).toMatchObject([{ key: "p-1/gone", reason: "period-locked" }]);
    expect(await judged("p-2")).toEqual([]);
  });
});
