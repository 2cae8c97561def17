import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Segment } from "../../shared/model/metering-point.ts";
import vectors from "../fixtures/vectors.json" with { type: "json" };
import { addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";

/** The published synthetic MULTICAL 403, number 90000001: E1 12345 kWh. */
const BYTES = Uint8Array.from(Buffer.from(vectors["403.full.telegram(no dll crc)"], "hex"));
const hour = (n: number): number => T0 + n * 3_600_000;

let server: PeopleServer;
let meter: MeterKey;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  const { points } = server.town;
  meter = await addPoint(server.town, { id: "p1", area: "North", address: "Engvej 1", serial: "90000001" });
  await addPoint(server.town, { id: "p2", area: "South", address: "Engvej 2", serial: "80000002" });
  const p2 = points.find("p2")?.point;
  if (!p2) throw new Error("no point");
  const hung = { meter, type: "MULTICAL 403", startValues: [], endValues: [] };
  const here: Segment = { ...hung, pointId: "p1", mountedAtMs: 0, removedAtMs: hour(50) };
  const there: Segment = { ...hung, pointId: "p3", mountedAtMs: hour(60) };
  await points.savePoints([{ ...p2, id: "p3", number: "no-p3" }], [here, there]);
});
afterAll(() => server.close());

/** A phone hands over in the evening what it heard in the morning. */
async function handOver(n: number) {
  const heard = { rxAtMs: hour(n), receiver: "phone", link: "wmbus" as const, bytes: BYTES };
  await server.town.ingest.receive([heard]);
  await server.town.ingest.settled();
  const [newest] = await server.town.store.readings.newest(meter, hour(n) + 1, 1);
  return newest?.atMs === hour(n) ? newest : undefined;
}

describe("a frame that comes after its meter was taken down", () => {
  it("is a reading of where it hung when it was heard, and not what its new point said last", async () => {
    const reading = await handOver(48);
    expect(reading?.values[0]).toMatchObject({ register: "E1", value: { digits: 12345, exponent: 0 } });
    expect(server.town.points.find("p3")?.row.latest).toBeUndefined();
    const { findings } = await server.town.store.review.list({ isOpen: true, limit: 10, areas: "all" });
    expect(findings.filter(({ reason }) => reason === "before-mounting")).toEqual([]);
  });

  it("moves no bill of that area", async () => {
    const by = { name: "Ada", address: "", computer: "" };
    await server.town.store.review.lock(
      { beforeMs: hour(50), area: "North", reason: "" },
      { atMs: hour(70), event: "period.locked", by },
    );
    expect((await handOver(40))?.marks).toContain("implausible");
  });

  it("is nobody's where it was heard while it hung nowhere, and its new point's from then on", async () => {
    expect(await handOver(55)).toBeUndefined();
    expect(await handOver(61)).toBeDefined();
    expect(server.town.points.find("p3")?.row.latest?.atMs).toBe(hour(61));
  });
});
