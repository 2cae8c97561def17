import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ReportWarming } from "../../server/jobs/warm-reports.ts";
import { addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";

/** The month's report that a large utility runs once by itself after a start. */
let server: PeopleServer;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 2 });
  server.clock.nowMs = T0 + 40 * 24 * 3_600_000;
  const more = [{ register: "V1", unit: "m³", first: 100 }] as const;
  await addPoint(server.town, { id: "n1", area: "North", address: "North 1", serial: "80000001", more });
  await addPoint(server.town, { id: "s1", area: "South", address: "South 1", serial: "80000002", more });
  await addPoint(server.elsewhere, { id: "far", area: "East", address: "Far 1", serial: "80000003", more });
});
afterAll(() => server.close());

const warming = (largeFrom: number) =>
  new ReportWarming({
    ...server.deps,
    utilities: () => [server.town, server.elsewhere],
    largeFrom,
  });

describe("the report that a server runs for nobody after its start", () => {
  it("makes the rows of every large utility, of no other, and says nothing of it", async () => {
    expect(await warming(1).run()).toBe(3);
    expect(await warming(2).run()).toBe(2);
    expect(await warming(5000).run()).toBe(0);
    expect(server.reported).toEqual([]);
  });

  it("makes none once the server stops", async () => {
    const stopped = warming(1);
    stopped.start();
    await stopped.stop();
    expect(await stopped.run()).toBe(0);
  });
});
