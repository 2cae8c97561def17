import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changePoint } from "../../server/sync/write-points.ts";
import { EMPTY_CHANNEL, readChannel, writeChannel } from "../../shared/model/channel.ts";
import type { AreaScope } from "../../shared/model/permission.ts";
import type { WirePaths, WireProfile } from "../../shared/model/pressure-path.ts";
import type { WirePointDetail } from "../../shared/model/wire.ts";
import type { WireLive, WireTrends } from "../../shared/model/wire-live.ts";
import type { WireAuditEntry } from "../../shared/model/wire-people.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const MINUTE = 60_000;
const BY = { name: "test", address: "", computer: "" };
let server: PeopleServer;
let all: TestBrowser;
let north: TestBrowser;
let nowMs = 0;

async function signedIn(user: string, areas: AreaScope): Promise<TestBrowser> {
  await addPerson(server, server.town, {
    user,
    role: user === "admin" ? "administrator" : "superuser",
    areas,
  });
  return signedInBrowser(server, `id-${user}`);
}

const change = (id: string, fields: Record<string, string | number | number[]>) =>
  changePoint(server.town.rooms, id, { fields, by: BY });

/** Six readings of 5 minutes up to now: P1 from `first` on, a hundredth lower each time; P2 at 2.00. */
async function measure(meter: string, first: number, dropsAt: readonly number[] = []): Promise<void> {
  const n = 6;
  const bar = (counts: readonly number[]) => ({
    unit: "bar" as const,
    exponent: -2,
    counts: Float64Array.from(counts),
  });
  await server.town.store.readings.importMonths([
    {
      meter: meter as never,
      timesMs: Float64Array.from({ length: n }, (_, i) => nowMs - (n - 1 - i) * 5 * MINUTE),
      registers: [
        { register: "P1", ...bar(Array.from({ length: n }, (_, i) => first - i)) },
        { register: "P2", ...bar(Array.from({ length: n }, () => 200)) },
      ],
      statusIndex: Uint16Array.from({ length: n }, (_, i) => (dropsAt.includes(i) ? 1 : 0)),
      statusSets: [[], ["pressure-drop", "leak"]],
      marks: new Uint16Array(n),
      originIndex: new Uint16Array(n),
      origins: [{ source: "radio", receiver: "mast" }],
      frameSeq: new Float64Array(n).fill(Number.NaN),
    },
  ]);
}

beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  nowMs = server.clock.nowMs + 30 * 86_400_000;
  server.clock.nowMs = nowMs;
  for (const [n, [id, area]] of [
    ["n1", "North"],
    ["n2", "North"],
    ["s1", "South"],
    ["slow", "South"],
  ].entries() as unknown as Iterable<[number, [string, string]]>) {
    const meter = await addPoint(server.town, { id, area, address: `Street ${n}`, serial: `8000000${n}` });
    // At the second point the pressure drops in the second and third reading.
    await measure(meter, 600 - n * 50, n === 1 ? [1, 2] : []);
  }
  const { adoptPoints } = await import("../../server/sync/adopt-points.ts");
  await adoptPoints(server.town.rooms, server.town.store.points);
  for (const [n, id] of ["n1", "n2", "s1"].entries())
    await change(id, { intervalMinutes: 5, position: [55 + n * 0.001, 10] });
  await server.town.points.load();
  all = await signedIn("admin", "all");
  north = await signedIn("nora", ["North"]);
});
afterAll(() => server.close());

const live = (who: TestBrowser) => who.json<WireLive>("GET", "/api/v1/live");

describe("priority points as they are heard", () => {
  it("are those of five minutes or less in one's own areas, with all their meters told last", async () => {
    const { points, leftOut } = await live(all);
    expect(points.map(({ id }) => id)).toEqual(["n1", "n2", "s1"]);
    expect(leftOut).toBe(0);
    expect(points[0]?.latest?.values).toEqual([
      { register: "P1", value: "5.95", unit: "bar" },
      { register: "P2", value: "2.00", unit: "bar" },
    ]);
    expect((await live(north)).points.map(({ id }) => id)).toEqual(["n1", "n2"]);
  });

  it("have the last hours of one register for drawing, in one's own areas too", async () => {
    const path = "/api/v1/live/trends?register=P1&hours=1";
    const { trends } = await all.json<WireTrends>("GET", path);
    expect(trends.map(({ pointId }) => pointId)).toEqual(["n1", "n2", "s1"]);
    expect(trends[1]).toMatchObject({ unit: "bar", values: [5.5, 5.49, 5.48, 5.47, 5.46, 5.45] });
    expect((await north.json<WireTrends>("GET", path)).trends.length).toBe(2);
    expect(await all.code("GET", "/api/v1/live/trends?register=nothing")).toBe("request.invalid");
  });
});

describe("a channel of a point", () => {
  it("is told with the live view and the point, kept in the audit log, and leaves the register as it was", async () => {
    const channel = readChannel("P1", {
      ...EMPTY_CHANNEL,
      name: "Pump",
      scale: "10.2",
      unit: "mVS",
      low: "58",
    });
    if (typeof channel === "string") throw new Error(channel);
    const text = writeChannel(channel);
    expect(await change("n1", { "channel:P1": text })).toEqual({ ok: true, value: undefined });
    expect((await live(all)).points.map(({ channels }) => channels)).toEqual([
      { "channel:P1": text },
      {},
      {},
    ]);
    const detail = await all.json<WirePointDetail>("GET", "/api/v1/points/n1");
    expect(detail.custom).toEqual({ "channel:P1": text });
    expect(detail.point.latest?.values[0]).toEqual({ register: "P1", value: "5.95", unit: "bar" });
    expect(await change("n1", { "channel:P1": "{}" })).toMatchObject({
      ok: false,
      error: "point.invalid-field",
    });
    const { entries } = await all.json<{ entries: WireAuditEntry[] }>("GET", "/api/v1/audit");
    expect(entries[0]).toMatchObject({ event: "point.edited", after: { "channel:P1": text } });
  });
});

describe("pressure along a path", () => {
  const save = (who: TestBrowser, id: string, body: object) => who.code("PUT", `/api/v1/paths/${id}`, body);
  const path = {
    name: "Main",
    stops: [{ pointId: "n1", heightM: 12.5 }, { pointId: "n2" }, { pointId: "s1" }],
  };

  it("is saved under a name, found again, changed and taken away, all of it in the audit log", async () => {
    expect(await save(all, "main", path)).toBe(204);
    expect(await all.json<WirePaths>("GET", "/api/v1/paths")).toEqual({ paths: [{ id: "main", ...path }] });
    expect(await save(all, "short", { name: "Short", stops: path.stops.slice(0, 2) })).toBe(204);
    expect(await all.code("DELETE", "/api/v1/paths/short")).toBe(204);
    expect(await all.code("DELETE", "/api/v1/paths/short")).toBe("path.not-found");
    const { entries } = await all.json<{ entries: WireAuditEntry[] }>("GET", "/api/v1/audit");
    expect(entries.slice(0, 3).map(({ event }) => event)).toEqual([
      "path.removed",
      "path.changed",
      "path.changed",
    ]);
  });

  it.each([
    ["no name", { ...path, name: " " }],
    ["one point", { ...path, stops: path.stops.slice(0, 1) }],
    ["a point twice", { ...path, stops: [path.stops[0], path.stops[0]] }],
    ["a point that is not there", { ...path, stops: [...path.stops, { pointId: "nowhere" }] }],
    [
      "a height above every mountain",
      { ...path, stops: [{ pointId: "n1", heightM: 9001 }, { pointId: "n2" }] },
    ],
  ])("is refused with %s", async (_, body) => {
    expect(await save(all, "bad", body)).toBe("path.invalid");
  });

  it("tells what each stop measured, where it lies and how it is shown", async () => {
    const query = `from=${nowMs - 60 * MINUTE}&to=${nowMs + 1}`;
    const profile = await all.json<WireProfile>("GET", `/api/v1/paths/main/profile?${query}`);
    expect(profile.stops.map(({ pointId, name, lat, heightM }) => [pointId, name, lat, heightM])).toEqual([
      ["n1", "Street 0", 55, 12.5],
      ["n2", "Street 1", 55.001, undefined],
      ["s1", "Street 2", 55.002, undefined],
    ]);
    const [first] = profile.stops;
    expect(Object.keys(first?.channels ?? {})).toEqual(["channel:P1"]);
    expect(first?.series.columns.map(({ register, values }) => [register, values.at(-1)])).toEqual([
      ["P1", 5.95],
      ["P2", 2],
    ]);
    expect(profile.stops.map(({ events }) => events)).toEqual([
      [],
      [{ status: "pressure-drop", fromMs: nowMs - 20 * MINUTE, toMs: nowMs - 10 * MINUTE }],
      [],
    ]);
    // Asked from the middle of it on, it began when it did.
    const later = await all.json<WireProfile>(
      "GET",
      `/api/v1/paths/main/profile?from=${nowMs - 15 * MINUTE}&to=${nowMs + 1}`,
    );
    expect(later.stops[1]?.events?.[0]?.fromMs).toBe(nowMs - 20 * MINUTE);
    expect(later.stops[1]?.series.timesMs).toHaveLength(4);
    const long = `from=0&to=${9 * 86_400_000}`;
    expect(await all.code("GET", `/api/v1/paths/main/profile?${long}`)).toBe("request.invalid");
  });

  it("does not exist for whoever does not see all its points, who cannot write over it either", async () => {
    expect(await north.json<WirePaths>("GET", "/api/v1/paths")).toEqual({ paths: [] });
    expect(await north.code("GET", `/api/v1/paths/main/profile?from=0&to=1`)).toBe("path.not-found");
    expect(await north.code("DELETE", "/api/v1/paths/main")).toBe("path.not-found");
    expect(await save(north, "own", path)).toBe("path.invalid");
    const own = { name: "Own", stops: path.stops.slice(0, 2) };
    expect(await save(north, "main", own)).toBe("path.not-found");
    expect(await save(north, "own", own)).toBe(204);
    expect((await north.json<WirePaths>("GET", "/api/v1/paths")).paths.map(({ id }) => id)).toEqual(["own"]);
  });
});
