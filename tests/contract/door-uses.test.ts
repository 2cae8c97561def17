import { createPublicKey, verify } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PointOccupancy } from "../../server/ports.ts";
import { buildDoorUse, doorSpanOf } from "../../server/reports/build-door-uses.ts";
import type { CustomerReport } from "../../shared/exports/customer-report.ts";
import type { DoorUse, WireDoorUses } from "../../shared/model/wire-door-uses.ts";
import type { WireRoundHead } from "../../shared/model/wire-rounds.ts";
import {
  addPerson,
  addPoint,
  heatReading,
  openPeopleServer,
  type PeopleServer,
  T0,
} from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const HOUR_MS = 3_600_000;
const ZONE = "Europe/Copenhagen";
/** October 2025 to 3 November 2026: 365 days to October 2026, 31 of it, and three. */
const DAYS = 365 + 31 + 3;

let server: PeopleServer;
let office: TestBrowser;
let reader: TestBrowser;
let south: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  // Denmark's days begin at 23:00 UTC: 4,999 kWh as November begins, 5,023 a day later (`addPoint`), then 5,060 and 5,100.
  const meter = await addPoint(server.town, {
    id: "p1",
    area: "North",
    address: "Street 1",
    serial: "61000001",
  });
  await server.town.store.readings.commit({
    decodedSeq: 0,
    readings: [heatReading(meter, -1, 4999), heatReading(meter, 47, 5060), heatReading(meter, 71, 5100)],
    outcomes: [],
    formats: [],
  });
  await addPoint(server.town, { id: "p2", area: "South", address: "Street 2", serial: "61000002" });
  const browserOf = async (user: string, role: "superuser" | "user", areas?: readonly string[]) =>
    signedInBrowser(
      server,
      await addPerson(server, server.town, { user, role, ...(areas ? { areas } : {}) }),
    );
  office = await browserOf("bo", "superuser");
  reader = await browserOf("eva", "user", ["North"]);
  south = await browserOf("per", "user", ["South"]);
});
afterAll(async () => {
  await server.close();
});

const makeRound = (name: string, pointIds: readonly string[]): Promise<WireRoundHead> =>
  office.json("POST", "/api/v1/rounds", { name, pointIds });

/** By Node's own Ed25519, as the page checks it. */
function signedReport({ page }: DoorUse, publicKey: string): CustomerReport | undefined {
  if (!page) return undefined;
  const spki = Buffer.concat([
    Buffer.from("302a300506032b6570032100", "hex"),
    Buffer.from(publicKey, "base64"),
  ]);
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  const signed = Buffer.from(page.signed, "base64");
  if (!verify(null, signed, key, Buffer.from(page.signature, "base64"))) return undefined;
  return (JSON.parse(signed.toString("utf8")) as { report: CustomerReport }).report;
}

describe("what a phone takes along of a round's points", () => {
  it("is each whole day of thirteen months, exactly, and a signed page of its months", async () => {
    const { id } = await makeRound("All", ["p1"]);
    const answer = await reader.json<WireDoorUses>("GET", `/api/v1/rounds/${id}/uses?language=da`);
    expect(answer).toMatchObject({ total: 1, untilMs: T0 + 71 * HOUR_MS });
    expect(answer.next).toBeUndefined();
    const [use, ...others] = answer.points;
    if (!use) throw new Error("no use");
    expect([use.pointId, others]).toEqual(["p1", []]);
    const [energy] = use.series;
    expect(use.series).toHaveLength(1);
    expect(energy).toMatchObject({ register: "E1", unit: "kWh", fromDay: "2025-10-01", estimated: [] });
    expect(energy?.values).toHaveLength(DAYS);
    // 5,023 − 4,999, 5,060 − 5,023 and 5,100 − 5,060.
    expect(energy?.values.slice(-4)).toEqual([null, "24", "37", "40"]);
    const report = signedReport(use, answer.publicKey);
    expect(report).toMatchObject({ language: "da", customer: "Customer of p1", step: "month" });
    const [series] = report?.series ?? [];
    expect(series?.intervals).toHaveLength(14);
    // 24 + 37 + 40.
    expect(series?.intervals.at(-1)?.value).toBe("101");
  });

  it("comes some points at a time, each once", async () => {
    const ids = Array.from({ length: 130 }, (_, n) => `many-${n}`);
    for (const [n, id] of ids.entries())
      await addPoint(server.town, { id, area: "North", address: id, serial: `${62_000_000 + n}` });
    const { id } = await makeRound("Many", ids);
    const first = await reader.json<WireDoorUses>("GET", `/api/v1/rounds/${id}/uses`);
    const rest = await reader.json<WireDoorUses>("GET", `/api/v1/rounds/${id}/uses?after=${first.next}`);
    expect([first.total, first.points.length, rest.points.length, rest.next]).toEqual([
      130,
      100,
      30,
      undefined,
    ]);
    const told = [...first.points, ...rest.points].map(({ pointId }) => pointId);
    expect(new Set(told)).toEqual(new Set(ids));
  }, 60_000);

  it("is answered or refused in words, whatever is asked", async () => {
    const { id } = await makeRound("Asked for anything", ["p1"]);
    const text = fc.oneof(
      fc.integer({ min: -3, max: 3 }).map(String),
      fc.double().map(String),
      fc.constantFrom("", "1e3", "0x1", "NaN", "Infinity", "9".repeat(400), "1,5", " 1", "__proto__"),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.oneof(fc.constantFrom("en", "da", "de"), text), async (after, language) => {
        const query = new URLSearchParams({ after, language });
        const answer = await reader.request("GET", `/api/v1/rounds/${id}/uses?${query}`);
        const said = (await answer.json()) as WireDoorUses & { readonly error?: { readonly code: string } };
        expect(answer.ok || said.error?.code === "request.invalid", query.toString()).toBe(true);

        if (answer.ok) expect([[], ["p1"]]).toContainEqual(said.points.map(({ pointId }) => pointId));
        if (answer.ok) expect(said).toMatchObject({ total: 1 });
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("is told to nobody who may not see the point or the round, and in no language that is none", async () => {
    const { id } = await makeRound("North alone", ["p1"]);
    const path = `/api/v1/rounds/${id}/uses`;
    expect(await south.code("GET", path)).toBe("round.not-found");
    expect(await reader.code("GET", "/api/v1/rounds/nothing/uses")).toBe("round.not-found");
    expect(await reader.code("GET", `${path}?language=la`)).toBe("request.invalid");
    expect(await reader.code("GET", `${path}?after=soon`)).toBe("request.invalid");
  });
});

describe("where somebody moved", () => {
  const useWith = (occupancies: readonly Partial<PointOccupancy>[]): Promise<DoorUse> => {
    const whole = occupancies.map((one) => ({
      ...{
        pointId: "p1",
        customerNumber: "7",
        customerName: "Ida",
        email: "",
        startValues: [],
        endValues: [],
      },
      ...one,
    })) as PointOccupancy[];
    const { store } = server.town;
    const points = new Proxy(store.points, {
      get: (target, name) => {
        if (name === "occupancies") return async () => whole;
        const own: unknown = Reflect.get(target, name);
        return typeof own === "function" ? own.bind(target) : own;
      },
    });
    const { nowMs } = server.clock;
    return buildDoorUse(
      { ...server.town, store: { ...store, points } },
      { pointId: "p1", ...doorSpanOf(nowMs, ZONE), timeZone: ZONE, language: "en", nowMs },
    );
  };
  const SECOND = T0 + 23 * HOUR_MS;

  it("only what was used since is shown to whoever lives there now", async () => {
    const { series, page } = await useWith([
      { customerName: "Per", fromMs: 0, toMs: SECOND },
      { fromMs: SECOND },
    ]);
    expect(series).toMatchObject([{ fromDay: "2026-11-02", values: ["37", "40"] }]);
    const signed = Buffer.from(page?.signed ?? "", "base64").toString("utf8");
    expect(signed).toContain("Ida");
    expect(signed).not.toContain("Per");
  });

  it("nothing is shown on the day of the move, and no page of who left", async () => {
    const today = T0 + 71 * HOUR_MS + 1000;
    expect(
      await useWith([
        { fromMs: 0, toMs: today },
        { fromMs: today, customerName: "Bo" },
      ]),
    ).toEqual({
      pointId: "p1",
      series: [],
    });
    const { series, page } = await useWith([
      { customerName: "Customer of p1", customerNumber: "customer-p1", fromMs: 0, toMs: SECOND },
    ]);
    expect(page).toBeUndefined();
    expect(series).toMatchObject([{ fromDay: "2026-11-02", values: ["37", "40"] }]);
  });
});
