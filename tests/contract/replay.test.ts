import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { WireRedecodingNow } from "../../shared/model/wire-redecode.ts";
import type {
  WireReplayedMeter,
  WireReplayRoundStep,
  WireReplayStep,
} from "../../shared/model/wire-replay.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import {
  addPerson,
  addPoint,
  openPeopleServer,
  PASSWORD,
  type PeopleServer,
  T0,
} from "../support/people-server.ts";
import { signIn } from "../support/signed-in.ts";
import { batch } from "../support/store-under-test.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/**
 * A recorded drive at a desk. The telegram is the published synthetic MULTICAL 403 (fact sheet, 3.4): number 90000001,
 * E1 12345 kWh. What a wrong driver made of it is put into the store by hand: a tenth of that.
 */
const HOUR_MS = 3_600_000;
const RAW = vectors["403.full.telegram(no dll crc)"];
/** The same under a number that hangs at no point, and under one whose key opens something else. */
const STRANGER = RAW.replace("01000090", "09000090");
const SHUT = RAW.replace("01000090", "02000090");
const hourly = (n: number): number => T0 + 48 * HOUR_MS + n * HOUR_MS;

let server: PeopleServer;
let ada: TestBrowser;
let meter: MeterKey;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "ada", role: "administrator", password: PASSWORD });
  await addPerson(server, server.town, { user: "nora", role: "user", password: PASSWORD });
  const where = { area: "North", address: "Engvej 1" };
  meter = await addPoint(server.town, { id: "p1", serial: "90000001", ...where });
  await addPoint(server.town, { id: "p2", serial: "90000002", ...where });
  ada = await signIn(server, "ada");
});
afterAll(() => server.close());

const PATH = "/api/v1/replay/telegrams";
const replay = (...telegrams: readonly (readonly [rxAt: number, raw: string])[]) =>
  ada.json<WireReplayStep>(
    "POST",
    PATH,
    telegrams.map(([rxAt, raw]) => ({ rxAt, raw })),
  );
const one = ({ meters: [first] }: { readonly meters: readonly WireReplayedMeter[] }): WireReplayedMeter => {
  if (!first) throw new Error("no meter");
  return first;
};
/** What the server heard at that hour, as a driver of before took it: a tenth of the energy. */
async function heardWrongly(n: number): Promise<number> {
  const bytes = Uint8Array.from(Buffer.from(RAW, "hex"));
  const heard = { rxAtMs: hourly(n), receiver: "mast", link: "wmbus" as const, bytes };
  const { lastSeq } = await server.town.ingest.receive([heard]);
  await server.town.ingest.settled();
  const values = [{ register: "E1" as const, unit: "kWh" as const, value: { digits: 12345, exponent: -1 } }];
  const said = { meter, atMs: hourly(n), values, status: [], marks: [], source: "radio" as const };
  await server.town.store.readings.commit({
    ...batch([{ ...said, receiver: "mast", frameSeq: lastSeq }]),
    decodedSeq: lastSeq,
  });
  return lastSeq;
}
const energyAt = async (atMs: number): Promise<string | undefined> => {
  const [reading] = await server.town.store.readings.newest(meter, atMs + 1, 1);
  const energy =
    reading?.atMs === atMs ? reading.values.find(({ register }) => register === "E1") : undefined;
  return energy && `${energy.value.digits}e${energy.value.exponent} ${energy.unit}`;
};
async function readAnew(): Promise<void> {
  await expect
    .poll(async () => (await ada.json<WireRedecodingNow>("GET", "/api/v1/redecoding")).last?.state)
    .toBe("done");
}

describe("a recorded drive at a desk", () => {
  it("tells what would be read now and was not, with the telegram behind it, and keeps nothing", async () => {
    const before = await server.town.store.readings.count();
    const step = await replay([hourly(0), RAW], [hourly(0) + 16_000, RAW], [hourly(0), STRANGER]);
    expect(step).toMatchObject({ strangers: 1, nobodys: 0 });
    expect(one(step)).toMatchObject({
      ...{ meter, pointId: "p1", address: "Engvej 1", telegrams: 2, understood: 2, standing: 0 },
      // One of the hour is kept, as ever.
      ...{ fresh: 1, other: 0, lost: 0, kept: 0 },
    });
    const [fresh] = one(step).differences;
    expect(fresh).toMatchObject({ kind: "fresh", atMs: hourly(0), source: "radio", raw: RAW });
    expect(fresh?.values).toContainEqual({ register: "E1", unit: "kWh", after: "12345" });
    expect(await server.town.store.readings.count()).toBe(before);
    expect(server.town.journal.lastSeq()).toBe(0);
  });

  it("says why a telegram cannot be read, and which is nobody's", async () => {
    const step = await replay([hourly(0), SHUT], [hourly(0), "0102030405"]);
    expect(one(step)).toMatchObject({ pointId: "p2", telegrams: 1, understood: 0, fresh: 0 });
    expect(one(step).causes).toEqual([{ outcome: "wrong-key", telegrams: 1 }]);
    expect(step.nobodys).toBe(1);
  });

  it("tells what says something else now, from a round's own telegrams too", async () => {
    server.clock.nowMs = hourly(0);
    const { id } = await ada.json<{ id: string }>("POST", "/api/v1/rounds", {
      ...{ name: "North", pointIds: ["p1", "p2"] },
    });
    const seq = await heardWrongly(1);
    server.clock.nowMs = hourly(3);
    const values = expect.arrayContaining([
      { register: "E1", unit: "kWh", before: "1234.5", after: "12345" },
    ]);
    const other = { kind: "other", atMs: hourly(1), frameSeq: seq, raw: RAW, values };
    const round = await ada.json<WireReplayRoundStep>("POST", `/api/v1/replay/rounds/${id}`, { from: 0 });
    expect(round).toMatchObject({ points: 2 });
    expect(round.next).toBeUndefined();
    expect(round.meters.map(({ pointId, telegrams }) => [pointId, telegrams])).toEqual([
      ["p1", 1],
      ["p2", 0],
    ]);
    expect(one(round)).toMatchObject({ standing: 1, fresh: 0, other: 1, lost: 0, differences: [other] });
    expect(await energyAt(hourly(1))).toBe("12345e-1 kWh");
    const file = one(await replay([hourly(1), RAW]));
    expect(file).toMatchObject({ fresh: 0, other: 1, kept: 0 });
  });

  it("tells what cannot be read any more: it stays", async () => {
    const damaged = `${RAW.slice(0, -4)}0000`;
    const lost = one(await replay([hourly(1), damaged]));
    expect(lost).toMatchObject({ understood: 0, lost: 1, fresh: 0, other: 0 });
    expect(lost.differences[0]).toMatchObject({ kind: "lost", outcome: "wrong-key" });
  });

  it("is taken over only when somebody asks: by the ordinary roads, with the audit log, before the period lock not", async () => {
    await heardWrongly(2);
    await heardWrongly(3);
    // The billed end lies between the first two: with the second it was reckoned.
    await ada.json("PUT", "/api/v1/period-lock", { lockedBeforeMs: hourly(2) - 60_000, reason: "Billed" });
    const all = one(await replay([hourly(1), RAW], [hourly(2), RAW], [hourly(3), RAW]));
    expect(all).toMatchObject({ other: 3, kept: 2 });
    // What only the recording has goes where a phone's telegrams go.
    await ada.json("POST", "/api/v1/hearings?phone=phone-0001", [{ rxAt: hourly(4), raw: RAW }]);
    await server.town.ingest.settled();
    expect(await energyAt(hourly(4))).toBe("12345e0 kWh");
    await ada.json("POST", "/api/v1/redecoding", {
      ...{ meters: [meter], what: "tuesday.jsonl", from: "2026-11-03", to: "2026-11-05" },
    });
    await readAnew();
    const { last } = await ada.json<WireRedecodingNow>("GET", "/api/v1/redecoding");
    expect(last).toMatchObject({ readings: 4, changed: 1 });
    expect(await energyAt(hourly(3))).toBe("12345e0 kWh");
    expect(await energyAt(hourly(2))).toBe("12345e-1 kWh");
    expect(await energyAt(hourly(1))).toBe("12345e-1 kWh");
    const { entries } = await ada.json<{ entries: { event: string; target: { name: string } }[] }>(
      "GET",
      "/api/v1/audit?from=0",
    );
    expect(entries.find(({ event }) => event === "readings.redecoded")?.target.name).toBe("tuesday.jsonl");
    expect(one(await replay([hourly(3), RAW]))).toMatchObject({ fresh: 0, other: 0, lost: 0 });
  });

  it("tells nobody what a meter said where it hung before, in an area they do not see", async () => {
    const { points } = server.town;
    const base = points.find("p1")?.point;
    if (!base) throw new Error("no point");
    await heardWrongly(8);
    await addPerson(server, server.town, {
      ...{ user: "sara", role: "administrator" as const, password: PASSWORD, areas: ["South"] },
    });
    const sara = await signIn(server, "sara");
    const hung = { meter, type: "MULTICAL 403", startValues: [], endValues: [] };
    const movedAtMs = hourly(10);
    await points.savePoints(
      [{ ...base, id: "p9", number: "no-p9", area: "South" }],
      [
        { ...hung, pointId: "p1", mountedAtMs: 0, removedAtMs: movedAtMs },
        { ...hung, pointId: "p9", mountedAtMs: movedAtMs },
      ],
    );
    await points.load();
    const telegrams = [hourly(8), hourly(12)].map((rxAt) => ({ rxAt, raw: RAW }));
    const step = await sara.json<WireReplayStep>("POST", PATH, telegrams);
    expect(JSON.stringify(step)).not.toContain("1234.5");
    expect(one(step)).toMatchObject({ pointId: "p9", standing: 0, fresh: 1, other: 0, lost: 0 });
    expect(one(step).differences.map(({ atMs }) => atMs)).toEqual([hourly(12)]);
    // Nor does she change what was billed there: that area's lock holds for its time of the meter, seen or not.
    const lock = { area: "North", lockedBeforeMs: hourly(9), reason: "Billed" };
    server.clock.nowMs = hourly(13);
    await ada.json("PUT", "/api/v1/period-lock", lock);
    await sara.json("POST", "/api/v1/redecoding", { meters: [meter], what: "drive.jsonl" });
    await readAnew();
    expect(await energyAt(hourly(8))).toBe("12345e-1 kWh");
  });

  it.each([
    ["POST", PATH, [{ rxAt: T0, raw: "no hex" }], "ingest.not-hex"],
    ["POST", PATH, [{ rxAt: "yesterday", raw: RAW }], "ingest.bad-time"],
    ["POST", PATH, { a: 1 }, "request.invalid"],
    ["POST", "/api/v1/replay/rounds/none", { from: 0 }, "round.not-found"],
    ["POST", "/api/v1/redecoding", { meters: [], what: "x" }, "request.invalid"],
    ["POST", "/api/v1/redecoding", { meters: ["KAM"], what: "x" }, "request.invalid"],
  ])("refuses %s %s %j", async (method, path, body, code) => {
    expect(await ada.code(method, path, body)).toBe(code);
  });

  it("is nothing for a reader of the list", async () => {
    const nora = await signIn(server, "nora");
    expect(await nora.code("POST", PATH, [])).toBe("access.denied");
  });
});
