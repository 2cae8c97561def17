import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RetentionJob } from "../../server/jobs/run-retention.ts";
import { readingsOf, toMonthColumns } from "../../shared/blocks/month-readings.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { WireRetention, WireRetentionPreview } from "../../shared/model/wire-retention.ts";
import {
  addPerson,
  addPoint,
  openPeopleServer,
  PASSWORD,
  type PeopleServer,
} from "../support/people-server.ts";
import { signIn } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** How long readings are kept, from the switch to the readings that are gone. The clock stands at November 2026. */
const HOUR_MS = 3_600_000;
const POLICY = { fullMonths: 13, years: 5, journalDays: 35, removedDays: 90, photoYears: 3 };
let server: PeopleServer;
let meters: MeterKey[];
let ada: TestBrowser;
let otto: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "ada", role: "administrator", password: PASSWORD });
  await addPerson(server, server.town, { user: "otto", role: "superuser", password: PASSWORD });
  meters = [
    await addPoint(server.town, { id: "p1", area: "North", address: "North 1", serial: "80000001" }),
    await addPoint(server.town, { id: "p2", area: "North", address: "North 2", serial: "80000002" }),
  ];
  // June 2020, past all limits: 720 hours each. March 2025, to be thinned to one a day: 744 hours.
  for (const meter of meters) {
    await server.town.store.readings.importMonths(
      [...hourly(meter, Date.UTC(2020, 5, 1), 720), ...hourly(meter, Date.UTC(2025, 2, 1), 744)].flat(),
    );
  }
  for (const [pointId, hash] of PHOTOS)
    await server.town.store.visits.addPhoto(pointId, { hash, bytes: Uint8Array.of(0xff, 0xd8, 0xff) });
  for (const [n, [pointId, photo, day]] of VISITS.entries()) await addVisit(`v${n}`, { pointId, photo, day });
  [ada, otto] = [await signIn(server, "ada"), await signIn(server, "otto")];
});
afterAll(() => server.close());

/** One that shows an old visit, one that shows an old and a new one, one of a new visit, one of no visit yet; one that is held. */
const PHOTOS = [
  ["p1", "old"],
  ["p1", "both"],
  ["p1", "new"],
  ["p1", "none"],
  ["p2", "old"],
] as const;
const VISITS = [
  ["p1", "old", "2023-10-31"],
  ["p1", "both", "2023-10-31"],
  ["p1", "both", "2026-10-31"],
  ["p1", "new", "2023-11-02"],
  ["p2", "old", "2023-10-31"],
] as const;

async function addVisit(
  id: string,
  { pointId, photo, day }: { readonly pointId: string; readonly photo: string; readonly day: string },
): Promise<void> {
  const atMs = Date.parse(day);
  const by = { name: "Bent", address: "", computer: "" };
  await server.town.store.visits.add(
    {
      ...{ id, pointId, meter: "KAM-80000001-34-04", atMs, outcome: "no-access", values: [], doubts: [] },
      ...{ note: "Dog", photo, by: "Bent", receivedAtMs: atMs },
    },
    { atMs, event: "visit.received", by },
  );
}

const hasPhoto = (pointId: string, hash: string) => server.town.store.visits.hasPhoto(pointId, hash);

const hourly = (meter: MeterKey, fromMs: number, hours: number) =>
  toMonthColumns(
    Array.from({ length: hours }, (_, hour) => ({
      meter,
      atMs: fromMs + hour * HOUR_MS,
      values: [{ register: "E1" as const, unit: "kWh" as const, value: { digits: hour, exponent: 0 } }],
      status: [],
      marks: [],
      source: "import" as const,
      receiver: "history",
    })),
  );

const rowsIn = async (meter: MeterKey | undefined, year: number): Promise<number> =>
  (
    await server.town.store.readings.columns(
      meter ?? ("" as MeterKey),
      Date.UTC(year, 0, 1),
      Date.UTC(year + 1, 0, 1),
    )
  ).flatMap((month) => readingsOf(month)).length;

const job = () =>
  new RetentionJob(server.town, {
    nowMs: () => server.clock.nowMs,
    report: (text) => server.reported.push(text),
  });

describe("retention", () => {
  it("is off at first, and nothing goes", async () => {
    const { settings } = await ada.json<WireRetention>("GET", "/api/v1/retention");
    expect(settings).toEqual({ isOn: false, ...POLICY });
    const daily = job();
    expect(await daily.look()).toBe(false);
    expect([await rowsIn(meters[0], 2020), await rowsIn(meters[0], 2025)]).toEqual([720, 744]);
  });

  it("is switched on by an administrator only, and only after a look at what would go", async () => {
    expect(await otto.code("PUT", "/api/v1/retention", { ...POLICY, isOn: true })).toBe("access.denied");
    expect(await ada.code("PUT", "/api/v1/retention", { ...POLICY, isOn: true })).toBe(
      "retention.preview-needed",
    );
    const held = { point: "no-p2", reason: "Dispute about 2020" };
    const { holds } = await otto.json<WireRetention>("POST", "/api/v1/holds", held);
    expect(holds).toMatchObject([
      { pointId: "p2", pointNumber: "no-p2", reason: held.reason, by: "Name of otto" },
    ]);
    const preview = await ada.json<WireRetentionPreview>("POST", "/api/v1/retention/preview", POLICY);
    // p2 is held. Of p1's March 31 days' first readings stay, and the UTC month's first two and last two.
    expect(preview).toEqual({ deleted: 720, thinned: 744 - 35, erased: 0, photos: 1 });
    const other = { ...POLICY, fullMonths: 1, isOn: true };
    expect(await ada.code("PUT", "/api/v1/retention", other)).toBe("retention.preview-needed");
    const saved = await ada.json<WireRetention>("PUT", "/api/v1/retention", { ...POLICY, isOn: true });
    expect(saved.settings).toEqual({ ...POLICY, isOn: true });
  });

  it("takes nothing by a clock of 2099 that was never right, where readings came by it before the first run", async () => {
    const { nowMs } = server.clock;
    server.clock.nowMs = Date.UTC(2099, 0, 1);
    await server.town.store.readings.importMonths(
      hourly(meters[1] ?? ("" as MeterKey), server.clock.nowMs - 24 * HOUR_MS, 24),
    );
    expect(await job().look()).toBe(true);
    expect(await server.town.store.retention.lastRun()).toMatchObject({ failure: "clock-ahead", deleted: 0 });
    expect([await rowsIn(meters[0], 2020), await rowsIn(meters[0], 2025)]).toEqual([720, 744]);
    server.clock.nowMs = nowMs;
  });

  it("then runs once a day, leaves held points alone, and writes down what it did", async () => {
    const daily = job();
    expect(await daily.look()).toBe(true);
    expect(await daily.look()).toBe(false);
    // Midnights of Denmark: 31 of them, one of which is the last but one of the UTC month, its first two and its last.
    expect([await rowsIn(meters[0], 2020), await rowsIn(meters[0], 2025)]).toEqual([0, 34]);
    expect([await rowsIn(meters[1], 2020), await rowsIn(meters[1], 2025)]).toEqual([720, 744]);
    const { lastRun, holds } = await ada.json<WireRetention>("GET", "/api/v1/retention");
    expect(lastRun).toMatchObject({ deleted: 720, thinned: 710, photos: 1 });
    // Only the photo that shows nothing but an old visit is gone; what was found then is not.
    expect(await Promise.all(PHOTOS.map(([point, hash]) => hasPhoto(point, hash)))).toEqual([
      ...[false, true, true, true, true],
    ]);
    expect(await server.town.store.visits.list("p1")).toHaveLength(4);
    const { entries } = await ada.json<{ entries: { event: string }[] }>("GET", "/api/v1/audit?from=0");
    expect(entries.map(({ event }) => event).slice(0, 4)).toEqual([
      "retention.ran",
      "retention.ran",
      "retention.changed",
      "hold.placed",
    ]);
    await otto.json("DELETE", `/api/v1/holds/${holds[0]?.id}`);
    expect(await otto.code("DELETE", `/api/v1/holds/${holds[0]?.id}`)).toBe("hold.not-found");
    server.clock.nowMs += 25 * HOUR_MS;
    const tomorrow = job();
    await tomorrow.look();
    expect(await rowsIn(meters[1], 2020)).toBe(0);
    // Its hold was released: the photo goes with it.
    expect(await hasPhoto("p2", "old")).toBe(false);
  });

  it("takes nothing by a clock that is decades ahead, says so, and goes on once it is put right", async () => {
    const { nowMs } = server.clock;
    const before = [await rowsIn(meters[0], 2025), await rowsIn(meters[0], 2026)];
    expect(before).toEqual([34, 25]);
    server.clock.nowMs = Date.UTC(2099, 0, 1);
    // A second day by that clock is no witness of it.
    for (let day = 0; day < 3; day++) {
      expect(await job().look()).toBe(true);
      server.clock.nowMs += 25 * HOUR_MS;
    }
    const { retention } = server.town.store;
    expect(await retention.lastRun()).toMatchObject({ failure: "clock-ahead", thinned: 0, deleted: 0 });
    expect([await rowsIn(meters[0], 2025), await rowsIn(meters[0], 2026)]).toEqual(before);
    server.clock.nowMs = nowMs;
    expect(await job().look()).toBe(true);
    const { failure, atMs } = (await retention.lastRun()) ?? {};
    expect({ failure, atMs }).toEqual({ failure: undefined, atMs: nowMs });
    expect(await retention.deletedBeforeMs()).toBe(Date.UTC(2021, 9, 1));
  });

  it("takes nothing either once something was heard by that clock, whether before or after it was found to be ahead", async () => {
    const { nowMs } = server.clock;
    const rows = async () => [await rowsIn(meters[0], 2025), await rowsIn(meters[0], 2026)];
    const before = await rows();
    // A gateway on the same machine goes by the same clock: 24 readings of a day of 2099.
    const heard = (atMs: number) =>
      server.town.store.readings.importMonths(hourly(meters[0] ?? ("" as MeterKey), atMs, 24));
    for (let day = 0; day < 3; day++) {
      server.clock.nowMs = Date.UTC(2099, 0, 2 + 2 * day);
      await heard(server.clock.nowMs - 24 * HOUR_MS);
      expect(await job().look()).toBe(true);
      expect(await server.town.store.retention.lastRun()).toMatchObject({ failure: "clock-ahead" });
      expect(await rows()).toEqual(before);
    }
    server.clock.nowMs = nowMs;
    expect(await job().look()).toBe(true);
    expect((await server.town.store.retention.lastRun())?.failure).toBeUndefined();
    expect(await rows()).toEqual(before);
  });

  it("goes on by itself where it was the server that stood still for long: after thirty days of the same clock", async () => {
    const { nowMs } = server.clock;
    const stillMs = 500 * 24 * HOUR_MS;
    const failureAfter = async (days: number) => {
      server.clock.nowMs = nowMs + stillMs + days * 24 * HOUR_MS;
      await server.town.store.readings.importMonths(
        hourly(meters[0] ?? ("" as MeterKey), server.clock.nowMs - 24 * HOUR_MS, 24),
      );
      expect(await job().look()).toBe(true);
      return (await server.town.store.retention.lastRun())?.failure;
    };
    const told = [];
    for (const days of [0, 15, 29, 30, 31]) told.push(await failureAfter(days));
    expect(told).toEqual(["clock-ahead", "clock-ahead", "clock-ahead", undefined, undefined]);
    server.clock.nowMs = nowMs;
  });

  it.each([
    [{ ...POLICY, fullMonths: 0 }, "fullMonths"],
    [{ ...POLICY, years: 1, fullMonths: 13 }, "years"],
    [{ ...POLICY, journalDays: 1.5 }, "journalDays"],
    [{ ...POLICY, photoYears: 0 }, "photoYears"],
  ])("refuses numbers that make no rule: %j", async (body, field) => {
    const answer = await ada.request("POST", "/api/v1/retention/preview", body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "request.invalid", details: { field } } });
  });

  it("holds nothing for a point that is not there", async () => {
    expect(await otto.code("POST", "/api/v1/holds", { point: "no-p9", reason: "x" })).toBe("point.not-found");
  });
});
