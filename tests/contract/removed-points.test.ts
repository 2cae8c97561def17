import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eraseRemoved } from "../../server/jobs/erase-removed.ts";
import { RetentionJob } from "../../server/jobs/run-retention.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type {
  WireErasure,
  WireErasurePreview,
  WireRemovedPoints,
  WireRetention,
} from "../../shared/model/wire-retention.ts";
import { recordOf } from "../../shared/rooms/point-record.ts";
import {
  addPerson,
  addPoint,
  openPeopleServer,
  PASSWORD,
  type PeopleServer,
  T0,
} from "../support/people-server.ts";
import { signIn } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** A point was taken away: its readings stay for a stated time, or until an administrator erases them. */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAY = Date.UTC(2026, 4, 1);
/** Hourly readings of each meter in May 2026; `addPoint` gives 25 more. */
const HOURS = 100;
const ROOM = "town/North/points/1";
const NOTHING = { writes: [], points: [], values: [], conflicts: [], imported: [], notes: [] };

let server: PeopleServer;
let ada: TestBrowser;
let otto: TestBrowser;
const meters: MeterKey[] = [];
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "ada", role: "administrator", password: PASSWORD });
  await addPerson(server, server.town, { user: "otto", role: "superuser", password: PASSWORD });
  for (const n of [1, 2, 3, 4, 5]) {
    const meter = await addPoint(server.town, {
      ...{ id: `p${n}`, area: "North", address: `North ${n}`, serial: `8000000${n}` },
    });
    meters.push(meter);
    await server.town.store.readings.importMonths(
      toMonthColumns(
        Array.from({ length: HOURS }, (_, hour) => ({
          ...{ meter, atMs: MAY + hour * HOUR_MS, status: [], marks: [] },
          values: [{ register: "E1" as const, unit: "kWh" as const, value: { digits: hour, exponent: 0 } }],
          ...{ source: "import" as const, receiver: "history" },
        })),
      ),
    );
  }
  [ada, otto] = [await signIn(server, "ada"), await signIn(server, "otto")];
});
afterAll(() => server.close());

const leftOf = async (meter: MeterKey): Promise<number> =>
  (await server.town.store.readings.columns(meter, 0, Date.UTC(2100, 0, 1))).flatMap((month) =>
    readingsOf(month),
  ).length;
const readingsLeft = (n: number): Promise<number> => leftOf(meters[n - 1] ?? ("" as MeterKey));

/** As the relay takes a point away. */
async function remove(pointId: string): Promise<void> {
  const { store, points } = server.town;
  await store.rooms.commit({
    ...NOTHING,
    gonePoints: [{ room: ROOM, pointId, atMs: server.clock.nowMs }],
  });
  points.removePoints([pointId]);
}

const removedNow = () => ada.json<WireRemovedPoints>("GET", "/api/v1/removed-points");
const settings = { fullMonths: 24, years: 5, journalDays: 35, removedDays: 30, photoYears: 3 };

describe("a point that was taken away", () => {
  it("keeps its readings, is named with the day they go, and comes back with all of them", async () => {
    expect(await removedNow()).toEqual({ total: 0, points: [] });
    const before = await readingsLeft(1);
    const { points } = server.town.store;
    const point = server.town.points.find("p1")?.point;
    if (!point) throw new Error("no point");
    const record = recordOf(point, await points.segments("p1"));
    await remove("p1");
    const removed = { id: "p1", number: "no-p1", removedAtMs: server.clock.nowMs, isHeld: false };
    expect(await removedNow()).toEqual({ total: 1, points: [removed] });
    expect(await readingsLeft(1)).toBe(before);
    // As undo writes it again.
    await server.town.store.rooms.commit({
      ...NOTHING,
      gonePoints: [],
      points: [{ room: ROOM, record, baseConflicts: [] }],
    });
    expect(await removedNow()).toEqual({ total: 0, points: [] });
    expect(await readingsLeft(1)).toBe(before);
  });

  it("is erased by an administrator only, after a look, and leaves other meters alone", async () => {
    await remove("p2");
    const [left2, left3] = [await readingsLeft(2), await readingsLeft(3)];
    const ids = { ids: ["p2"] };
    expect(await otto.code("POST", "/api/v1/removed-points/erase", ids)).toBe("access.denied");
    expect(await ada.code("POST", "/api/v1/removed-points/erase", ids)).toBe("erasure.preview-needed");
    const preview = await ada.json<WireErasurePreview>("POST", "/api/v1/removed-points/preview", ids);
    expect(preview).toEqual({ points: 1, readings: left2, billed: 0, held: 0 });
    expect(await readingsLeft(2)).toBe(left2);
    const done = await ada.json<WireErasure>("POST", "/api/v1/removed-points/erase", ids);
    expect(done).toEqual({ total: 0, points: [], readings: left2 });
    expect([await readingsLeft(2), await readingsLeft(3)]).toEqual([0, left3]);
    const { entries } = await ada.json<{ entries: { event: string; by: { name: string } }[] }>(
      "GET",
      "/api/v1/audit?from=0",
    );
    expect(entries[0]?.event).toBe("removed-points.erased");
    // What is seen once is good for one time.
    expect(await ada.code("POST", "/api/v1/removed-points/erase", ids)).toBe("point.not-found");
  });

  it("stays while it is held, and what was billed stays too", async () => {
    const hold = { point: "no-p3", reason: "Dispute" };
    const { holds } = await otto.json<WireRetention>("POST", "/api/v1/holds", hold);
    const left = await readingsLeft(3);
    await remove("p3");
    expect((await removedNow()).points).toMatchObject([{ id: "p3", isHeld: true }]);
    const ids = { ids: ["p3"] };
    expect(await ada.json("POST", "/api/v1/removed-points/preview", ids)).toEqual({
      ...{ points: 0, readings: 0, billed: 0, held: 1 },
    });
    await ada.json("POST", "/api/v1/removed-points/erase", ids);
    expect(await readingsLeft(3)).toBe(left);
    await server.town.store.retention.release(holds[0]?.id ?? "", {
      ...{ atMs: server.clock.nowMs, event: "hold.released", by: { name: "ada", address: "", computer: "" } },
    });
    // Billed up to the 40th hour of May: the forty before it stay, and the one at that moment, which is the bill's end.
    const lockedBeforeMs = MAY + 40 * HOUR_MS;
    await ada.json("PUT", "/api/v1/period-lock", { lockedBeforeMs, reason: "Billed" });
    expect(await ada.json("POST", "/api/v1/removed-points/preview", ids)).toEqual({
      ...{ points: 0, readings: left - 41, billed: 41, held: 0 },
    });
    await ada.json("POST", "/api/v1/removed-points/erase", ids);
    expect(await readingsLeft(3)).toBe(41);
    // It is still named, for what is left of it.
    expect((await removedNow()).points).toMatchObject([{ id: "p3", isHeld: false }]);
    await ada.json("PUT", "/api/v1/period-lock", { lockedBeforeMs: 0, reason: "Test" });
  });

  it("leaves the readings of a meter that went on to another point, also where that one was taken away too", async () => {
    const { points } = server.town.store;
    const base = (await points.list()).find(({ id }) => id === "p5");
    const meter = meters[4];
    if (!base || !meter) throw new Error("no point");
    const movedAtMs = MAY + 40 * HOUR_MS;
    const hung = { meter, type: "MULTICAL 403", startValues: [], endValues: [] };
    await server.town.points.savePoints(
      [{ ...base, id: "p6", number: "no-p6" }],
      [
        { ...hung, pointId: "p5", mountedAtMs: 0, removedAtMs: movedAtMs - 1 },
        { ...hung, pointId: "p6", mountedAtMs: movedAtMs },
      ],
    );
    await server.town.points.load();
    const left = await readingsLeft(5);
    await remove("p5");
    await remove("p6");
    const both = { ids: ["p5", "p6"] };
    expect(await ada.json("POST", "/api/v1/removed-points/preview", both)).toEqual({
      ...{ points: 2, readings: left, billed: 0, held: 0 },
    });
    const first = { ids: ["p5"] };
    expect(await ada.json("POST", "/api/v1/removed-points/preview", first)).toMatchObject({ readings: 40 });
    await ada.json("POST", "/api/v1/removed-points/erase", first);
    expect(await readingsLeft(5)).toBe(left - 40);
    await ada.json("POST", "/api/v1/removed-points/preview", { ids: ["p6"] });
    await ada.json("POST", "/api/v1/removed-points/erase", { ids: ["p6"] });
    expect(await readingsLeft(5)).toBe(0);
  });

  it("keeps what was billed in either area of a meter that hung in two, when both points are erased at once", async () => {
    const { points } = server.town.store;
    const base = (await points.list()).find(({ id }) => id === "p4");
    const meter = await addPoint(server.town, {
      ...{ id: "p7", area: "East", address: "East 7", serial: "80000007" },
    });
    if (!base) throw new Error("no point");
    const movedAtMs = T0 + 10 * HOUR_MS;
    const hung = { meter, type: "MULTICAL 403", startValues: [], endValues: [] };
    await server.town.points.savePoints(
      [{ ...base, id: "p8", number: "no-p8", area: "North" }],
      [
        { ...hung, pointId: "p7", mountedAtMs: 0, removedAtMs: movedAtMs - 1 },
        { ...hung, pointId: "p8", mountedAtMs: movedAtMs },
      ],
    );
    await server.town.points.load();
    // In the north twenty of the 25 hours from T0 are billed, and the next one ends the bill; in the east nothing is.
    const lock = { area: "North", lockedBeforeMs: T0 + 20 * HOUR_MS, reason: "Billed" };
    await ada.json("PUT", "/api/v1/period-lock", lock);
    await remove("p7");
    await remove("p8");
    const both = { ids: ["p7", "p8"] };
    const preview = await ada.json<WireErasurePreview>("POST", "/api/v1/removed-points/preview", both);
    expect(preview).toMatchObject({ points: 0, readings: 4, billed: 21 });
    await ada.json("POST", "/api/v1/removed-points/erase", both);
    expect(await leftOf(meter)).toBe(21);
    // Both are still named: the one in the east alone does not know of the lock.
    await ada.json("POST", "/api/v1/removed-points/preview", { ids: ["p7"] });
    await ada.json("POST", "/api/v1/removed-points/erase", { ids: ["p7"] });
    expect(await leftOf(meter)).toBe(21);
    await ada.json("PUT", "/api/v1/period-lock", { area: "North", lockedBeforeMs: 0, reason: "Test" });
    await ada.json("POST", "/api/v1/removed-points/preview", both);
    await ada.json("POST", "/api/v1/removed-points/erase", both);
    expect(await leftOf(meter)).toBe(0);
  });

  it("that comes back while others are erased keeps its readings", async () => {
    const { store } = server.town;
    const own = async (n: number) =>
      addPoint(server.town, { id: `p${n}`, area: "North", address: `North ${n}`, serial: `800000${n}` });
    const [, second] = [await own(10), await own(11)];
    const point = server.town.points.find("p11")?.point;
    if (!point) throw new Error("no point");
    const record = recordOf(point, await store.points.segments("p11"));
    await remove("p10");
    await remove("p11");
    const comesBack = () =>
      store.rooms.commit({ ...NOTHING, gonePoints: [], points: [{ room: ROOM, record, baseConflicts: [] }] });
    const readings = new Proxy(store.readings, {
      get: (target, name) => {
        const work: unknown = Reflect.get(target, name);
        if (typeof work !== "function") return work;
        if (name !== "removeSpan") return work.bind(target);
        // Somebody undoes the second one's removal while the first one goes.
        return async (span: unknown) => {
          await comesBack();
          return work.call(target, span);
        };
      },
    });
    const both = (await store.retention.removedPoints()).filter(({ id }) => id === "p10" || id === "p11");
    const done = await eraseRemoved({ ...store, readings }, both);
    expect(done).toMatchObject({ erased: ["p10"], readings: 25 });
    expect(await leftOf(second)).toBe(25);
    await store.retention.forgetRemoved(done.erased, {
      ...{
        atMs: server.clock.nowMs,
        event: "removed-points.erased",
        by: { name: "", address: "", computer: "" },
      },
    });
  });

  it("can be held after it is gone, by its number, and says which one it was", async () => {
    expect(await otto.code("POST", "/api/v1/holds", { point: "no-p9", reason: "Dispute" })).toBe(
      "point.not-found",
    );
    const hold = { point: "no-p3", reason: "Late dispute" };
    const { holds } = await otto.json<WireRetention>("POST", "/api/v1/holds", hold);
    expect(holds).toMatchObject([{ pointId: "p3", pointNumber: "no-p3", reason: "Late dispute" }]);
    expect((await removedNow()).points).toMatchObject([{ id: "p3", isHeld: true }]);
    const ids = { ids: ["p3"] };
    expect(await ada.json("POST", "/api/v1/removed-points/preview", ids)).toMatchObject({
      readings: 0,
      held: 1,
    });
    await otto.json("DELETE", `/api/v1/holds/${holds[0]?.id}`);
    expect((await removedNow()).points).toMatchObject([{ id: "p3", isHeld: false }]);
  });

  it("can be held by whoever sees it, also where a removed point elsewhere had the same number", async () => {
    await addPerson(server, server.town, {
      ...{ user: "wim", role: "superuser" as const, password: PASSWORD, areas: ["West"] },
    });
    const wim = await signIn(server, "wim");
    for (const [id, area, serial] of [
      ["p20", "East", "80000020"],
      ["p21", "West", "80000021"],
    ] as const) {
      await addPoint(server.town, { id, area, address: `${area} 1`, serial });
      const point = server.town.points.find(id)?.point;
      if (point) await server.town.points.savePoints([{ ...point, number: "no-20" }], []);
      await remove(id);
    }
    const { holds } = await wim.json<WireRetention>("POST", "/api/v1/holds", {
      point: "no-20",
      reason: "Why",
    });
    const placed = (await server.town.store.retention.holds()).filter(({ reason }) => reason === "Why");
    expect(placed.map(({ pointId }) => pointId)).toEqual(["p21"]);
    expect(holds).toMatchObject([{ pointId: "p21" }]);
    await otto.json("DELETE", `/api/v1/holds/${placed[0]?.id}`);
    for (const ids of [["p20"], ["p21"]]) {
      await ada.json("POST", "/api/v1/removed-points/preview", { ids });
      await ada.json("POST", "/api/v1/removed-points/erase", { ids });
    }
  });

  it.each([
    [{}, "request.invalid"],
    [{ ids: [] }, "request.invalid"],
    [{ ids: [7] }, "request.invalid"],
    [{ ids: "p4" }, "request.invalid"],
    [{ ids: ["p9"] }, "point.not-found"],
  ])("refuses %j", async (body, code) => {
    expect(await ada.code("POST", "/api/v1/removed-points/preview", body)).toBe(code);
  });

  it("is erased by retention when its days are over, not before", async () => {
    await remove("p4");
    const left = await readingsLeft(4);
    await ada.json("POST", "/api/v1/retention/preview", settings);
    await ada.json("PUT", "/api/v1/retention", { ...settings, isOn: true });
    const erasedAtMs = server.clock.nowMs + 30 * DAY_MS;
    expect((await removedNow()).points).toMatchObject([{ id: "p3" }, { id: "p4", erasedAtMs }]);
    const job = () =>
      new RetentionJob(server.town, {
        nowMs: () => server.clock.nowMs,
        report: (text) => server.reported.push(text),
      });
    server.clock.nowMs += 29 * DAY_MS;
    expect(await job().look()).toBe(true);
    expect(await readingsLeft(4)).toBe(left);
    server.clock.nowMs += 2 * DAY_MS;
    expect(await job().look()).toBe(true);
    expect(await readingsLeft(4)).toBe(0);
    // The month that passed ended her session.
    ada = await signIn(server, "ada");
    expect(await removedNow()).toEqual({ total: 0, points: [] });
  });
});
