import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Schedules } from "../../server/jobs/run-schedules.ts";
import type { WireSavedReport } from "../../shared/model/wire-reports.ts";
import { addPerson, addPoint, openPeopleServer, type PeopleServer } from "../support/people-server.ts";
import { signedInBrowser } from "../support/signed-in.ts";
import type { TestBrowser } from "../support/test-browser.ts";

const PARAMS = { from: "2026-11-02", to: "2026-11-02", registers: ["E1"], places: {} };

let server: PeopleServer;
let office: TestBrowser;
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPoint(server.town, { id: "p1", area: "North", address: "Elmegade 4", serial: "61000004" });
  const id = await addPerson(server, server.town, { user: "bo", role: "superuser" });
  office = await signedInBrowser(server, id);
});
afterAll(() => server.close());

const list = async (): Promise<readonly WireSavedReport[]> =>
  (await office.json<{ saved: WireSavedReport[] }>("GET", "/api/v1/saved-reports")).saved;

describe("saved reports", () => {
  it("are kept for everybody under their names, and refused when they ask nonsense", async () => {
    const put = (id: string, body: object) => office.code("PUT", `/api/v1/saved-reports/${id}`, body);
    expect(await put("b", { name: "Nord", report: "consumption", params: PARAMS })).toBe(204);
    expect(await put("a", { name: "All of it", report: "consumption", params: PARAMS })).toBe(204);
    expect((await list()).map(({ name }) => name)).toEqual(["All of it", "Nord"]);
    expect(
      await put("c", { name: "Leap", report: "consumption", params: { ...PARAMS, from: "2026-02-29" } }),
    ).toBe("report.invalid");
    const schedule = { day: 31, hour: 3 };
    expect(await put("c", { name: "Late", report: "consumption", params: PARAMS, schedule })).toBe(
      "request.invalid",
    );
    expect(await office.code("DELETE", "/api/v1/saved-reports/b")).toBe(204);
    expect(await office.code("DELETE", "/api/v1/saved-reports/b")).toBe("saved-report.not-found");
  });

  it("run by themselves when they come due, once, and say what came of it", async () => {
    // It is 4 November; the 5th at three in the morning is 02:00 UTC.
    const body = { name: "All of it", report: "consumption", params: PARAMS, schedule: { day: 5, hour: 3 } };
    expect(await office.code("PUT", "/api/v1/saved-reports/a", body)).toBe(204);
    const due = Date.parse("2026-11-05T02:00:00Z");
    expect(await list()).toMatchObject([{ schedule: { day: 5, hour: 3 }, nextAtMs: due }]);
    const schedules = new Schedules({ ...server.deps, utilities: () => [server.town] });
    await schedules.look();
    expect((await list())[0]?.last).toBeUndefined();
    server.clock.nowMs = due + 1000;
    await schedules.look();
    const after = { last: { atMs: due + 1000, outcome: "1" }, nextAtMs: Date.parse("2026-12-05T02:00:00Z") };
    expect(await list()).toMatchObject([after]);
    server.clock.nowMs = due + 60_000;
    await schedules.look();
    expect(await list()).toMatchObject([after]);
  });

  it("note one that breaks as failed and run the rest; a run that a stop cut short stays due", async () => {
    const schedule = { day: 5, hour: 3 };
    const put = (id: string, name: string) =>
      office.code("PUT", `/api/v1/saved-reports/${id}`, {
        name,
        report: "consumption",
        params: PARAMS,
        schedule,
      });
    expect(await put("a", "All of it")).toBe(204);
    expect(await put("z", "Zone")).toBe(204);
    const breaking = (failures: number, atOnce: () => void = () => undefined) => {
      const { store } = server.town;
      let left = failures;
      const points = new Proxy(store.points, {
        get: (target, name) => {
          if (name === "occupancies") atOnce();
          if (name === "occupancies" && left-- > 0) throw new Error("the disk is gone");
          const own: unknown = Reflect.get(target, name);
          return typeof own === "function" ? own.bind(target) : own;
        },
      });
      return { ...server.town, store: { ...store, points } };
    };
    server.clock.nowMs = Date.parse("2026-12-05T02:00:01Z");
    const stopped: Schedules = new Schedules({
      ...server.deps,
      utilities: () => [breaking(0, () => void stopped.stop())],
    });
    await stopped.look();
    expect((await server.town.store.savedReports.list()).find(({ id }) => id === "z")?.last).toBeUndefined();
    const schedules = new Schedules({ ...server.deps, utilities: () => [breaking(1)] });
    await schedules.look();
    expect(await server.town.store.savedReports.list()).toMatchObject([
      { id: "a", last: { atMs: server.clock.nowMs, outcome: "failed" } },
      { id: "z", last: { atMs: server.clock.nowMs, outcome: "1" } },
    ]);
  });
});
