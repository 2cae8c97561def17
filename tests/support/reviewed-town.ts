import { afterAll, beforeAll } from "vitest";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type { Reading } from "../../shared/model/reading.ts";
import { addPoint, heatReading, openPeopleServer, type PeopleServer } from "./people-server.ts";
import { signInNew } from "./signed-in.ts";
import type { TestBrowser } from "./test-browser.ts";

export let server: PeopleServer;
/** Of the town's point `p1` in the South. */
export let meter: MeterKey;
/** A superuser, a user of the North, and an administrator. */
export let otto: TestBrowser;
export let uwe: TestBrowser;
export let ada: TestBrowser;

/** The town's point has 25 readings of E1, 5000, 5001 … kWh, an hour apart. */
export const reading = (hour: number, kWh: number): Reading => heatReading(meter, hour, kWh);

/** One town whose readings are decided about, for all tests of a file. */
export function useReviewedTown(): void {
  beforeAll(async () => {
    server = await openPeopleServer({ utilities: 1 });
    const { town } = server;
    otto = await signInNew(server, { user: "otto", role: "superuser" });
    uwe = await signInNew(server, { user: "uwe", role: "user", areas: ["North"] });
    ada = await signInNew(server, { user: "ada", role: "administrator" });
    meter = await addPoint(town, { id: "p1", area: "South", address: "South 1", serial: "80000001" });
  });
  afterAll(() => server.close());
}
