import { StreamingApi } from "hono/utils/stream";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { addPerson, addPoint, openPeopleServer, type PeopleServer, T0 } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

/** Who may have a report's answer is looked at again while it is told. */
let server: PeopleServer;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  server.clock.nowMs = T0 + 25 * 3_600_000;
  await addPoint(server.town, { id: "n1", area: "North", address: "North 1", serial: "80000001" });
  for (const user of ["bo", "cy"])
    await addPerson(server, server.town, { user, role: "superuser", areas: ["North"] });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => server.close());

const params = { from: "2026-11-01", to: "2026-11-01", registers: ["E1"], places: {} };
const scope = () =>
  server.town.store.people.change(
    "id-cy",
    { areas: ["South"] },
    { atMs: T0, event: "person.changed", by: { name: "test", address: "", computer: "" } },
  );

type Case = readonly [what: string, user: string, happen: (browser: TestBrowser) => Promise<unknown>];
const CASES: readonly Case[] = [
  ["signs out", "bo", (bo) => bo.json("DELETE", "/api/v1/session")],
  ["sees other areas", "cy", scope],
];

it.each(CASES)("a report that nobody reads on ends unfinished once who asked %s", async (_, user, happen) => {
  const browser = await signedInBrowser(server, `id-${user}`);
  const hungUp = vi.spyOn(StreamingApi.prototype, "abort");
  const answer = await browser.request("POST", "/api/v1/report-runs", { report: "consumption", params });
  await happen(browser);
  await expect.poll(() => hungUp.mock.calls.length, { timeout: 20_000 }).toBe(1);
  expect(await answer.text()).not.toContain('"kind":"table"');
});
