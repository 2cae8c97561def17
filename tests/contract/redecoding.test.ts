import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RedecodeJob } from "../../server/jobs/redecode-meters.ts";
import type { MeterKey } from "../../shared/model/meter-id.ts";
import type {
  WireRedecodePreview,
  WireRedecoding,
  WireRedecodingNow,
} from "../../shared/model/wire-redecode.ts";
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

/** Telegrams read anew while the server runs: what would be, by whom, how far, and what came of it. */
const HOUR_MS = 3_600_000;
/** Readings from the air of each meter, whose frames the journal does not have: three, and the 25 of `addPoint`. */
const COMMITTED = 3;
const HEARD = COMMITTED + 25;

let server: PeopleServer;
let ada: TestBrowser;
let otto: TestBrowser;
const meters: MeterKey[] = [];
beforeAll(async () => {
  server = await openPeopleServer({ utilities: 1 });
  await addPerson(server, server.town, { user: "ada", role: "administrator", password: PASSWORD });
  await addPerson(server, server.town, { user: "otto", role: "superuser", password: PASSWORD });
  for (const n of [1, 2]) {
    const meter = await addPoint(server.town, {
      ...{ id: `p${n}`, area: "North", address: `North ${n}`, serial: `8000000${n}` },
    });
    meters.push(meter);
    const heard = Array.from({ length: COMMITTED }, (_, hour) => ({
      ...{ meter, atMs: T0 + hour * HOUR_MS + 60_000, status: [], marks: [], frameSeq: 900 + hour },
      values: [{ register: "E1" as const, unit: "kWh" as const, value: { digits: hour, exponent: 0 } }],
      ...{ source: "radio" as const, receiver: "mast" },
    }));
    await server.town.store.readings.commit(batch(heard));
  }
  [ada, otto] = [await signIn(server, "ada"), await signIn(server, "otto")];
});
afterAll(() => server.close());

const PATH = "/api/v1/redecoding";

describe("old telegrams that the server looks through by itself", () => {
  it("are counted for an administrator as far as it is, and no more once it is through", async () => {
    const { settings } = server.town.store;
    const before = (await settings.lookedBack()) ?? "";
    await settings.noteLookedBack("1500 864000");
    expect(await ada.json<WireRedecodingNow>("GET", PATH)).toEqual({
      lookingBack: { looked: 1_500, of: 864_000 },
    });
    await settings.noteLookedBack("864000 864000");
    expect(await ada.json<WireRedecodingNow>("GET", PATH)).toEqual({});
    await settings.noteLookedBack(before);
  });
});

async function ended(): Promise<WireRedecoding | undefined> {
  for (;;) {
    const { last } = await ada.json<WireRedecodingNow>("GET", PATH);
    if (last?.state !== "running") return last;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("telegrams that are read anew while the server runs", () => {
  it("are looked at first: of one type of meter, or of one meter", async () => {
    expect(await ada.json("GET", PATH)).toEqual({});
    const type = { type: "MULTICAL 403" };
    const preview = await otto.json<WireRedecodePreview>("POST", `${PATH}/preview`, type);
    expect(preview).toEqual({ meters: 2, held: 0, journalDays: 35 });
    await otto.json("POST", "/api/v1/holds", { point: "no-p2", reason: "Dispute" });
    expect(await otto.json("POST", `${PATH}/preview`, type)).toMatchObject({ meters: 2, held: 1 });
    expect(await otto.json("POST", `${PATH}/preview`, { meter: meters[0] })).toMatchObject({
      meters: 1,
      held: 0,
    });
  });

  it("are read by an administrator's word; held meters and readings without their frame stay, and it is written down", async () => {
    expect(await otto.code("POST", PATH, { type: "MULTICAL 403" })).toBe("access.denied");
    const before = await server.town.store.readings.count();
    const begun = await ada.json<WireRedecodingNow>("POST", PATH, {
      type: "MULTICAL 403",
      from: "2026-10-01",
    });
    expect(begun.last).toMatchObject({ what: "MULTICAL 403", by: "Name of ada", meters: 2 });
    expect(await ended()).toMatchObject({
      ...{ state: "done", meters: 2, done: 2, readings: 2 * HEARD, changed: 0, withoutFrame: HEARD },
      ...{ held: 1, busy: 0 },
    });
    expect(await server.town.store.readings.count()).toBe(before);
    const audit = async () =>
      (await ada.json<{ entries: { event: string }[] }>("GET", "/api/v1/audit?from=0")).entries[0]?.event;
    await expect.poll(audit).toBe("readings.redecoded");
  });

  it("are those of whole days of the utility's, the last one included", async () => {
    await ada.json("POST", PATH, { meter: meters[0], from: "2026-11-01", to: "2026-11-01" });
    // In Denmark 1 November is over at 23:00 UTC: 23 of the hourly readings from midnight UTC on, and the three beside them.
    expect(await ended()).toMatchObject({ state: "done", meters: 1, readings: 23 + COMMITTED });
  });

  it.each([
    [{}, "request.invalid"],
    [{ meter: "KAM-80000001-34-04", type: "MULTICAL 403" }, "request.invalid"],
    [{ meter: "Ada" }, "request.invalid"],
    [{ meter: "KAM-99999999-34-04" }, "redecoding.no-meter"],
    [{ type: "Sundial" }, "redecoding.no-meter"],
    [{ type: "MULTICAL 403", from: "May" }, "request.invalid"],
    [{ type: "MULTICAL 403", to: "2026-02-30" }, "request.invalid"],
    [{ type: "MULTICAL 403", from: "2026-11-02", to: "2026-11-01" }, "request.invalid"],
  ])("refuses %j", async (body, code) => {
    expect(await ada.code("POST", PATH, body)).toBe(code);
  });

  it("are read one job at a time, and stop after the meter that is being read", async () => {
    let letGo = (): void => undefined;
    const asked: MeterKey[] = [];
    const { town } = server;
    const slow = {
      ...{ store: town.store, points: town.points, changes: town.changes, ingest: town.ingest },
      redecodeSpan: async (span: Parameters<typeof town.redecodeSpan>[0]) => {
        asked.push(span.meter);
        await new Promise<void>((resolve) => (letGo = resolve));
        return town.redecodeSpan(span);
      },
    };
    const job = new RedecodeJob(slow, () => server.clock.nowMs);
    const wish = {
      ...{ meters: meters.map((meter) => ({ meter, areas: ["North"] })), what: "both" },
      ...{ fromMs: 0, toMs: Date.UTC(2100, 0, 1), by: { name: "ada", address: "", computer: "" } },
    };
    expect(job.start(wish)).toBe(true);
    expect(job.start(wish)).toBe(false);
    await expect.poll(() => asked.length).toBe(1);
    job.cancel();
    letGo();
    await expect.poll(() => job.state()?.state).toBe("cancelled");
    expect(job.state()).toMatchObject({ meters: 2, done: 1 });
    expect(asked).toEqual([meters[0]]);
  });
});
