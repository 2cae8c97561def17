import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { WireConsumption, WirePointDetail } from "../../shared/model/wire.ts";
import type { WireSpareMeters, WireVisit } from "../../shared/model/wire-visits.ts";
import {
  addPerson,
  addPoint,
  heatReading,
  openPeopleServer,
  type PeopleServer,
  T0,
} from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import { batch } from "../support/store-under-test.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const DAY_MS = 86_400_000;
const NEW = "KAM-80000009-34-04";
let server: PeopleServer;
let reader: TestBrowser;
let second: TestBrowser;
let office: TestBrowser;
let meter = "";

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "reader", role: "user" });
  await addPerson(server, server.town, { user: "second", role: "user" });
  await addPerson(server, server.town, { user: "office", role: "superuser" });
  [reader, second, office] = [await signedIn("reader"), await signedIn("second"), await signedIn("office")];
  meter = await addPoint(server.town, { id: "p1", area: "North", address: "Street 1", serial: "80000001" });
  await addPoint(server.town, { id: "p2", area: "North", address: "Street 2", serial: "80000002" });
  await addPoint(server.town, { id: "p3", area: "South", address: "Street 3", serial: "80000003" });
  const key = new Uint8Array(16).fill(9);
  await server.town.points.saveKeys([{ meter: NEW as never, key }]);
  const { adoptPoints } = await import("../../server/sync/adopt-points.ts");
  await adoptPoints(server.town.rooms, server.town.store.points);
  server.clock.nowMs = T0 + 12 * DAY_MS;
});
afterAll(() => server.close());

async function signedIn(user: string): Promise<TestBrowser> {
  return signedInBrowser(server, `id-${user}`);
}

const kWh = (text: string) => [{ register: "E1", value: text, unit: "kWh" }];
const exchange = (id: string, more: object = {}) => ({
  id: `exchange-${id}`,
  pointId: "p1",
  meter,
  atMs: T0 + 10 * DAY_MS,
  outcome: "exchanged",
  values: kWh("5200"),
  exchange: { meter: NEW, type: "MULTICAL 403", startValues: kWh("7") },
  doubts: [],
  note: "",
  ...more,
});
const segmentsOf = async (id = "p1") =>
  (await office.json<WirePointDetail>("GET", `/api/v1/points/${id}`)).segments;

describe("an exchange said at the door", () => {
  it("knows which meters are in stock", async () => {
    expect(await reader.json<WireSpareMeters>("GET", "/api/v1/spare-meters")).toEqual({
      meters: [{ meter: NEW, serial: "80000009", type: "MULTICAL 403" }],
    });
  });

  it("is refused where the new meter hangs already, or the old one came later", async () => {
    const there = { exchange: { meter: "KAM-80000002-34-04", type: "", startValues: kWh("0") } };
    expect(await reader.code("POST", "/api/v1/visits", exchange("there", there))).toBe(
      "exchange.mounted-elsewhere",
    );
    const bad = { exchange: { meter: "80000009", type: "", startValues: kWh("0") } };
    expect(await reader.code("POST", "/api/v1/visits", exchange("bad", bad))).toBe("request.invalid");
    expect(await reader.code("POST", "/api/v1/visits", exchange("none", { exchange: undefined }))).toBe(
      "request.invalid",
    );
    expect((await segmentsOf()).length).toBe(1);
  });

  it("takes the old meter down and puts the new one up, once however often it is sent", async () => {
    const told: string[] = [];
    const stop = server.town.changes.subscribe((news) => told.push(news === "reload" ? news : "changes"));
    expect(await reader.json("POST", "/api/v1/visits", exchange("once"))).toEqual({ isNew: true });
    expect(await reader.json("POST", "/api/v1/visits", exchange("once"))).toEqual({ isNew: false });
    const [old, next, ...others] = await segmentsOf();
    expect(others).toEqual([]);
    expect(old).toMatchObject({ meterKey: meter, removedAtMs: T0 + 10 * DAY_MS, endValues: kWh("5200") });
    expect(next).toMatchObject({ meterKey: NEW, mountedAtMs: T0 + 10 * DAY_MS, startValues: kWh("7") });
    expect(next?.removedAtMs).toBeUndefined();
    expect((await reader.json<WireSpareMeters>("GET", "/api/v1/spare-meters")).meters).toEqual([]);
    // The list shows the new meter at once, and nobody goes on showing what the old one said last.
    expect(server.town.points.find("p1")?.row.meter?.key).toBe(NEW);
    expect(server.town.points.find("p1")?.row.latest).toBeUndefined();
    expect(told.filter((news) => news === "reload")).toHaveLength(1);
    stop();
  });

  it("makes no jump: what both meters counted is what was used", async () => {
    // Days of Denmark in winter begin an hour before those of UTC.
    const [fromMs, toMs] = [T0 + DAY_MS - 3_600_000, T0 + 11 * DAY_MS - 3_600_000];
    const now = { meter: NEW, atMs: toMs, outcome: "read", values: kWh("27"), exchange: undefined };
    await reader.json("POST", "/api/v1/visits", exchange("reading", now));
    const { total, intervals, events } = await office.json<WireConsumption>(
      "GET",
      `/api/v1/points/p1/consumption?register=E1&step=day&from=${fromMs}&to=${toMs}`,
    );
    // From 5023 (heard at the first midnight) to 5200 on the old meter, from 7 to 27 on the new one: 177 + 20.
    expect(Number(total)).toBe(197);
    expect(intervals.every(({ value }) => Number(value) >= 0 && Number(value) < 40)).toBe(true);
    expect(events.map(({ kind }) => kind)).toEqual(["exchange"]);
  });

  it("by somebody else meanwhile is a conflict: kept, told to both, and nothing is changed", async () => {
    const other = {
      atMs: T0 + 10.5 * DAY_MS,
      exchange: { meter: "KAM-80000008-34-04", type: "MULTICAL 403", startValues: kWh("0") },
    };
    const told = { isNew: true, conflict: "exchange.other-meter" };
    expect(await second.json("POST", "/api/v1/visits", exchange("other", other))).toEqual(told);
    expect(await second.json("POST", "/api/v1/visits", exchange("other", other))).toEqual({
      ...told,
      isNew: false,
    });
    expect((await segmentsOf()).map(({ meterKey }) => meterKey)).toEqual([meter, NEW]);
    const { visits } = await office.json<{ visits: readonly WireVisit[] }>("GET", "/api/v1/points/p1/visits");
    expect(visits.find(({ id }) => id === "exchange-other")).toMatchObject({
      conflict: "exchange.other-meter",
      by: "Name of second",
      exchange: other.exchange,
    });
  });

  it("puts up no meter at a time when it still hung elsewhere: that time is of the people there", async () => {
    const at = (atMs: number, next: string) => ({
      ...{ pointId: "p2", meter: "KAM-80000002-34-04", atMs },
      exchange: { meter: next, type: "", startValues: kWh("5200") },
    });
    // It hung at p1 until the tenth day; under another version its frames are the same meter's.
    for (const next of [meter, "KAM-80000001-35-04"]) {
      const early = exchange(`early-${next}`, at(T0 + 9 * DAY_MS, next));
      expect(await reader.code("POST", "/api/v1/visits", early)).toBe("exchange.mounted-elsewhere");
    }
    expect(await segmentsOf("p2")).toHaveLength(1);
  });

  it("of two at the same moment carries out one", async () => {
    const at = (serial: string) => ({
      pointId: "p2",
      meter: "KAM-80000002-34-04",
      exchange: { meter: `KAM-${serial}-34-04`, type: "", startValues: kWh("0") },
    });
    const answers = await Promise.all([
      reader.json<{ conflict?: string }>("POST", "/api/v1/visits", exchange("a", at("80000011"))),
      second.json<{ conflict?: string }>("POST", "/api/v1/visits", exchange("b", at("80000012"))),
    ]);
    expect(answers.filter(({ conflict }) => conflict === "exchange.other-meter")).toHaveLength(1);
    expect(await segmentsOf("p2")).toHaveLength(2);
  });
});

describe("an exchange between the end of a bill and the reading it was reckoned with", () => {
  it("is refused, as what the old meter is said to have shown would move that end; one after it is taken", async () => {
    const { store } = server.town;
    const hour = (n: number): number => T0 + n * 3_600_000;
    const old = "KAM-80000003-34-04" as MeterKey;
    // Told at 5024 kWh an hour before the lock, and five hours after it.
    await store.readings.commit(batch([heatReading(old, 30, 5_030)]));
    const by = { name: "Ada", address: "", computer: "" };
    await store.review.lock(
      { beforeMs: hour(25), area: "South", reason: "" },
      { atMs: server.clock.nowMs, event: "period.locked", by },
    );
    const said = (n: number) =>
      exchange(`billed-${n * 10}`, {
        ...{ pointId: "p3", meter: old, atMs: hour(n), values: kWh("5029") },
        exchange: { meter: "KAM-80000010-34-04", type: "", startValues: kWh("0") },
      });
    expect(await reader.code("POST", "/api/v1/visits", said(24.5))).toBe("period.locked");
    expect(await reader.code("POST", "/api/v1/visits", said(27))).toBe("period.locked");
    expect((await segmentsOf("p3")).map(({ meterKey }) => meterKey)).toEqual([old]);
    expect(await reader.json("POST", "/api/v1/visits", said(31))).toEqual({ isNew: true });
    expect((await segmentsOf("p3")).length).toBe(2);
  });
});
